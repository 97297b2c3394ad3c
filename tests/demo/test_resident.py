"""A demo shop in a given database: on each kind, again after it ended, and never over the rows of someone else."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event

import pytest
from sqlalchemy import create_engine, func, select

from exporter.config.connection import ConnectionTarget
from exporter.database.address import writing_engine
from exporter.demo import schema
from exporter.demo.resident import NoRoomError, clear, reside
from tests.demo.rows import NOW, rows
from tests.support import handmade
from tests.support.clock import FakeClock
from tests.support.databases import Database, MakeDatabase

A_DAY = timedelta(days=1)
HIDDEN = "not-to-be-seen"


def minutes(number: int, stop: Event) -> Callable[[], datetime]:
    """Return a clock that advances by a minute on each call, and ends the shop after a number of calls."""
    clock, last = FakeClock(NOW), NOW + timedelta(minutes=number)

    def now() -> datetime:
        clock.advance(60)
        if clock.now() == last:
            stop.set()
        return clock.now()

    return now


def live(url: str, *, times: int = 6) -> None:
    stop = Event()
    engine = writing_engine(ConnectionTarget(url.partition(":")[0], url=url))
    reside(engine, seed=1, speed=100, stop=stop, now=minutes(times, stop), tick=0, history=A_DAY)


def test_it_is_founded_in_an_empty_database_and_lives(database: Database) -> None:
    live(database.url)
    with database.engine.connect() as connection:
        last = connection.execute(select(func.max(schema.orders.c.created_at))).scalar_one()
    assert last > NOW.replace(tzinfo=None) + timedelta(minutes=3)


def test_after_its_end_it_begins_anew_and_holds_nothing_of_the_one_before(database: Database) -> None:
    live(database.url)
    first = rows(database.engine)
    live(database.url)
    assert rows(database.engine) == first


def test_rows_of_someone_else_are_left_alone(make_database: MakeDatabase) -> None:
    database = make_database("sqlite", handmade.build)
    before = rows(database.engine)
    with pytest.raises(NoRoomError, match=r"not created by a demo shop \(.*orders.*use an empty database"):
        live(database.url)
    assert rows(database.engine) == before
    with pytest.raises(NoRoomError):
        clear(database.engine, NOW)


def test_empty_tables_are_room_enough(make_database: MakeDatabase) -> None:
    database = make_database("sqlite", schema.METADATA.create_all)
    live(database.url)
    assert len(rows(database.engine)["orders"]) > 100


def test_a_database_that_refuses_is_told_without_its_password() -> None:
    with pytest.raises(NoRoomError, match="cannot create the demo shop: connection failed") as told:
        live(f"postgresql+psycopg://owner:{HIDDEN}@127.0.0.1:1/shop")
    assert HIDDEN not in str(told.value)


def test_the_engine_is_given_back(make_database: MakeDatabase) -> None:
    database = make_database("postgresql")
    live(database.url)
    engine = create_engine(database.url)
    with engine.connect() as connection:
        others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        assert connection.exec_driver_sql(others).scalar_one() <= 1  # the fixture's own
    engine.dispose()
