"""Runs the statements of a refresh with a filter that selects no rows, so that the database judges their types."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from exporter.alerting.provider import STATEMENT
from exporter.collection.installation import DIRECTORY_TABLES, tables_read
from exporter.collection.provider import Provider
from exporter.contracts.failures import ContractError
from exporter.contracts.metrics import MetricsContext
from exporter.database.failures import failure_of
from exporter.database.fetching import fetch, naive
from exporter.database.probe import NO_ROWS
from exporter.database.readable import Readable
from exporter.directory.directory import statements
from exporter.query.incremental.changes import Watch, written_since
from exporter.query.pivot import PivotedQueries
from exporter.query.statement import Query
from exporter.relations.probing import tables_of, unreadable

_Run = Callable[[Session], object]


def dry_run(database: Readable, provider: Provider, now: datetime) -> list[str]:
    """Return the messages of the statements of a provider that fail, each once; `now` is timezone-aware.

    Only queries are run; the statements of other providers are not known.
    """
    source, context = provider.source, MetricsContext(now)
    queries = source.pivoted.queries if source.pivoted else ()
    runs: list[_Run] = [partial(_run_query, query, context) for query in queries]
    if source.optional_tables and not unreadable(database, source.optional_tables):
        runs.append(partial(_run_statement, STATEMENT))
    return _messages(database, runs, tables_read(provider))


def dry_run_directory(database: Readable) -> list[str]:
    """Return the messages of the statements for the directory that fail, each once."""
    return _messages(database, [partial(_run_statement, each) for each in statements()], DIRECTORY_TABLES.keys())


def dry_run_changes(database: Readable, watch: Watch, now: datetime) -> str:
    """Return the message of the statement that finds changed rows if it fails, else ""."""
    runs = [partial(written_since, watch=watch, since=naive(now), limit=0)]
    return "".join(_messages(database, runs, [watch.table]))


def _run_query(query: Query, context: MetricsContext, db: Session) -> None:
    for rows in PivotedQueries([query]).answers(db, context, NO_ROWS):
        _exhaust(rows.rows)


def _run_statement(statement: Select[Any], db: Session) -> None:
    _exhaust(fetch(db, statement.where(NO_ROWS)))


def _exhaust(rows: Iterable[Any]) -> None:
    for _ in rows:
        pass


def _messages(database: Readable, runs: Iterable[_Run], tables: Collection[str] | None) -> list[str]:
    """Return the failures. Raises sqlalchemy.exc.DBAPIError if the connection is lost."""
    return list(dict.fromkeys(message for run in runs for message in _message(database, run, tables)))


def _message(database: Readable, run: _Run, tables: Collection[str] | None) -> Iterator[str]:
    try:
        with database.read(tables=tables_of(database, tables)) as db:
            run(db)
    except (SQLAlchemyError, ContractError) as error:
        failure = failure_of(error)
        if failure.reason == "connection":
            raise
        yield failure.message
