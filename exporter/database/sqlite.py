"""SQLite: opens the database file read-only, and detects that it was replaced."""

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError


def open_file(path: str, patience: float) -> sqlite3.Connection:
    """Open a database file read-only; `patience` is the lock timeout in seconds."""
    if Path(path).is_dir():  # SQLite would open it, and fail at the first statement
        raise sqlite3.OperationalError("unable to open a directory as the database file")
    return sqlite3.connect(
        f"file:{quote(path)}?mode=ro", uri=True, timeout=patience, isolation_level=None, check_same_thread=False
    )


def watch(engine: Engine, path: str) -> None:
    """Reopen pooled connections if the file was replaced or removed.

    An open connection would keep reading the old file, and its numbers would look current. Connections are still pooled
    while the file is the same, because on a full disk a database with a write-ahead log cannot be opened.
    """

    @event.listens_for(engine, "connect")
    def opened(_driver: Any, record: Any) -> None:
        record.info["file"] = _identity(path)

    @event.listens_for(engine, "checkout")
    def used(_driver: Any, record: Any, _proxy: Any) -> None:
        if record.info["file"] != _identity(path):
            raise DisconnectionError(f"{path} was replaced")


def _identity(path: str) -> tuple[int, int] | None:
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
