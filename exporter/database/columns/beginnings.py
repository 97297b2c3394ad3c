"""The beginning of a long text, so that no more of it is read than is needed."""

from typing import Any

from sqlalchemy import ColumnElement, String, Text, cast, func, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from exporter.database.columns.texts import exact
from exporter.database.columns.types import Kind

_TEXTS = frozenset({Kind.TEXT, Kind.LOOSE_TEXT, Kind.UNKNOWN})
"""Kinds of which the database itself returns the beginning; others are converted first."""

_MOST_BYTES = 4
"""Maximum number of bytes of a character in UTF-8."""


class Beginning(FunctionElement[str]):
    """The first characters of a text, unchanged: they are not compared, so no collation matters."""

    type = String()
    inherit_cache = True
    name = "substr"


@compiles(Beginning)
def _substr(element: Beginning, compiler: SQLCompiler, **options: Any) -> str:
    return f"substr{compiler.process(element.clause_expr, **options)}"


@compiles(Beginning, "mssql")
def _substring(element: Beginning, compiler: SQLCompiler, **options: Any) -> str:
    return f"substring{compiler.process(element.clause_expr, **options)}"


def beginning(text: ColumnElement[str], characters: int) -> ColumnElement[str]:
    """Return the first characters of a column of texts; the database sends no more of it.

    >>> from sqlalchemy import column
    >>> body = beginning(column("body", String), 1000)
    """
    return Beginning(text, literal_column("1"), literal_column(str(characters)))


def adapted_beginning(family: str, kind: Kind, element: Beginning) -> ColumnElement[Any]:
    """Return the beginning of a text of any type. A whole text is not converted, as it may have 50 MB."""
    column, first, characters = element.clauses
    if family == "sqlite":
        return cast(element, Text())
    if family == "mysql" and kind in _TEXTS:  # among them are BINARY and VARBINARY, of which each unit is a byte
        more: ColumnElement[Any] = literal_column(f"{_MOST_BYTES} * {characters}")
        return func.substr(exact(family, kind, Beginning(column, first, more)), first, characters)
    return element if kind in _TEXTS else func.substr(exact(family, kind, column), first, characters)
