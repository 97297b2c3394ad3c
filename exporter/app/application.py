"""Assembles the components that `serve`, `demo`, `once` and `check` share."""

import logging
from dataclasses import dataclass
from importlib.metadata import version

from exporter.alerting.runbooks import shelf_of
from exporter.collection.declared.declaring import with_declared
from exporter.collection.discovery import content_service, enabled, find, known_alerts
from exporter.collection.provider import Provider
from exporter.collection.relations import relations_of
from exporter.config.configuration import Configuration
from exporter.config.connection import SettingError
from exporter.contracts.clock import Clock
from exporter.database.engine import Database
from exporter.database.limits import Limits
from exporter.exposition.shelf import Shelf
from exporter.exposition.store import ProviderState, Store
from exporter.exposition.telemetry import Telemetry
from exporter.refresh.refresher import Refresher
from exporter.refresh.scheduler import RefreshScheduler
from exporter.relations.database import database_of
from exporter.relations.relations import Relations

logger = logging.getLogger(__name__)
VERSION = version("orion-exporter")


@dataclass(frozen=True, slots=True)
class Application:
    """The components of an exporter."""

    configuration: Configuration
    clock: Clock
    providers: tuple[Provider, ...]
    database: Database
    states: tuple[ProviderState, ...]
    """The initial state of each provider."""
    store: Store
    refresher: Refresher
    scheduler: RefreshScheduler
    telemetry: Telemetry
    shelf: Shelf

    def stop(self) -> None:
        """Stop the scheduler, and cancel running statements."""
        self.scheduler.stop()
        self.database.cancel()


def assemble(configuration: Configuration, clock: Clock | None = None, store: Store | None = None) -> Application:
    """Create the components of an exporter. Starts nothing and opens no connection.

    To replace a running exporter, pass its `store`; it is unchanged until it adopts the new `states`. Raises
    ConfigurationError for unknown providers and options, a crontab that never matches, a `max_age` shorter than the
    interval, a missing database configuration, and unreadable secret files.
    """
    clock = clock or Clock()
    settings = configuration.settings
    found = with_declared(configuration, find())
    shelf = shelf_of(known_alerts(found))
    relations = relations_of(configuration, found)
    providers = tuple(enabled(configuration, found, shelf, content_service(found, configuration), relations))
    database = _database(configuration, clock, relations)
    states = tuple(
        ProviderState(each.category, each.settings.schedule.interval, each.settings.max_age, each.settings.max_series)
        for each in providers
    )
    store = Store(states, clock.wall()) if store is None else store
    refresher = Refresher(providers, database, store, clock)
    scheduler = RefreshScheduler(
        {each.category: each.settings for each in providers}, refresher, workers=settings.refresh.workers, clock=clock
    )
    telemetry = Telemetry(store, VERSION)
    return Application(configuration, clock, providers, database, states, store, refresher, scheduler, telemetry, shelf)


def _database(configuration: Configuration, clock: Clock, relations: Relations) -> Database:
    given = configuration.settings.database
    limits = Limits(given.statement_timeout, given.lock_timeout, given.connect_timeout)
    try:
        return database_of(given.target, relations, limits, configuration.settings.refresh.workers, clock)
    except SettingError as error:
        raise configuration.error(error.loc, error.message) from None
