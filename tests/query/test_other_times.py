"""Times of every type that PostgreSQL has for them, read by a provider from elsewhere."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import ColumnElement, Date, DateTime, Integer, case, column, func, table, text

from exporter.contracts import MetricDefinition
from exporter.contracts.metrics import Measure
from exporter.query import Query, QueryMetricsProvider, earliest, latest
from tests.query.times import FUTURE, FUTURE_SECONDS, INFINITE, KINDS, LATE, NONE, REAL, REAL_SECONDS, insert
from tests.support.databases import Database, MakeDatabase
from tests.support.random_shop import NOW
from tests.support.seed import provider
from tests.support.shop import Exporter, series_of
from tests.support.shops import two_platforms

DAY = 86_400
TYPES = {"timestamptz": DateTime(timezone=True), "date": Date(), "timestamp": DateTime()}


def metric(name: str, fold: Any) -> MetricDefinition:
    return MetricDefinition(f"loyalty.{name}", f"card_{name}_timestamp_seconds", name, "Cards.", fold=fold)


USED, ISSUED, EXPIRES = metric("used", "max"), metric("issued", "min"), metric("expires", "min")
STATE = MetricDefinition("loyalty.good", "cards_good", "Good", "Whether the last use was a good one.", fold="min")


class Cards(QueryMetricsProvider):
    """When cards were used and issued, when they expire, and whether the last use was a good one."""

    metrics_category = "loyalty"

    def __init__(self, type_: Any) -> None:
        c = table("cards", column("vendor_id", Integer), column("good", Integer), column("at", type_)).c
        good, last = func.max(case((c.good == 1, c.at))), func.max(c.at)
        values: dict[Measure, ColumnElement[Any]] = {
            USED: latest(c.at),
            ISSUED: earliest(c.at, past=True),
            EXPIRES: earliest(c.at),
            STATE: case((good == last, 1), (last.is_not(None), 0)),
        }
        self._query = Query(vendor=c.vendor_id, values=values)

    def queries(self) -> Iterator[Query]:
        """Read all in one statement."""
        yield self._query


def cards(database: Database, type_: str, kind: str) -> None:
    """Acme has a good card with this time only, bolt a bad one with it, and a good one that is real."""
    rows = [(1, 1, kind), (2, 0, kind), (2, 1, REAL)]
    with database.engine.begin() as connection:
        connection.execute(text(f"CREATE TABLE cards (vendor_id int, good int, at {type_})"))
        insert(connection, "cards", [{"vendor_id": v, "good": good, "at": at} for v, good, at in rows])


@pytest.mark.parametrize("kind", KINDS["postgresql"])
@pytest.mark.parametrize("type_", TYPES)
def test_every_type_of_times(make_database: MakeDatabase, type_: str, kind: str) -> None:
    database = make_database("postgresql", two_platforms)
    cards(database, type_, kind)
    real = REAL_SECONDS // DAY * DAY if type_ == "date" else REAL_SECONDS
    bolt = {(each.name, "bolt"): real for each in (USED, ISSUED, EXPIRES)} | {(STATE.name, "bolt"): 1}
    what = KINDS["postgresql"][kind]
    acme = {(EXPIRES.name, "acme"): FUTURE_SECONDS} if what == LATE else {}
    # A provider's own expression sees what it is written to see; only the future is taken from it.
    acme |= {(STATE.name, "acme"): 1} if what == NONE else {}
    with closing(Exporter(database.url, NOW, more=[provider(Cards(TYPES[type_]))]).refresh("loyalty")) as exporter:
        assert exporter.failures() == {}
        found = series_of(exporter.text()).items()
        values = {(name, dict(of)["vendor"]): value for (name, of), value in found if "vendor" in dict(of)}
        assert values == {(f"orion_{name}", vendor): value for (name, vendor), value in (bolt | acme).items()}
        rejected = {NONE: {}, LATE: {"future": 2}, INFINITE: {"future": 2, "value": 1}}[what]
        assert exporter.store["loyalty"].report.rejected == rejected


def test_a_category_with_nothing_but_times_in_the_future_does_not_fail(make_database: MakeDatabase) -> None:
    database = make_database("postgresql", two_platforms)
    with database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE cards (vendor_id int, good int, at timestamptz)"))
        insert(connection, "cards", [{"vendor_id": 1, "good": 1, "at": at} for at in (FUTURE, "infinity")])
    with closing(Exporter(database.url, NOW, more=[provider(Cards(TYPES["timestamptz"]))])) as exporter:
        exporter.refresh("loyalty")
        assert exporter.failures() == {}
        assert exporter.store["loyalty"].report.rejected == {"future": 2}
