"""Assembles the components that `serve`, `demo`, `once` and `check` share."""

import logging
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from math import inf

from exporter.alerting.provider import ALERTS_CATEGORY
from exporter.alerting.runbooks import shelf_of
from exporter.app.variants import Replace, VariantWatch, start_again
from exporter.collection.declared.declaring import with_declared
from exporter.collection.discovery import content_service, enabled, find, known_alerts
from exporter.collection.provider import Provider
from exporter.collection.relations import relations_of
from exporter.collection.variants import applicable
from exporter.config.configuration import Configuration, ConfigurationError
from exporter.config.connection import MAIN, SettingError
from exporter.contracts.clock import Clock
from exporter.contracts.failures import ContractError
from exporter.database.databases import Databases
from exporter.database.engine import Database
from exporter.database.failures import DATABASE_ERRORS
from exporter.database.limits import Limits
from exporter.exposition.shelf import Shelf
from exporter.exposition.store import PresetInfo, ProviderState, Store
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
    databases: Databases
    states: tuple[ProviderState, ...]
    """The initial state of each provider."""
    store: Store
    refresher: Refresher
    scheduler: RefreshScheduler
    telemetry: Telemetry
    shelf: Shelf
    relations: Relations

    @property
    def preset(self) -> PresetInfo:
        """What is shown of the preset."""
        preset, resolved = self.configuration.preset, self.configuration.resolved
        if preset is None:
            return PresetInfo()
        variants = ",".join(resolved.active) if self.configuration.is_decided else "unknown"
        return PresetInfo(preset.label, preset.revision, variants)

    @property
    def database(self) -> Database:
        """The main database."""
        return self.databases.main

    def stop(self) -> None:
        """Stop the scheduler, and cancel running statements."""
        self.scheduler.stop()
        self.databases.cancel()


def assemble(
    configuration: Configuration,
    clock: Clock | None = None,
    store: Store | None = None,
    replace: Replace = start_again,
) -> Application:
    """Create the components of an exporter. Starts nothing and opens no connection.

    To replace a running exporter, pass its `store`; it is unchanged until it adopts the new `states`. `replace` is
    called if a refresh finds that other variants of the preset apply than those in use. Raises
    ConfigurationError for unknown providers and options, a crontab that never matches, a `max_age` shorter than the
    interval, a missing database configuration, and unreadable secret files.
    """
    clock = clock or Clock()
    settings = configuration.settings
    found = with_declared(configuration, find())
    shelf = shelf_of(known_alerts(found))
    relations = relations_of(configuration, found)
    providers = tuple(enabled(configuration, found, shelf, content_service(found, configuration), relations))
    databases = databases_of(configuration, clock, relations, settings.refresh.workers)
    states = tuple(map(_state_of, providers))
    is_new = store is None
    store = Store(states, clock.wall()) if store is None else store
    watch = VariantWatch(databases, configuration, replace) if configuration.layers.unpinned else None
    refresher = Refresher(providers, databases, store, clock, precondition=watch)
    scheduler = RefreshScheduler(
        {each.category: each.settings for each in providers}, refresher, workers=settings.refresh.workers, clock=clock
    )
    telemetry = Telemetry(store, VERSION)
    made = Application(
        configuration, clock, providers, databases, states, store, refresher, scheduler, telemetry, shelf, relations
    )
    if is_new:
        store.preset = made.preset
    return made


def assemble_at_once(configuration: Configuration, clock: Clock | None = None) -> Application:
    """Create the components for a command that ends: with the variants that apply now, if the database answers.

    Raises ConfigurationError as `assemble` does, and if the condition of a variant is no valid SQL.
    """
    made = assemble(configuration, clock)
    if configuration.is_decided:
        return made
    try:
        chosen = applicable(made.databases, configuration)
    except DATABASE_ERRORS:  # which the command reports
        return made
    except ContractError as error:
        raise ConfigurationError(str(error)) from None
    made.databases.close()
    return assemble(configuration.with_variants(chosen), clock)


def databases_of(
    configuration: Configuration, clock: Clock, relations: Relations, connections: int, most: float = inf
) -> Databases:
    """Return the databases of a configuration, with this many connections to each.

    `most` is the maximum of the default time limits of statements, in seconds. Raises ConfigurationError.
    """
    names = configuration.settings.every_database
    made = {name: _database(configuration, clock, relations, connections, most, name=name) for name in names}
    return Databases(made.pop(MAIN), made)


def _database(
    configuration: Configuration, clock: Clock, relations: Relations, connections: int, most: float, *, name: str
) -> Database:
    given = configuration.settings.every_database[name]
    statement, lock = min(given.statement_timeout, most), min(given.lock_timeout, most)
    limits = Limits(statement, lock, given.connect_timeout, idle=min(Limits().idle, most))
    try:
        return database_of(partial(given.target, name), relations, limits, connections, clock, name=name)
    except SettingError as error:
        raise configuration.error(error.loc, error.message) from None


def _state_of(provider: Provider) -> ProviderState:
    """Return the state of a provider before its first refresh."""
    settings, has_numbers = provider.settings, provider.category != ALERTS_CATEGORY
    return ProviderState(
        provider.category, settings.schedule.interval, settings.max_age, settings.max_series, has_numbers
    )
