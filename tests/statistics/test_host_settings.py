"""The settings of an application's connection change no number, and are what they were afterwards."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import pytest
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.orm import Session

from exporter.contracts.metrics import MetricsContext, MetricValue
from exporter.statistics import ModuleMetricsCollector, Statistics, StatsAggregator
from exporter.testing.comparing import numbers_of
from providers.orders import OrderMetricsProvider
from tests.presets.shops import SHOPS, application
from tests.statistics.application import CONTEXT, Failing, build
from tests.support.clock import FakeClock
from tests.support.databases import Database, SharedDatabase
from tests.support.random_shop import NOW, fill
from tests.support.shop import Exporter

Server = Literal["postgresql", "mariadb"]

HOSTILE: Mapping[Server, Mapping[str, str]] = {
    "postgresql": {
        "TimeZone": "America/St_Johns",
        "DateStyle": "SQL, DMY",
        "IntervalStyle": "sql_standard",
        "extra_float_digits": "-15",
        "bytea_output": "escape",
        "transform_null_equals": "on",
        "array_nulls": "off",
        "gin_fuzzy_search_limit": "1",
        "standard_conforming_strings": "off",
        "escape_string_warning": "off",
    },
    "mariadb": {
        "time_zone": "-03:30",
        "sql_mode": "PIPES_AS_CONCAT,EMPTY_STRING_IS_NULL,ONLY_FULL_GROUP_BY,HIGH_NOT_PRECEDENCE",
        "sql_select_limit": "1",
        "sql_auto_is_null": "1",
        "div_precision_increment": "0",
        "group_concat_max_len": "4",
        "default_week_format": "3",
        "lc_time_names": "de_DE",
        "collation_connection": "latin1_bin",
    },
}
WHEN = ["session", "connection", "transaction", "autocommit", "own transaction"]


class Saying(Failing):
    """Says what its session returns for a SELECT."""

    metrics_category = "saying"

    def __init__(self, sql: str) -> None:
        self._sql = sql

    def get_vendor_metrics(self, db: Session, *_: object) -> list[MetricValue]:
        found = repr(tuple(db.execute(text(self._sql)).one()))
        return [MetricValue("saying.found", 1, "Found", "saying", "", "Found.", labels={"text": found})]

    get_platform_metrics = get_vendor_metrics


SAYING: Mapping[Server, str] = {
    "postgresql": r"SELECT timestamptz '2026-11-26 23:00+00' \:\: text, interval '-1 day -2 hours' \:\: text, "
    r"(float8 '0.1' / 3) \:\: text, '\xff' \:\: bytea \:\: text, '{NULL}' \:\: text[], 1 = NULL, 'a\b'",
    "mariadb": "SELECT FROM_UNIXTIME(1e9), 1 / 3, GROUP_CONCAT(x), 'a' || 'b', WEEK('2026-01-01'), collation('a'), "
    "DATE_FORMAT('2026-05-01', '%M'), '' IS NULL, NOT 1 BETWEEN -5 AND 5 FROM (SELECT 1000 AS x UNION SELECT 2000) t",
}


@pytest.fixture
def evershop(shared_database: SharedDatabase, tmp_path_factory: pytest.TempPathFactory) -> Database:
    return SHOPS["evershop"].database(shared_database, tmp_path_factory)


def settings_of(connection: Connection) -> dict[str, str]:
    """Return the settings of a connection, without a trace in SQLAlchemy's transaction."""
    is_mariadb = connection.dialect.name != "postgresql"
    cursor = connection.connection.cursor()
    cursor.execute("SHOW SESSION VARIABLES" if is_mariadb else "SELECT name, setting FROM pg_settings")
    found = dict(cursor.fetchall())
    cursor.close()
    return {name: found[name] for name in found if name not in CHANGING}


CHANGING = {"timestamp", "last_insert_id", "pseudo_thread_id", "rand_seed1", "rand_seed2", "error_count"}
"""Variables that no setting determines."""


def set_hostile(connection: Connection) -> None:
    cursor = connection.connection.cursor()
    for name, value in HOSTILE["postgresql" if connection.dialect.name == "postgresql" else "mariadb"].items():
        cursor.execute(f"SET SESSION {name} = '{value}'" if not value.isdecimal() else f"SET SESSION {name} = {value}")
    cursor.close()


@contextmanager
def host(database: Database, when: str) -> Iterator[Session | Connection]:
    """Yield what an application asks with; assert that its settings and its transaction are as before."""
    level: dict[str, Any] = {"isolation_level": "AUTOCOMMIT"} if when in {"autocommit", "own transaction"} else {}
    engine: Engine = create_engine(database.url, **level)
    with closing_engine(engine), engine.connect() as connection:
        set_hostile(connection)
        if not level:  # PostgreSQL would undo the settings with a transaction that is rolled back
            connection.connection.commit()
        if when == "transaction":
            connection.execute(text("SELECT 1"))
        if when == "own transaction":
            connection.exec_driver_sql("BEGIN")
        before = settings_of(connection)
        if not level and when != "transaction":
            connection.connection.rollback()
        asked = Session(connection) if when == "session" else connection
        yield asked
        assert connection.in_transaction() == (when in {"session", "transaction", "own transaction"})
        if when in {"transaction", "own transaction"}:
            assert_in_transaction(connection)
        assert settings_of(connection) == before
        connection.connection.rollback()
        assert settings_of(connection) == before


@contextmanager
def closing_engine(engine: Engine) -> Iterator[None]:
    try:
        yield
    finally:
        engine.dispose()


def assert_in_transaction(connection: Connection) -> None:
    driver: Any = connection.connection.dbapi_connection
    assert driver.info.transaction_status == 2 if connection.dialect.name == "postgresql" else driver.server_status & 1


def said(statistics: Statistics) -> dict[Any, Any]:
    assert statistics.failures.keys() <= {"failing"}, statistics.failures
    return numbers_of(value for values in statistics.values.values() for value in values)


@pytest.mark.parametrize("when", WHEN)
@pytest.mark.parametrize("dialect", HOSTILE)
def test_a_hostile_session_gets_the_numbers_of_the_exporter(
    dialect: Server, when: str, shared_database: SharedDatabase
) -> None:
    database = shared_database(dialect, fill, 3, vendors=3, rows=60)
    context = MetricsContext(NOW)
    aggregator = StatsAggregator() if when == "session" else StatsAggregator([OrderMetricsProvider()])
    probes = StatsAggregator([Failing(), Saying(SAYING[dialect])])
    with closing(Exporter(database.url, NOW)) as exporter, exporter.database.read() as own:
        expected = said(aggregator.installation_statistics(own, context))
        probed = said(probes.vendor_statistics(own, 1, context))
    assert expected
    with host(database, when) as db:
        assert said(aggregator.installation_statistics(db, context)) == expected
        after = probes.vendor_statistics(db, 1, context)
        assert after.failures.keys() == {"failing"}
        assert said(after) == probed


@pytest.mark.parametrize("when", ["session", "autocommit"])
def test_evershop_has_the_numbers_of_the_exporter(evershop: Database, when: str, tmp_path: Path) -> None:
    shop = SHOPS["evershop"]
    exporter = application(shop, evershop.url, tmp_path)
    context = MetricsContext(shop.now)
    asked = StatsAggregator.from_configuration(tmp_path / "shop.yml")
    with closing(exporter.databases), exporter.database.read() as own:
        expected = said(asked.installation_statistics(own, context))
        texts = exposition(own, asked, shop.now)
    with host(evershop, when) as db:
        assert said(asked.installation_statistics(db, context)) == expected
        assert exposition(db, asked, shop.now) == texts


def exposition(db: Session | Connection, asked: StatsAggregator, now: datetime) -> list[str]:
    collector = ModuleMetricsCollector(asked, clock=FakeClock(now.astimezone(UTC)))
    assert collector.refresh(db) == {}
    return [str(family) for family in collector.collect() if not family.name.startswith("orion_exporter")]


def test_a_lost_connection_is_not_set_back(shared_database: SharedDatabase) -> None:
    class Killing(Failing):
        def get_vendor_metrics(self, db: Session, *_: object) -> list[MetricValue]:
            db.execute(text("KILL CONNECTION_ID()"))
            return []

    engine = create_engine(shared_database("mariadb", build).url)
    with closing_engine(engine), engine.connect() as connection:
        found = StatsAggregator([Killing()]).vendor_statistics(connection, 1, CONTEXT)
        assert found.failures.keys() == {"failing"}
        assert connection.invalidated


def test_duckdb_has_the_time_zone_of_the_exporter() -> None:
    engine = create_engine("duckdb:///:memory:")
    zone = "SELECT current_setting('TimeZone')"
    with closing_engine(engine), engine.connect() as connection:
        connection.exec_driver_sql("SET TimeZone = 'America/St_Johns'")
        found = StatsAggregator([Saying(zone), Failing()]).vendor_statistics(connection, 1, CONTEXT)
        assert texts_of(found) == ["('UTC',)"]
        assert connection.exec_driver_sql(zone).scalar_one() == "America/St_Johns"


def test_texts_of_sqlite_are_read_as_the_exporter_does(shared_database: SharedDatabase) -> None:
    engine = shared_database("sqlite", build).engine
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.text_factory = bytes
        try:
            found = StatsAggregator([Saying("SELECT CAST(x'61ff' AS TEXT)")]).vendor_statistics(connection, 1, CONTEXT)
            assert texts_of(found) == ["('a\ufffd',)"]
            assert driver.text_factory is bytes
        finally:
            driver.text_factory = str


def texts_of(found: Statistics) -> list[str]:
    return [value.labels["text"] for value in found.values["saying"]]
