"""Rewrites a statement for the types that the database gives to the columns that it reads.

Statements are written for the declared types: String, Boolean and DateTime. A shop may keep a flag as a bit or as Y and
N, a status as an enum, or compare texts without regard to case (docs/decisions/0025-types-of-the-database.md).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    Alias,
    BinaryExpression,
    BindParameter,
    Boolean,
    ColumnClause,
    ColumnElement,
    Connection,
    DateTime,
    Enum,
    Integer,
    Null,
    Numeric,
    Select,
    String,
    TableClause,
    TypeCoerce,
    and_,
    case,
    func,
    literal_column,
    select,
)
from sqlalchemy.sql.operators import eq, ge, gt, in_op, le, lt
from sqlalchemy.sql.visitors import iterate, replacement_traverse

from exporter.database.columns.beginnings import Beginning, adapted_beginning
from exporter.database.columns.flags import flag, unjudged
from exporter.database.columns.texts import by_index, compared, exact, exact_already
from exporter.database.columns.times import at_or_after, presence
from exporter.database.columns.types import ColumnType, Kind, Types, family, types_of
from exporter.database.ids import AnyId
from exporter.database.purpose import FLAGS, with_purpose

_ORDERED = {lt, le, gt, ge}


class Adapted(NamedTuple):
    """A statement for the types of its columns, and the flags that it reads."""

    statement: Select[Any]
    flags: Sequence[Any]


def adapted(connection: Connection, statement: Select[Any]) -> Adapted:
    """Return the statement for the types of its columns.

    Raises sqlalchemy.exc.DBAPIError if a table or column does not exist or cannot be read.
    """
    columns = list(columns_of(statement))
    adapting = _Adapting(family(connection), _types(connection, columns))
    changed = statement.with_only_columns(*map(adapting.value, statement.inner_columns))
    if statement.whereclause is not None:
        changed._where_criteria = (adapting.condition(statement.whereclause),)  # noqa: SLF001 - only this replaces it
    return Adapted(changed, [each for each in columns if isinstance(each.type, Boolean)])


def are_integers(connection: Connection, expressions: Iterable[ColumnElement[Any]]) -> bool:
    """Whether the database has an integer type for each column of these expressions that is declared as one."""
    columns = [column for each in expressions for column in columns_of(each) if isinstance(column.type, Integer)]
    adapting = _Adapting(family(connection), _types(connection, columns))
    return all(adapting.kind(each) is Kind.INTEGER for each in columns)


def rows_unjudged(connection: Connection, columns: Sequence[Any]) -> list[int]:
    """Return, for each of these flags of one table, the number of rows in which it is neither true, false nor NULL."""
    adapting = _Adapting(family(connection), _types(connection, columns))
    conditions = [unjudged(family(connection), adapting.kind(each), each) for each in columns]
    counts = [literal_column("0") if each is None else func.count(case((each, 1))) for each in conditions]
    if all(each is None for each in conditions):
        return [0] * len(counts)
    statement = with_purpose(select(*counts).select_from(columns[0].table), FLAGS)
    return list(connection.execute(statement).one())


def columns_of(expression: Any) -> Iterator[Any]:
    """Yield the columns of tables in a statement or an expression."""
    for each in iterate(expression):
        if isinstance(each, ColumnClause) and table_of(each) is not None:
            yield each


def table_of(element: Any) -> TableClause | None:
    """Return the table that a column is from, through aliases; None for anything else."""
    table = getattr(element, "table", None)
    while isinstance(table, Alias):
        table = table.element
    return table if isinstance(table, TableClause) else None


def _types(connection: Connection, columns: Iterable[Any]) -> dict[str, Types]:
    """Return the types of the columns of each table, by its full name."""
    tables: dict[str, TableClause] = {}
    names: dict[str, set[str]] = {}
    for each in columns:
        if (table := table_of(each)) is not None:
            tables[table.fullname] = table
            names.setdefault(table.fullname, set()).add(each.name)
    return {name: types_of(connection, tables[name], of) for name, of in names.items()}


def _is_text(type_: Any) -> bool:
    return isinstance(type_, String) and not isinstance(type_, Enum)  # which converts values itself


class _Adapting:
    """Rewrites the expressions of one statement."""

    def __init__(self, family_: str, types: Mapping[str, Types]) -> None:
        self._family, self._types = family_, types

    def value(self, expression: Any) -> Any:
        """Return an expression of the SELECT list."""
        return replacement_traverse(expression, {}, self._in_value)

    def condition(self, expression: Any) -> Any:
        """Return a condition of the WHERE clause, which may use the same indexes as before."""
        return replacement_traverse(expression, {}, self._in_condition)

    def _in_value(self, element: Any, **_options: Any) -> Any:
        if isinstance(element, BindParameter):
            return compared(self._family, element) if _is_text(element.type) else None
        if isinstance(element, BinaryExpression):
            return self._ordered(element) if element.operator in _ORDERED else self._presence(element)
        if isinstance(element, TypeCoerce) and isinstance(element.type, AnyId):
            return element  # ids are compared by the type of the column, whatever type it is declared to have
        return self._beginning(element) if isinstance(element, Beginning) else self._column(element)

    def _beginning(self, element: Beginning) -> ColumnElement[Any]:
        return adapted_beginning(self._family, self.kind(next(iter(element.clauses))), element)

    def _column(self, element: Any) -> Any:
        type_ = self._type(element)
        if type_ is None:
            return None
        if isinstance(element.type, Boolean):
            return flag(self._family, type_.kind, element)
        return exact(self._family, type_.kind, element) if _is_text(element.type) else None

    def _in_condition(self, element: Any, **_options: Any) -> Any:
        is_comparison = isinstance(element, BinaryExpression) and element.operator in {eq, in_op}
        type_ = self._type(element.left) if is_comparison else None
        if type_ is None or not _is_text(element.left.type):
            return self._in_value(element)
        indexed = by_index(self._family, type_, element)
        if indexed is not None and exact_already(self._family, type_.kind):
            return indexed
        exactly = self.value(element)
        return exactly if indexed is None else and_(indexed, exactly)

    def _ordered(self, comparison: BinaryExpression[Any]) -> Any:
        """Return a comparison of numbers that is NULL for NaN, which PostgreSQL takes for the largest number."""
        if (of_times := at_or_after(self._family, comparison)) is not None:
            return of_times
        if self._family != "postgresql" or not any(map(self._may_be_nan, iterate(comparison))):
            return None

        def known(element: Any, **_options: Any) -> Any:
            return func.nullif(element, literal_column("'NaN'")) if self._may_be_nan(element) else None

        return replacement_traverse(comparison, {}, known)

    def _may_be_nan(self, element: Any) -> bool:
        type_ = self._type(element)
        return type_ is not None and type_.kind is Kind.NUMBER and isinstance(element.type, Integer | Numeric)

    def _presence(self, element: BinaryExpression[Any]) -> ColumnElement[bool] | None:
        """Return another condition for whether a column of times is NULL."""
        if not isinstance(element.right, Null) or not isinstance(element.left.type, DateTime):
            return None
        type_ = self._type(element.left)
        if type_ is None or type_.kind not in {Kind.MOMENT, Kind.DYNAMIC}:
            return None
        return presence(self._family, element)

    def kind(self, column: Any) -> Kind:
        """Return the kind of a column of a table."""
        type_ = self._type(column)
        return Kind.OTHER if type_ is None else type_.kind

    def _type(self, element: Any) -> ColumnType | None:
        table = table_of(element)
        return None if table is None else self._types.get(table.fullname, {}).get(element.name)
