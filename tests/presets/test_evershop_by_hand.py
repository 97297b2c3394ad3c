"""EverShop without its preset: the file of the documentation exports the truth, and dashboards show it."""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from exporter.app.application import Application, assemble_at_once
from exporter.app.check import check
from exporter.app.verify import verify
from exporter.config.configuration import load
from tests.docs.markdown import DOCS
from tests.grafana.asking import Prometheus, questions_of, recordings, running
from tests.grafana.history import blocks, exposition, scraped
from tests.grafana.promql import GRAFANA, recorded_for_dashboards
from tests.presets.comparing import Families, differences, families_of, filled, refreshed
from tests.presets.truths import FAMILIES, Numbers, at, by, numbers, truths, wrong_labels
from tests.support.clock import FakeClock
from tests.support.databases import Database, MakeDatabase, SharedDatabase
from tests.support.other_shops.evershop import NOW, ORDERS, evershop, load_evershop, place

PAGE = (DOCS / "how-to/evershop.md").read_text(encoding="utf-8")
YAML, SHOWN = (re.findall(rf"^```{each}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)[0] for each in ("yaml", "text"))

MODULES = {"tenancy", "customers", "catalog", "inventory", "orders", "cms"}
"""The modules that the file of the page feeds."""

TRUTHS = {metric: each for metric, each in truths("evershop").by_metric.items() if FAMILIES[metric].category in MODULES}

DASHBOARDS = GRAFANA / "dashboards"
DAY = 86_400.0
PANELS = {
    "orion-overview": (
        "Open orders",
        "New orders, 24 h",
        "Net revenue, 24 h",
        "Open orders by status",
        "Platforms",
        "Top vendors by open orders",
    ),
    "orion-orders": ("Orders by status",),
}
"""Panels about orders, by dashboard."""

OF_LAST_WEEK = ("before", "To last week")
"""Queries that compare with a time before Prometheus began."""

ALL = dict.fromkeys(("job", "platform", "vendor", "currency"), ".+")


def application(url: str, folder: Path, clock: FakeClock) -> Application:
    """Return an exporter of this database with the file of the page."""
    file = folder / "orion-exporter.yaml"
    file.write_text(YAML, encoding="utf-8")
    return assemble_at_once(load(file, {"ORION_EXPORTER_DATABASE_URL": url}), clock)


def truth(database: Database) -> dict[str, Numbers]:
    """Return the series that must be, by metric."""
    parameters = at(NOW) | {"featured": "'homepage'"}
    with database.engine.connect() as connection:
        return {metric: numbers(connection, each, parameters) for metric, each in TRUTHS.items()}


@pytest.fixture
def shop(shared_database: SharedDatabase) -> Database:
    return evershop(shared_database)


@pytest.fixture
def exporter(shop: Database, tmp_path: Path) -> Iterator[Application]:
    made = application(shop.url, tmp_path, FakeClock(NOW))
    with closing(made.database):
        assert refreshed(made) == {}
        yield made


@pytest.fixture
def exported(exporter: Application) -> Families:
    return families_of(exporter)


def test_every_number_is_the_truth(exporter: Application, exported: Families, shop: Database) -> None:
    zeros = filled(exporter)
    for metric, want in truth(shop).items():
        assert want, metric
        assert wrong_labels(metric, want) == set()
        assert differences(metric, want, exported.get(metric, {}), zeros=metric in zeros) == []


def test_all_that_is_exported_has_a_truth(exported: Families) -> None:
    assert exported.keys() == TRUTHS.keys()


def test_another_refresh_exports_the_same(exporter: Application, exported: Families) -> None:
    assert refreshed(exporter) == {}  # which knows the values of labels, and so sends other statements
    assert families_of(exporter) == exported


def test_check_and_verify_find_nothing(exporter: Application) -> None:
    found = list(check(exporter))
    assert {each.level for each in found} == {"ok"}
    lines = [f"{each.level:<8} {each.subject}: {each.message}" for each in found]
    assert [line for line in lines if line in SHOWN.splitlines()] == SHOWN.splitlines()
    assert {each.level for each in verify(exporter)} == {"ok"}


def test_dashboards_show_it(make_database: MakeDatabase, tmp_path: Path) -> None:
    """Prometheus has the shop of today, and that of yesterday, before the last four orders."""
    shop = make_database("postgresql", load_evershop)
    recent = range(ORDERS - 3, ORDERS + 1)
    with shop.engine.begin() as connection:
        connection.execute(text(f'DELETE FROM "order" WHERE order_id >= {recent.start}'))
    samples = list(scrape(shop, tmp_path, ago=DAY))
    before = truth(shop)
    with shop.engine.begin() as connection:
        for number in recent:
            place(connection, number)
    samples += scrape(shop, tmp_path, ago=0)
    blocks(samples, tmp_path / "data")
    now = NOW.timestamp()
    with running(tmp_path / "data", now, since=now, step=DAY, lookback="5m") as prometheus:
        recorded = list(recordings(prometheus, recorded_for_dashboards(), [now]))
    blocks(recorded, tmp_path / "recorded")
    for block in (tmp_path / "recorded").iterdir():
        block.rename(tmp_path / "data" / block.name)
    with running(tmp_path / "data", now, since=now, step=DAY, lookback="5m") as prometheus:
        assert shown(prometheus) == panels(truth(shop), before)


def scrape(shop: Database, folder: Path, ago: float) -> Iterator[str]:
    """Yield what Prometheus has scraped some seconds ago."""
    clock = FakeClock(NOW - timedelta(seconds=ago))
    made = application(shop.url, folder, clock)
    with closing(made.database):
        assert refreshed(made) == {}
        yield from (scraped(line, clock.wall()) for line in exposition(made))


def shown(prometheus: Prometheus) -> dict[str, dict[str, float]]:
    """Return what the panels show: a number for each value of the label that tells the series of a panel apart."""
    found: dict[str, dict[str, float]] = {}
    for board in ("orion-overview", "orion-orders"):
        for question in questions_of(json.loads((DASHBOARDS / f"{board}.json").read_text(encoding="utf-8"))):
            panel, _, query = question.place.rstrip("]").partition(" [")
            if panel not in PANELS[board] or query in OF_LAST_WEEK:
                continue
            name = f"{panel}: {query}" if panel == "Platforms" else panel
            for series in prometheus.ask(question.chosen(ALL)):
                found.setdefault(name, {})[_apart(series["metric"])] = _last(series)
    return found


def _apart(labels: dict[str, str]) -> str:
    return next((labels[each] for each in ("status", "currency", "vendor", "platform") if each in labels), "")


def _last(series: dict[str, Any]) -> float:
    return round(float((series["value"] if "value" in series else series["values"][-1])[1]), 6)


def panels(today: dict[str, Numbers], before: dict[str, Numbers]) -> dict[str, dict[str, float]]:
    """Return what the panels have to show, by the truths of both days."""

    def of(metric: str, *labels: str, since: dict[str, Numbers] | None = None) -> dict[str, float]:
        then = by((since or {}).get(metric, {}), *labels)
        return {next(iter(key), ""): value - then.get(key, 0) for key, value in by(today[metric], *labels).items()}

    orders, revenue = "orion_platform_orders", "orion_platform_order_revenue"
    by_status = of(orders, "status")
    is_open = {status: by_status[status] for status in ("pending", "processing")}
    earned = {currency: round(value, 6) for currency, value in of(revenue, "currency", since=before).items()}
    return {
        "Open orders": of("orion_platform_orders_open"),
        "New orders, 24 h": of(orders, since=before),
        "Net revenue, 24 h": earned,
        "Open orders by status": is_open,
        "Platforms: Open orders": of("orion_platform_orders_open", "platform"),
        "Platforms: New in 24 h": of(orders, "platform", since=before),
        "Top vendors by open orders": of("orion_orders_open", "vendor"),
        "Orders by status": by_status,
    }
