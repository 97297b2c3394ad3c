"""Packages with a provider, installed for real: the example, and one that `orion-exporter new provider` writes."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from exporter.testing.suite import CHECKS
from tests.packaging import ROOT
from tests.support.tools import tool
from tests.testing.installed import Environment

EXAMPLE = ROOT / "examples" / "loyalty"
NAME = "gift_cards"


@dataclass(frozen=True, slots=True)
class Package:
    """A package in a folder, with the metrics of its provider and the number of its tests."""

    folder: Path
    metrics: tuple[str, ...]
    tests: int


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with the exporter."""
    return Environment.create(tmp_path_factory.mktemp("environment") / "venv")


@pytest.fixture(scope="module", params=["example", "new"])
def package(
    request: pytest.FixtureRequest, environment: Environment, tmp_path_factory: pytest.TempPathFactory
) -> Package:
    """A package, installed in the environment."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "example":
        shutil.copytree(EXAMPLE, folder / "loyalty")
        found = Package(folder / "loyalty", ("orion_loyalty_cards", "orion_platform_loyalty_credit"), 3)
    else:
        environment.exporter("new", "provider", NAME, cwd=folder)
        found = Package(folder / "orion-gift-cards", ("orion_gift_cards_items", "orion_platform_gift_cards_items"), 2)
    environment.install(found.folder)
    return found


def test_its_tests_pass_as_they_are(environment: Environment, package: Package) -> None:
    run = environment.python("-m", "pytest", "-q", "-p", "no:cacheprovider", cwd=package.folder)
    assert run.stdout.splitlines()[-1].startswith(f"{len(CHECKS) + package.tests} passed in ")


def test_the_exporter_finds_it(environment: Environment, package: Package, tmp_path: Path) -> None:
    run = environment.exporter("metrics", cwd=tmp_path)
    assert [name for name in package.metrics if f"| `{name}` |" not in run.stdout] == []
    assert run.stderr == ""


def test_the_exporter_is_the_installed_one(environment: Environment, tmp_path: Path) -> None:
    run = environment.python("-c", "import exporter; print(exporter.__file__)", cwd=tmp_path)
    assert Path(run.stdout.strip()).is_relative_to(environment.root)


def test_its_code_is_formatted_linted_and_typed(environment: Environment, package: Package) -> None:
    python = environment.root / "bin" / "python"
    style = ("--config", ROOT / "pyproject.toml", "--no-cache")
    environment.run(tool("ruff"), "format", "--check", *style, ".", cwd=package.folder)
    environment.run(tool("ruff"), "check", *style, "--ignore", "D1,S101,I001,INP001", ".", cwd=package.folder)
    # The packages share what mypy has found out about the exporter.
    options = ("--strict", f"--python-executable={python}", f"--cache-dir={environment.root / 'mypy'}")
    environment.run(sys.executable, "-m", "mypy", *options, "src", cwd=package.folder)
