"""Runs a demo shop in a given database, and never overwrites rows that a demo shop did not create."""

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
"""Marks a database whose shop tables contain only rows of a demo shop."""


class NoRoomError(RuntimeError):
    """The database cannot be used for a demo shop; the message contains the reason and a remedy."""


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
    """Create a shop in the database of `engine`, and run it until `stop` is set.

    The role must be able to create tables and write. The rows of an earlier demo shop are deleted, because its state
    cannot be restored from them. For the arguments see `embedded_shop`. Raises NoRoomError if the shop's tables contain
    other rows, and for errors of the database.
    """
    try:
        clear(engine, now())
        shop = Shop.create(engine, seed=seed, now=now(), speed=speed, history=history)
        _logger.info("demo shop started", extra={"seed": seed, "speed": speed})
        live(shop, stop=stop, tick=tick, clock=now)
    except DBAPIError as error:
        reason = str(error.orig).strip().partition("\n")[0]
        raise NoRoomError(f"cannot create the demo shop: {reason}") from None
    finally:
        engine.dispose()


def clear(engine: Engine, now: datetime) -> None:
    """Delete the rows of an earlier demo shop, or mark an empty database; raise NoRoomError if there are other rows."""
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
                f"tables contain rows that were not created by a demo shop ({', '.join(occupied)}); "
                "use an empty database (CREATE DATABASE demo)"
            )
        _MARKS.create_all(connection)
        connection.execute(_MARK.insert(), {"founded_at": now.replace(tzinfo=None)})


def _holds_rows(connection: Connection, table: Table) -> bool:
    return connection.execute(select(1).select_from(table).limit(1)).first() is not None
