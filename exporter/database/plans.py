"""Asks the database how it would execute a statement, or did."""

import re
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from typing import Any

from sqlalchemy import Connection

from exporter.database.connecting import first_line

_EXPLAIN = {
    "postgresql": ("EXPLAIN ", "EXPLAIN (ANALYZE, BUFFERS) "),
    "sqlite": ("EXPLAIN QUERY PLAN ", "EXPLAIN QUERY PLAN "),  # which cannot measure
    "mariadb": ("EXPLAIN ", "ANALYZE "),
    "mysql": ("EXPLAIN ", "EXPLAIN ANALYZE "),
}
_QUERY = re.compile(r"\s*\(*\s*(SELECT|WITH)\b", re.IGNORECASE)
_TEXT = re.compile(r"'(?:[^']|'')*'", re.DOTALL)
_CONDITION = re.compile(r"(?i)(?<=(?:cond|lter|.key|tput): ).*")
_NUMBER = re.compile(r"(?<![\w.$])\d+(?:\.\d+)?(?!\w)")


def plan_of(connection: Connection, statement: str, parameters: Any, *, analyze: bool) -> tuple[str, ...]:
    """Return the lines of the plan of a statement, in its transaction; with `analyze`, the statement is executed.

    Statement and parameters are those of the driver; with None, the statement is sent as it is. Without a plan, the
    line says so.
    """
    dialect: Any = connection.dialect
    name = "mariadb" if getattr(dialect, "is_mariadb", False) else dialect.name
    if name not in _EXPLAIN or not _QUERY.match(statement):
        return ("no plan",)
    # The driver's own cursor: the events of SQLAlchemy would record this statement, too.
    with closing(connection.connection.cursor()) as cursor:
        try:
            cursor.execute("SAVEPOINT orion_plan")  # in PostgreSQL, a failed statement aborts the transaction
            given = () if parameters is None else (parameters,)
            cursor.execute(_EXPLAIN[name][analyze] + statement, *given)
            columns, rows = [str(each[0]) for each in cursor.description or ()], cursor.fetchall()
        except Exception as error:  # noqa: BLE001 - of any driver; the statement itself shows what is wrong
            rows, columns = [(f"no plan: {first_line(error)}",)], [""]
        with suppress(Exception):
            cursor.execute("ROLLBACK TO SAVEPOINT orion_plan")
    return _lines(columns, rows)


def without_values(plan: Iterable[str]) -> tuple[str, ...]:
    """Return a plan without the constants in its conditions."""
    text = _TEXT.sub("'?'", "\n".join(plan))
    return tuple(_CONDITION.sub(lambda found: _NUMBER.sub("?", found[0]), text).split("\n"))


def _lines(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> tuple[str, ...]:
    if len(columns) == 1:
        return tuple(line for (text,) in rows for line in str(text).splitlines())
    if columns[-1] == "detail":
        return _tree(rows)
    table = [columns, *(["" if value is None else str(value) for value in row] for row in rows)]
    widths = [max(map(len, cells)) for cells in zip(*table, strict=True)]
    padded = (zip(row, widths, strict=True) for row in table)
    return tuple("  ".join(cell.ljust(width) for cell, width in row).rstrip() for row in padded)


def _tree(rows: Iterable[Sequence[Any]]) -> tuple[str, ...]:
    """Return the nodes of SQLite, which are (id, parent, unused, detail), indented."""
    depths = {0: 0}
    lines: list[str] = []
    for id_, parent, _, detail in rows:
        depths[id_] = depths.get(parent, 0) + 1
        lines.append(f"{'  ' * (depths[id_] - 1)}{detail}")
    return tuple(lines)
