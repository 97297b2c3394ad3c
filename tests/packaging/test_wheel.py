"""The wheel contains the two complete packages, and only these."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.packaging import ROOT, pyproject

PACKAGES = ("exporter", "providers")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as the Dockerfile builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    (path,) = folder.glob("*.whl")
    return path


def members(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def tracked() -> set[str]:
    """Return every file of the packages that is no product of running them."""
    paths = (path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in paths if path.parent.name != "__pycache__"}


def test_it_holds_every_file_of_the_packages_and_its_metadata(wheel: Path) -> None:
    version = pyproject()["project"]["version"]
    info = f"orion_exporter-{version}.dist-info"
    metadata = {f"{info}/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE")}
    runbooks = {f"exporter/handbook/{path.name}" for path in (ROOT / "docs/runbooks").glob("*.md")}
    assert runbooks
    assert members(wheel) == tracked() | metadata | runbooks


def test_it_holds_what_is_not_python_too(wheel: Path) -> None:
    assert {"exporter/py.typed", "providers/py.typed"} <= members(wheel)
    assert any(name.startswith("exporter/server/") and name.endswith(".html") for name in members(wheel))


def test_it_has_the_presets_which_are_found_in_it(wheel: Path, tmp_path: Path) -> None:
    names = {path.stem for path in (ROOT / "providers/presets").glob("*.yaml")}
    assert {f"providers/presets/{name}.yaml" for name in names} <= members(wheel)
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import providers; from exporter.config.presets import shipped;"
        "print(providers.__file__, *shipped(), sep='\\n')"
    )
    command = [sys.executable, "-I", "-c", program, str(wheel)]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    place, *found = run.stdout.splitlines()
    assert place.startswith(str(wheel))
    assert {*found} == names >= {"orion", "vendure"}


def test_it_runs_on_every_platform(wheel: Path) -> None:
    assert wheel.name.endswith("-py3-none-any.whl")


def test_its_packages_can_be_imported_away_from_the_repository(wheel: Path, tmp_path: Path) -> None:
    program = "import sys; sys.path.insert(0, sys.argv[1]); import exporter; print(exporter.__file__)"
    command = [sys.executable, "-I", "-c", program, str(wheel)]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert run.stdout.startswith(str(wheel))
