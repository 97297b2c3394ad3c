"""Hints of `orion-exporter check` about indexes, and about what else changed-only refreshes need."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnClause
from sqlalchemy.orm import Session

from exporter.app.findings import Finding
from exporter.collection.dry_run import dry_run_changes
from exporter.collection.installation import own_tables
from exporter.collection.provider import Provider
from exporter.database.catalog.advice import Advice
from exporter.database.readable import Readable
from exporter.query.incremental.changes import Watch, watched
from exporter.query.incremental.prerequisites import months_advice, obstacles, periods_advice, vendor_advice
from exporter.query.statement import Query
from exporter.relations.contract import RelationTable
from exporter.relations.origins import origin
from exporter.relations.probing import tables_of, unreadable

_VENDOR = "vendor_id"


def index_hints(database: Readable, provider: Provider, now: datetime) -> Iterator[Finding]:
    """Yield a hint for each index that statistics of one vendor, periods and changed-only refreshes lack.

    `now` is timezone-aware.
    """
    for why, advice in (*_statistics(database, provider), *_changed_only(database, provider, now)):
        yield Finding("hint", provider.category, f"{why}{advice.what}: {advice.how}")


def _statistics(database: Readable, provider: Provider) -> Iterator[tuple[str, Advice]]:
    """Yield the indexes without which statistics of one vendor scan a whole table."""
    queries = provider.source.pivoted.queries if provider.source.pivoted else ()
    for table, columns in sorted(own_tables(provider).items()):
        for column in sorted(_vendors(table, columns, queries)):
            with database.read(tables=tables_of(database, (table,))) as session:
                found = origin(session, RelationTable(table), (column,))
            if found and (advice := vendor_advice(found.table, found.names[column])):
                yield f"statistics of one vendor scan all of {table}; ", advice


def _vendors(table: str, columns: set[str], queries: Iterable[Query]) -> set[str]:
    """Return the columns of a table by which statistics find the rows of a vendor."""
    vendors = [query.vendor for query in queries]
    of_queries = {each.name for each in vendors if isinstance(each, ColumnClause) and _table(each) == table}
    return of_queries | ({_VENDOR} & columns)


def _table(column: ColumnClause[Any]) -> str:
    return str(getattr(column.table, "name", ""))


def _changed_only(database: Readable, provider: Provider, now: datetime) -> Iterator[tuple[str, Advice]]:
    """Yield what a refresh needs to read only changed rows."""
    if not provider.settings.changed_only or provider.source.pivoted is None:
        return
    for watch, queries in watched(provider.source.pivoted.queries).items():
        with database.read(tables=tables_of(database, (watch.table,))) as session:
            found = obstacles(session, watch, queries)
            by_time = list(_by_time(session, watch))
        why = f"each refresh reads all of {watch.table}; to read only changed rows, "
        if lasting := [each for each in found if not each.how]:  # then the others would not help
            silent = f"set providers.{provider.category}.changed_only to false if that cannot be"
            yield from ((why, Advice(each.what, silent)) for each in lasting if each.what)
        elif gaps := unreadable(database, {watch.table: set(watch.columns)}):
            what = f"more must be readable ({'; '.join(map(str, gaps))})"
            yield why, Advice(what, "create it, or grant SELECT on it")
        elif found:
            yield from ((why, each) for each in found)
        elif failure := dry_run_changes(database, watch, now):
            yield why, Advice(f"its statement must work ({failure})", f"make {watch.column} a timestamp")
        else:
            yield from by_time


def _by_time(session: Session, watch: Watch) -> Iterator[tuple[str, Advice]]:
    """Yield what is missing to find the rows of a vendor in a month, or in the period of a question."""
    if months := months_advice(session, watch):
        yield f"a refresh reads all rows of large vendors in {watch.table}; to read only changed months, ", months
    elif periods := periods_advice(session, watch):
        yield f"answers about a period read all rows of a vendor in {watch.table}; ", periods
