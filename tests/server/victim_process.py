"""`tests.server.victim` in a process, which a test ends by a signal."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.server.serving import Address

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""How many seconds a test waits for the process to end; nothing but a signal would end it."""


@dataclass(frozen=True, slots=True)
class Victim:
    """A server process and where it says that it listens."""

    process: subprocess.Popen[str]
    said: tuple[str, ...]

    @property
    def address(self) -> Address:
        """Return the first address."""
        host, _, port = self.said[0].rpartition(":")
        return Address(host, int(port))

    def end(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Send a signal; return the exit code and what was said on the way. Fails if it has not ended in time."""
        self.process.send_signal(number)
        output, _ = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, output


@contextmanager
def victim(*options: str) -> Iterator[Victim]:
    """Run `tests.server.victim` with these options on a free port, and kill it at the end if it still runs."""
    command = [sys.executable, "-m", "tests.server.victim", "127.0.0.1:0", *options]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as process:
        try:
            assert process.stdout is not None
            yield Victim(process, tuple(process.stdout.readline().split()))
        finally:
            with suppress(ProcessLookupError):
                process.kill()
