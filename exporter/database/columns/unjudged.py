"""Counts the rows whose flags are neither true nor false, for the report of a refresh."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from exporter.config.connection import MAIN
from exporter.database.columns.adapting import rows_unjudged
from exporter.database.engine import FLAGS
from exporter.database.sessions import opened

FLAG = "flag"
"""The reason of rejected samples under which they are counted."""


def note_flags(connection: Connection, flags: Iterable[Any]) -> None:
    """Remember the flags that a statement on this connection has read."""
    connection.info.setdefault(FLAGS, {}).update({str(flag): flag for flag in flags})


def _flags_read(connection: Connection) -> list[Any]:
    """Return the flags read on this connection since the last call."""
    return list(connection.info.pop(FLAGS, {}).values())


class UnjudgedFlags:
    """The flags that the statements of one refresh read; create it when the directory has been read."""

    def __init__(self, db: Session, *, of_directory: bool) -> None:
        """Include the flags of the directory only if `of_directory`, as every refresh reads them."""
        self._db = db
        directory = _flags_read(db.connection())
        self._flags = directory if of_directory else []

    def counted(self) -> Mapping[str, int]:
        """Return the number of such rows by message, for each flag that has any."""
        found: dict[str, int] = {}
        for name, session in opened(self._db).items():
            connection = session.connection()
            flags = [*(self._flags if session is self._db else ()), *_flags_read(connection)]
            place = "" if name == MAIN else f"database {name}: "
            found |= {f"{place}{message}": count for message, count in _counted(connection, flags)}
        return found


def _counted(connection: Connection, of: Iterable[Any]) -> Iterator[tuple[str, int]]:
    of_tables: dict[str, dict[str, Any]] = {}
    for flag in of:
        of_tables.setdefault(flag.table.name, {})[flag.name] = flag
    for flags in of_tables.values():
        for flag, count in zip(flags.values(), rows_unjudged(connection, tuple(flags.values())), strict=True):
            if count:
                message = f"{flag} is neither true nor false in {count} rows, which count as unknown; set it to 0 or 1"
                yield message, count
