"""Durations in SQL: what they are for times that are moments, for those that are none, and in which class they fall."""

from datetime import timedelta

import pytest
from sqlalchemy import DateTime, Integer, column, make_url, select, table, text

from exporter.query import seconds_between, span, spans
from tests.support.databases import Dialect, MakeDatabase

LIMITS = (timedelta(days=1), timedelta(hours=1), timedelta(seconds=90))

NOON = "2026-11-26 12:00:00"
PAIRS = {
    (NOON, NOON): (0, "90s"),
    (NOON, "2026-11-26 11:00:00"): (0, "90s"),
    (NOON, "2026-11-26 12:01:30"): (90, "90s"),
    (NOON, "2026-11-26 12:01:31"): (91, "1h"),
    (NOON, "2026-11-26 13:00:00"): (3_600, "1h"),
    ("1969-12-31 23:00:00", "1970-01-02 00:00:00"): (90_000, "later"),
    ("2026-11-26 12:00:00.750000", "2026-11-26 12:00:01.250000"): (1, "90s"),
    ("2026-11-26 12:00:00.750000", "2026-11-26 12:00:00.250000"): (0, "90s"),
    ("0001-01-03 00:00:00", "9999-12-31 23:59:59.750000"): (315_537_724_799, "later"),
}
NO_MOMENTS: dict[Dialect, tuple[str | None, ...]] = {
    "sqlite": (None, "", "0000-00-00 00:00:00", "2026-02-30 10:00:00", "2026-11-26 25:00:00", "soon"),
    "postgresql": (None, "infinity", "-infinity", "0001-01-01 00:00:00", "0044-03-15 12:00:00 BC"),
    "mariadb": (None, "0000-00-00 00:00:00", "2026-11-00 10:00:00", "0000-05-05 10:00:00"),
}
TYPES = {"sqlite": "TEXT", "postgresql": "TIMESTAMP", "mariadb": "DATETIME(6)"}
waits = table("waits", column("id", Integer), column("begun", DateTime), column("ended", DateTime))


def test_a_duration_is_that_between_moments_and_has_a_class(dialect: Dialect, make_database: MakeDatabase) -> None:
    none = [pair for each in NO_MOMENTS[dialect] for pair in ((NOON, each), (each, NOON), (each, each))]
    rows = [*PAIRS, *none]
    wait = seconds_between(waits.c.begun, waits.c.ended)
    engine = make_database(dialect).engine
    with engine.begin() as connection:
        if dialect == "mariadb":
            connection.execute(text("SET SESSION sql_mode = ''"))
        kind = TYPES[dialect]
        connection.execute(text(f"CREATE TABLE waits (id INTEGER, begun {kind}, ended {kind})"))
        insert = text("INSERT INTO waits VALUES (:id, :begun, :ended)")
        connection.execute(insert, [{"id": at, "begun": a, "ended": b} for at, (a, b) in enumerate(rows)])
        found = connection.execute(select(wait, span(wait, LIMITS)).order_by(waits.c.id)).all()
        counted = select(span(wait, LIMITS)).where(wait.is_not(None)).distinct()
        classes = set(connection.scalars(counted))
    assert [tuple(each) for each in found[: len(PAIRS)]] == list(PAIRS.values())
    assert {each[0] for each in found[len(PAIRS) :]} == {None}
    assert classes == {"90s", "1h", "later"}
    assert spans(LIMITS) == ("90s", "1h", "1d", "later")


@pytest.mark.parametrize(("url", "times"), [("mysql://", 1), ("postgresql://", 3), ("sqlite://", 15)])
def test_a_class_does_not_compute_its_times_often(url: str, times: int) -> None:
    server = make_url(url).get_dialect()()
    found = str(select(span(seconds_between(waits.c.begun, waits.c.ended), LIMITS)).compile(dialect=server))
    assert found.count("waits.begun") == times
