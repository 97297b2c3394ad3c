"""The names that others depend on: the distribution, the command, the Python versions, the type marker."""

from packaging.specifiers import SpecifierSet

from tests.packaging import ROOT, pyproject


def test_the_distribution_and_its_command() -> None:
    project = pyproject()["project"]
    assert project["name"] == "orion-exporter"
    assert project["scripts"] == {"orion-exporter": "exporter.cli:main"}


def test_it_asks_for_python_3_11_and_nothing_newer() -> None:
    supported = SpecifierSet(pyproject()["project"]["requires-python"])
    assert "3.10" not in supported
    assert all(version in supported for version in ("3.11", "3.12", "3.13", "3.14"))


def test_the_tools_check_for_the_oldest_python() -> None:
    tools = pyproject()["tool"]
    assert tools["mypy"]["python_version"] == "3.11"
    assert tools["ruff"]["target-version"] == "py311"


def test_types_are_checked_strictly_in_product_and_tests() -> None:
    mypy = pyproject()["tool"]["mypy"]
    assert mypy["strict"] is True
    assert {"exporter", "providers", "tests"} <= set(mypy["packages"])


def test_a_warning_fails_a_test() -> None:
    assert pyproject()["tool"]["pytest"]["ini_options"]["filterwarnings"][0] == "error"


def test_both_packages_say_that_they_are_typed() -> None:
    assert all((ROOT / package / "py.typed").is_file() for package in ("exporter", "providers"))
