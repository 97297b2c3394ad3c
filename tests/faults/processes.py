"""Other processes of the tests of attacks: the server that is attacked, and the clients that attack it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


@contextmanager
def process(*command: str) -> Iterator[subprocess.Popen[str]]:
    """Run a module with arguments; it ends with the block."""
    with subprocess.Popen(
        [sys.executable, "-m", *command], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        try:
            yield running
        finally:
            running.kill()
