"""Sums as floats: a finished sum is exact, and may exceed 64 bits."""

from typing import Any, Final

from sqlalchemy import ColumnElement, Double, func, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.visitors import replacement_traverse

DECIMALS: Final = 6
"""Decimal places of amounts in major units that are exact, however many sums are added up."""


class addend(FunctionElement[Any]):  # noqa: N801 - it is used like func.abs
    """A number to add up. SQLite adds floats, because its sum of integers fails beyond 64 bits."""

    inherit_cache = True
    name = "addend"

    def __init__(self, number: ColumnElement[Any]) -> None:
        super().__init__(number)
        self.type = number.type


@compiles(addend)
def _addend(element: addend, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(addend, "sqlite")
def _addend_sqlite(element: addend, compiler: SQLCompiler, **options: Any) -> str:
    return f"{compiler.process(element.clauses.self_group(), **options)} * 1.0"


class in_float(FunctionElement[float]):  # noqa: N801 - it is used like func.abs
    """Converts a finished sum, which is exact, to a float."""

    type = Double()
    inherit_cache = True
    name = "in_float"


@compiles(in_float)
def _in_float(element: in_float, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(in_float, "postgresql")
def _in_float_postgresql(element: in_float, compiler: SQLCompiler, **options: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **options)} AS DOUBLE PRECISION)"


@compiles(in_float, "mysql")
@compiles(in_float, "mariadb")
def _in_float_mysql(element: in_float, compiler: SQLCompiler, **options: Any) -> str:
    # MySQL before 8.0.17 cannot cast to DOUBLE.
    return f"{compiler.process(element.clauses, **options)} + 0E0"


_PARTS: ColumnElement[int] = literal_column(str(10**DECIMALS))


def in_whole_parts(expression: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return the expression with its finished sums of decimals as whole numbers of millionths.

    A float holds these exactly, so they can be added up further, and divided last. Of decimals, 0.1 + 0.2 is not 0.3.
    """

    def whole(element: Any, **_: Any) -> Any:
        return in_float(func.round(element.clauses.clauses[0] * _PARTS)) if isinstance(element, in_float) else None

    found: ColumnElement[Any] = replacement_traverse(expression, {}, whole)
    return found
