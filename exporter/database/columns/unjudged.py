"""Counts the rows whose flags are neither true nor false, for the report of a refresh."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from exporter.database.columns.adapting import rows_unjudged

FLAG = "flag"
"""The reason of rejected samples under which they are counted."""


_FLAGS = "orion_flags"


def note_flags(connection: Connection, flags: Iterable[Any]) -> None:
    """Remember the flags that a statement on this connection has read."""
    connection.info.setdefault(_FLAGS, {}).update({str(flag): flag for flag in flags})


def _flags_read(connection: Connection) -> list[Any]:
    """Return the flags read on this connection since the last call."""
    return list(connection.info.pop(_FLAGS, {}).values())


class UnjudgedFlags:
    """The flags that the statements of one refresh read; create it when the directory has been read."""

    def __init__(self, db: Session, *, of_directory: bool) -> None:
        """Include the flags of the directory only if `of_directory`, as every refresh reads them."""
        self._connection = db.connection()
        directory = _flags_read(self._connection)
        self._flags = directory if of_directory else []

    def counted(self) -> Mapping[str, int]:
        """Return the number of such rows by message, for each flag that has any."""
        of_tables: dict[str, dict[str, Any]] = {}
        for flag in (*self._flags, *_flags_read(self._connection)):
            of_tables.setdefault(flag.table.name, {})[flag.name] = flag
        return {
            f"{flag} is neither true nor false in {count} rows, which count as unknown; set it to 0 or 1": count
            for flags in of_tables.values()
            for flag, count in zip(flags.values(), rows_unjudged(self._connection, tuple(flags.values())), strict=True)
            if count
        }
