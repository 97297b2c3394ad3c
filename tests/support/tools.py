"""Executables, ports and server processes that tests run for real."""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

PACKAGES = {
    "alertmanager": "prometheus-alertmanager",
    "amtool": "prometheus-alertmanager",
    "chromium": "chromium",
    "mariadb": "mariadb-server",  # which brings the client
    "mariadb-install-db": "mariadb-server",
    "mariadb-tzinfo-to-sql": "mariadb-server",
    "mariadbd": "mariadb-server",
    "postgres": "postgresql",
    "prometheus": "prometheus",
    "promtool": "prometheus",
    "psql": "postgresql",
}
"""Executable -> the Debian package that brings it."""

ALERTMANAGER = ("alertmanager", "prometheus-alertmanager")
"""Its names: upstream's and Debian's."""

_FOLDERS = ("/usr/sbin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin", "/opt/homebrew/sbin")
_PR_SET_PDEATHSIG = 1


def tool(name: str, *other_names: str) -> Path:
    """Return the path of the executable `name`, or else of one of its other names.

    Without it the test is skipped, or fails where CI=true.
    """
    here = Path(sys.executable).parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    path = os.pathsep.join([str(here), os.environ.get("PATH", os.defpath), *_FOLDERS, *map(str, versions)])
    found = next(filter(None, (shutil.which(each, path=path) for each in (name, *other_names))), None)
    if found is None:
        missing(f"{name} is not installed; on Debian: apt-get install {PACKAGES.get(name, name)}")
    return Path(found)


def missing(reason: str) -> NoReturn:
    """Skip the test with `reason`; where CI=true nothing may be missing, and it fails."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def free_port() -> int:
    """Return a TCP port of 127.0.0.1 that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(frozen=True, slots=True)
class Account:
    """The operating system's user that a server runs as."""

    uid: int
    gid: int


class NotStartedError(AssertionError):
    """A server ended, or did not answer in time; the message holds its command and its log."""


@contextmanager
def process(
    command: Sequence[str | Path],
    *,
    log: Path,
    up: Callable[[], bool],
    account: Account | None = None,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    stop: signal.Signals = signal.SIGTERM,
    timeout: float = 60.0,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server from the moment that `up()` is true to the end of the block, then end it.

    Its output goes to the file `log`. `account` (for root only) is who it runs as, `env` its whole environment if
    given, `stop` the signal that ends it, also when the tests die first; what does not end within 10 seconds is
    killed. Raises `NotStartedError` if it ends early or is not up after `timeout` seconds.
    """
    with (
        log.open("ab") as output,
        subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=env,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
            # Ctrl-C in a terminal goes to the whole group; the fixtures end their servers in their own order.
            start_new_session=True,
            preexec_fn=_death_signal(stop),  # noqa: PLW1509 - the child calls prctl, and nothing that takes a lock
        ) as server,
    ):
        try:
            _wait(server, up, timeout, log)
            yield server
        finally:
            end(server, stop)


def end(server: subprocess.Popen[bytes], stop: signal.Signals = signal.SIGTERM, patience: float = 10.0) -> int:
    """Send `stop`, wait `patience` seconds, kill if need be; return the exit code."""
    if server.poll() is None:
        server.send_signal(stop)
    try:
        return server.wait(patience)
    except subprocess.TimeoutExpired:
        server.kill()
        return server.wait()


def _death_signal(number: signal.Signals) -> Callable[[], object] | None:
    if sys.platform != "linux":
        return None
    # Looked up before the fork: a child of a process with threads must not wait for the importer's lock.
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(_PR_SET_PDEATHSIG, int(number))


def _wait(server: subprocess.Popen[bytes], up: Callable[[], bool], timeout: float, log: Path) -> None:
    deadline = time.monotonic() + timeout
    while not up():
        try:
            server.wait(0.05)
            raise NotStartedError(_story(server, "ended", log))
        except subprocess.TimeoutExpired:
            if time.monotonic() > deadline:
                raise NotStartedError(_story(server, f"was not up after {timeout:g} s", log)) from None


def _story(server: subprocess.Popen[bytes], what: str, log: Path) -> str:
    lines = log.read_text(errors="replace").splitlines()[-40:]
    return f"{server.args!r} {what} (exit code {server.poll()}). Its log:\n" + "\n".join(lines)
