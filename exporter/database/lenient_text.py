"""Text that is not UTF-8, where a database may hold it: read with a replacement for what cannot be read.

A name that cannot be decoded must not cost a category. That concerns SQLite, and PostgreSQL in SQL_ASCII, where psycopg
would give bytes for each text; with any other encoding a server has looked at what it holds.
"""

import sqlite3
from typing import Any

_TEXTS = ("text", "varchar", "bpchar", "name", 0)  # 0 stands for the types that psycopg does not know, such as enums


class _Lenient:
    """Reads a text, as psycopg's Loader does."""

    format = 0

    def __init__(self, oid: int, connection: object = None) -> None:
        """Take what psycopg gives; every text is read alike."""

    def load(self, data: "bytes | bytearray | memoryview") -> str:
        return bytes(data).decode("utf-8", "replace")


def lenient(driver: Any) -> Any:
    """Return a driver's new connection, which from now on reads any bytes as text."""
    if isinstance(driver, sqlite3.Connection):
        driver.text_factory = lambda text: text.decode("utf-8", "replace")
    elif hasattr(driver, "adapters") and driver.info.parameter_status("server_encoding") == "SQL_ASCII":
        for name in _TEXTS:
            driver.adapters.register_loader(name, _Lenient)
    return driver
