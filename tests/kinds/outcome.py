"""What the exporter makes of a shop of a kind, and what is true."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from math import isclose
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from exporter.contracts.metrics import MetricsContext
from exporter.testing.comparing import different, numbers_of
from tests.kinds.declared import Declared, Role
from tests.kinds.kind import Kind
from tests.kinds.shop import become, build, columns_of, write
from tests.query.incremental.watching import CATEGORIES, Watching
from tests.statistics.comparing import exposed, implementations
from tests.support.attribution import meanings
from tests.support.fact import Rules
from tests.support.facts import facts
from tests.support.meaning import Doubt
from tests.support.random_shop import NOW
from tests.support.shop import Exporter, Series, series_of
from tests.support.templates import Recipe, Templates
from tests.support.truth import expected

_OF_THE_DIRECTORY = ("platform_info", "vendor_info", "vendor_platform_info", "platform_vendors")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way of reading a shop: the series that it gives, and the true ones."""

    way: str
    found: Mapping[Series, float]
    true: Mapping[Series, float]

    def differences(self, limit: float) -> Iterator[tuple[str, str]]:
        """Yield what is not true, with the name of its metric; `limit` is the error that is allowed."""
        for series in sorted(self.found.keys() | self.true.keys(), key=str):
            found, true = self.found.get(series), self.true.get(series)
            if found is None or true is None or not isclose(found, true, rel_tol=limit):
                yield _metric(series), f"{self.way}: {series[0]}{dict(series[1])}: exported {found}, true {true}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The failures by category, what is not true of any way of reading, with its metric, and what was counted.

    `statistics` are the differences between the statistics and the series of a vendor and a platform, by category.
    `given` and `read` are how often each column has each meaning: as stated by the kind, and as the oracle reads it.
    """

    kind: Kind
    failures: Mapping[str, str]
    wrong: Sequence[tuple[str, str]]
    statistics: Mapping[str, Sequence[str]]
    rejected: Mapping[str, Mapping[str, int]]
    given: Counter[tuple[Declared, Any]]
    read: Counter[tuple[Declared, Any]]

    def differences(self, table: str) -> list[str]:
        """Return what is not true of the series that a table makes."""
        names = metrics_of(table)
        return [line for metric, line in self.wrong if metric in names]

    def misread(self, column: Declared) -> dict[Any, tuple[int, int]]:
        """Return the meanings that a column was given more often than the oracle reads them."""
        pairs = {of: (number, self.read[each, of]) for (each, of), number in self.given.items() if each == column}
        return {meaning: pair for meaning, pair in pairs.items() if pair[0] > pair[1]}

    def doubtful(self, table: str) -> int:
        """Return how many flags cannot be judged in the tables that the category of this table reads."""
        category = category_of(table)
        return sum(
            number
            for (column, meaning), number in self.read.items()
            if meaning is Doubt.FLAG and category_of(column.table) == category
        )


def of(kind: Kind, templates: Templates) -> Outcome:
    """Build a shop of this kind, read it in every way, and drop it."""
    with templates.copied(Recipe(build)) as database:
        with database.engine.begin() as connection:
            given = become(connection, kind)
            read, true = _read(connection, kind.role), expected(connection, NOW)
        with closing(Exporter(database.url, NOW).refresh()) as made:
            rejected = {each.category: dict(each.report.rejected) for each in made.store.states()}
            failures, first = made.failures(), made.text()
            # The second refresh asks for the values that the first has found.
            second = made.refresh().text()
            failures |= made.failures()
            statistics = _statistics(made, database.engine)
        readings = [Reading("in full", series_of(first), true), Reading("by value", series_of(second), true)]
        with closing(Watching(database.url)) as watching:
            readings.append(_changed(watching, database.engine, kind))
            failures |= watching.failures()
    wrong = [difference for reading in readings for difference in reading.differences(kind.limit)]
    return Outcome(kind, failures, wrong, statistics, rejected, given, read)


def _statistics(made: Exporter, engine: Engine) -> dict[str, list[str]]:
    """Return what differs between the statistics and the series of a vendor and a platform, by category."""
    found = {}
    with Session(engine) as db:
        for category, provider in implementations(made):
            of_vendor = numbers_of(provider.get_vendor_metrics(db, 1, MetricsContext(NOW)))
            of_platform = numbers_of(provider.get_platform_metrics(db, 1, MetricsContext(NOW)))
            found[category] = different(of_vendor, exposed(made, category, "orion_", vendor="-1"))
            found[category] += different(of_platform, exposed(made, category, "orion_platform_", platform="-1"))
    return found


def _changed(watching: Watching, engine: Engine, kind: Kind) -> Reading:
    """Return what an exporter gives that reads only the vendors with changed rows, and what is true then."""
    watching.passes(100).refresh().passes(600).refresh().passes(60)
    before = {category: watching.changed_only(category) for category in CATEGORIES}
    with engine.begin() as connection:
        write(connection, kind, watching.stamp)
        every = expected(connection, watching.passes(5).clock.now())
    watching.refresh()
    if not watching.failures():
        assert {category for category in CATEGORIES if watching.changed_only(category) > before[category]}
    true = {series: value for series, value in every.items() if dict(series[1])["category"] in CATEGORIES}
    return Reading("what changed", series_of(watching.text(*CATEGORIES)), true)


def _read(connection: Connection, role: Role) -> Counter[tuple[Declared, Any]]:
    rows = meanings(connection)
    return Counter((column, row[column.name]) for column in columns_of(role) for row in rows[column.table])


def _metric(series: Series) -> str:
    return series[0].removeprefix("orion_").removeprefix("platform_")


@cache
def category_of(table: str) -> str:
    """Return which category counts the rows of a table that it rejects: `tenancy` those of the directory."""
    every = facts(Rules(NOW))
    return next((fact.category for fact in every if fact.table == table), "tenancy")


@cache
def metrics_of(table: str) -> frozenset[str]:
    """Return the names of the metrics that rows of a table make, without their scope."""
    every = list(facts(Rules(NOW)))
    names = {fact.name for fact in every if fact.table == table}
    if table in {"platforms", "vendors", "vendor_platforms", "platform_modules"}:
        names = {fact.name for fact in every} | set(_OF_THE_DIRECTORY)
    return frozenset(name.removeprefix("platform_") for name in names)
