"""`orion-exporter check`: verifies web configuration, database connection, tables, columns and indexes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from exporter.alerting.provider import THRESHOLDS_TABLE, ThresholdsProvider
from exporter.app.application import Application
from exporter.collection.discovery import Provider
from exporter.collection.installation import DIRECTORY_TABLES, gaps_of, own_tables
from exporter.collection.stand_ins import BrokenProvider
from exporter.config.configuration import ConfigurationError
from exporter.config.connection import SettingError
from exporter.config.settings import WebSettings
from exporter.database.failures import failure_of
from exporter.database.probe import missing, remedy
from exporter.query import QueryMetricsProvider
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
    directory = [str(gap) for gap in missing(database, DIRECTORY_TABLES)]
    if directory:
        yield Finding("problem", "directory", f"{'; '.join(directory)}: {remedy()}")
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
    if isinstance(provider.implementation, BrokenProvider):
        yield Finding("problem", provider.category, provider.implementation.reason)
        return
    if isinstance(provider.implementation, ThresholdsProvider):
        yield _thresholds(application, provider.implementation)
        return
    own, gaps = own_tables(provider), gaps_of(application.database, provider)
    if gaps.not_installed:
        yield Finding("ok", provider.category, f"not installed ({', '.join(sorted(own))}); the provider is idle")
        return
    if gaps.own:
        yield Finding("problem", provider.category, f"{'; '.join(map(str, gaps.own))}: {remedy(provider.category)}")
        return
    yield Finding("ok", provider.category, f"reads {', '.join(sorted(own)) or 'no further tables'}")
    yield from _indexes(application, provider.category, own)
    yield from _watching(application, provider)


def _thresholds(application: Application, provider: ThresholdsProvider) -> Finding:
    own = f"configured thresholds: {len(provider.given)}"
    (gap, *_) = [*missing(application.database, THRESHOLDS_TABLE), None]
    if gap is None:
        return Finding("ok", provider.metrics_category, f"reads {', '.join(THRESHOLDS_TABLE)}; {own}")
    if gap.exists and application.database.dialect not in {"mysql", "mariadb"}:  # which do not report the difference
        remedy = "grant SELECT on it (docs/DATABASE.md), or set providers.alerts.enabled to false"
        return Finding("problem", provider.metrics_category, f"{gap}: {remedy}")
    message = f'{own}; table "{gap.table}" does not exist or cannot be read'
    return Finding("ok", provider.metrics_category, message)


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
    implementation = provider.implementation
    if not provider.settings.changed_only or not isinstance(implementation, QueryMetricsProvider):
        return
    with application.database.read() as session:
        for watch in watched(tuple(implementation.queries())):
            if not can_be_watched(session, watch):
                what = f"each refresh reads all of {watch.table}; to read only changed rows, index a NOT NULL column"
                index = f"that every write sets: {_create(watch.table, watch.column)}"
                yield Finding("hint", provider.category, f"{what} {index}")
            elif lacks_months(session, watch):
                what = f"a refresh reads all rows of large vendors in {watch.table}; to read only changed months, add"
                yield Finding("hint", provider.category, f"{what}: {_create(watch.table, *watch.month_columns)}")


def _create(table: str, *columns: str) -> str:
    return f"CREATE INDEX {'_'.join((table, *columns))} ON {table} ({', '.join(columns)})"
