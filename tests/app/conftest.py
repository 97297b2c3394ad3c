"""The command line as a user types it, in a separate process."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import handmade
from tests.support.command_line import run_command

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `orion-exporter` with these arguments; keywords are environment variables without their prefix."""

    def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        variables = {f"ORION_EXPORTER_{name}": value for name, value in environment.items()}
        return run_command(arguments, tmp_path, {**os.environ, **variables})

    return command


@pytest.fixture
def shop(tmp_path: Path) -> str:
    """Return the URL of the handmade shop in a file of the test's own."""
    return handmade.in_file(tmp_path / "shop.sqlite")
