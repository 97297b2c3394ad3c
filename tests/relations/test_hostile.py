"""A SELECT of the configuration changes nothing and holds nobody, whatever it calls."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.relations.mini import GOODS, file_in, mini
from tests.support.databases import Database, Dialect, MakeDatabase
from tests.support.shop import Exporter

NOW = datetime(2026, 2, 7, tzinfo=UTC)


def configuration(call: str) -> str:
    """Return a configuration whose SELECT calls a function for each row."""
    sql = f"SELECT on_sale AS is_active FROM goods CROSS JOIN (SELECT {call} AS called) AS c WHERE c.called IS NOT NULL"
    return f"relations:\n  products:\n    sql: >-\n      {sql}\n    omit: [is_featured, price_cents, updated_at]\n"


LOCKS: dict[Dialect, tuple[str, str]] = {
    "postgresql": ("pg_try_advisory_lock(7)", "SELECT pg_try_advisory_lock(7)"),
    "mariadb": ("GET_LOCK('shop', 0)", "SELECT GET_LOCK('shop', 0)"),
}


@pytest.mark.parametrize("dialect", LOCKS)
def test_a_lock_ends_with_the_refresh(dialect: Dialect, make_database: MakeDatabase, tmp_path: Path) -> None:
    database = make_database(dialect, mini)
    taking, again = LOCKS[dialect]
    with closing(Exporter(database.url, NOW, file=file_in(tmp_path, configuration(taking)))) as exporter:
        exporter.refresh("catalog")
        assert exporter.failures() == {}
        assert "orion_platform_products{" in exporter.text("catalog")
        with database.engine.connect() as other:  # while the exporter keeps its connection
            assert other.scalar(text(again))


def test_a_lock_is_released_by_the_message_that_ends_the_transaction(
    make_database: MakeDatabase, tmp_path: Path
) -> None:
    """A second message would reach another connection of the server if PgBouncer is in between."""
    database = make_database("postgresql", mini)
    file = file_in(tmp_path, configuration("pg_try_advisory_lock(7)"))
    with closing(Exporter(database.url, NOW, file=file)) as exporter:
        exporter.refresh("catalog")
        with database.engine.connect() as other:
            last = other.scalars(text(f"SELECT query FROM pg_stat_activity WHERE {OF_THE_EXPORTER}")).all()
    assert last == ["ROLLBACK; SELECT pg_advisory_unlock_all()"]


def test_a_connection_that_is_gone_is_replaced(make_database: MakeDatabase, tmp_path: Path) -> None:
    database = make_database("postgresql", mini)
    with closing(Exporter(database.url, NOW, file=file_in(tmp_path))) as exporter:
        with pytest.raises(DBAPIError), exporter.database.read() as db:
            _read_without_connection(db, database)
        assert exporter.refresh("catalog").failures() == {}


def _read_without_connection(db: Session, database: Database) -> None:
    db.connection()
    with database.engine.connect() as other:
        other.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {OF_THE_EXPORTER}"))
    db.execute(text("SELECT 1"))


OF_THE_EXPORTER = "application_name = 'orion-exporter' AND datname = current_database()"

CALLS = [
    "set_config('statement_timeout', '0', false)",
    "set_config('transaction_read_only', 'off', false)",
    "set_config('search_path', 'nowhere', false)",
    "set_config('role', 'pg_monitor', false)",
    "lo_create(0)",
    "nextval('numbers')",
    "setval('numbers', 100)",
    "pg_notify('shop', 'text')",
]


MARIADB = {
    "SET SESSION sql_mode = 'ANSI,PIPES_AS_CONCAT', sql_select_limit = 1, time_zone = '+05:00'": "",
    "SET SESSION tx_read_only = 0, tx_isolation = 'READ-UNCOMMITTED'": "",
    "CREATE TEMPORARY TABLE goods (on_sale BOOLEAN)": "READ ONLY transaction",
    "INSERT INTO goods VALUES (9, TRUE)": "READ ONLY transaction",
}
"""What a function of the shop does on MariaDB, and how that fails, if it does."""


@pytest.mark.parametrize("does", MARIADB)
def test_what_a_function_sets_or_writes_on_mariadb_is_gone_afterwards(
    does: str, make_database: MakeDatabase, tmp_path: Path
) -> None:
    database = make_database("mariadb", mini)
    with database.engine.begin() as connection:
        body = f"BEGIN {does}; RETURN 1; END"
        connection.execute(text(f"CREATE FUNCTION f() RETURNS INTEGER MODIFIES SQL DATA {body}"))
    with closing(Exporter(database.url, NOW, file=file_in(tmp_path))) as exporter, exporter.database.read() as db:
        before = db.execute(text(VARIABLES)).all()
    with closing(Exporter(database.url, NOW, file=file_in(tmp_path, configuration("f()")))) as exporter:
        exporter.refresh("catalog")
        assert MARIADB[does] in exporter.failures().get("catalog", "")
        assert bool(exporter.failures()) is bool(MARIADB[does])
        with exporter.database.read() as db:
            assert db.execute(text(VARIABLES)).all() == before
            assert db.scalar(text("SELECT count(*) FROM goods")) == len(GOODS)


VARIABLES = """
SELECT @@sql_mode, @@sql_select_limit, @@time_zone, @@tx_read_only, @@tx_isolation, @@max_statement_time"""


@pytest.mark.parametrize("call", CALLS)
def test_what_a_function_sets_or_writes_is_gone_afterwards(
    call: str, make_database: MakeDatabase, tmp_path: Path
) -> None:
    database = make_database("postgresql", mini)
    with database.engine.begin() as connection:
        connection.execute(text("CREATE SEQUENCE numbers"))
    used = call if "pg_notify" not in call else f"{call}::text"
    with closing(Exporter(database.url, NOW, file=file_in(tmp_path))) as exporter, exporter.database.read() as db:
        before = _settings(db.connection().exec_driver_sql(SETTINGS).all())
    with closing(Exporter(database.url, NOW, file=file_in(tmp_path, configuration(used)))) as exporter:
        exporter.refresh("catalog")  # which may fail
        with exporter.database.read() as db:
            assert _settings(db.connection().exec_driver_sql(SETTINGS).all()) == before
    with database.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM pg_largeobject_metadata")) == 0
        assert connection.scalar(text("SELECT is_called FROM numbers")) is False


@pytest.mark.parametrize(
    "does",
    [
        "LISTEN shop",
        "DECLARE held CURSOR WITH HOLD FOR SELECT 1",
        "CREATE TEMPORARY TABLE goods (on_sale BOOLEAN)",
        "SET SESSION statement_timeout = 0",
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
        "SET TRANSACTION READ WRITE",
    ],
)
def test_what_a_function_of_the_shop_leaves_behind_is_gone(
    does: str, make_database: MakeDatabase, tmp_path: Path
) -> None:
    """Except for prepared statements, which nobody executes."""
    database = make_database("postgresql", mini)
    body = f"BEGIN EXECUTE '{does}'; RETURN 1; END"
    with database.engine.begin() as connection:
        connection.execute(text(f"CREATE FUNCTION f() RETURNS INTEGER LANGUAGE plpgsql AS $$ {body} $$"))
    with closing(Exporter(database.url, NOW, file=file_in(tmp_path))) as exporter, exporter.database.read() as db:
        before = _settings(db.connection().exec_driver_sql(SETTINGS).all())
    with closing(Exporter(database.url, NOW, file=file_in(tmp_path, configuration("f()")))) as exporter:
        exporter.refresh("catalog")  # which may fail
        with exporter.database.read() as db:
            assert db.scalars(text(LEFT)).all() == []
            assert _settings(db.connection().exec_driver_sql(SETTINGS).all()) == before


LEFT = """
SELECT pg_listening_channels() UNION ALL SELECT name FROM pg_cursors
UNION ALL SELECT relname FROM pg_class WHERE relnamespace = pg_my_temp_schema()"""

SETTINGS = """
SELECT name, setting FROM pg_settings
WHERE name IN ('statement_timeout', 'transaction_read_only', 'default_transaction_read_only', 'search_path', 'role',
    'lock_timeout')"""


def _settings(rows: object) -> dict[str, str]:
    return dict(rows)  # type: ignore[call-overload,no-any-return]  # rows of two texts
