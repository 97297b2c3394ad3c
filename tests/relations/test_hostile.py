"""A SELECT of the configuration changes nothing and holds nobody, whatever it calls."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.relations.mini import file_in, mini
from tests.support.databases import Dialect, MakeDatabase
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


SETTINGS = """
SELECT name, setting FROM pg_settings
WHERE name IN ('statement_timeout', 'transaction_read_only', 'search_path', 'role', 'lock_timeout')"""


def _settings(rows: object) -> dict[str, str]:
    return dict(rows)  # type: ignore[call-overload,no-any-return]  # rows of two texts
