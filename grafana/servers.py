"""Server programs of this machine: found by name, run beside each other, and ended together."""

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
    """A program is not installed; the message says which, and what to do."""


class EndedError(RuntimeError):
    """A server ended, or did not answer in time; the message holds the end of its log."""


def program(*names: str, package: str) -> Path:
    """Return the path of the first of these programs that PATH holds; raise MissingError naming Debian's `package`."""
    for name in names:
        if found := shutil.which(name):
            return Path(found)
    raise MissingError(f"{' or '.join(names)} is not in PATH (Debian: apt install {package})")


def free_port() -> int:
    """Return a TCP port of 127.0.0.1 that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def ask(url: str, **parameters: object) -> Any:
    """Return the JSON of an address, its parameters sent by POST; raise OSError with what the server said."""
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
    """Run a server from the moment that the address `ready` answers with 200 to the end of the block.

    Its output goes to the file `log`. Raises EndedError if it ends early or does not answer within a minute.
    """
    with log.open("ab") as output:
        # In a session of its own: Ctrl-C goes to whoever runs this, which then ends its servers in order.
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
    """Say whether an address answers with success."""
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
