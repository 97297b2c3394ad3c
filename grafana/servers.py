"""Runs server programs on this machine: finds them by name, and starts and stops them."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

LOOPBACK = "127.0.0.1"
_PATIENCE_SECONDS = 60.0
_END_SECONDS = 10.0


class MissingError(RuntimeError):
    """A program is not installed; the message names it, and how to install it."""


class EndedError(RuntimeError):
    """A server ended, or did not respond in time; the message contains the end of its log."""


def program(*names: str, package: str) -> Path:
    """Return the path of the first of these programs in PATH; raise MissingError with the Debian `package`."""
    for name in names:
        if found := shutil.which(name):
            return Path(found)
    raise MissingError(f"{' or '.join(names)} is not in PATH (Debian: apt install {package})")


def free_port() -> int:
    """Return a TCP port of 127.0.0.1 that is currently free."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def ask(url: str, **parameters: object) -> Any:
    """Return the JSON of a URL, with parameters sent by POST; raise OSError with the response of the server."""
    data = urlencode(parameters).encode() if parameters else None
    try:
        with urllib.request.urlopen(url, data, timeout=_PATIENCE_SECONDS) as answer:  # noqa: S310 - given by us
            return json.load(answer)
    except urllib.error.HTTPError as error:
        raise OSError(f"{url}: {error.code} {error.read().decode(errors='replace')[:500]}") from None


@contextmanager
def running(
    command: Sequence[str | Path], *, log: Path, ready: str, env: Mapping[str, str] | None = None
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a server until the end of the block, which starts when the URL `ready` returns 200.

    The output is appended to the file `log`. Raises EndedError if the server ends early or is not ready within a
    minute.
    """
    with log.open("ab") as output:
        # In a separate session: Ctrl-C only reaches the parent, which then stops its servers in order.
        server = subprocess.Popen(  # noqa: S603 - the programs are ours
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env=None if env is None else {**os.environ, **env},
        )
    try:
        _wait(server, ready, log)
        yield server
    finally:
        _end(server)


def _wait(server: "subprocess.Popen[bytes]", ready: str, log: Path) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not answers(ready):
        if server.poll() is not None or time.monotonic() > deadline:
            state = "does not answer" if server.poll() is None else f"ended with {server.returncode}"
            lines = log.read_text(errors="replace").splitlines()[-15:]
            raise EndedError(f"{server.args!r} {state}. Its log ({log}):\n" + "\n".join(lines))
        time.sleep(0.1)


def answers(url: str) -> bool:
    """Whether a URL returns success."""
    try:
        with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - loopback
            return True
    except OSError:
        return False


def _end(server: "subprocess.Popen[bytes]") -> None:
    if server.poll() is None:
        server.send_signal(signal.SIGTERM)
    try:
        server.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
