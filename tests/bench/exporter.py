"""The exporter as a process, its refreshes on demand, and what one scrape of it holds."""

import gzip
import http.client
import json
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path

from exporter.config.settings import ProviderSettings
from tests.bench.measure import Refresh, StatementLog
from tests.bench.served import CATEGORY
from tests.support.modules import MODULES
from tests.support.tools import free_port, process

APPLICATION = "orion-exporter"
CHANGED_ONLY = "changed_only" in ProviderSettings.model_fields
"""Whether the exporter knows refreshes of what changed."""


@dataclass(frozen=True, slots=True)
class Target:
    """A server that is scraped: its process, where it listens, what it is called."""

    name: str
    version: str
    pid: int
    port: int

    def body(self, *, zipped: bool) -> tuple[bytes, bytes]:
        """Scrape once; return the body as it came and as it reads."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        connection.request("GET", "/metrics", headers={"Accept-Encoding": "gzip" if zipped else "identity"})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        if answer.status != http.HTTPStatus.OK:
            raise RuntimeError(f"{self.name} answers {answer.status}: {body[:200]!r}")
        encoded = answer.getheader("content-encoding") == "gzip"
        return body, gzip.decompress(body) if encoded else body


def series(body: bytes, prefix: bytes = b"") -> int:
    """Count the samples of an exposition whose name begins with `prefix`."""
    return sum(1 for line in body.splitlines() if line.startswith(prefix) and not line.startswith(b"#"))


class Exporter:
    """A running exporter that refreshes when it is told to."""

    def __init__(self, target: Target, lever: TextIOWrapper, log: StatementLog) -> None:
        self.target = target
        self._lever = lever
        self._log = log

    def refresh(self) -> Refresh:
        """Refresh the orders; return what it took. Raises RuntimeError if the refresh fails."""
        self._log.mark()
        self._lever.write("refresh\n")
        self._lever.flush()
        answer = json.loads(self._lever.readline())
        if answer["failure"]:
            raise RuntimeError(answer["failure"])
        work = self._log.since(APPLICATION)
        return Refresh(answer["began"], answer["ended"], answer["wall"], work, answer["changed_only"])

    def lines(self) -> set[bytes]:
        """Scrape, and return the samples that come from the database."""
        _, text = self.target.body(zipped=True)
        return {line for line in text.splitlines() if line.startswith(b"orion_") and b"_exporter_" not in line}


def configure(folder: Path, url: str, *, full: bool) -> Path:
    """Write a configuration that reads only orders, in full or what changed; return its path."""
    config = folder / "orion-exporter.yaml"
    # The largest shop has more series than are exported unless that is asked for.
    providers: dict[str, dict[str, object]] = {name: {"enabled": name == CATEGORY, "max_series": 0} for name in MODULES}
    if CHANGED_ONLY:
        # However quick a full refresh is: it is measured whether it pays.
        providers[CATEGORY] |= {"changed_only": not full, "changed_only_above": "0s"}
    settings = {
        "database": {"url": url, "statement_timeout": "10m"},
        "refresh": {"every": "24h", "jitter": 0},
        "providers": providers,
        "log": {"level": "warning"},
    }
    # JSON is YAML.
    config.write_text(json.dumps(settings), encoding="utf-8")
    config.chmod(0o600)
    return config


@contextmanager
def exporting(folder: Path, url: str, log: StatementLog, *, full: bool) -> Iterator[Exporter]:
    """Run the exporter from its first refresh on."""
    folder.mkdir(exist_ok=True)
    port, lever = free_port(), folder / "lever"
    lever.unlink(missing_ok=True)
    config = configure(folder, url, full=full)
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "tests.bench.served",
        lever,
        "serve",
        f"--config.file={config}",
        f"--web.listen-address=127.0.0.1:{port}",
    ]
    with (
        process(command, log=folder / "exporter.log", up=lambda: _ready(port), timeout=600) as running,
        socket.socket(socket.AF_UNIX) as line,
    ):
        line.connect(str(lever))
        with line.makefile("rw") as lines:
            target = Target("orion-exporter", version("orion-exporter"), running.pid, port)
            exporter = Exporter(target, lines, log)
            yield exporter


def _ready(port: int) -> bool:
    with suppress(OSError):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.HTTPStatus.OK
    return False


def settle() -> None:
    """Let a server that has just worked come to rest."""
    time.sleep(0.5)
