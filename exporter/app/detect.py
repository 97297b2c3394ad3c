"""`orion-exporter detect`: looks at a database, and writes a configuration for it.

What it writes are guesses by names, and it says so. Nobody but the owner of a shop knows what its tables mean.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from sqlalchemy import ColumnElement, Connection, column, inspect, select, table
from sqlalchemy.exc import DBAPIError

from exporter.collection.discovery import find
from exporter.collection.relations import contracts
from exporter.database.catalog.tables import columns_of_tables, elsewhere
from exporter.database.dialects import apart
from exporter.database.engine import Database
from exporter.database.quoting import quoted
from exporter.relations.guessing import Guess, guesses, status_for

MOST_STATUSES = 30
_OURS = "theirs: pending, processing, shipped, delivered, cancelled, refunded or failed"
_MOST_ROWS = 200_000
"""Rows in which statuses are looked for."""

_STATE = re.compile(r"(payment|financial|fulfil|ship|deliver)\w*(status|state)", re.IGNORECASE)
"""Names of columns of orders that are statuses, too."""


class NothingFoundError(Exception):
    """No table looks like a relation; the message says what to do."""


def detect(database: Database) -> str:
    """Return a configuration for the shop in a database, with comments that say what is a guess.

    Raises NothingFoundError, and sqlalchemy.exc.DBAPIError.
    """
    with database.read() as db:
        connection = db.connection()
        shop = columns_of_tables(connection)
        found = list(guesses(shop, list(contracts(find()).values())))
        if not found:
            raise NothingFoundError(_nothing(connection, database.address, len(shop)))
        lines = [*_head(shop, found), *_not_looked_at(connection), "relations:"]
        for guess in found:
            lines += _relation(connection, guess, shop[guess.table])
    return "\n".join(lines) + "\n"


def _nothing(connection: Connection, address: str, tables: int) -> str:
    """Return why there is no guess."""
    others = elsewhere(connection)
    there = "; ".join(f"{_counted(count)} in {_place(connection, schema)}" for schema, count in others.items())
    if tables:
        looked = f"none of {tables:,} tables looks like" if tables > 1 else "the only table does not look like"
        why = f"{looked} orders, products or anything else that a provider reads"
        return f"{why}; not looked at: {there}" if there else f"{why}; write relations by hand"
    schema = inspect(connection).default_schema_name
    where = f"schema {schema} of {address}" if schema and schema != connection.engine.url.database else address
    why = f"there is no table in {where} that the user can read"
    return f"{why}; but {there}" if there else f"{why}; check the name of the database, and the grants"


def _counted(tables: int) -> str:
    return "1 table" if tables == 1 else f"{tables:,} tables"


def _place(connection: Connection, schema: str) -> str:
    """Return where other tables are, and how to look there."""
    if connection.dialect.name == "postgresql":
        remedy = f"add ?options=-csearch_path%3D{quote(quoted(connection.dialect, schema), safe='')} to its URL"
        return f"schema {schema} ({remedy}, or set the search_path of the role)"
    return f"{schema} (name it in the URL)"


def _head(shop: Mapping[str, Any], found: Sequence[Guess]) -> Iterator[str]:
    yield f"# A guess by the names of {_counted(len(shop))}. Correct it, and compare it with the shop's own pages:"
    yield "# orion-exporter check shows what each relation means. What a relation is: docs/reference/relations.md"
    if "vendors" not in {each.relation.name for each in found}:
        yield "# No table looks like vendors: everything belongs to one vendor, `shop`."


def _not_looked_at(connection: Connection) -> Iterator[str]:
    """Yield comments about tables in other schemas."""
    for schema, tables in elsewhere(connection).items():
        yield f"# Not looked at: {_counted(tables)} in {_place(connection, schema)}."


def _relation(connection: Connection, guess: Guess, there: Mapping[str, Any]) -> Iterator[str]:
    yield f"  # Guess: one row of {guess.table} is {guess.relation.row}."
    if guess.omit:
        yield f"  # No column looks like {', '.join(guess.omit)}."
    states = [each for each in there if _STATE.search(each) and each not in guess.columns.values()]
    if guess.relation.name == "orders" and states:
        yield f"  # What is paid (is_paid), shipped or delivered may be in {', '.join(sorted(states))}."
    yield f"  {guess.relation.name}:"
    yield "    sql: |"
    yield "      SELECT"
    columns = [f"        {quoted(connection.dialect, of)} AS {name}" for name, of in guess.columns.items()]
    yield ",\n".join(columns)
    yield f"      FROM {quoted(connection.dialect, guess.table)}"
    if guess.omit:
        yield f"    omit: [{', '.join(guess.omit)}]"
    if guess.relation.name == "orders":
        yield from _statuses(connection, guess)


def _statuses(connection: Connection, guess: Guess) -> Iterator[str]:
    """Yield a map of the statuses that are there."""
    of: ColumnElement[Any] = column(guess.columns["status"])
    some = select(of.label("status")).select_from(table(guess.table)).limit(_MOST_ROWS).subquery()
    try:
        with apart(connection) as other:
            values = other.scalars(select(some.c.status).distinct().limit(MOST_STATUSES))
            found = sorted({None if each is None else str(each).rstrip(" ") for each in values}, key=str)
    except DBAPIError:
        return
    if not found:
        yield "    # There are no orders yet, so no statuses to map: map: {status: {theirs: pending}}"
        return
    ours = {value: status_for(value) for value in found}
    is_known = any(ours.values())  # a map without values is invalid
    yield "    map:" if is_known else "    # map:"
    yield f"    {'  ' if is_known else '#   '}status:  # {_OURS}"
    for value, status in ours.items():
        key = "null" if value is None else json.dumps(value)
        yield f"        {key}: {status}" if status else f"        # {key}: ?  (exported as it is)"
