"""Statements are adapted to the types of the columns: what is asked, when, and with which plan."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import (
    Boolean,
    Connection,
    DateTime,
    Engine,
    Enum,
    Integer,
    Select,
    String,
    column,
    create_engine,
    event,
    func,
    select,
    table,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from exporter.contracts.metrics import MetricDefinition, MetricsContext
from exporter.database.columns.adapting import are_integers
from exporter.database.columns.types import Kind, types_of
from exporter.database.fetching import execute, fetch
from exporter.query import Query, QueryMetricsProvider, count, total
from providers.cms import ContentService
from tests.support import postgres
from tests.support.databases import Database, Dialect, MakeDatabase, on_server
from tests.support.random_shop import NOW

parcels = table(
    "parcels",
    column("id", Integer),
    column("vendor_id", Integer),
    column("status", String),
    column("weight", Integer),
    column("is_fragile", Boolean),
    column("sent_at", DateTime),
)
P = parcels.c
OPEN = select(P.id).where(P.status.in_(("open", "lost")))
FRAGILE = select(P.id).where(P.is_fragile.is_(True)).order_by(P.id)

EXACT = {
    "postgresql": ("VARCHAR(20)", "CHAR(20)", "TEXT", "state", "citext"),
    "mariadb": (
        "VARCHAR(20)",
        "CHAR(20)",
        "VARCHAR(20) COLLATE utf8mb4_unicode_ci",
        "VARCHAR(20) CHARACTER SET latin1",
        "VARBINARY(20)",
        "ENUM('open','Open','lost','sent') COLLATE utf8mb4_bin",
    ),
    "sqlite": ("VARCHAR(20)", "TEXT COLLATE NOCASE", "TEXT COLLATE RTRIM"),
}
WITHOUT_BLANKS = {"CHAR(20)", "state", *EXACT["mariadb"][-2:]}
"""Types that keep no blanks at the end, or have no value with them."""

CASES = [(dialect, type_) for dialect, types in EXACT.items() for type_ in types]


def create(database: Database, **types: str) -> None:
    """Create the table, with these types of some columns; and in PostgreSQL an enum, and citext."""
    usual = {"status": "VARCHAR(20)", "weight": "BIGINT", "is_fragile": "SMALLINT", "sent_at": "TIMESTAMP NULL"}
    columns = ", ".join(f"{name} {type_}" for name, type_ in {**usual, **types}.items())
    with database.engine.begin() as connection:
        if database.dialect == "postgresql":
            connection.execute(text("CREATE EXTENSION citext"))
            connection.execute(text("CREATE TYPE state AS ENUM ('open', 'Open', 'lost', 'sent')"))
        connection.execute(text(f"CREATE TABLE parcels (id INTEGER PRIMARY KEY, vendor_id INTEGER, {columns})"))


def fill(database: Database, *rows: Mapping[str, object]) -> None:
    """Insert rows, with ids from 1; values are literals of SQL."""
    with database.engine.begin() as connection:
        for id_, row in enumerate(rows, 1):
            names, values = ", ".join(["id", *row]), ", ".join([str(id_), *map(str, row.values())])
            connection.exec_driver_sql(f"INSERT INTO parcels ({names}) VALUES ({values})")


def found(database: Database, statement: Select[Any]) -> list[Any]:
    """Return the first column of what a statement finds."""
    with closing(Session(database.engine)) as db:
        return sorted((row[0] for row in execute(db, statement)), key=str)


@pytest.mark.parametrize(("kind", "type_"), CASES)
def test_texts_that_differ_are_told_apart(make_database: MakeDatabase, kind: Dialect, type_: str) -> None:
    database = make_database(kind)
    create(database, status=type_)
    fill(database, *({"status": f"'{each}'"} for each in ("open", "Open", "lost", "sent", "open")))
    assert found(database, OPEN) == [1, 3, 5]
    with closing(Session(database.engine)) as db:
        groups = fetch(db, select(P.status, func.count(), func.count(P.status)).group_by(text("1")))
        assert sorted((name.rstrip(), rows) for name, rows, _ in groups) == [
            ("Open", 1), ("lost", 1), ("open", 2), ("sent", 1),
        ]  # fmt: skip


def test_a_collation_of_icu_does_not_hide_a_difference() -> None:
    with postgres.debians() as server, on_server(server) as database:
        loose = "CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level1', deterministic = false)"
        with database.engine.begin() as connection:
            connection.execute(text(loose))
        create(database, status="VARCHAR(20) COLLATE loose")
        fill(database, *({"status": f"'{each}'"} for each in ("open", "OPEN", "öpen", "lost")))
        with database.engine.connect() as connection:
            bare = connection.execute(text("SELECT count(*) FROM parcels WHERE status = 'open'")).scalar_one()
            assert bare == 3
            assert types_of(connection, parcels, ["status"])["status"].kind is Kind.LOOSE_TEXT
        assert found(database, OPEN) == [1, 4]
        assert found(database, select(func.count().filter(P.status == "open"))) == [1]


@pytest.mark.parametrize(("kind", "type_"), [case for case in CASES if case[1] not in WITHOUT_BLANKS])
def test_blanks_at_the_end_do_not_count(make_database: MakeDatabase, kind: Dialect, type_: str) -> None:
    database = make_database(kind)
    create(database, status=type_)
    fill(database, *({"status": f"'{each}'"} for each in ("open", "open  ", "lost")))
    assert found(database, select(func.count(P.id), P.status).group_by(text("2"))) == [1, 2]


PLANS = {
    "postgresql": ("VARCHAR(20)", "TEXT", "state", "citext"),
    "mariadb": ("VARCHAR(20)", "VARCHAR(20) COLLATE utf8mb4_unicode_ci", "ENUM('open','lost','sent')"),
}


@pytest.mark.parametrize(("kind", "type_"), [(dialect, type_) for dialect, of in PLANS.items() for type_ in of])
def test_a_condition_finds_its_rows_by_the_index(make_database: MakeDatabase, kind: Dialect, type_: str) -> None:
    database = make_database(kind)
    create(database, status=type_)
    numbers = "generate_series(1, 20000) n" if kind == "postgresql" else "(SELECT seq n FROM seq_1_to_20000) n"
    value = f"'sent'::{type_}" if kind == "postgresql" else "'sent'"
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"INSERT INTO parcels (id, status) SELECT n, {value} FROM {numbers}")
        connection.exec_driver_sql("CREATE INDEX by_status ON parcels (status)")
        connection.exec_driver_sql("ANALYZE parcels" if kind == "postgresql" else "ANALYZE TABLE parcels")
    with closing(Session(database.engine)) as db:
        (asked, values) = statement_of(db.connection(), OPEN)
        plan = db.connection().exec_driver_sql(f"EXPLAIN {asked}", values).all()
    assert "by_status" in str(plan), plan


def statement_of(connection: Connection, statement: Select[Any]) -> tuple[str, Any]:
    """Return what is sent to the database, and its parameters."""
    sent: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, asked: str, parameters: Any, *_: object) -> None:
        sent.append((asked, parameters))

    event.listen(connection, "before_cursor_execute", note)
    with closing(Session(connection)) as db:
        execute(db, statement)
    event.remove(connection, "before_cursor_execute", note)
    return sent[-1]


def test_the_name_and_the_values_of_an_enum_may_be_hostile(make_database: MakeDatabase) -> None:
    database = make_database("postgresql")
    with database.engine.begin() as connection:
        connection.exec_driver_sql('CREATE SCHEMA "we%%ird"')
        connection.exec_driver_sql("""CREATE TYPE "we%%ird"."st "" ate" AS ENUM ('open', 'it''s %%', 'lost')""")
    create(database, status='"we%%ird"."st "" ate"'.replace("%%", "%"))
    fill(database, {"status": "'open'"}, {"status": "'it''s %%'"}, {"status": "'lost'"})
    assert found(database, select(P.id).where(P.status == "it's %")) == [2]
    assert found(database, OPEN) == [1, 3]
    assert found(database, select(P.id).where(P.status == "no such value")) == []


@pytest.fixture
def engine(make_database: MakeDatabase, dialect: Dialect) -> Engine:
    """Every database, with a table whose flags are 0 and 1."""
    database = make_database(dialect)
    create(database)
    fill(database, {"is_fragile": 1, "weight": 5}, {"is_fragile": 0, "weight": 6}, {"is_fragile": "NULL"})
    return database.engine


def test_types_are_asked_for_once_in_the_life_of_a_connection(engine: Engine) -> None:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    for _ in range(3):
        with closing(Session(engine)) as db:
            assert [row[0] for row in execute(db, FRAGILE)] == [1]
    assert len([each for each in asked if "is_fragile" in each]) == 3 + (engine.dialect.name != "sqlite")


def test_types_are_asked_for_again_after_a_failure(make_database: MakeDatabase) -> None:
    database = make_database("postgresql")
    create(database)
    fill(database, {"is_fragile": 1}, {"is_fragile": 0})
    engine = create_engine(database.url, isolation_level="AUTOCOMMIT", pool_size=1)
    with closing(Session(engine)) as db:
        assert [row[0] for row in execute(db, FRAGILE)] == [1]
        with database.engine.begin() as other:
            other.exec_driver_sql("ALTER TABLE parcels ALTER is_fragile TYPE VARCHAR(1) USING 'N'")
        with pytest.raises(DBAPIError):
            execute(db, FRAGILE)
        assert execute(db, FRAGILE).all() == []
    engine.dispose()


def test_only_integers_are_added_up_as_integers(make_database: MakeDatabase) -> None:
    database = make_database("postgresql")
    create(database, weight="NUMERIC(10, 2)")
    fill(database, {"weight": 0.5, "vendor_id": 1}, {"weight": 0.5, "vendor_id": 1})
    with database.engine.connect() as connection:
        assert not are_integers(connection, [P.weight])
        assert are_integers(connection, [P.vendor_id])
    assert found(database, select(total(P.weight))) == [1.0]


PARCELS = MetricDefinition("parcels.total", "parcels", "Parcels", "Parcels.", labels={"status": ("open",)})


class Parcels(QueryMetricsProvider):
    """A provider of another package, whose statistics are read in an application's own session."""

    metrics_category = "parcels"

    def queries(self) -> Iterator[Query]:
        """Count parcels."""
        yield Query(vendor=P.vendor_id, by={"status": P.status}, values={PARCELS: count()})


def test_statistics_tell_texts_apart_too(make_database: MakeDatabase) -> None:
    database = make_database("mariadb")
    create(database, status="VARCHAR(20) COLLATE utf8mb4_general_ci")
    directory = (
        "platforms (id INT, code TEXT, name TEXT, is_active BIT)",
        "vendors (id INT, code TEXT, name TEXT, is_active BIT, is_verified BIT)",
        "vendor_platforms (vendor_id INT, platform_id INT, is_active BIT, is_primary BIT)",
        "platform_modules (platform_id INT, module TEXT, is_enabled BIT)",
    )
    with database.engine.begin() as connection:
        for each in directory:
            connection.exec_driver_sql(f"CREATE TABLE {each}")
        connection.exec_driver_sql("INSERT INTO vendors VALUES (1, 'acme', 'Acme', b'1', b'1')")
    fill(database, *({"status": f"'{each}'", "vendor_id": 1} for each in ("Open", "open", "open")))
    with closing(Session(database.engine)) as db:
        values = Parcels().get_vendor_metrics(db, 1, MetricsContext(NOW))
    assert {value.labels["status"]: value.value for value in values} == {"open": 2, "Open": 1}


def test_a_page_is_found_by_its_slug_and_no_other(make_database: MakeDatabase) -> None:
    database = make_database("mariadb")
    with database.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE content_pages (platform_id INT, vendor_id INT, slug VARCHAR(50), title TEXT, body TEXT, "
            "is_published CHAR(1), updated_at DATETIME)"
        )
        for slug, published in (("Help", "Y"), ("help", "N"), ("terms", "Y")):
            connection.exec_driver_sql(
                f"INSERT INTO content_pages VALUES (1, NULL, '{slug}', '{slug}', '', '{published}', NULL)"
            )
    with closing(Session(database.engine)) as db:
        assert ContentService().get_page(db, "help", platform_id=1) is None
        assert [page.title for page in ContentService().get_default_pages(db, ("HELP", "terms", "Help"))] == [
            "Help", "terms",
        ]  # fmt: skip


@pytest.mark.parametrize("stored", ["2026-01-01 00:00:00", "2026-01-01 00:00:00.000000", "2026-01-01 00:00:00.5"])
def test_a_period_of_sqlite_begins_and_ends_with_any_form_of_its_times(
    make_database: MakeDatabase, stored: str
) -> None:
    database = make_database("sqlite")
    create(database)
    fill(database, {"sent_at": f"'{stored}'"})
    begin = datetime(2026, 1, 1)  # noqa: DTZ001 - as in the table
    assert found(database, select(P.id).where(P.sent_at >= begin)) == [1]
    assert found(database, select(P.id).where(P.sent_at < begin)) == []


@pytest.mark.parametrize("type_", ["NUMERIC", "DOUBLE PRECISION", "REAL"])
def test_nan_is_neither_more_nor_less_than_a_number(make_database: MakeDatabase, type_: str) -> None:
    database = make_database("postgresql")
    create(database, weight=type_)
    fill(database, *({"weight": each} for each in ("'NaN'", 5, 7)))
    heavy, light = func.count().filter(P.weight > 5), func.count().filter(P.weight <= 5)
    assert found(database, select(heavy)) == [1]
    assert found(database, select(light)) == [1]
    assert found(database, select(P.id).where(P.weight >= 5)) == [2, 3]


def test_a_table_may_have_a_schema_or_an_alias(make_database: MakeDatabase) -> None:
    database = make_database("postgresql")
    create(database, is_fragile="CHAR(1)", status="state")
    fill(database, {"is_fragile": "'Y'", "status": "'open'"}, {"is_fragile": "'N'", "status": "'Open'"})
    with database.engine.begin() as connection:
        connection.exec_driver_sql("CREATE SCHEMA sales")
        connection.exec_driver_sql("ALTER TABLE parcels SET SCHEMA sales")
    sold = table("parcels", *(column(each.name, each.type) for each in P), schema="sales")
    for each in (sold, sold.alias("p")):
        flagged = select(each.c.id).where(each.c.is_fragile.is_(True), each.c.status == "open")
        assert found(database, flagged) == [1]


def test_an_enum_of_the_provider_converts_its_values_itself(dialect: Dialect, make_database: MakeDatabase) -> None:
    database = make_database(dialect)
    create(database)
    fill(database, {"status": "'open'"}, {"status": "'lost'"})
    states = table("parcels", column("id", Integer), column("status", Enum("open", "lost", native_enum=False)))
    assert found(database, select(states.c.id).where(states.c.status == "lost")) == [2]
