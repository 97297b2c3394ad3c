"""What the peers have in common: their programs, their configuration, and when they have their numbers."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tests.bench.exporter import Target, series
from tests.bench.questions import QUESTIONS

START_SECONDS = 900.0


class NotInstalledError(Exception):
    """A peer is not there; the message says what would bring it."""


def program_of(name: str, remedy: str) -> Path:
    """Return the path of a program; `remedy` brings it. Raises NotInstalledError."""
    found = shutil.which(name, path=os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin")))
    if found is None:
        raise NotInstalledError(remedy)
    return Path(found)


def version_of(package: str) -> str:
    """Return the version of a package of Debian."""
    command = ["dpkg-query", "--show", "--showformat=${Version}", package]
    with suppress(OSError):
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip() or "unknown"
    return "unknown"


def write_secret(path: Path, content: str) -> None:
    """Write a file that nobody else may read."""
    path.touch(mode=0o600)
    path.write_text(content, encoding="utf-8")


def answers(port: int) -> Callable[[], bool]:
    """Return what tells whether a server answers on a port."""

    def up() -> bool:
        with suppress(OSError, RuntimeError):
            Target("", "", 0, port).body(zipped=True)
            return True
        return False

    return up


def filled(target: Target) -> Target:
    """Wait until every metric is there and none grows any more: the peers fill theirs while they are scraped."""
    deadline, before = time.monotonic() + START_SECONDS, -1
    while time.monotonic() < deadline:
        _, text = target.body(zipped=False)
        found = series(text, b"orion_") + series(text, b"sql_")
        whole = all(has_samples(text, name) for question in QUESTIONS for name in question.values)
        if whole and found == before:
            return target
        before = found
        time.sleep(1)
    raise NotInstalledError(f"{target.name} had not its numbers after {START_SECONDS:g} s")


def has_samples(text: bytes, name: str) -> bool:
    """Whether a metric has samples; the peers have its HELP from the start, and one makes its name a label."""
    return f"\n{name}{{".encode() in text or f'col="{name}"'.encode() in text
