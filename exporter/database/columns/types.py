"""Finds out what kind of values a column has, by the type that the database gives to it.

`SELECT columns FROM table WHERE 1=0` says so for tables and views, and needs no other grant than reading them.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import Connection, Dialect, TableClause, column, false, func, select, text


class Kind(Enum):
    """The kind of values that a column has."""

    BOOLEAN = "a boolean"
    INTEGER = "an integer"
    NUMBER = "a number"
    BITS = "a bit string"
    TEXT = "a text"
    LOOSE_TEXT = "a text that the database compares loosely"
    ENUM = "an enum"
    BYTES = "bytes"
    MOMENT = "a date or time"
    OTHER = "of another type"
    DYNAMIC = "of any type"
    """SQLite: each value has its own type."""
    UNKNOWN = "of a type that the driver does not name"
    """A dialect that the exporter does not know."""


@dataclass(frozen=True, slots=True)
class ColumnType:
    """The type of a column: its kind; for an added type of PostgreSQL its name in SQL; and the values of an enum."""

    kind: Kind
    name: str = ""
    values: tuple[str, ...] = ()


Types = Mapping[str, ColumnType]
"""The type of each column of a table, by name."""

_TYPES = "orion_types"

# Object identifiers of types: https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat
_POSTGRESQL = {
    Kind.BOOLEAN: {16},
    Kind.INTEGER: {20, 21, 23},
    Kind.NUMBER: {700, 701, 1700},
    Kind.BITS: {1560, 1562},
    Kind.TEXT: {25, 1042, 1043},
    Kind.BYTES: {17},
    Kind.MOMENT: {1082, 1114, 1184},
}
# Types of columns: https://dev.mysql.com/doc/dev/mysql-server/latest/field__types_8h.html
_MYSQL = {
    Kind.INTEGER: {1, 2, 3, 8, 9},
    Kind.NUMBER: {0, 4, 5, 246},
    Kind.BITS: {16},
    Kind.TEXT: {15, 247, 248, 249, 250, 251, 252, 253, 254},
    Kind.MOMENT: {7, 10, 12, 14},
}
_OF_CODES = {
    "postgresql": {code: kind for kind, codes in _POSTGRESQL.items() for code in codes},
    "mysql": {code: kind for kind, codes in _MYSQL.items() for code in codes},
}

# What drivers of other dialects call their types, and the type objects of https://peps.python.org/pep-0249/
_NAMES = (
    (Kind.OTHER, r".*\[.*\]|struct|map|list|array|interval|.*point"),
    (Kind.BOOLEAN, r".*bool"),
    (Kind.INTEGER, r".*(int|serial|long)"),
    (Kind.NUMBER, r".*(num|dec|double|float|real|money)"),
    (Kind.TEXT, r".*(char|text|string|str\b|clob|enum)"),
    (Kind.BYTES, r".*(blob|binary|bytea|bytes)"),
    (Kind.MOMENT, r".*(date|time)"),
)
_OBJECTS = {"NUMBER": Kind.NUMBER, "DATETIME": Kind.MOMENT, "STRING": Kind.TEXT, "BINARY": Kind.BYTES}

# What the codes of a result do not say: collations for which texts that differ may be equal, and added types.
_LOOSE = text(
    "SELECT name FROM unnest(CAST(:names AS text[])) AS name "
    "JOIN pg_collation c ON c.oid = to_regcollation(name) WHERE NOT c.collisdeterministic"
)
_EXACT = {None, '"default"', '"C"', '"POSIX"', '"ucs_basic"'}
_ADDED = text(
    "SELECT oid, typname = 'citext', format_type(oid, NULL), ARRAY(SELECT enumlabel::text FROM pg_enum "
    "WHERE enumtypid = t.oid ORDER BY 1) FROM pg_type t WHERE oid = ANY(:codes)"
)


def types_of(connection: Connection, table: TableClause, columns: Collection[str]) -> Types:
    """Return the types of these columns of a table.

    They are asked for once in the life of a connection. Raises sqlalchemy.exc.DBAPIError if the table or a column
    does not exist or cannot be read.
    """
    known: dict[str, dict[str, ColumnType]] = connection.info.setdefault(_TYPES, {})
    found = known.setdefault(table.fullname, {})
    if new := [each for each in columns if each not in found]:
        found |= _asked(connection, table, new)
    return found


def forget_types(connection: Connection) -> None:
    """Forget what is known about the tables, because a statement failed: their columns may have changed."""
    connection.info.pop(_TYPES, None)


def family(connection: Connection) -> str:
    """Return the dialect's name, which is "mysql" for MariaDB, too."""
    name = connection.dialect.name
    return "mysql" if name == "mariadb" else name


def name_of(code: Any) -> str:
    """Return what a driver calls the type of a column: the name of a type object, or its text."""
    return str(getattr(code, "__name__", None) or getattr(code, "name", None) or code)


def described(connection: Connection, table: TableClause, columns: Iterable[str]) -> dict[str, Any]:
    """Return what the driver calls the type of each of these columns: a code or an object."""
    result: Any = connection.execute(select(*map(column, columns)).select_from(table).where(false()))
    codes = {each[0]: each[1] for each in result.cursor.description}
    result.close()
    return codes


def _described(dialect: Dialect, code: Any) -> Kind:
    """Return the kind of a column by the type that the driver of another dialect gives to it."""
    name = name_of(code)
    word = name if name.endswith("]") else name.partition("(")[0]
    for kind, pattern in _NAMES:
        if re.match(pattern, word, re.IGNORECASE):
            return kind
    objects = ((getattr(dialect.loaded_dbapi, each, None), kind) for each, kind in _OBJECTS.items())
    return next((kind for known, kind in objects if known is not None and known == code), Kind.UNKNOWN)


def _asked(connection: Connection, table: TableClause, columns: Iterable[str]) -> dict[str, ColumnType]:
    if family(connection) == "sqlite":
        return dict.fromkeys(columns, ColumnType(Kind.DYNAMIC))
    codes = described(connection, table, columns)
    kinds = _OF_CODES.get(family(connection))
    if kinds is None:
        # Some databases return names in upper case.
        by_name = {each.lower(): ColumnType(_described(connection.dialect, code)) for each, code in codes.items()}
        return {each: by_name.get(each.lower(), ColumnType(Kind.UNKNOWN)) for each in columns}
    types = {each: ColumnType(kinds.get(code, Kind.OTHER)) for each, code in codes.items()}
    if family(connection) == "postgresql":
        types |= _added(connection, {each: code for each, code in codes.items() if code not in kinds})
        types |= _loose(connection, table, types)
    return types


def _added(connection: Connection, codes: Mapping[str, int]) -> dict[str, ColumnType]:
    rows = connection.execute(_ADDED, {"codes": sorted(set(codes.values()))}).all() if codes else ()
    types = {oid: _added_type(is_citext, *others) for oid, is_citext, *others in rows}
    return {each: types.get(code, ColumnType(Kind.OTHER)) for each, code in codes.items()}


def _added_type(is_citext: object, name: str, values: Iterable[str]) -> ColumnType:
    if is_citext:
        return ColumnType(Kind.LOOSE_TEXT, name)
    return ColumnType(Kind.ENUM, name, tuple(values)) if values else ColumnType(Kind.OTHER)


def _loose(connection: Connection, table: TableClause, types: Types) -> dict[str, ColumnType]:
    texts = [each for each, type_ in types.items() if type_.kind is Kind.TEXT]
    if not texts:
        return {}
    # Not from the catalog, because the table may be the name of a SELECT.
    named = (func.pg_collation_for(func.max(column(each))) for each in texts)
    row = connection.execute(select(*named).select_from(table).where(false())).one()
    collations = dict(zip(texts, row, strict=True))
    unusual = sorted({each for each in collations.values() if each not in _EXACT})
    loose = set(connection.execute(_LOOSE, {"names": unusual}).scalars()) if unusual else set()
    return {each: ColumnType(Kind.LOOSE_TEXT) for each, name in collations.items() if name in loose}
