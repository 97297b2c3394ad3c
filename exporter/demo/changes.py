"""What the shop has changed since it was last written: one insert per new row, whatever happened to it since."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Table, bindparam

from exporter.demo.schema import METADATA

Row = dict[str, Any]


class Changes:
    """Pending writes. Ids are given here, in the order of creation, so that every database has the same ones.

    What could not be written stays pending: `write` keeps it, and only `forget` lets it go.
    """

    def __init__(self) -> None:
        self._last_id: dict[str, int] = {}
        self._new: dict[Table, dict[int, Row]] = {table: {} for table in METADATA.sorted_tables}
        self._changed: dict[Table, dict[int, Row]] = {table: {} for table in METADATA.sorted_tables}
        self._gone: dict[Table, list[int]] = {table: [] for table in METADATA.sorted_tables}

    def add(self, table: Table, **columns: Any) -> int:
        """Note a new row, with all of the columns but `id`; return its id (a running number if the table has none)."""
        number = self._last_id[table.name] = self._last_id.get(table.name, 0) + 1
        if "id" in table.c:
            columns["id"] = number
        self._new[table][number] = columns
        return number

    def change(self, table: Table, number: int, **columns: Any) -> None:
        """Note new values of a row."""
        row = self._new[table].get(number)
        if row is None:
            row = self._changed[table].setdefault(number, {})
        row.update(columns)

    def remove(self, table: Table, number: int) -> None:
        """Note that a row goes; one that was never written leaves no trace."""
        self._changed[table].pop(number, None)
        if self._new[table].pop(number, None) is None:
            self._gone[table].append(number)

    def write(self, connection: Connection) -> None:
        """Write all that is pending in the connection's transaction."""
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
        """Forget what was pending: it is in the database."""
        clear: list[Callable[[], None]] = [rows.clear for rows in (*self._new.values(), *self._changed.values())]
        clear += [gone.clear for gone in self._gone.values()]
        for each in clear:
            each()


def _update(connection: Connection, table: Table, changed: dict[int, Row]) -> None:
    # One statement per set of columns: the rows of an executemany must be alike.
    alike: dict[tuple[str, ...], list[Row]] = {}
    for number, columns in changed.items():
        alike.setdefault(tuple(columns), []).append({"row": number, **columns})
    for rows in alike.values():
        connection.execute(table.update().where(table.c.id == bindparam("row")), rows)
