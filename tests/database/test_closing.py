"""A database that is closed while it is read leaves no connection open."""

from contextlib import closing

from sqlalchemy import text

from exporter.config.connection import ConnectionTarget
from exporter.database.engine import Database
from tests.support.databases import MakeDatabase


def test_a_connection_in_use_is_closed_when_it_is_returned(make_database: MakeDatabase) -> None:
    shop = make_database("postgresql", lambda _: None)
    database = Database(lambda: ConnectionTarget("postgresql", url=shop.url))
    with closing(database):
        with database.read() as db:
            driver = db.connection().connection.driver_connection
            assert driver is not None
            database.close()
            assert db.scalar(text("SELECT 1")) == 1
            assert not driver.closed
        assert driver.closed
        with database.read() as db:
            assert db.scalar(text("SELECT 1")) == 1
