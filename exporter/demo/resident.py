"""A demo shop that lives in a database it is given: founded where nothing is, and never over rows of someone else."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event

from sqlalchemy import Column, Connection, DateTime, Engine, MetaData, Table, inspect, select
from sqlalchemy.exc import DBAPIError

from exporter.demo import schema
from exporter.demo.life import live
from exporter.demo.shop import Shop

_logger = logging.getLogger(__name__)

_MARKS = MetaData()
_MARK = Table("orion_demo_shop", _MARKS, Column("founded_at", DateTime))
"""In a database that has this table, the shop's tables hold nothing but what a demo shop wrote."""


class NoRoomError(RuntimeError):
    """The database cannot take a demo shop; the message says why, and what to do."""


def reside(
    engine: Engine,
    *,
    seed: int,
    speed: float,
    stop: Event,
    now: Callable[[], datetime],
    tick: float = 1.0,
    history: timedelta = timedelta(days=30),
) -> None:
    """Found a shop in the database of `engine` and let it live until `stop` is set.

    The role must be allowed to create tables and to write. What an earlier demo shop left is cleared away: its rows say
    nothing of what it had in mind. Arguments are those of `embedded_shop`. Raises NoRoomError if the shop's tables hold
    rows that no demo shop wrote, or if the database refuses.
    """
    try:
        clear(engine, now())
        shop = Shop.create(engine, seed=seed, now=now(), speed=speed, history=history)
        _logger.info("the demo shop is open", extra={"seed": seed, "speed": speed})
        live(shop, stop=stop, tick=tick, clock=now)
    except DBAPIError as error:
        reason = str(error.orig).strip().partition("\n")[0]
        raise NoRoomError(f"no shop can be founded: {reason}") from None
    finally:
        engine.dispose()


def clear(engine: Engine, now: datetime) -> None:
    """Make room for a shop, and mark the database as one that a demo shop may have; raise NoRoomError if it may not."""
    with engine.begin() as connection:
        there = set(inspect(connection).get_table_names())
        shops = [table for table in schema.METADATA.sorted_tables if table.name in there]
        if _MARK.name in there:
            for table in shops:
                connection.execute(table.delete())
            return
        occupied = [table.name for table in shops if _holds_rows(connection, table)]
        if occupied:
            raise NoRoomError(
                f"{', '.join(occupied)}: there are rows that no demo shop wrote, and they are left alone; "
                "name an empty database (CREATE DATABASE demo)"
            )
        _MARKS.create_all(connection)
        connection.execute(_MARK.insert(), {"founded_at": now.replace(tzinfo=None)})


def _holds_rows(connection: Connection, table: Table) -> bool:
    return connection.execute(select(1).select_from(table).limit(1)).first() is not None
