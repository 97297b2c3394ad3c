"""Assembles the components that `serve`, `demo`, `once` and `check` share."""

import logging
from dataclasses import dataclass
from importlib.metadata import version

from exporter.alerting.catalogue import ALERTS
from exporter.alerting.runbooks import shelf_of
from exporter.collection.discovery import Provider, discover
from exporter.config.configuration import Configuration
from exporter.config.connection import SettingError
from exporter.config.values import format_duration
from exporter.contracts.clock import Clock
from exporter.database.engine import Database
from exporter.database.limits import Limits
from exporter.exposition.shelf import Shelf
from exporter.exposition.store import ProviderState, Store
from exporter.exposition.telemetry import Telemetry
from exporter.refresh.pace import pace
from exporter.refresh.refresher import Refresher
from exporter.refresh.scheduler import RefreshScheduler

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
    shelf = shelf_of(ALERTS)
    providers = tuple(discover(configuration, shelf=shelf))
    paces = {each.category: _pace(each, configuration, clock) for each in providers}
    database = _database(configuration)
    states = tuple(ProviderState(each.category, *paces[each.category], each.settings.max_series) for each in providers)
    store = Store(states) if store is None else store
    refresher = Refresher(providers, database, store, clock)
    scheduler = RefreshScheduler(
        {each.category: each.settings for each in providers}, refresher, workers=settings.refresh.workers, clock=clock
    )
    telemetry = Telemetry(store, VERSION, clock)
    return Application(configuration, clock, providers, database, states, store, refresher, scheduler, telemetry, shelf)


def _pace(provider: Provider, configuration: Configuration, clock: Clock) -> tuple[float, float]:
    place = ("providers", provider.category)
    try:
        interval, max_age = pace(provider.settings, clock.now())
    except ValueError as error:
        raise configuration.error((*place, "cron"), f"invalid crontab: {error}") from None
    if not interval:
        raise configuration.error((*place, "cron"), "never matches any time")
    if max_age < interval:
        least = format_duration(interval)
        message = f"must be at least {least}, the refresh interval; otherwise metrics expire between refreshes"
        raise configuration.error((*place, "max_age"), message)
    return interval, max_age


def _database(configuration: Configuration) -> Database:
    given = configuration.settings.database
    limits = Limits(given.statement_timeout, given.lock_timeout, given.connect_timeout)
    try:
        return Database(given.target, limits, configuration.settings.refresh.workers)
    except SettingError as error:
        raise configuration.error(error.loc, error.message) from None
