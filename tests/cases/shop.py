"""The small shop of the cases, and what is exported after a change."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, insert

from exporter.demo.schema import METADATA
from tests.support.databases import Database
from tests.support.random_shop import NOW
from tests.support.shop import Exporter, Series, series_of

_TIME = NOW.replace(tzinfo=None)
_EXPIRY = datetime(2027, 3, 1)  # noqa: DTZ001 - the tables hold UTC without a zone
EXPIRY_SECONDS = 1_803_859_200

# Acme sells on main and on b2b, bolt on main only.
_ROWS: Mapping[str, tuple[str, Sequence[tuple[Any, ...]]]] = {
    "platforms": ("id code is_active", [(1, "main", True), (2, "b2b", True)]),
    "vendors": ("id code is_active is_verified", [(1, "acme", True, True), (2, "bolt", True, True)]),
    "vendor_platforms": (
        "vendor_id platform_id is_active is_primary",
        [(1, 1, True, True), (1, 2, True, False), (2, 1, True, True)],
    ),
    "vendor_users": ("vendor_id user_id is_active invitation_accepted_at", [(1, 1, True, _TIME)]),
    "vendor_domains": (
        "id vendor_id platform_id is_active is_verified ssl_expires_at",
        [(1, 1, 1, True, True, _EXPIRY), (2, 2, 1, True, True, _EXPIRY)],
    ),
    "products": ("id vendor_id is_active", [(1, 1, True), (2, 2, True)]),
    "inventory": ("id vendor_id quantity reserved_quantity", [(1, 1, 10, 0), (2, 2, 5, 0)]),
    "orders": (
        "id vendor_id platform_id status total_cents currency created_at",
        [
            (1, 1, 1, "pending", 1_000, "EUR", _TIME),
            (2, 1, 1, "shipped", 2_000, "EUR", _TIME),
            (3, 2, 1, "delivered", 3_000, "EUR", _TIME),
        ],
    ),
    "marketplace_import_jobs": (
        "id vendor_id marketplace status completed_at",
        [(1, 1, "amazon", "completed", _TIME), (2, 2, "amazon", "failed", _TIME)],
    ),
}


def build(engine: Engine) -> None:
    """Create the tables and put the rows into them."""
    METADATA.create_all(engine)
    with engine.begin() as connection:
        for name, (columns, rows) in _ROWS.items():
            names, table = columns.split(), METADATA.tables[name]
            stamp = {"updated_at": _TIME} if "updated_at" in table.columns else {}
            connection.execute(insert(table), [{**stamp, **dict(zip(names, row, strict=True))} for row in rows])


@dataclass(frozen=True, slots=True)
class Said:
    """What was exported, and counted by category."""

    series: Mapping[Series, float]
    rejected: Mapping[str, Mapping[str, int]]

    def values(self, name: str, **labels: str) -> dict[str, float]:
        """Return the values of a metric with these labels, by the labels that are left."""
        found = {}
        for (of, pairs), value in self.series.items():
            rest = {key: text for key, text in pairs if (key, text) not in labels.items() and key != "category"}
            if of == f"orion_{name}" and len(rest) == len(pairs) - len(labels) - 1:
                found[" ".join(text for _, text in sorted(rest.items()))] = value
        return found


def say(database: Database, *statements: str) -> Said:
    """Change the shop, refresh all categories, none of which may fail, and return what was exported."""
    with database.engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    with closing(Exporter(database.url, NOW).refresh()) as made:
        assert made.failures() == {}
        rejected = {each.category: dict(each.report.rejected) for each in made.store.states()}
        return Said(series_of(made.text()), rejected)
