"""The Makefile: its targets, and what it says to a person whose machine lacks something."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.packaging import ROOT
from tests.support.tools import tool

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^\.PHONY: (\w+)$", MAKEFILE, re.MULTILINE))


def make(folder: Path, *arguments: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run the Makefile in `folder`; with `path`, in a shell that finds only what is there."""
    environment = {"PATH": path or "/usr/bin:/bin", "LC_ALL": "C"}
    command = [str(tool("make")), *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with what `make venv` reads, and no environment yet."""
    folder = tmp_path / "a checkout"
    folder.mkdir()
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-build.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, folder)
    return folder


def python(folder: Path, name: str, *, recent: bool, venv: bool) -> None:
    """Write an executable that answers the Makefile's questions as a Python of that kind would."""
    script = folder / name
    script.write_text(
        "#!/bin/sh\n"
        'case "$*" in\n'
        f"*version_info*) exit {int(not recent)} ;;\n"
        f"*ensurepip*) exit {int(not venv)} ;;\n"
        "*--version*) echo Python 3.9.6 ;;\n"
        "esac\n"
    )
    script.chmod(0o755)


def test_help_is_the_default_and_lists_every_target() -> None:
    listed = set(re.findall(r"^  (\w+) ", make(ROOT).stdout, re.MULTILINE))
    assert listed == TARGETS
    assert {"help", "venv", "demo", "test", "check", "format", "golden", "lock", "soak", "image", "clean"} <= TARGETS
    assert "bench" in TARGETS


def test_each_target_is_defined_and_explained_in_the_help() -> None:
    assert all(re.search(rf"^{name}:.*  ## \w", MAKEFILE, re.MULTILINE) for name in TARGETS)


def test_without_python_it_says_what_to_install(checkout: Path, tmp_path: Path) -> None:
    empty = tmp_path / "bin"
    empty.mkdir()
    run = make(checkout, "test", path=str(empty))
    assert run.returncode != 0
    assert "Python 3.11 or newer is needed" in run.stderr
    assert "apt install python3-venv" in run.stderr
    assert "brew install python" in run.stderr


def test_an_old_python_is_named_and_not_used(checkout: Path, tmp_path: Path) -> None:
    python(tmp_path, "python3", recent=False, venv=True)
    run = make(checkout, "demo", path=str(tmp_path))
    assert run.returncode != 0
    assert "needed; python3 is Python 3.9.6" in run.stderr


def test_a_python_without_venv_is_named_with_the_package_to_install(checkout: Path, tmp_path: Path) -> None:
    python(tmp_path, "python3.12", recent=True, venv=False)
    run = make(checkout, "venv", path=str(tmp_path))
    assert run.returncode != 0
    assert "python3.12 cannot create environments" in run.stderr
    assert "apt install python3-venv" in run.stderr


def test_a_python_that_cannot_make_environments_is_passed_over(checkout: Path, tmp_path: Path) -> None:
    python(tmp_path, "python3.13", recent=True, venv=False)
    python(tmp_path, "python3.11", recent=False, venv=True)
    python(tmp_path, "python3", recent=True, venv=True)
    run = make(checkout, "venv", path=str(tmp_path))
    assert "Creating .venv with Python 3.9.6" in run.stderr
    # Standard output belongs to the command: an exposition can be piped on.
    assert run.stdout == ""


def test_the_environment_that_exists_is_used_again(checkout: Path) -> None:
    (checkout / ".venv").mkdir()
    for stamp in (".locked", ".installed"):
        (checkout / ".venv" / stamp).touch()
    assert "Nothing to be done" in make(checkout, "venv").stdout


def test_a_changed_lock_makes_the_environment_anew(checkout: Path) -> None:
    (checkout / ".venv").mkdir()
    for stamp in (".locked", ".installed"):
        (checkout / ".venv" / stamp).touch()
    plan = make(checkout, "--dry-run", "--what-if=requirements-dev.lock", "venv").stdout
    assert "-m venv --clear .venv" in plan
    assert "--require-hashes -r requirements-dev.lock" in plan


def test_a_changed_pyproject_only_installs_the_project_again(checkout: Path) -> None:
    (checkout / ".venv").mkdir()
    for stamp in (".locked", ".installed"):
        (checkout / ".venv" / stamp).touch()
    plan = make(checkout, "--dry-run", "--what-if=pyproject.toml", "venv").stdout
    assert "--no-deps --no-build-isolation --editable ." in plan
    assert "-m venv" not in plan


def test_the_demo_needs_no_development_dependency(checkout: Path) -> None:
    plan = make(checkout, "--dry-run", "demo", "ARGS=--once --seed 7").stdout
    assert "requirements-dev.lock" not in plan
    assert plan.rstrip().endswith("/orion-exporter demo --once --seed 7")


def test_it_keeps_to_the_make_of_macos() -> None:
    newer = r"&:|^\s*\.ONESHELL|!=|::=|\$\((file|let|intcmp)\b"
    assert not re.findall(newer, MAKEFILE, re.MULTILINE)
