"""Runs of pytest with the plugin, in folders of other projects."""

import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

from tests.packaging import ROOT


def write(folder: Path, **files: str) -> Path:
    """Write Python files, by their names, and return the folder."""
    for name, text in files.items():
        (folder / f"{name}.py").write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\npythonpath = .\n")
    return folder


def pytest_in(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run pytest as the author of a package does."""
    return python_in(folder, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments)


def python_in(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run Python in a folder, with nothing of this run of pytest in its environment."""
    environment = {name: of for name, of in os.environ.items() if not name.startswith("PYTEST_")}
    environment |= {"PYTHONPATH": str(ROOT), "COLUMNS": "200"}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def passed(run: "subprocess.CompletedProcess[str]") -> str:
    """Return the last line of a run that succeeded."""
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout.splitlines()[-1].partition(" in ")[0]
