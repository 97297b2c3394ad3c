"""Puts the parts together: what `serve`, `demo`, `once` and `check` have in common."""

import logging
from dataclasses import dataclass
from importlib.metadata import version

from exporter.clock import Clock
from exporter.configuration import Configuration
from exporter.database import Database, Limits
from exporter.discovery import Provider, discover
from exporter.refresher import Refresher
from exporter.scheduler import RefreshScheduler, pace
from exporter.store import ProviderState, Store
from exporter.telemetry import Telemetry

logger = logging.getLogger(__name__)
VERSION = version("orion-exporter")


@dataclass(frozen=True, slots=True)
class Application:
    """The parts of a running exporter."""

    configuration: Configuration
    clock: Clock
    providers: tuple[Provider, ...]
    database: Database
    store: Store
    refresher: Refresher
    scheduler: RefreshScheduler
    telemetry: Telemetry

    def stop(self) -> None:
        """Start no more refreshes, and end the statements that are running."""
        self.scheduler.stop()
        self.database.cancel()


def assemble(configuration: Configuration, clock: Clock | None = None) -> Application:
    """Return the parts of an exporter; nothing runs yet, and no connection is open.

    Raises ConfigurationError for a provider or an option that there is not.
    """
    clock = clock or Clock()
    settings = configuration.settings
    providers = tuple(discover(configuration))
    database = Database(
        settings.database.target,
        Limits(settings.database.statement_timeout, settings.database.lock_timeout, settings.database.connect_timeout),
        settings.refresh.workers,
    )
    store = Store(ProviderState(each.category, *pace(each.settings, clock.now())) for each in providers)
    refresher = Refresher(providers, database, store, clock)
    scheduler = RefreshScheduler(
        {each.category: each.settings for each in providers}, refresher.refresh, store.skip,
        workers=settings.refresh.workers, clock=clock,
    )  # fmt: skip
    telemetry = Telemetry(store, VERSION, clock)
    return Application(configuration, clock, providers, database, store, refresher, scheduler, telemetry)
