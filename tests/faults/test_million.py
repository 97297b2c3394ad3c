"""A provider that returns a million series, in a separate process: what it costs itself and the others."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from sqlalchemy import create_engine, insert

from exporter.demo.schema import vendors
from tests.collection.distributions import install
from tests.e2e.conftest import COMMAND, get
from tests.faults.conftest import eventually
from tests.server.clients import memory
from tests.support import handmade
from tests.support.modules import MODULES
from tests.support.shop import Series, series_of
from tests.support.tools import free_port, process

OWN = "orion_exporter_"
OTHERS = (*MODULES, "alerts")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the memory of a process in /proc")

PROVIDER = """
    from exporter.contracts.metrics import MetricDefinition, Rows

    LOTS = MetricDefinition("lots.of", "lots", "Lots", "Lots.", labels={{"lot": ()}})

    class Provider:
        metrics_category = "lots"
        definitions = (LOTS,)

        def collect(self, db, context):
            rows = ((vendor, 1, f"lot {{lot}}", 1, lot) for vendor in range(1, {vendors} + 1) for lot in range({lots}))
            yield Rows((LOTS,), ("lot",), rows)
"""
MILLION = 1_000_000
VENDORS = 1_000
PATIENCE_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Swollen:
    """An exporter with that provider."""

    address: str
    pid: int
    log: Path

    def scrape(self) -> tuple[list[str], dict[Series, float]]:
        """Return the samples of all other categories, and the exporter's own."""
        status, body = get(f"http://{self.address}/metrics?exclude[]=lots")
        assert status == 200
        lines = body.splitlines()
        own = "\n".join(line for line in lines if line.startswith("orion_exporter_"))
        return [line for line in lines if line.startswith("orion_") and OWN not in line], series_of(own)

    def lots(self) -> int:
        """Return how many series of that provider a scrape has."""
        with urlopen(f"http://{self.address}/metrics?collect[]=lots", timeout=60) as answer:
            return sum(line.startswith((b"orion_lots{", b"orion_platform_lots{")) for line in answer)


def own(found: dict[Series, float], name: str, category: str) -> float:
    return found.get((OWN + name, frozenset({("category", category)})), 0.0)


@contextmanager
def swollen(folder: Path, vendors_: int, lots: int, limit: int) -> Iterator[Swollen]:
    url = handmade.in_file(folder / "shop.sqlite")
    engine = create_engine(url)
    with engine.begin() as connection:
        more = [{"id": i, "code": f"v{i}", "is_active": True, "is_verified": True} for i in range(4, VENDORS + 1)]
        connection.execute(insert(vendors), more)
    engine.dispose()
    site = folder / "site"
    site.mkdir()
    install(site, "lots", {"lots": "lots:Provider"}, PROVIDER.format(vendors=vendors_, lots=lots))
    address = f"127.0.0.1:{free_port()}"
    environment = {
        **os.environ,
        "PYTHONPATH": str(site),
        "ORION_EXPORTER_DATABASE_URL": url,
        "ORION_EXPORTER_REFRESH_EVERY": "1s",
        "ORION_EXPORTER_PROVIDERS_LOTS_MAX_SERIES": str(limit),
    }
    up = f"http://{address}/healthz"
    command = [*COMMAND, "serve", f"--web.listen-address={address}"]
    with process(command, log=folder / "log", env=environment, up=lambda: get(up)[0] == 200) as server:
        yield Swollen(address, server.pid, folder / "log")


def watched(exporter: Swollen, refreshes: int) -> float:
    """Scrape until that provider was refreshed so often; return the seconds of the second slowest scrape of the others.

    A refresh that holds up a scrape does so each time; what else the machine does may hold up one. No other category
    has a gap, a false number or a failure meanwhile, and each is refreshed on.
    """

    def all_up() -> bool:
        found = exporter.scrape()[1]
        return all(own(found, "provider_up", category) for category in OTHERS)

    eventually(all_up)
    expected, before = exporter.scrape()
    scrapes, end = list[float](), time.monotonic() + PATIENCE_SECONDS
    while True:
        began = time.monotonic()
        samples, found = exporter.scrape()
        scrapes.append(time.monotonic() - began)
        assert samples == expected
        if own(found, "refreshes_total", "lots") >= refreshes:
            break
        assert time.monotonic() < end, found
        time.sleep(0.02)
    for category in OTHERS:
        assert own(found, "refreshes_total", category) > own(before, "refreshes_total", category)
        assert own(found, "provider_up", category) == 1
    failures = {labels: value for (name, labels), value in found.items() if name == OWN + "refresh_failures_total"}
    assert sum(value for labels, value in failures.items() if ("category", "lots") not in labels) == 0
    return sorted(scrapes)[-2]


@pytest.mark.parametrize(("limit", "dropped"), [(500_000, 1), (0, 0)])
def test_a_million_series_cost_the_others_nothing(tmp_path: Path, limit: int, dropped: int) -> None:
    lots = MILLION // VENDORS
    with swollen(tmp_path, VENDORS, lots, limit) as exporter:
        slow = watched(exporter, refreshes=2)
        found = exporter.scrape()[1]
        assert (own(found, "provider_up", "lots"), own(found, "detail_dropped", "lots")) == (1, dropped)
        assert exporter.lots() == (lots if dropped else lots + MILLION)
        assert memory(exporter.pid, "VmHWM") < 350_000_000
    assert slow < own(found, "refresh_duration_seconds", "lots") / 3, "a scrape does not wait for a refresh"
    assert exporter.log.read_text().count("series limit exceeded; exporting only platform totals") == dropped


def test_a_label_with_a_million_values_is_refused_early(tmp_path: Path) -> None:
    with swollen(tmp_path, 1, MILLION, 0) as exporter:
        watched(exporter, refreshes=3)
        found = exporter.scrape()[1]
        assert own(found, "provider_up", "lots") == exporter.lots() == 0
        assert memory(exporter.pid, "VmHWM") < 150_000_000
    assert "more than 10000 combinations of label values" in exporter.log.read_text()
