"""Unites statements on different tables to one, which costs one round trip to the database instead of several."""

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import accumulate
from typing import Any

from sqlalchemy import FromClause, false, join, literal_column, null, select, union_all

from exporter.database.columns.adapting import Adapted


def united(parts: Sequence[Adapted], dialect: str) -> Adapted:
    """Return one statement with the rows of all parts, each ordered by its first column.

    A row begins with the number of its part. It has the columns of all parts; those of others are NULL.
    """
    columns: list[list[Any]] = [list(part.statement.inner_columns) for part in parts]
    rows: list[Any] = [
        part.statement.with_only_columns(
            literal_column(str(at)), *_padded(columns, at), maintain_column_froms=True
        ).order_by(None)
        for at, part in enumerate(parts)
    ]
    if dialect == "postgresql":
        rows.insert(0, _typed(parts, columns))
    firsts = accumulate(map(len, columns[:-1]), initial=2)
    statement: Any = union_all(*rows).order_by(literal_column("1"), *(literal_column(str(at)) for at in firsts))
    return Adapted(statement, [flag for part in parts for flag in part.flags])


def _typed(parts: Sequence[Adapted], columns: Sequence[Sequence[Any]]) -> Any:
    """Return a statement without rows, from which PostgreSQL takes the type of each NULL."""
    froms: list[FromClause] = [of for part in parts for of in part.statement.get_final_froms()]
    joined = reduce(lambda left, right: join(left, right, false()), froms)
    every = (column for each in columns for column in each)
    return select(literal_column("0"), *every).select_from(joined).where(false())


def _padded(columns: Sequence[Sequence[Any]], own: int) -> Iterator[Any]:
    """Yield the columns of one part, and NULL for those of the others."""
    for at, each in enumerate(columns):
        yield from each if at == own else (null() for _ in each)
