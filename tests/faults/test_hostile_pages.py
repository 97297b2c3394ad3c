"""Pages of the shop that are hard to render, or too many: thresholds keep their interval, and scrapes go on.

It prints the longest time between two refreshes of the thresholds, the 99th percentile of the scrapes meanwhile, and
the peak memory of the exporter. What the machine takes on a usual shop is added to the limits.
"""

import os
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import bcrypt
import pytest

from tests.e2e.conftest import COMMAND
from tests.faults import hostile_pages
from tests.faults.attackers import VIEWS
from tests.faults.processes import process as attacking
from tests.server.secured import Secured, ask, basic
from tests.support import handmade
from tests.support.tools import free_port, process

pytestmark = pytest.mark.soak

INTERVAL = 5.0
SECONDS = 30.0
CLIENTS = 20
SCRAPE_SECONDS = 0.25
PEAK_MIB = 300
SUCCESS = re.compile(rb'^orion_exporter_last_success_timestamp_seconds\{category="alerts"\} (\S+)$', re.MULTILINE)


@contextmanager
def exporter(folder: Path, url: str) -> Iterator[tuple[Secured, int]]:
    """Run an exporter on a shop; give its address and its process id."""
    address = Secured("127.0.0.1", free_port())
    web = folder / "web.yml"
    web.write_text(f"basic_auth_users:\n  prometheus: {bcrypt.hashpw(b'prometheus123', bcrypt.gensalt(10)).decode()}\n")
    settings = {
        "DATABASE_URL": url,
        "REFRESH_EVERY": f"{INTERVAL}s",
        "REFRESH_JITTER": "0s",
    }
    environment = {**os.environ, **{f"ORION_EXPORTER_{name}": value for name, value in settings.items()}}
    command = [*COMMAND, "serve", f"--web.listen-address=127.0.0.1:{address.port}", f"--web.config.file={web}"]

    def up() -> bool:
        try:
            return address.get(path="/readyz").status == 200
        except OSError:
            return False

    with process(command, log=folder / "log", up=up, env=environment, timeout=300) as running:
        yield address, running.pid


def scraped(address: Secured, seconds: float) -> tuple[list[float], list[float]]:
    """Scrape 20 times a second; return the sorted durations, and those between two refreshes of the thresholds."""
    connection = address.connection(None)
    durations, successes, begin = [], [], time.time()
    while (start := time.time()) < begin + seconds:
        answer = ask(connection, basic("prometheus", "prometheus123"))
        durations.append(time.time() - start)
        successes += [float(each) for each in SUCCESS.findall(answer.body)]
        time.sleep(0.05)
    connection.close()
    moments = sorted({begin, *successes, time.time()})
    return sorted(durations), [after - before for before, after in pairwise(moments) if after > begin]


def p99(durations: Sequence[float]) -> float:
    return durations[int(len(durations) * 0.99)]


def peak_mib(process_id: int) -> int:
    status = Path(f"/proc/{process_id}/status").read_text()
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) // 1024


@pytest.mark.parametrize("shop", hostile_pages.SHOPS)
def test_no_page_delays_thresholds_or_scrapes(tmp_path: Path, shop: str) -> None:
    with exporter(tmp_path, handmade.in_file(tmp_path / "usual.sqlite")) as (address, _):
        usual, usual_intervals = scraped(address, SECONDS / 3)
    hostile = hostile_pages.in_file(tmp_path / "shop.sqlite", hostile_pages.SHOPS[shop]())
    with exporter(tmp_path, hostile) as (address, process_id):
        clients = ("tests.faults.attackers", str(address.port), VIEWS, str(CLIENTS), *hostile_pages.SLOW)
        with attacking(*clients):
            durations, intervals = scraped(address, SECONDS)
        peak = peak_mib(process_id)
    print(  # noqa: T201 - what was measured
        f"{shop}: thresholds after at most {max(intervals):.1f} s, p99 of scrapes {p99(durations) * 1000:.0f} ms,"
        f" {peak} MiB at most (without: {max(usual_intervals):.1f} s, {p99(usual) * 1000:.0f} ms)"
    )
    assert max(intervals) < max(usual_intervals) + INTERVAL / 2
    assert p99(durations) < SCRAPE_SECONDS + 3 * p99(usual)
    assert peak < PEAK_MIB
