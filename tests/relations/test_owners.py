"""A shop that gives no vendors or no platforms has one of them, whatever ids its rows have; statistics agree."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from exporter.contracts.metrics import MetricsContext
from exporter.testing.comparing import different, numbers_of
from tests.relations.mini import CONFIGURATION, mini
from tests.statistics.comparing import exposed, implementations
from tests.support.databases import DIALECTS, Dialect, SharedDatabase
from tests.support.modules import only
from tests.support.shop import Exporter, series_of

NOW = datetime(2026, 2, 7, tzinfo=UTC)
OWNERS: Mapping[str, str] = {
    "neither": "",
    "vendor ids": ", no AS vendor_id",
    "platform ids": ", no % 3 AS platform_id",
    "both": ", no AS vendor_id, no % 3 AS platform_id",
    "texts": ", 'x' AS vendor_id, 'y' AS platform_id",
    "no values": ", NULL AS vendor_id, NULL AS platform_id",
}
EVERYWHERE = "texts"
"""The kind of ids that is tried on each database; each other one is tried on one of them, and by `make soak` on all."""
FEW = only("tenancy", "orders", "catalog")
PLATFORM_SQL = "    platform_sql: SELECT no AS id, on_sale AS is_active{ids} FROM goods WHERE no < 6\n"


def total(exporter: Exporter, name: str) -> float:
    """Return the sum of a family, all of which is of the only vendor on the only platform."""
    found = {labels: value for (family, labels), value in series_of(exporter.text()).items() if family == name}
    owners = {label: {value for key, value in labels if key == label} for labels in found for label in ("platform",)}
    assert owners == {"platform": {"shop"}}
    assert {value for labels in found for key, value in labels if key == "vendor"} <= {"shop"}
    return sum(found.values())


def owners() -> Iterator[Any]:
    """Yield each database with each kind of ids, with and without rows for platforms."""
    for (number, name), has_grains, dialect in product(enumerate(OWNERS), (False, True), DIALECTS):
        chosen = name == EVERYWHERE or DIALECTS[(number + has_grains) % 3] == dialect
        marks = [] if chosen else [pytest.mark.soak]
        yield pytest.param(dialect, OWNERS[name], has_grains, id=f"{dialect}-{name}-{has_grains}", marks=marks)


@pytest.mark.parametrize(("dialect", "ids", "has_grains"), [*owners()])
def test_every_row_is_of_the_only_owners(
    dialect: Dialect, shared_database: SharedDatabase, tmp_path: Path, ids: str, has_grains: bool
) -> None:
    path = tmp_path / "shop.yml"
    given = CONFIGURATION.replace(" FROM sales", f"{ids} FROM sales").replace(" FROM goods", f"{ids} FROM goods")
    path.write_text(given + (PLATFORM_SQL.format(ids=ids) if has_grains else ""))
    with closing(Exporter(shared_database(dialect, mini).url, NOW, FEW, file=path).refresh()) as exporter:
        assert exporter.failures() == {}
        assert (total(exporter, "orion_orders"), total(exporter, "orion_platform_orders")) == (6, 6)
        assert (total(exporter, "orion_products"), total(exporter, "orion_platform_products")) == (
            8,
            5 if has_grains else 8,
        )
        assert {each.report.unattributed for each in exporter.store.states()} == {0}
        context = MetricsContext(NOW)
        with exporter.database.read() as db:
            for category, provider in implementations(exporter):
                of_vendor = numbers_of(provider.get_vendor_metrics(db, None, context))  # type: ignore[arg-type]
                assert different(of_vendor, exposed(exporter, category, "orion_", vendor="shop")) == [], category
                of_platform = numbers_of(provider.get_platform_metrics(db, "shop", context))
                cells = exposed(exporter, category, "orion_platform_", platform="shop")
                assert different(of_platform, cells) == [], category


@pytest.mark.parametrize("id_", ["7", "'seven'", "CAST(7 AS DECIMAL(9))"], ids=["number", "text", "decimal"])
def test_platforms_without_vendors_have_ids_of_any_type(
    dialect: Dialect, shared_database: SharedDatabase, tmp_path: Path, id_: str
) -> None:
    path = tmp_path / "shop.yml"
    platforms = f"  platforms: {{sql: \"SELECT {id_} AS id, 'shop' AS code\"}}\n"
    path.write_text(CONFIGURATION.replace(" FROM sales", f", {id_} AS platform_id FROM sales") + platforms)
    with closing(Exporter(shared_database(dialect, mini).url, NOW, FEW, file=path).refresh()) as exporter:
        assert exporter.failures() == {}
        found = [total(exporter, name) for name in ("orion_orders", "orion_products", "orion_platform_vendors")]
        assert found == [6, 8, 1]
