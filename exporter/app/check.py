"""`orion-exporter check`: verifies web configuration, database connection, tables, columns and indexes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from exporter.app.application import Application
from exporter.collection.installation import DIRECTORY_TABLES, gaps_of, own_tables
from exporter.collection.provider import Provider
from exporter.config.configuration import ConfigurationError
from exporter.config.connection import SettingError
from exporter.config.settings import WebSettings
from exporter.database.failures import failure_of
from exporter.database.probe import Missing, missing, remedy
from exporter.query.incremental.changes import can_be_watched, lacks_months, watched
from exporter.server.access.cautions import cautions
from exporter.server.access.protection import Protection


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report. The check fails if there is a `problem`; a `hint` is a recommendation."""

    level: Literal["ok", "hint", "problem"]
    subject: str
    message: str


def check(application: Application) -> Iterator[Finding]:
    """Yield findings, from the web configuration to the indexes. Reads no rows."""
    yield from _web(application.configuration.settings.web)
    database = application.database
    try:
        with database.read():
            pass
    except (DBAPIError, SettingError) as error:
        failure = failure_of(error)
        advice = "check that the server is running, and the address, user and password"
        yield Finding("problem", "database", f"{database.address}: {failure.message}; {advice}")
        return
    yield Finding("ok", "database", f"{database.address} is reachable, read-only")
    yield from _missing("directory", missing(database, DIRECTORY_TABLES))
    for provider in application.providers:
        yield from _provider(application, provider)


def _web(web: WebSettings) -> Iterator[Finding]:
    try:
        config = Protection(web.config_file).config
    except ConfigurationError as error:
        yield from (Finding("problem", "web", line) for line in error.lines)
        return
    if web.config_file:
        scheme = "https" if config.tls_server_config.enabled else "http"
        yield Finding("ok", "web", f"{web.config_file}: {scheme}; clients: {config.clients}")
    yield from (Finding("hint", "web", caution) for caution in cautions(config, web.listen_addresses))


def _provider(application: Application, provider: Provider) -> Iterator[Finding]:
    if provider.source.problem:
        yield Finding("problem", provider.category, provider.source.problem)
        return
    own, gaps = own_tables(provider), gaps_of(application.database, provider)
    if gaps.not_installed:
        yield Finding("ok", provider.category, f"not installed ({', '.join(sorted(own))}); the provider is idle")
        return
    if gaps.own:
        yield from _missing(provider.category, gaps.own, provider.category)
        return
    if provider.source.optional_tables:
        yield _optional(application, provider)
        return
    yield Finding("ok", provider.category, f"reads {', '.join(sorted(own)) or 'no further tables'}")
    yield from _indexes(application, provider.category, own)
    yield from _watching(application, provider)


def _missing(subject: str, gaps: Iterable[Missing], category: str = "") -> Iterator[Finding]:
    """Yield one problem for each remedy."""
    for _, of in groupby(gaps, key=lambda gap: gap.remedy):
        same = list(of)
        yield Finding("problem", subject, f"{'; '.join(map(str, same))}: {remedy(same, category)}")


def _optional(application: Application, provider: Provider) -> Finding:
    """Return whether the tables that a provider can do without are there."""
    source, category = provider.source, provider.category
    (gap, *_) = [*missing(application.database, source.optional_tables), None]
    if gap is None:
        return Finding("ok", category, f"reads {', '.join(source.optional_tables)}; {source.note}")
    if gap.exists and application.database.dialect not in {"mysql", "mariadb"}:  # which do not report the difference
        remedy = f"grant SELECT on it (docs/DATABASE.md), or set providers.{category}.enabled to false"
        return Finding("problem", category, f"{gap}: {remedy}")
    return Finding("ok", category, f'{source.note}; table "{gap.table}" does not exist or cannot be read')


def _indexes(application: Application, category: str, tables: Mapping[str, set[str]]) -> Iterator[Finding]:
    """Yield recommended indexes: without one on the vendor's id, statistics of one vendor scan the whole table."""
    with application.database.read() as session:
        inspector = inspect(session.connection())
        for table, columns in sorted(tables.items()):
            leading = {index["column_names"][0] for index in inspector.get_indexes(table) if index["column_names"]}
            leading |= set(inspector.get_pk_constraint(table)["constrained_columns"][:1])
            if "vendor_id" in columns and "vendor_id" not in leading:
                statement = _create(table, "vendor_id")
                yield Finding("hint", category, f"statistics of one vendor scan all of {table}; add: {statement}")


def _watching(application: Application, provider: Provider) -> Iterator[Finding]:
    """Yield the indexes that a refresh needs to read only changed rows."""
    pivoted = provider.source.pivoted
    if not provider.settings.changed_only or pivoted is None:
        return
    with application.database.read() as session:
        for watch in watched(pivoted.queries):
            if not can_be_watched(session, watch):
                what = f"each refresh reads all of {watch.table}; to read only changed rows, index a NOT NULL column"
                index = f"that every write sets: {_create(watch.table, watch.column)}"
                yield Finding("hint", provider.category, f"{what} {index}")
            elif lacks_months(session, watch):
                what = f"a refresh reads all rows of large vendors in {watch.table}; to read only changed months, add"
                yield Finding("hint", provider.category, f"{what}: {_create(watch.table, *watch.month_columns)}")


def _create(table: str, *columns: str) -> str:
    return f"CREATE INDEX {'_'.join((table, *columns))} ON {table} ({', '.join(columns)})"
