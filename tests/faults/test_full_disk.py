"""Where nothing can be written any more, the shop is read as ever."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.conftest import COMMAND, get
from tests.faults.conftest import eventually
from tests.support import handmade
from tests.support.shop import Series, series_of
from tests.support.tools import free_port, process


def _nothing_may_grow() -> None:
    """Let every write to a file fail, as on a full disk; pipes are no files."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def test_a_full_disk_keeps_nobody_from_reading(tmp_path: Path) -> None:
    url = handmade.in_file(tmp_path / "shop.sqlite")
    environment = {**os.environ, "ORION_EXPORTER_DATABASE_URL": url, "PYTHONDONTWRITEBYTECODE": "1"}

    def once(full: bool) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [*COMMAND, "once"],
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            preexec_fn=_nothing_may_grow if full else None,
        )

    wide, full = once(full=False), once(full=True)
    assert (full.returncode, full.stderr) == (0, "")
    shops = [
        [line for line in each.stdout.splitlines() if "_exporter_" not in line and "process_" not in line]
        for each in (wide, full)
    ]
    assert shops[0] == shops[1]
    assert len(shops[0]) > 100


@dataclass(frozen=True, slots=True)
class Small:
    """An exporter of a shop on a small disk that only it and processes in its namespace see."""

    metrics: str
    disk: Path
    pid: int

    @property
    def outside(self) -> Path:
        """The disk as all others see it."""
        return Path(f"/proc/{self.pid}/root{self.disk}")

    def write(self, statement: str) -> str:
        """Run a statement in a process beside the exporter; return its complaint."""
        joined: list[str | Path] = [
            "nsenter",
            f"--target={self.pid}",
            "--user",
            "--mount",
            "--preserve-credentials",
            sys.executable,
        ]
        script = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(sys.argv[2])"
        command = [*joined, "-c", script, self.disk / "shop.sqlite", statement]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        return done.stderr

    def fill(self) -> None:
        """Use up what is left of the disk."""
        with suppress(OSError), (self.outside / "filler").open("wb", buffering=0) as filler:
            while filler.write(bytes(4096)):
                pass
        assert shutil.disk_usage(self.outside).free == 0

    def series(self) -> dict[Series, float]:
        return series_of(get(self.metrics)[1])

    def customers(self) -> float:
        return sum(value for (name, _), value in self.series().items() if name == "orion_customers")

    def refreshes(self) -> float:
        return self.series()["orion_exporter_refreshes_total", frozenset({("category", "customers")})]


@contextmanager
def small_disk(folder: Path, mode: str) -> Iterator[Small]:
    shop, disk = folder / "shop.sqlite", folder / "disk"
    disk.mkdir()
    handmade.in_file(shop)
    with closing(sqlite3.connect(shop)) as connection:
        connection.execute(f"PRAGMA journal_mode = {mode}")
    address = f"127.0.0.1:{free_port()}"
    script = 'mount -t tmpfs -o size=2m disk "$0" && cp "$1" "$0/" && shift && exec "$@"'
    joined = ["unshare", "-rm", "sh", "-c", script, str(disk), str(shop)]
    environment = {
        **os.environ,
        "ORION_EXPORTER_DATABASE_URL": f"sqlite:///{disk / shop.name}",
        "ORION_EXPORTER_REFRESH_EVERY": "1s",
        "ORION_EXPORTER_REFRESH_JITTER": "0s",
    }
    command = [*joined, *COMMAND, "serve", f"--web.listen-address={address}"]
    up = f"http://{address}/readyz"
    with process(command, log=folder / "log", env=environment, up=lambda: get(up)[0] == 200) as server:
        yield Small(f"http://{address}/metrics", disk, server.pid)


MANY = """INSERT INTO customers (id, vendor_id, email) WITH RECURSIVE n(i) AS
          (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) SELECT i, 1, printf('%200d', i) FROM n"""
ONE = "INSERT INTO customers (id, vendor_id, is_active) VALUES (100, 1, 1)"


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_a_disk_that_is_full_and_then_is_not(tmp_path: Path, mode: str) -> None:
    if not shutil.which("unshare") or subprocess.run(["unshare", "-rm", "true"], check=False).returncode:
        pytest.skip("this system lets nobody mount a disk of his own (unshare -rm)")
    with small_disk(tmp_path, mode) as shop:
        before = shop.customers()
        assert shop.write(f"PRAGMA journal_mode = {mode}") == ""
        shop.fill()
        assert "disk" in shop.write(MANY)
        done = shop.refreshes()
        eventually(lambda: shop.refreshes() >= done + 3)
        assert shop.customers() == before
        (shop.outside / "filler").unlink()
        assert shop.write(ONE) == ""
        eventually(lambda: shop.customers() == before + 1)
        assert sum(value for (name, _), value in shop.series().items() if "refresh_failures" in name) == 0
