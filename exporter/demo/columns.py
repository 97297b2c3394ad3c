"""The kinds of columns that the demo's tables have."""

from sqlalchemy import Boolean, Column, DateTime, Integer, MetaData, String, Text
from sqlalchemy.dialects import mysql

METADATA = MetaData()

# By default MariaDB and MySQL store whole seconds, and limit TEXT to 64 KiB.
TIME = DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")
BODY = Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")


def id_() -> Column[int]:
    """Return the primary key."""
    return Column("id", Integer, primary_key=True)


def number(name: str) -> Column[int]:
    """Return a column of whole numbers."""
    return Column(name, Integer)


def ref(name: str) -> Column[int]:
    """Return an indexed column of ids of another table."""
    return Column(name, Integer, index=True)


def flag(name: str) -> Column[bool]:
    """Return a column of flags."""
    return Column(name, Boolean)


def text(name: str) -> Column[str]:
    """Return a column of short texts."""
    return Column(name, String(255))
