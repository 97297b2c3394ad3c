"""Refreshes every module of an exporter, and notes what each of its statements took in the database."""

import os
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import Connection, Engine, event

from exporter.alerting.provider import ALERTS_CATEGORY
from exporter.app.application import Application, assemble_at_once
from exporter.config.configuration import load
from exporter.query import QueryMetricsProvider
from exporter.query.shaping import shaped
from tests.bench.platforms.platform import Platform
from tests.support.clock import FakeClock

_TICKS = os.sysconf("SC_CLK_TCK")
_BUSY, _BEGAN = "busy", "began"
"""What a connection keeps: the function that returns its server's processor time, and the begin of a statement."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement, and the seconds that it took: on the clock, and of the server's processor."""

    text: str
    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Refresh:
    """A refresh of a module: its seconds, and its statements."""

    wall: float
    statements: list[Statement] = field(default_factory=list)

    @property
    def cpu(self) -> float:
        """The seconds of the server's processor."""
        return sum(each.cpu for each in self.statements)

    @property
    def slowest(self) -> Statement:
        """The statement that took most of the server's processor."""
        return max(self.statements, key=lambda each: each.cpu, default=Statement("", 0, 0))


@dataclass(frozen=True, slots=True)
class Module:
    """The quickest full refresh of a module, and one that read only what had changed, where there is one."""

    full: Refresh
    changed: Refresh | None = None


def measure(engine: Engine, platform: Platform, only: Collection[str] = (), repeat: int = 2) -> Mapping[str, Module]:
    """Return what the modules (or `only` these) take in a database; raises RuntimeError if a refresh fails.

    Each is refreshed in full `repeat` times; then some orders are changed, and it is refreshed again.
    """
    with exporting(engine, platform) as exporter:
        every = [each.category for each in exporter.providers if not each.source.is_absent]
        chosen = [each for each in every if each in only or (not only and each != ALERTS_CATEGORY)]
        full = {each: [_refresh(exporter, each) for _ in range(repeat)] for each in chosen}
        watched = [each for each in chosen if _reads_changes(exporter, each)]
    with exporting(engine, platform, providers={each: {"changed_only_above": "0s"} for each in watched}) as exporter:
        for each in watched:
            _refresh(exporter, each)
        with engine.begin() as connection:
            for statement in platform.touch:
                connection.exec_driver_sql(statement)
        changed = {each: _refresh(exporter, each) for each in watched}
        read = {each: of for each, of in changed.items() if exporter.store[each].report.changed_only}
    return {each: Module(min(of, key=_cpu), read.get(each)) for each, of in full.items()}


def _cpu(refresh: Refresh) -> float:
    return refresh.cpu


def _reads_changes(exporter: Application, category: str) -> bool:
    """Whether the relations of a module have a time of change."""
    provider = next(each.source.statistics for each in exporter.providers if each.category == category)
    if not isinstance(provider, QueryMetricsProvider):
        return False
    return any(each.updated_at is not None for each in shaped(provider.queries(), exporter.relations))


@contextmanager
def exporting(engine: Engine, platform: Platform, **settings: Any) -> Iterator[Application]:
    """Give an exporter of this database by the platform's preset."""
    given = {
        "preset": platform.preset,
        "parameters": dict(platform.parameters),
        "variant": dict(platform.variant),
        "database": {"statement_timeout": "10m"},
        "refresh": {"timeout": "1h"},
        **settings,
    }
    with tempfile.TemporaryDirectory(prefix="orion-bench-") as folder:
        file = Path(folder, "shop.yml")
        file.write_text(yaml.safe_dump(given), encoding="utf-8")
        url = engine.url.render_as_string(hide_password=False)
        made = assemble_at_once(load(file, {"ORION_EXPORTER_DATABASE_URL": url}), FakeClock(platform.now))
        with closing(made.databases):
            yield made


def _refresh(exporter: Application, category: str) -> Refresh:
    statements: list[Statement] = []
    with _noting(exporter.database.engine, statements):
        began = time.perf_counter()
        exporter.refresher.refresh(category)
        wall = time.perf_counter() - began
    failure = exporter.store[category].failure
    if failure is not None:
        raise RuntimeError(f"{category}: {failure.message}")
    return Refresh(wall, statements)


@contextmanager
def _noting(engine: Engine, found: list[Statement]) -> Iterator[None]:
    """Append each statement that is executed in the block to `found`."""

    def before(connection: Connection, *_: Any) -> None:
        if _BUSY not in connection.info:
            connection.info[_BUSY] = _processor(connection)
        connection.info[_BEGAN] = time.perf_counter(), connection.info[_BUSY]()

    def after(connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        began, busy = connection.info[_BEGAN]
        wall = time.perf_counter() - began
        found.append(Statement(statement, wall, connection.info[_BUSY]() - busy))

    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "after_cursor_execute", after)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", before)
        event.remove(engine, "after_cursor_execute", after)


def _processor(connection: Connection) -> Callable[[], float]:
    """Return a function that returns the seconds that the server has computed for a connection (Linux only)."""
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "postgresql":
        own = Path(f"/proc/{driver.info.backend_pid}/stat")
        # Parallel workers are children of the first process, which counts those that have ended.
        first = Path(f"/proc/{_numbers(own)[0]}/stat")
        return lambda: (sum(_numbers(own)[10:12]) + sum(_numbers(first)[12:14])) / _TICKS
    with driver.cursor() as cursor:
        cursor.execute("SELECT tid FROM information_schema.processlist WHERE id = CONNECTION_ID()")
        (thread,) = cursor.fetchone()
    (own,) = Path("/proc").glob(f"[0-9]*/task/{thread}/stat")
    return lambda: sum(_numbers(own)[10:12]) / _TICKS


def _numbers(stat: Path) -> list[int]:
    """Return the numbers after the state of a process: that of its parent is 0, times begin at 10 (proc(5))."""
    return [int(each) for each in stat.read_text(encoding="utf-8").rsplit(")", 1)[1].split()[1:]]
