"""Behind a SELECT the database finds rows by the indexes by which it finds them in the bare table."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from exporter.contracts.metrics import MetricsContext
from exporter.query.incremental.changes import Watch, of_vendors, watched, written_since
from exporter.query.pivot import PivotedQueries
from exporter.query.shaping import shaped
from exporter.query.statement import Query
from providers.orders import OrderMetricsProvider
from tests.ids.shop import create, execute
from tests.support.databases import Database, SharedDatabase
from tests.support.random_shop import NOW
from tests.support.shop import Exporter

Served = Literal["postgresql", "mariadb"]

VENDORS, ROWS = 400, 20_000
_NUMBERS: Mapping[Served, str] = {
    "postgresql": "generate_series(1, {count}) AS s(n)",
    "mariadb": "(SELECT seq AS n FROM seq_1_to_{count}) AS s",
}
_ANALYZE: Mapping[Served, str] = {"postgresql": "ANALYZE", "mariadb": "ANALYZE TABLE orders, money PERSISTENT FOR ALL"}
COLUMNS = "o.id, o.vendor_id, o.platform_id, o.total_cents, o.created_at, o.updated_at"
CASES: Mapping[str, tuple[str, str]] = {
    "plain": (f"SELECT {COLUMNS}, o.status, o.currency FROM orders o", ""),
    "left join": (
        f"SELECT {COLUMNS}, o.status, m.currency FROM orders o LEFT JOIN money m ON m.order_id = o.id -- (money)",
        "",
    ),
    "map": (
        f"SELECT {COLUMNS}, o.status, o.currency FROM orders o",
        ", map: {status: {new: pending, taken: processing, done: delivered}}",
    ),
    "computed by a select": (
        f"SELECT {COLUMNS}, o.status, (SELECT currency FROM money m WHERE order_id = o.id) AS currency FROM orders o",
        "",
    ),
    "computed": (
        f"SELECT {COLUMNS}, o.status, o.currency, o.id % 2 = 0 AS is_paid, o.id / 2 AS refunded_cents FROM orders o",
        "",
    ),
}


def build(engine: Engine, dialect: Served) -> None:
    """Make a shop with many orders, few of which are open, changed, or of one vendor."""
    create(engine, "integer")
    numbers = _NUMBERS[dialect]
    values = f"n, n % {VENDORS} + 1, 1, 1, 'EUR', '2020-01-01'"
    columns = "(id, vendor_id, platform_id, total_cents, currency, updated_at, status, created_at)"
    created = "DATE '2026-02-01' - n % 900" if dialect == "postgresql" else "DATE '2026-02-01' - INTERVAL n % 900 DAY"
    status = "CASE WHEN n % 500 = 0 THEN 'new' WHEN n % 501 = 0 THEN 'pending' ELSE 'done' END"
    execute(
        engine,
        f"INSERT INTO vendors (id, code, is_active) SELECT n, n, TRUE FROM {numbers.format(count=VENDORS)}",
        "INSERT INTO platforms (id, code, is_active) VALUES (1, 'main', TRUE), (2, 'side', TRUE)",
        f"INSERT INTO orders {columns} SELECT {values}, {status}, {created} FROM {numbers.format(count=ROWS)}",
        "CREATE TABLE money (order_id INTEGER PRIMARY KEY, currency CHAR(3))",
        "INSERT INTO money SELECT id, currency FROM orders",
        "CREATE INDEX ix_orders_made ON orders (created_at)",
        _ANALYZE[dialect],
    )


@pytest.fixture(params=["postgresql", "mariadb"])
def served(request: pytest.FixtureRequest) -> Served:
    dialect: Served = request.param
    return dialect


@pytest.fixture
def shop(served: Served, shared_database: SharedDatabase) -> Database:
    return shared_database(served, build, served)


def configuration(folder: Path, case: str) -> Path:
    """Write the configuration of a case; all other relations are their tables."""
    sql, more = CASES[case]
    path = folder / "shop.yml"
    given = "\n".join(
        f"  {name}: {{sql: SELECT * FROM {name}}}" for name in ("platforms", "vendors", "vendor_platforms")
    )
    path.write_text(f"relations:\n{given}\n  orders: {{sql: {sql!r}, incremental: true{more}}}\n")
    return path


def asked(exporter: Exporter) -> Mapping[str, Callable[[Session], object]]:
    """Return what is asked of a shop: everything, one vendor, one platform, a period, and changes."""
    of, context = OrderMetricsProvider(), MetricsContext(NOW)
    period = MetricsContext(NOW, datetime(2026, 1, 20), datetime(2026, 1, 21))  # noqa: DTZ001 - UTC
    queries = tuple(shaped(of.queries(), exporter.relations))
    watch = next(iter(watched(queries)))
    return {
        "all": lambda db: [list(each.rows) for each in PivotedQueries(queries).answers(db, context)],
        "a vendor": lambda db: of.get_vendor_metrics(db, 7, context),
        "a platform": lambda db: of.get_platform_metrics(db, 2, context),
        "a period": lambda db: of.get_platform_metrics(db, 1, period),
        "changes": lambda db: changes(db, watch, queries),
    }


def changes(db: Session, watch: Watch, queries: tuple[Query, ...]) -> None:
    """Look for changed rows, and read those of three vendors again."""
    assert written_since(db, watch, NOW.replace(tzinfo=None) - timedelta(days=1), 100) == []
    among = of_vendors(db.get_bind().dialect.name, watch.vendor, {3, 5, 9})
    for rows in PivotedQueries(queries).answers(db, MetricsContext(NOW), among):
        list(rows.rows)


def plans(exporter: Exporter, run: Callable[[Session], object]) -> list[set[str]]:
    """Return the indexes of orders that each statement about them uses."""
    found: list[set[str]] = []

    def explain(_connection: Any, cursor: Any, statement: str, parameters: Any, *_: object) -> None:
        if re.search(r"FROM (orders|\(SELECT o\.id)", statement) and re.search("GROUP BY|LIMIT", statement):
            cursor.execute(f"EXPLAIN {statement}", parameters)
            found.append(set(re.findall(r"ix_orders_\w+", "\n".join(map(_used, cursor.fetchall())))))

    with exporter.database.read() as db:
        event.listen(exporter.database.engine, "before_cursor_execute", explain)
        try:
            run(db)
        finally:
            event.remove(exporter.database.engine, "before_cursor_execute", explain)
    return found


def _used(row: tuple[Any, ...]) -> str:
    """Return what a line of a plan uses: MariaDB also lists the indexes that it might have used."""
    return str(row[0] if len(row) == 1 else row[5])


def exporters(shop: Database, folder: Path, case: str) -> Iterator[Exporter]:
    """Yield an exporter of the bare tables, and one of the relations."""
    for file in (None, configuration(folder, case)):
        with closing(Exporter(shop.url, NOW, file=file)) as exporter:
            yield exporter


@pytest.mark.parametrize("case", CASES)
def test_the_indexes_are_those_of_the_bare_table(shop: Database, tmp_path: Path, case: str) -> None:
    bare, behind = (
        {name: plans(exporter, run) for name, run in asked(exporter).items()}
        for exporter in exporters(shop, tmp_path, case)
    )
    assert behind == bare
    assert {index for each in bare["a vendor"] for index in each} >= {"ix_orders_vendor_id"}
    assert {"ix_orders_updated_at"} in bare["changes"]
    assert {"ix_orders_vendor_id"} in bare["changes"]
    assert any(bare["a period"])


def test_only_statements_without_conditions_are_fenced(shop: Database, served: Served, tmp_path: Path) -> None:
    """A fence computes a column once for each row, and keeps conditions away from indexes."""
    file, fences = configuration(tmp_path, "computed by a select"), dict[str, list[bool]]()

    def note(_connection: Any, _cursor: Any, statement: str, *_: object) -> None:
        if "FROM (SELECT" in statement and "GROUP BY" in statement:
            fences[name].append("OFFSET 0" in statement)

    with closing(Exporter(shop.url, NOW, file=file)) as exporter, exporter.database.read() as db:
        event.listen(exporter.database.engine, "before_cursor_execute", note)
        for name, run in asked(exporter).items():
            fences[name] = []
            run(db)
        event.remove(exporter.database.engine, "before_cursor_execute", note)
    assert any(fences.pop("all")) is (served == "postgresql")
    assert not any(fenced for each in fences.values() for fenced in each)
