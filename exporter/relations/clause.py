"""A SELECT in the place of a table."""

from collections.abc import Iterable, Set
from typing import Any

from sqlalchemy import ColumnClause, ColumnElement, TableClause, cast, null
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.visitors import InternalTraversal
from sqlalchemy.types import NullType

from exporter.database.ids import AnyId


class RelationClause(TableClause):
    """A SELECT that stands as a subquery where a relation's table would.

    `key` distinguishes it from other SELECTs of the same relation. With `fenced`, PostgreSQL computes its columns once
    for each row, instead of wherever they are used, but no index is used for conditions on them. `nulls` are the names
    of the columns that are NULL in every row, and so have no type.
    """

    inherit_cache = True
    _traverse_internals = [  # noqa: RUF012 - as SQLAlchemy declares it
        *TableClause._traverse_internals,  # noqa: SLF001 - how SQLAlchemy extends the key of its cache
        ("sql", InternalTraversal.dp_string),
        ("fenced", InternalTraversal.dp_boolean),
    ]

    def __init__(
        self,
        key: str,
        alias: str,
        sql: str,
        columns: Iterable[ColumnClause[Any]],
        *,
        nulls: Set[str] = frozenset(),
        fenced: bool = False,
    ) -> None:
        super().__init__(alias, *columns)
        self.fullname, self.sql, self.nulls, self.fenced = key, sql, nulls, fenced

    def column(self, column: ColumnClause[Any]) -> ColumnElement[Any]:
        """Return its column for one of the contract: NULL of the contract's type if it is NULL in every row."""
        if column.name in self.nulls and not isinstance(column.type, AnyId | NullType):
            return cast(null(), column.type)
        return self.c[column.name]


@compiles(RelationClause)
def _relation(element: RelationClause, compiler: SQLCompiler, **options: Any) -> str:
    if not options.get("asfrom"):
        return str(compiler.visit_table(element, **options))  # type: ignore[no-untyped-call]  # SQLAlchemy's
    if options.get("from_linter"):
        options["from_linter"].froms[element] = element.fullname
    preparer = compiler.preparer
    sql = element.sql.replace("%", "%%") if preparer._double_percents else element.sql  # noqa: SLF001 - as in literals
    if element.fenced:
        sql = f"SELECT * FROM ({sql}\n) AS unfenced OFFSET 0"  # noqa: S608 - of the configuration, which is trusted
    enclosing = options.get("enclosing_alias")
    name = "" if enclosing is not None and enclosing.element is element else f" AS {preparer.quote(element.name)}"
    # A comment at the end of the SELECT must not swallow the parenthesis.
    return f"({sql}\n){name}"
