"""Reads a relation from the catalog of any database."""

from sqlalchemy import Connection

from exporter.database.catalog import mysql, postgresql, sqlite
from exporter.database.catalog.relation import Relation

_READERS = {
    "postgresql": postgresql.relation,
    "mysql": mysql.relation,
    "mariadb": mysql.relation,
    "sqlite": sqlite.relation,
}


def relation_of(connection: Connection, name: str) -> Relation | None:
    """Return the table or view of this name; None if there is none, or if the catalog of the dialect is not known.

    Raises sqlalchemy.exc.DBAPIError if the catalog cannot be read.
    """
    reader = _READERS.get(connection.dialect.name)
    return reader(connection, name) if reader else None
