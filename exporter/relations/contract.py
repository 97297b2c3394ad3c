"""The contract of a relation: what one of its rows is, and its columns with type and meaning.

A relation is what a provider reads. Its contract stands with the provider; a shop has a table of this name, or gives a
SELECT for it in the configuration.
"""

from typing import Any

from sqlalchemy import Boolean, ColumnClause, ColumnElement, TableClause
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import Grouping
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import OperatorType, comma_op
from sqlalchemy.types import TypeEngine


class Column(ColumnClause[Any]):
    """A column of a relation: its meaning in one sentence, and whether a relation may be without it.

    An `extension` is optional, too, and the tables of the Orion application do not have it. `instead_of` is the name of
    a column that it replaces, with amounts in major units, `or_else` that of one with the same meaning. `absent` says
    what holds if an optional column is not there.
    """

    inherit_cache = True

    def __init__(
        self,
        name: str,
        type_: Any,
        meaning: str = "",
        *,
        optional: bool = False,
        extension: bool = False,
        instead_of: str = "",
        or_else: str = "",
        absent: str = "",
    ) -> None:
        super().__init__(name, type_)
        self.meaning, self.absent = meaning, absent
        self.instead_of, self.or_else = instead_of, or_else
        self.extension = extension or bool(instead_of)
        self.optional = optional or self.extension

    def copy(self) -> "Column":
        """Return a column like this one, for another relation."""
        return Column(
            self.name,
            self.type,
            self.meaning,
            optional=self.optional,
            extension=self.extension,
            instead_of=self.instead_of,
            or_else=self.or_else,
            absent=self.absent,
        )


def column(
    name: str,
    type_: "type[TypeEngine[Any]] | TypeEngine[Any]",
    meaning: str = "",
    *,
    optional: bool = False,
    extension: bool = False,
    instead_of: str = "",
    or_else: str = "",
    absent: str = "",
) -> Column:
    """Return a column for the contract of a relation.

    - `type_`: what the column has to be: AnyId, String, Boolean, DateTime, or a number.
    - `meaning`: what it means, as a phrase; for the documentation and for messages.
    - `optional`: whether a relation need not have it; `absent` says what holds then.
    - `extension`: whether it is optional, and the tables of the Orion application do not have it.
    - `instead_of`: the column in minor units of money that this one, an extension, replaces with major units.
    - `or_else`: the column of the same meaning; a relation has at most one of the two.
    """
    return Column(
        name,
        type_,
        meaning,
        optional=optional,
        extension=extension,
        instead_of=instead_of,
        or_else=or_else,
        absent=absent,
    )


class RelationTable(TableClause):
    """A relation as a table in SQL expressions, with its contract."""

    inherit_cache = True

    row = ""
    """What one row is, as a phrase."""
    platform_row = ""
    """What one row of `platform_sql` is, if it differs; "" if a relation has only one grain."""
    example = ""
    """A SELECT that gives it, for a shop with other tables."""


def relation(name: str, row: str, *columns: Column, platform_row: str = "", example: str = "") -> RelationTable:
    """Return a relation: its name, what one row is (`row`, a phrase), and its columns.

    `platform_row` is what one row is for the platform scope, if a shop may give another SELECT for that. `example` is a
    SELECT that gives the relation in some other shop, for the documentation.

    >>> from sqlalchemy import String
    >>> reviews = relation("reviews", "a review of a product", column("state", String, "published or pending"))
    """
    table = RelationTable(name, *columns)
    table.row, table.platform_row, table.example = row, platform_row, example
    return table


class optional(FunctionElement[Any]):  # noqa: N801 - it is used like a function
    """An expression with optional columns, and the one to use where a relation does not have them.

    >>> from sqlalchemy import Integer
    >>> sales = relation("sales", "a sale", column("cents", Integer), column("refunded", Integer, optional=True))
    >>> net = optional(sales.c.cents - sales.c.refunded, otherwise=sales.c.cents)
    """

    inherit_cache = True
    name = "optional"

    def __init__(self, expression: ColumnElement[Any], *, otherwise: ColumnElement[Any]) -> None:
        super().__init__(expression, otherwise)
        self.type = expression.type

    def self_group(self, against: OperatorType | None = None) -> Any:
        """Return it in parentheses, as the expression that will take its place may need them."""
        return self if against is comma_op else Grouping(self)


class first_party_on(FunctionElement[bool]):  # noqa: N801 - see above
    """Whether the shop's first party is on the platform with this code. Without a first party, its query is omitted."""

    type = Boolean()
    inherit_cache = True
    name = "first_party_on"


@compiles(optional)
def _optional(element: optional, compiler: SQLCompiler, **options: Any) -> str:
    _, otherwise = element.clauses
    return compiler.process(otherwise, **options)
