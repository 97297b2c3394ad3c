"""A SELECT that lifts the time limit of statements is ended at the deadline of its refresh, and holds nobody."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any, Literal, get_args

import pytest
from sqlalchemy import text

from exporter.config.effective import effective
from exporter.database.limits import Limits
from exporter.refresh.scheduler import RefreshScheduler
from tests.faults.conftest import eventually
from tests.relations.mini import CONFIGURATION, file_in, mini
from tests.support.databases import Database, MakeDatabase
from tests.support.shop import Exporter

Served = Literal["postgresql", "mariadb"]

NOW = datetime(2026, 2, 7, tzinfo=UTC)
LIMITS = Limits(statement=0.5)


@dataclass(frozen=True, slots=True)
class Hostile:
    """How to lift the limit and to run long on one kind of database, and how to look at that.

    `running` counts the statements that have run for much longer than the limit, `limit` shows that of a connection.
    """

    lift: str
    slow: str
    running: str
    number: str
    limit: str
    is_limited: str


HOSTILE: Mapping[Served, Hostile] = {
    "postgresql": Hostile(
        "set_config('statement_timeout', '0', false)",
        "SELECT pg_sleep(3600)::text AS waited",
        "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(3600)%' AND state = 'active' "
        "AND pid <> pg_backend_pid() AND clock_timestamp() - query_start > INTERVAL '1 s'",
        "SELECT pg_backend_pid()",
        "SHOW statement_timeout",
        "500ms",
    ),
    "mariadb": Hostile(
        "lifted()",  # which no SELECT can do by itself
        "SELECT SLEEP(3600) AS waited",
        "SELECT count(*) FROM information_schema.processlist WHERE info LIKE '%SLEEP(3600)%' "
        "AND id <> CONNECTION_ID() AND time_ms > 1000",
        "SELECT CONNECTION_ID()",
        "SELECT CAST(@@SESSION.max_statement_time AS CHAR)",
        "0.500000",
    ),
}


@pytest.fixture(params=get_args(Served))
def served(request: pytest.FixtureRequest) -> Served:
    dialect: Served = request.param
    return dialect


@pytest.fixture
def shop(served: Served, make_database: MakeDatabase) -> Database:
    """The little shop; on MariaDB with a function that lifts the limit of the session."""
    made = make_database(served, mini)
    if served == "mariadb":
        body = "BEGIN SET SESSION max_statement_time = 0, sql_mode = 'ANSI'; RETURN 'lifted'; END"
        with made.engine.begin() as connection:
            connection.execute(text(f"CREATE FUNCTION lifted() RETURNS VARCHAR(10) {body}"))
    return made


@pytest.fixture
def exporter(shop: Database, served: Served, tmp_path: Path) -> Iterator[Exporter]:
    """An exporter whose every refresh lifts the limit when it reads the platforms; that of products runs long then."""
    how = HOSTILE[served]
    lifting = f"  platforms: {{sql: \"SELECT 'shop' AS id, 'shop' AS code, {how.lift} AS name\"}}\n"
    slow = f"sql: SELECT on_sale AS is_active FROM goods CROSS JOIN ({how.slow}) AS s WHERE s.waited IS NOT NULL"
    configuration = CONFIGURATION.replace("sql: SELECT no AS id, on_sale AS is_active FROM goods", slow) + lifting
    with closing(Exporter(shop.url, NOW, file=file_in(tmp_path, configuration), limits=LIMITS)) as made:
        yield made


def test_the_deadline_ends_a_statement_without_a_limit(exporter: Exporter, shop: Database, served: Served) -> None:
    how, ended = HOSTILE[served], Event()
    settings = {each: effective(exporter.configuration.settings, each) for each in ("catalog",)}
    scheduler = RefreshScheduler(settings, Noting(exporter, ended), clock=exporter.clock)
    scheduler.start()
    try:
        eventually(lambda: _asked(shop, how.running) == 1)
        with shop.engine.begin() as other:
            other.execute(text("UPDATE goods SET no = no + 1"))
        assert exporter.refresh("orders").failures() == {}
        scheduler.check_deadlines()
        assert not ended.is_set()
        exporter.clock.advance(settings["catalog"].timeout + 1)
        scheduler.check_deadlines()
        assert ended.wait(20)
    finally:
        scheduler.stop()
    failure = exporter.store["catalog"].failure
    assert failure is not None
    assert failure.reason == "timeout"
    assert _asked(shop, how.running) == 0


def test_the_next_statement_of_the_connection_is_limited_again(exporter: Exporter, served: Served) -> None:
    how = HOSTILE[served]
    with exporter.database.read() as db:
        number = db.scalar(text(how.number))
        db.execute(text(f"SELECT {how.lift}"))
        assert db.scalar(text(how.limit)) in {"0", "0.000000"}
    with ExitStack() as reading:
        every = [reading.enter_context(exporter.database.read()) for _ in range(2)]
        limits = {db.scalar(text(how.number)): db.scalar(text(how.limit)) for db in every}
    assert limits[number] == how.is_limited
    assert set(limits.values()) == {how.is_limited}


def test_the_server_ends_a_statement_that_lifts_its_own_limit(shop: Database, served: Served, tmp_path: Path) -> None:
    """It counts how long a statement may take when that begins."""
    how = HOSTILE[served]
    of = f"(SELECT {how.lift} AS lifted) AS l CROSS JOIN ({how.slow}) AS s"
    sql = f"SELECT on_sale AS is_active FROM goods CROSS JOIN {of} WHERE l.lifted IS NOT NULL AND s.waited IS NOT NULL"
    limit = "providers: {catalog: {statement_timeout: 500ms}}\n"
    configuration = CONFIGURATION.replace("SELECT no AS id, on_sale AS is_active FROM goods", sql) + limit
    with closing(Exporter(shop.url, NOW, file=file_in(tmp_path, configuration), limits=LIMITS)) as exporter:
        exporter.refresh("catalog", "orders")
        assert [each.partition(":")[0] for each in exporter.failures().values()] == ["timeout"]


class Noting:
    """The exporter's refreshes; sets `ended` when one has ended."""

    def __init__(self, exporter: Exporter, ended: Event) -> None:
        self._refresher, self._ended = exporter.refresher, ended

    def refresh(self, category: str) -> bool:
        try:
            return self._refresher.refresh(category)
        finally:
            self._ended.set()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._refresher, name)


def _asked(shop: Database, statement: str) -> Any:
    with shop.engine.connect() as connection:
        return connection.scalar(text(statement))
