"""Writes rows into a shop on PostgreSQL whose tables have many columns that must not be NULL."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, CursorResult, text

_BLANKS = {
    "boolean": "FALSE",
    "smallint": "0",
    "integer": "0",
    "bigint": "0",
    "numeric": "0",
    "double precision": "0",
    "jsonb": "'{}'",
    "ARRAY": "'{}'",
    "uuid": "gen_random_uuid()",
    "json": "'{}'",
    "timestamp without time zone": "CURRENT_TIMESTAMP",
    "timestamp with time zone": "CURRENT_TIMESTAMP",
}
"""The value of a column that does not matter, by its type; texts are empty, except ids."""


class Rows:
    """Inserts rows; a column that is not given gets its default, NULL, or a blank if it must not be NULL."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._blanks: dict[str, dict[str, str]] = {}

    def insert(self, table: str, **row: Any) -> None:
        """Insert one row of these columns."""
        values = {f'"{name}"': f":{name}" for name in row}
        blanks = {f'"{name}"': blank for name, blank in self._of(table).items() if name not in row}
        every = values | blanks
        self.execute(f'INSERT INTO "{table}" ({", ".join(every)}) VALUES ({", ".join(every.values())})', row)

    def execute(self, statement: str, values: Mapping[str, Any] | None = None) -> CursorResult[Any]:
        """Execute a statement with values of its `:names`."""
        return self.connection.execute(text(statement), values or {})

    def _of(self, table: str) -> Mapping[str, str]:
        if table not in self._blanks:
            self._blanks[table] = blanks(self.connection, table)
        return self._blanks[table]


def blanks(connection: Connection, table: str) -> dict[str, str]:
    """Return SQL of a blank for each column of the table that must not be NULL and has no default."""
    found = connection.execute(
        text(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'"
            " AND table_name = :name AND is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO'"
        ),
        {"name": table},
    )
    return {name: _blank(name, kind) for name, kind in found.all()}


def _blank(column: str, kind: str) -> str:
    return "CAST(gen_random_uuid() AS text)" if column == "id" and kind not in _BLANKS else _BLANKS.get(kind, "''")
