"""`orion-exporter new provider`: what it refuses, each in one line, and what it writes."""

import ast
import tomllib
from pathlib import Path

import pytest
import yaml

from exporter.cli import main
from exporter.testing.new import CODED, DECLARED, rendered
from exporter.testing.suite import CHECKS
from providers import PROVIDERS
from tests.packaging import ROOT
from tests.testing.runs import passed, pytest_in

TEMPLATES = ROOT / "exporter" / "testing" / "templates"
CATEGORIES = [path.partition(":")[0].rpartition(".")[2] for path in PROVIDERS]

WRONG_NAMES = {
    "": "lower-case letters",
    "Loyalty": "lower-case letters",
    "gift-cards": "lower-case letters",
    "gift cards": "lower-case letters",
    "gift__cards": "lower-case letters",
    "_cards": "lower-case letters",
    "cards_": "lower-case letters",
    "2cards": "lower-case letters",
    "grüße": "lower-case letters",
    "../cards": "lower-case letters",
    "cards\n": "lower-case letters",
    "a" * 41: "at most 40",
    "exporter": "choose another one",
    "exporter_cards": "choose another one",
    "platform": "choose another one",
    "average_cards": "PromQL",
    "cards_24h": "PromQL",
} | dict.fromkeys(CATEGORIES, "is the category of providers/")


def new(*arguments: str) -> int:
    return main(["new", "provider", *arguments])


@pytest.mark.parametrize(("name", "message"), WRONG_NAMES.items())
def test_a_name_that_cannot_be_used_is_one_message(
    name: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(name, f"--directory={tmp_path / 'new'}") == 2
    said = capsys.readouterr()
    assert said.err.startswith(f"orion-exporter: NAME {name!r}: ")
    assert message in said.err
    assert said.err.count("\n") == 1
    assert (said.out, list(tmp_path.iterdir())) == ("", [])


@pytest.mark.parametrize("path", sorted(rendered(CODED, "loyalty")))
def test_nothing_is_overwritten_and_nothing_else_written(
    path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    existing = tmp_path / path
    existing.parent.mkdir(parents=True, exist_ok=True)
    existing.write_text("mine")
    assert new("loyalty", f"--directory={tmp_path}") == 1
    assert capsys.readouterr().err == (
        f"orion-exporter: {existing}: exists and is not overwritten; choose another --directory\n"
    )
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == [existing]
    assert existing.read_text() == "mine"


def test_a_file_is_no_directory(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert new("loyalty", f"--directory={tmp_path / 'file'}") == 1
    assert capsys.readouterr().err.endswith("file: not a directory; choose another --directory\n")


def test_other_files_of_a_directory_stay(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert new("loyalty", f"--directory={tmp_path}") == 0
    written = {str(each.relative_to(tmp_path)) for each in tmp_path.rglob("*") if each.is_file()}
    assert written == set(rendered(CODED, "loyalty"))


def test_the_default_directory_is_named_after_the_provider(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert new("gift_cards") == 0
    assert [each.name for each in tmp_path.iterdir()] == ["orion-gift-cards"]
    assert "pip install --editable orion-gift-cards pytest" in capsys.readouterr().out


def test_a_declared_provider_passes_the_suite_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "new"
    assert new("gift_cards", "--declared", f"--directory={folder}") == 0
    assert "pytest --orion-provider gift_cards.yaml" in capsys.readouterr().out
    assert {each.name for each in folder.iterdir()} == {"gift_cards.yaml", "conftest.py"}
    assert passed(pytest_in(folder, "--orion-provider=gift_cards.yaml")) == f"{len(CHECKS)} passed"


@pytest.mark.parametrize("name", ["loyalty", "gift_cards", "a", "x2_y3", "class", "import"])
def test_what_it_writes_is_valid_for_every_name(name: str) -> None:
    files = rendered(CODED, name) | rendered(DECLARED, name)
    for path, text in files.items():
        assert "$" not in path + text, path
        if path.endswith(".py"):
            ast.parse(text)
    (target,) = tomllib.loads(files["pyproject.toml"])["project"]["entry-points"]["orion_exporter.providers"].values()
    module, _, attribute = target.partition(":")
    assert f"class {attribute}(" in files[f"src/{module.replace('.', '/')}.py"]
    assert list(yaml.safe_load(files[f"{name}.yaml"])["providers"]) == [name]


def test_every_template_is_written() -> None:
    found = {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*") if path.is_file()}
    assert found == CODED.keys() | DECLARED.keys()
