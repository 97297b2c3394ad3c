"""SQLite: a file that may be read, and may be put in another one's place meanwhile."""

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError


def open_file(path: str, patience: float) -> sqlite3.Connection:
    """Open a database file read-only; `patience` is how many seconds a statement waits for a lock."""
    return sqlite3.connect(
        f"file:{quote(path)}?mode=ro", uri=True, timeout=patience, isolation_level=None, check_same_thread=False
    )


def watch(engine: Engine, path: str) -> None:
    """Let a connection be opened anew where the file is another one than it was opened on, or is gone.

    One that is kept reads on in what has been replaced or removed, and its numbers look live. It is kept as long as the
    file is the same, since on a full disk a database with a write-ahead log cannot be opened.
    """

    @event.listens_for(engine, "connect")
    def opened(_driver: Any, record: Any) -> None:
        record.info["file"] = _identity(path)

    @event.listens_for(engine, "checkout")
    def used(_driver: Any, record: Any, _proxy: Any) -> None:
        if record.info["file"] != _identity(path):
            raise DisconnectionError(f"{path} is another file now")


def _identity(path: str) -> tuple[int, int] | None:
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
