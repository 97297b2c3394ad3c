"""Compares the types of columns with what they are declared to contain, before anything reads them."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Boolean, Connection, DateTime, Integer, Numeric, text
from sqlalchemy import table as table_clause

from exporter.database.columns.adapting import columns_of, rows_unjudged, table_of
from exporter.database.columns.types import Kind, described, family, name_of, types_of

_USABLE: tuple[tuple[Any, str, frozenset[Kind]], ...] = (
    (Boolean, "a flag: a boolean, 0 and 1, or Y and N", frozenset(Kind) - {Kind.MOMENT}),
    (DateTime, "a date or a timestamp", frozenset({Kind.MOMENT, Kind.DYNAMIC, Kind.UNKNOWN})),
    ((Integer, Numeric), "a number", frozenset({Kind.INTEGER, Kind.NUMBER, Kind.DYNAMIC, Kind.UNKNOWN})),
)
"""What a column declared as one of these types must be, and the kinds that can be read as such."""

_NAMES = {
    "postgresql": "SELECT format_type(atttypid, atttypmod) FROM pg_attribute "
    "WHERE attrelid = to_regclass(:quoted) AND attname = :column",
    "mysql": "SELECT column_type FROM information_schema.columns "
    "WHERE table_schema = DATABASE() AND table_name = :table AND column_name = :column",
    "sqlite": "SELECT type FROM pragma_table_info(:table) WHERE name = :column",
}


class Verdict(NamedTuple):
    """What is wrong with a column; `unusable` is false if only some of its values cannot be read."""

    message: str
    unusable: bool


def verdicts(connection: Connection, expressions: Iterable[Any]) -> Iterator[Verdict]:
    """Yield a verdict for each column in these expressions or statements that cannot be read as it is declared.

    Flags that are texts are judged by their values, which reads the table. Raises sqlalchemy.exc.DBAPIError.
    """
    columns = {str(column): column for each in expressions for column in columns_of(each)}
    for name, column in columns.items():
        must_be = _must_be(connection, column)
        type_ = f"{name} has the type {_type_of(connection, column)}"
        if must_be:
            yield Verdict(f"{type_}; it must be {must_be}", unusable=True)
        elif isinstance(column.type, Boolean) and (rows := rows_unjudged(connection, [column])[0]):
            message = f"{type_} and is neither true nor false in {rows} rows, which count as unknown; set it to 0 or 1"
            yield Verdict(message, unusable=False)


def type_name(connection: Connection, table: str, column: str) -> str:
    """Return the type of a column as the database writes it, or as the driver of another dialect names it."""
    statement = _NAMES.get(family(connection))
    if statement is None:
        return "".join(map(name_of, described(connection, table_clause(table), [column]).values()))
    quoted = connection.dialect.identifier_preparer.quote(table)
    values = {"table": table, "quoted": quoted, "column": column}
    used = {name: value for name, value in values.items() if f":{name}" in statement}
    return str(connection.execute(text(statement), used).scalar() or "")


def _type_of(connection: Connection, column: Any) -> str:
    """Return the type of a column as the database writes it, or what kind it is if it is computed by a SELECT."""
    table, name = column.table, column.name
    return type_name(connection, table.name, name) or types_of(connection, table, {name})[name].kind.value


def _must_be(connection: Connection, column: Any) -> str:
    table = table_of(column)
    kind = Kind.OTHER if table is None else types_of(connection, table, {column.name})[column.name].kind
    for declared, must_be, usable in _USABLE:
        if isinstance(column.type, declared):
            return "" if kind in usable else must_be
    return ""
