"""Decodes text that is not valid UTF-8 with replacement characters.

A name that cannot be decoded must not fail a category. This affects SQLite, and PostgreSQL databases in SQL_ASCII, for
which psycopg returns bytes. With any other encoding, the server validates text.
"""

import sqlite3
from typing import Any

_TEXTS = ("text", "varchar", "bpchar", "name", 0)  # 0: types unknown to psycopg, such as enums


class _Lenient:
    """A text loader with the interface of `psycopg.adapt.Loader`."""

    format = 0

    def __init__(self, oid: int, connection: object = None) -> None:
        """Accept the arguments of psycopg's interface; they are not used."""

    def load(self, data: "bytes | bytearray | memoryview") -> str:
        return bytes(data).decode("utf-8", "replace")


def lenient(driver: Any) -> Any:
    """Configure a new driver connection to decode any bytes as text, and return it."""
    if isinstance(driver, sqlite3.Connection):
        driver.text_factory = lambda text: text.decode("utf-8", "replace")
    elif hasattr(driver, "adapters") and driver.info.parameter_status("server_encoding") == "SQL_ASCII":
        for name in _TEXTS:
            driver.adapters.register_loader(name, _Lenient)
    return driver
