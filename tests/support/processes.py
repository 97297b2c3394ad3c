"""What the processes of a test run make once, and share."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def shared_folder(folders: pytest.TempPathFactory) -> Path:
    """Return the folder that all processes of a test run share."""
    base = folders.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Wait until no other process is in this block."""
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
