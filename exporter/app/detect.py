"""`orion-exporter detect`: looks at a database, and writes a configuration for it.

What it writes are guesses by names, and it says so. Nobody but the owner of a shop knows what its tables mean.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, column, inspect, select, table
from sqlalchemy.exc import DBAPIError

from exporter.collection.discovery import find
from exporter.collection.relations import contracts
from exporter.database.engine import Database
from exporter.relations.guessing import Guess, guesses, status_for

MOST_STATUSES = 30
_MOST_ROWS = 200_000
"""Rows in which statuses are looked for."""

_STATE = re.compile(r"(payment|financial|fulfil|ship|deliver)\w*(status|state)", re.IGNORECASE)
"""Names of columns of orders that are statuses, too."""


def detect(database: Database) -> str:
    """Return a configuration for the shop in a database, with comments that say what is a guess.

    Raises sqlalchemy.exc.DBAPIError.
    """
    with database.read() as db:
        connection = db.connection()
        shop = _columns(connection)
        found = list(guesses(shop, list(contracts(find()).values())))
        lines = list(_head(shop, found))
        for guess in found:
            lines += _relation(connection, guess, shop[guess.table])
    return "\n".join(lines) + "\n"


def _columns(connection: Connection) -> dict[str, dict[str, Any]]:
    inspector = inspect(connection)
    names = [*inspector.get_table_names(), *inspector.get_view_names()]
    return {name: {each["name"]: each["type"] for each in inspector.get_columns(name)} for name in sorted(names)}


def _head(shop: Mapping[str, Any], found: Sequence[Guess]) -> Iterator[str]:
    yield f"# A guess by the names of {len(shop)} tables. Correct it, and compare it with the shop's own pages:"
    yield "# orion-exporter check shows what each relation means. What a relation is: docs/reference/relations.md"
    if not found:
        yield "# No table looks like orders, products or anything else that a provider reads."
        yield "relations: {}"
        return
    if "vendors" not in {each.relation.name for each in found}:
        yield "# No table looks like vendors: everything belongs to one vendor, `shop`."
    yield "relations:"


def _relation(connection: Connection, guess: Guess, there: Mapping[str, Any]) -> Iterator[str]:
    quote = connection.dialect.identifier_preparer.quote
    yield f"  # Guess: one row of {guess.table} is {guess.relation.row}."
    if guess.omit:
        yield f"  # No column looks like {', '.join(guess.omit)}."
    states = [each for each in there if _STATE.search(each) and each not in guess.columns.values()]
    if guess.relation.name == "orders" and states:
        yield f"  # What is paid (is_paid), shipped or delivered may be in {', '.join(sorted(states))}."
    yield f"  {guess.relation.name}:"
    yield "    sql: |"
    yield "      SELECT"
    columns = [f"        {quote(of)} AS {name}" for name, of in guess.columns.items()]
    yield ",\n".join(columns)
    yield f"      FROM {quote(guess.table)}"
    if guess.omit:
        yield f"    omit: [{', '.join(guess.omit)}]"
    if guess.relation.name == "orders":
        yield from _statuses(connection, guess)


def _statuses(connection: Connection, guess: Guess) -> Iterator[str]:
    """Yield a map of the statuses that are there."""
    of: ColumnElement[Any] = column(guess.columns["status"])
    some = select(of.label("status")).select_from(table(guess.table)).limit(_MOST_ROWS).subquery()
    try:
        with connection.begin_nested():
            values = connection.scalars(select(some.c.status).distinct().limit(MOST_STATUSES))
            found = sorted({None if each is None else str(each).rstrip(" ") for each in values}, key=str)
    except DBAPIError:
        return
    if not found:
        yield "    # There are no orders yet, so no statuses to map: map: {status: {theirs: pending}}"
        return
    yield "    map:"
    yield "      status:  # theirs: pending, processing, shipped, delivered, cancelled, refunded or failed"
    for value in found:
        ours, key = status_for(value), "null" if value is None else json.dumps(value)
        yield f"        {key}: {ours}" if ours else f"        # {key}: ?  (exported as it is)"
