"""`orion-exporter detect`: looks at a database, and writes a configuration for it.

What it writes are guesses by names, and it says so. Nobody but the owner of a shop knows what its tables mean.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Inspector, column, inspect, select, table
from sqlalchemy.engine.reflection import ObjectKind
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from exporter.collection.discovery import find
from exporter.collection.relations import contracts
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
        shop = _columns(connection)
        found = list(guesses(shop, list(contracts(find()).values())))
        if not found:
            raise NothingFoundError(_nothing(connection, database.address, len(shop)))
        lines = list(_head(shop, found))
        for guess in found:
            lines += _relation(connection, guess, shop[guess.table])
    return "\n".join(lines) + "\n"


def _columns(connection: Connection) -> dict[str, dict[str, Any]]:
    """Return the types of the columns, by table or view and column; of names that can be written in one line."""
    inspector = inspect(connection)
    try:
        with connection.begin_nested():
            found = inspector.get_multi_columns(kind=ObjectKind.ANY).items()
            tables = {name: columns for (_, name), columns in found}
    except SQLAlchemyError:  # on SQLite a view whose table is gone
        tables = dict(_one_by_one(connection, inspector))
    return {
        name: {each["name"]: each["type"] for each in tables[name] if each["name"].isprintable()}
        for name in sorted(tables)
        if name.isprintable()
    }


def _one_by_one(connection: Connection, inspector: Inspector) -> Iterator[tuple[str, Any]]:
    for name in (*inspector.get_table_names(), *inspector.get_view_names()):
        try:
            with connection.begin_nested():
                yield name, inspector.get_columns(name)
        except SQLAlchemyError:
            continue


def _nothing(connection: Connection, address: str, tables: int) -> str:
    """Return why there is no guess."""
    if tables:
        looked = f"none of {tables:,} tables looks like" if tables > 1 else "the only table does not look like"
        return f"{looked} orders, products or anything else that a provider reads; write relations by hand"
    schema = inspect(connection).default_schema_name
    where = f"schema {schema} of {address}" if schema and schema != connection.engine.url.database else address
    return f"there is no table in {where} that the user can read; check the name of the database, and the grants"


def _head(shop: Mapping[str, Any], found: Sequence[Guess]) -> Iterator[str]:
    tables = "1 table" if len(shop) == 1 else f"{len(shop):,} tables"
    yield f"# A guess by the names of {tables}. Correct it, and compare it with the shop's own pages:"
    yield "# orion-exporter check shows what each relation means. What a relation is: docs/reference/relations.md"
    if "vendors" not in {each.relation.name for each in found}:
        yield "# No table looks like vendors: everything belongs to one vendor, `shop`."
    yield "relations:"


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
