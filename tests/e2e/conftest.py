"""The exporter as its users run it: the installed command, on the demo's shop, on a free port."""

import os
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.tools import free_port, process

COMMAND = [sys.executable, "-m", "exporter"]


def get(url: str | urllib.request.Request, *, timeout: float = 5, **headers: str) -> tuple[int, str]:
    """Return the status and the text of a page; status 0 if nobody answers within `timeout` seconds."""
    request = urllib.request.Request(url, headers=headers) if isinstance(url, str) else url  # noqa: S310 - loopback
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:  # noqa: S310
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""


@dataclass(frozen=True)
class Demo:
    """A running demo."""

    address: str
    log: Path

    def get(self, path: str) -> tuple[int, str]:
        """Return the status and the text of a path."""
        return get(f"http://{self.address}{path}")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("demo")
    running = Demo(f"127.0.0.1:{free_port()}", folder / "log")
    environment = {**os.environ, "TMPDIR": str(folder), "ORION_EXPORTER_REFRESH_EVERY": "1h"}
    with process(
        [*COMMAND, "demo", f"--web.listen-address={running.address}"],
        log=running.log,
        up=lambda: running.get("/readyz")[0] == 200,
        env=environment,
    ):
        yield running
