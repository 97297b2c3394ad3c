"""Finds the relations that cannot be read: tables that are missing, and SELECTs that the database refuses."""

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import NullType

from exporter.config.connection import MAIN
from exporter.database.failures import failure_of
from exporter.database.probe import NO_ROWS, Missing, missing
from exporter.database.readable import Readable
from exporter.relations.contract import Column, RelationTable
from exporter.relations.of_session import RELATIONS
from exporter.relations.relations import ORION, Relation, Relations


def relations_in(database: Readable) -> Relations:
    """Return the relations that the sessions of a database read."""
    found: Relations = database.info.get(RELATIONS, ORION)
    return found


def unreadable(database: Readable, wanted: Mapping[str, set[str]]) -> list[Missing]:
    """Return what is missing or not readable among these relations and columns.

    A relation with a SELECT is never "not installed": whatever it lacks is a mistake in its SELECT. Raises
    sqlalchemy.exc.DBAPIError if the database cannot be queried.
    """
    relations = relations_in(database)
    selects = {name: of for name in wanted if (of := relations.of(name)) is not None and of.sql}
    given_none = {name for name in wanted if relations.of(name) is None}
    tables = {name: of for name, of in wanted.items() if name not in {*selects, *given_none}}
    found = [each for name in sorted(tables) for each in missing(_of(database, name), {name: tables[name]})]
    found += [Missing(name, exists=False) for name in sorted(given_none)]
    return found + [
        each for name, of in sorted(selects.items()) for each in _select(_of(database, name), of, wanted[name])
    ]


def is_readable(database: Readable, name: str) -> bool:
    """Whether the table or SELECT of a relation can be read, whatever its columns are.

    Raises sqlalchemy.exc.DBAPIError if the database cannot be queried.
    """
    relation = relations_in(database).of(name)
    return relation is not None and _refusal(_of(database, name), relation, set()) is None


def tables_of(database: Readable, names: Collection[str] | None) -> Collection[str] | None:
    """Return the tables of the main database behind these relations.

    None if one of them is a SELECT, whose tables are not known.
    """
    relations = relations_in(database)
    if names is None or any(
        (of := relations.of(name)) is not None and of.sql and of.database == MAIN for name in names
    ):
        return None
    return [name for name in names if relations.database(name) == MAIN]


def _of(database: Readable, name: str) -> Readable:
    """Return the database that a relation is read from."""
    return database.named(relations_in(database).database(name))


def _select(database: Readable, relation: Relation, columns: set[str]) -> Iterator[Missing]:
    if (message := _refusal(database, relation, columns)) is None:
        return
    if relation.is_given:
        fault = _refusal(database, relation, set()) or message
        remedy = f"correct {relation.where}, or grant SELECT on the tables that it names"
    else:
        fault, remedy = message, "correct the relations platforms and vendors"
    absent = [each for each in sorted(columns) if _refusal(database, relation, {each}) is not None]
    if absent and len(absent) < len(columns):
        fault = f"has no column {', '.join(absent)}: {message}"
    yield Missing(relation.name, state=f"relation {relation.name} {fault}", remedy=remedy)


def _refusal(database: Readable, relation: Relation, columns: set[str]) -> str | None:
    """Return how the database refuses a SELECT of these columns (none: of no column); None if it can be read."""
    table = RelationTable(relation.name, *(Column(each, NullType()) for each in sorted(columns) or ("1",)))
    chosen = table.c if columns else [NO_ROWS]
    try:
        with database.read() as session:
            session.execute(select(*chosen).select_from(table).where(NO_ROWS))
    except DBAPIError as error:
        failure = failure_of(error)
        if failure.reason in {"connection", "timeout"}:
            raise
        return failure.message
    return None
