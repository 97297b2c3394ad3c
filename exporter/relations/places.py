"""Repeats the SELECT of a relation for each of several places, such as the sites of a network.

The places are read again in each transaction, so that a new one is counted. A value becomes part of a statement, so
only identifiers are used; everything else is skipped and told.
"""

import re
from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError

from exporter.contracts.failures import SchemaError
from exporter.database.dialects import apart
from exporter.database.failures import failure_of
from exporter.relations.notes import note
from exporter.relations.relations import ForEach, Relation

_PROBE = "orion_probe"
_IDENTIFIER = re.compile(r"[A-Za-z0-9_]{0,30}")


class Places:
    """The places of all relations of a database."""

    def __init__(self) -> None:
        self._read: WeakKeyDictionary[Connection, dict[str, tuple[str, ...]]] = WeakKeyDictionary()
        self._readable: set[str] = set()

    def expanded(self, connection: Connection, relation: Relation) -> str:
        """Return the SELECT of a relation over all its places.

        Raises SchemaError if there are none, or more than its limit, and sqlalchemy.exc.DBAPIError.
        """
        each = relation.for_each
        if each is None:
            return relation.sql
        selects = [relation.sql.replace(f"{{{{{each.name}}}}}", value) for value in self._values(connection, each)]
        readable = [select for select in selects if self._is_readable(connection, relation, select)]
        if not readable:
            raise SchemaError(f"{relation.where}: for_each found no place with its tables; correct its SELECT")
        # The parentheses keep the ORDER BY and the comments of each to itself.
        return "\nUNION ALL ".join(f"SELECT * FROM ({select}\n) AS place_{at}" for at, select in enumerate(readable))  # noqa: S608 - of the configuration, and identifiers

    def _values(self, connection: Connection, each: ForEach) -> tuple[str, ...]:
        read = self._read.setdefault(connection, {})
        if each.sql not in read:
            read[each.sql] = tuple(values_of(connection, each))
        return read[each.sql]

    def _is_readable(self, connection: Connection, relation: Relation, select: str) -> bool:
        if select in self._readable:
            return True
        try:
            with apart(connection) as other:
                probe = f"SELECT 1 FROM ({_escaped(connection, select)}\n) AS place WHERE 1 = 0"  # noqa: S608 - see above
                other.exec_driver_sql(probe, execution_options={_PROBE: True})
        except DBAPIError as error:
            failure = failure_of(error)
            if failure.reason != "schema":
                raise
            note(connection, f"relation {relation.name}: a place is skipped, as {failure.message}")
            return False
        self._readable.add(select)
        return True

    def leave(self, connection: Connection) -> None:
        """Forget the places that were read with a connection, which may be used for long."""
        self._read.pop(connection, None)

    def look_again(self) -> None:
        """Find out again which places can be read."""
        self._readable.clear()

    def failed(self, context: ExceptionContext) -> None:
        """Look at every place again in the next refresh, because a table that a statement reads is missing."""
        executed: Any = context.execution_context
        is_probe = executed is not None and executed.execution_options.get(_PROBE)
        error = context.sqlalchemy_exception
        if not is_probe and error is not None and failure_of(error).reason == "schema":
            self.look_again()


def values_of(connection: Connection, each: ForEach) -> Iterator[str]:
    """Yield the values that stand for the places; what is no identifier is skipped and noted.

    Raises SchemaError if there are more than its limit, and sqlalchemy.exc.DBAPIError.
    """
    rows = connection.exec_driver_sql(_escaped(connection, each.sql)).fetchmany(each.limit + 1)
    if len(rows) > each.limit:
        raise SchemaError(f"for_each found more than {each.limit} places; raise its limit, or narrow its SELECT")
    skipped = 0
    for row in rows:
        value = row[0] if isinstance(row[0], str) else str(row[0])
        if _IDENTIFIER.fullmatch(value):
            yield value
        else:
            skipped += 1
    if skipped:
        note(
            connection, f"for_each skipped {skipped} values that are no identifiers (letters, digits and _, at most 30)"
        )


def _escaped(connection: Connection, sql: str) -> str:
    """Return a statement that is executed without parameters, in which a percent sign begins none."""
    return sql.replace("%", "%%") if connection.dialect.paramstyle in {"pyformat", "format"} else sql
