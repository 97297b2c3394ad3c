"""Puts the parts together: what `serve`, `demo`, `once` and `check` have in common."""

import logging
from dataclasses import dataclass
from importlib.metadata import version

from exporter.alerting.runbooks import shelf_of
from exporter.collection.discovery import Provider, content_service, enabled, find, known_alerts
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
    """The parts of a running exporter."""

    configuration: Configuration
    clock: Clock
    providers: tuple[Provider, ...]
    database: Database
    states: tuple[ProviderState, ...]
    """What each provider begins with."""
    store: Store
    refresher: Refresher
    scheduler: RefreshScheduler
    telemetry: Telemetry
    shelf: Shelf

    def stop(self) -> None:
        """Start no more refreshes, and end the statements that are running."""
        self.scheduler.stop()
        self.database.cancel()


def assemble(configuration: Configuration, clock: Clock | None = None, store: Store | None = None) -> Application:
    """Return the parts of an exporter; nothing runs yet, and no connection is open.

    With the `store` of an earlier one they are ready to take over: it is as it was until it adopts their `states`.
    Raises ConfigurationError for a provider or an option that there is not, a crontab that never comes, a `max_age`
    that is shorter than the interval, and a database that is not given or whose secret file cannot be read.
    """
    clock = clock or Clock()
    settings = configuration.settings
    found = find()
    shelf = shelf_of(known_alerts(found))
    providers = tuple(enabled(configuration, found, shelf, content_service(found, configuration)))
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
        raise configuration.error((*place, "cron"), f"cannot be scheduled: {error}") from None
    if not interval:
        raise configuration.error((*place, "cron"), "names a time that never comes")
    if max_age < interval:
        least = format_duration(interval)
        message = f"must be at least {least}, the time between two refreshes; else its numbers are gone in between"
        raise configuration.error((*place, "max_age"), message)
    return interval, max_age


def _database(configuration: Configuration) -> Database:
    given = configuration.settings.database
    limits = Limits(given.statement_timeout, given.lock_timeout, given.connect_timeout)
    try:
        return Database(given.target, limits, configuration.settings.refresh.workers)
    except SettingError as error:
        raise configuration.error(error.loc, error.message) from None
