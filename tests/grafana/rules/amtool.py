"""Alertmanager's own tool."""

import subprocess
from pathlib import Path

from tests.support.tools import tool


def amtool(*arguments: str | Path) -> str:
    """Return what amtool prints; fail with it if it is not content."""
    done = subprocess.run([tool("amtool"), *arguments], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
