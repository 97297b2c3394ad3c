"""Compares the types of ids: those of relations with those of vendors and platforms."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from exporter.collection.provider import Provider
from exporter.contracts.failures import ContractError
from exporter.contracts.metrics import Id
from exporter.database.fetching import fetch
from exporter.database.ids import as_id
from exporter.database.readable import Readable
from exporter.directory.directory import Directory
from exporter.directory.spelling import contradiction
from exporter.relations.contract import Column
from exporter.relations.of_session import session_reading
from exporter.relations.probing import relations_in
from exporter.relations.relations import Relation

_ROWS = 1_000
"""Rows of a relation that are looked at."""


def owner_kinds(database: Readable, provider: Provider) -> Iterator[str]:
    """Yield what is wrong with each column of vendors or platforms whose ids are all of another kind than theirs.

    Only relations with a SELECT are looked at: of tables no row is read.
    """
    given, queries = relations_in(database).given, provider.source.queries
    used = dict.fromkeys(("vendors", each.vendor) for each in queries)
    used |= dict.fromkeys(("platforms", each.platform) for each in queries)
    columns = [(table, each) for table, each in used if isinstance(each, Column) and _is_selected(each, given)]
    if not columns:
        return
    with database.read() as db:
        try:
            directory = Directory.read(db)
        except (ContractError, DBAPIError):  # which is reported with the directory
            return
        known: Mapping[str, Iterable[Id | None]] = {"vendors": directory.vendors, "platforms": directory.platforms}
        for table, column in columns:
            source: Any = column.table
            some: Any = select(as_id(column).label("id")).select_from(source).limit(_ROWS)
            ids = [id_ for (id_,) in fetch(session_reading(db, some), some)]
            name = f"{source.description}.{column.name}"
            if message := contradiction(name, table, known[table], ids):
                yield message


def _is_selected(column: Column, given: Mapping[str, Relation]) -> bool:
    relation = None if column.table is None else given.get(str(column.table.description))
    return relation is not None and bool(relation.sql)
