"""A process that may open few files: connections leave some for the database, and where none is left it waits."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.conftest import COMMAND
from tests.faults.conftest import eventually
from tests.server.clients import HEALTH, healthy, the_rest
from tests.server.serving import Address
from tests.support import handmade
from tests.support.shop import series_of
from tests.support.tools import free_port, missing, process

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the files of a process in /proc")

FILES = 1024
CONNECTIONS = 2000
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Served:
    """An exporter that refreshes every second, its process and its log."""

    address: Address
    process: "subprocess.Popen[bytes]"
    log: Path

    def files(self) -> int:
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))

    def allow(self, files: int) -> None:
        """Let it open as many files, from now on."""
        resource.prlimit(self.process.pid, resource.RLIMIT_NOFILE, (files, FILES))

    def seconds(self) -> float:
        """Return the CPU time that it has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def said(self, words: str) -> int:
        return self.log.read_text(encoding="utf-8").count(words)

    def own(self, name: str) -> dict[str, float]:
        """Return one of the exporter's own numbers by category."""
        return {
            dict(labels)["category"]: value
            for (found, labels), value in series_of(self.address.ask().text).items()
            if found == f"orion_exporter_{name}"
        }


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with exporter(tmp_path) as made:
        yield made


@contextmanager
def exporter(folder: Path) -> Iterator[Served]:
    url = handmade.in_file(folder / "shop.sqlite")
    address, log = Address("127.0.0.1", free_port()), folder / "log"
    listen = f"--web.listen-address={address.host}:{address.port}"
    environment = {**os.environ, "ORION_EXPORTER_DATABASE_URL": url, "ORION_EXPORTER_REFRESH_EVERY": "1s"}

    def ready() -> bool:
        try:
            return address.ask("/readyz").status == 200
        except OSError:
            return False

    command = ["sh", "-c", f'ulimit -n {FILES}; exec "$@"', "sh", *COMMAND, "serve", listen]
    with process(command, log=log, env=environment, up=ready) as server:
        yield Served(address, server, log)


@pytest.fixture
def many() -> Iterator[int]:
    """How many connections this process may open itself, with its limit raised to that."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < CONNECTIONS + 200:
        missing(f"only {hard} files may be opened here; ulimit -Hn {CONNECTIONS + 200} or more")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, CONNECTIONS + 200), hard))
    yield CONNECTIONS
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_more_connections_than_files_cost_no_refresh_and_no_answer(served: Served, many: int) -> None:
    before = served.files()
    with ExitStack() as stack:
        clients = [stack.enter_context(served.address.connect()) for _ in range(many)]
        for client in clients[::2]:
            with suppress(ConnectionError):  # clients that came when all places were taken got a 503
                client.sendall(HEALTH[:10])
        most = served.files()
        time.sleep(1.0)  # from then on idle connections make room
        done = served.own("refreshes_total")["orders"]
        eventually(lambda: served.own("refreshes_total")["orders"] >= done + 2)
        assert served.address.ask("/healthz").text == "ok\n"
        assert sum(served.own("refresh_failures_total").values()) == 0
        assert max(most, served.files()) < FILES - 64, "some are left for the database"
    eventually(lambda: served.files() <= before + 8)
    assert served.said("\n") < 20, served.log.read_text(encoding="utf-8")


def test_without_a_file_it_waits_tells_it_once_and_goes_on(served: Served) -> None:
    with ExitStack() as stack:
        held = stack.enter_context(served.address.connect())
        assert healthy(held)
        served.allow(served.files())
        waiting = [stack.enter_context(served.address.connect()) for _ in range(40)]
        for client in waiting:
            client.sendall(HEALTH.replace(b"Host", b"Connection: close\r\nHost"))
        eventually(lambda: served.said("cannot accept connections") == 1)
        used, began = served.seconds(), time.monotonic()
        for _ in range(10):
            assert healthy(held), "who was there before is served on"
            time.sleep(0.1)
        assert served.seconds() - used < 0.5 * (time.monotonic() - began)
        served.allow(FILES)
        assert all(the_rest(client).startswith(b"HTTP/1.1 200 OK\r\n") for client in waiting)
    assert served.said("cannot accept connections") == 1
    assert served.said("Traceback") == 0
    assert "raise the limit of open files" in served.log.read_text(encoding="utf-8")
    eventually(lambda: set(served.own("provider_up").values()) == {1.0})
