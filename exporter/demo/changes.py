"""Collects changes between writes, so that each new or changed row is written once per tick."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Table, bindparam

from exporter.demo.schema import METADATA

Row = dict[str, Any]


class Changes:
    """Pending writes. Ids are assigned here, in order of creation, so that they are the same in every database.

    `write` does not clear the changes, so that they can be written again after a failure; `forget` does.
    """

    def __init__(self) -> None:
        self._last_id: dict[str, int] = {}
        self._new: dict[Table, dict[int, Row]] = {table: {} for table in METADATA.sorted_tables}
        self._changed: dict[Table, dict[int, Row]] = {table: {} for table in METADATA.sorted_tables}
        self._gone: dict[Table, list[int]] = {table: [] for table in METADATA.sorted_tables}

    def add(self, table: Table, **columns: Any) -> int:
        """Add a new row with all columns except `id`; return its id (a sequence number if the table has no id)."""
        number = self._last_id[table.name] = self._last_id.get(table.name, 0) + 1
        if "id" in table.c:
            columns["id"] = number
        self._new[table][number] = columns
        return number

    def change(self, table: Table, number: int, **columns: Any) -> None:
        """Change columns of a row."""
        row = self._new[table].get(number)
        if row is None:
            row = self._changed[table].setdefault(number, {})
        row.update(columns)

    def remove(self, table: Table, number: int) -> None:
        """Delete a row; if it was not written yet, no statement is needed."""
        self._changed[table].pop(number, None)
        if self._new[table].pop(number, None) is None:
            self._gone[table].append(number)

    def write(self, connection: Connection) -> None:
        """Write all pending changes in the connection's transaction."""
        for table, rows in self._new.items():
            if rows:
                connection.execute(table.insert(), list(rows.values()))
        for table, changed in self._changed.items():
            _update(connection, table, changed)
        for table, gone in self._gone.items():
            if gone:
                row = table.c.id == bindparam("row")
                connection.execute(table.delete().where(row), [{"row": number} for number in gone])

    def forget(self) -> None:
        """Clear the pending changes after they were committed."""
        clear: list[Callable[[], None]] = [rows.clear for rows in (*self._new.values(), *self._changed.values())]
        clear += [gone.clear for gone in self._gone.values()]
        for each in clear:
            each()


def _update(connection: Connection, table: Table, changed: dict[int, Row]) -> None:
    # One statement per set of columns: all rows of an executemany must have the same ones.
    alike: dict[tuple[str, ...], list[Row]] = {}
    for number, columns in changed.items():
        alike.setdefault(tuple(columns), []).append({"row": number, **columns})
    for rows in alike.values():
        connection.execute(table.update().where(table.c.id == bindparam("row")), rows)
