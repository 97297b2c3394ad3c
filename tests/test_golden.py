"""What Prometheus sees of each provider, as text. UPDATE_GOLDEN=1 writes the files again; read the difference."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from exporter.app.catalogue import entries
from exporter.collection.discovery import discover
from exporter.config.configuration import load
from tests.support import handmade
from tests.support.databases import Dialect, SharedDatabase
from tests.support.shop import Exporter
from tests.support.tools import tool

GOLDEN = Path(__file__).parent / "golden"
THRESHOLDS = {
    "ORION_EXPORTER_THRESHOLDS": "[{alert: OrionStockUnitsLow, value: 7}, {alert: OrionNoOrders, value: off},"
    " {alert: OrionPaymentsFailing, platform: fr, value: 50%},"
    " {alert: OrionOrdersStalled, platform: fr, value: 2d}, {alert: OrionOpenOrdersHigh, vendor: acme, value: 1}]"
}
CATEGORIES = [provider.category for provider in discover(load(None, {}), entries=tuple)]


@pytest.fixture(scope="module")
def golden_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exporter]:
    url = handmade.in_file(tmp_path_factory.mktemp("golden") / "shop.sqlite")
    exporter = Exporter(url, handmade.NOW, THRESHOLDS, alerts=True).refresh()
    yield exporter
    exporter.close()


def held(path: Path, text: str) -> str:
    """Return the content of the file, after updating it if requested."""
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8") if path.exists() else ""


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_provider_says_what_its_golden_file_says(golden_shop: Exporter, category: str) -> None:
    text = golden_shop.text(category)
    assert text == held(GOLDEN / f"{category}.prom", text)


def test_every_golden_file_has_its_provider() -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        for path in GOLDEN.glob("*.prom"):
            path.unlink() if path.stem not in CATEGORIES else None
    assert sorted(path.stem for path in GOLDEN.glob("*.prom")) == sorted(CATEGORIES)


@pytest.mark.parametrize("category", CATEGORIES)
def test_promtool_has_nothing_to_say(category: str) -> None:
    with (GOLDEN / f"{category}.prom").open() as text:
        linted = subprocess.run([tool("promtool"), "check", "metrics"], stdin=text, capture_output=True, check=False)
    assert (linted.returncode, linted.stdout, linted.stderr) == (0, b"", b"")


@pytest.mark.parametrize("dialect", ["postgresql", "mariadb"])
def test_every_database_gives_the_same_text(
    shared_database: SharedDatabase, dialect: Dialect, golden_shop: Exporter
) -> None:
    database = shared_database(dialect, handmade.build)
    exporter = Exporter(database.url, handmade.NOW, THRESHOLDS, alerts=True).refresh()
    exporter.close()
    assert exporter.failures() == {}
    assert exporter.text() == golden_shop.text()


def test_the_catalogue_holds_every_family_of_the_exposition(golden_shop: Exporter) -> None:
    families = {line.split()[2] for line in golden_shop.text().splitlines() if line.startswith("# TYPE")}
    catalogue = {entry.name for entry in entries(golden_shop.providers) if entry.category in CATEGORIES}
    assert families == catalogue


def test_every_metric_belongs_to_one_provider() -> None:
    names = [entry.name for entry in entries(discover(load(None, {}), entries=tuple))]
    assert len(names) == len(set(names))
