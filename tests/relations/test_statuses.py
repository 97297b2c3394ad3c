"""Statuses of any type become labels, in columns and in expressions: their map applies to counts and to conditions."""

from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from tests.support.databases import Dialect, SharedDatabase
from tests.support.modules import only
from tests.support.shop import Exporter, series_of

NOW = datetime(2026, 2, 7, tzinfo=UTC)
MADE = datetime(2026, 2, 1, 10, tzinfo=UTC).timestamp()
STATES = (0, 1, 1, 2, None, 7)
_ALL = {"pending": 1, "processing": 2, "delivered": 1, "7": 1, "unknown": 1}
_NONE = dict.fromkeys(("pending", "processing", "delivered"), 0)

CASES: Mapping[str, tuple[Mapping[str, int], int]] = {
    "state": (_ALL, 3),
    "state + 0": (_ALL, 3),
    "CASE WHEN state = 0 THEN 0 ELSE state END": (_ALL, 3),
    "CAST(state AS CHAR(4))": (_ALL, 3),
    "word": (_ALL, 3),
    "COALESCE(state, 9)": ({"pending": 1, "processing": 2, "delivered": 1, "7": 1, "9": 1}, 3),
    "state * 1.0": ({**_NONE, "0.0": 1, "1.0": 2, "2.0": 1, "7.0": 1, "unknown": 1}, 0),
    "1": ({**_NONE, "processing": 6}, 6),
    "NULL": ({**_NONE, "unknown": 6}, 0),
}
"""Expressions, with the orders of each status, and the number of open ones."""


def build(engine: Engine) -> None:
    """Make orders whose statuses are integers, and the same in texts."""
    moment = "TIMESTAMP" if engine.dialect.name == "postgresql" else "DATETIME"
    with engine.begin() as connection:
        columns = f"no INTEGER, state INTEGER, word VARCHAR(9), cents BIGINT, cur CHAR(3), made {moment} NULL"
        connection.execute(text(f"CREATE TABLE sales ({columns})"))
        for number, state in enumerate(STATES, start=1):
            word = "NULL" if state is None else f"'{state} '"
            values = f"{number}, {'NULL' if state is None else state}, {word}, 100, 'EUR', '2026-02-01 10:00:00'"
            connection.execute(text(f"INSERT INTO sales VALUES ({values})"))


@pytest.mark.parametrize("expression", CASES)
def test_a_status_is_mapped_wherever_it_is_used(
    dialect: Dialect, shared_database: SharedDatabase, tmp_path: Path, expression: str
) -> None:
    path = tmp_path / "shop.yml"
    columns = "no AS id, cents AS total_cents, cur AS currency, made AS created_at"
    statuses = '{"0": pending, "1": processing, "2": delivered}'
    select = f"SELECT {expression} AS status, {columns} FROM sales"
    path.write_text(f"relations: {{orders: {{sql: {select!r}, map: {{status: {statuses}}}}}}}\n")
    url = shared_database(dialect, build).url
    with closing(Exporter(url, NOW, only("tenancy", "orders"), file=path)) as exporter:
        for _ in range(2):
            found = series_of(exporter.refresh().text("orders"))
            orders, still_open = CASES[expression]
            assert exporter.failures() == {}
            assert {
                dict(labels)["status"]: value for (name, labels), value in found.items() if name == "orion_orders"
            } == orders
            assert numbers(found, "orion_orders_open") == [still_open]
            oldest = [MADE] if still_open else []
            assert numbers(found, "orion_order_oldest_open_timestamp_seconds") == oldest


def numbers(found: Mapping[tuple[str, frozenset[tuple[str, str]]], float], name: str) -> list[float]:
    """Return the values of a family."""
    return [value for (family, _), value in found.items() if family == name]
