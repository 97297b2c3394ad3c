"""Relations of SQLite: https://www.sqlite.org/pragma.html"""

import re

from sqlalchemy import Connection

from exporter.database.catalog.relation import Index, Kind, Relation

_TABLE = "SELECT type, rootpage FROM sqlite_master WHERE lower(name) = lower(?) AND type IN ('table', 'view')"
_COLUMNS = 'SELECT name, "notnull", pk FROM pragma_table_xinfo(?)'
_INDEXES = """
SELECT l.name, l.partial, m.sql FROM pragma_index_list(?) l LEFT JOIN sqlite_master m
ON m.type = 'index' AND m.name = l.name ORDER BY l.name"""
_PARTS = "SELECT name FROM pragma_index_xinfo(?) WHERE key ORDER BY seqno"


def relation(connection: Connection, name: str) -> Relation | None:
    """Return the table or view of this name; None if there is none."""
    found = connection.exec_driver_sql(_TABLE, (name,)).first()
    if found is None:
        return None
    type_, root = found
    # A virtual table has no pages.
    kind: Kind = "view" if type_ == "view" else "table" if root else "virtual table"
    columns = connection.exec_driver_sql(_COLUMNS, (name,)).all()
    indexes = connection.exec_driver_sql(_INDEXES, (name,)).all()
    return Relation(
        connection.dialect.name,
        connection.dialect.identifier_preparer.quote,
        name,
        kind,
        columns=frozenset(column for column, *_ in columns),
        not_null=frozenset(column for column, not_null, _ in columns if not_null),
        primary_key=tuple(column for column, _, at in sorted(columns, key=lambda each: each[2]) if at),
        indexes=tuple(_index(connection, name, *each) for each in indexes),
    )


def _index(connection: Connection, table: str, name: str, partial: int, sql: str | None) -> Index:
    columns = tuple(connection.exec_driver_sql(_PARTS, (name,)).scalars())
    expression = re.search(r"\((.*)\)", " ".join((sql or "").split())) if columns[0] is None else None
    condition = re.search(r"\bWHERE\b\s+(.*)", " ".join((sql or "").split()), re.IGNORECASE) if partial else None
    return Index(
        name,
        columns,
        condition=condition[1] if condition else "",
        expression=expression[1] if expression else "",
        collates=columns[0] is None or bool(partial) or _is_searched(connection, table, name, columns[0]),
    )


def _is_searched(connection: Connection, table: str, index: str, column: str) -> bool:
    """Whether SQLite uses the index to compare values of the column, which it does not if their collations differ."""
    quote = connection.dialect.identifier_preparer.quote_identifier
    statement = f"SELECT 1 FROM {quote(table)} INDEXED BY {quote(index)} WHERE {quote(column)} >= 0"  # noqa: S608 - quoted
    return "SEARCH" in str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}").all())
