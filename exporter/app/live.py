"""The running exporter, which can replace its configuration atomically."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from threading import Lock

from exporter.alerting.provider import ALERTS_CATEGORY
from exporter.app import logs
from exporter.app.application import Application, assemble
from exporter.app.periods import Periods
from exporter.app.variants import carried_over
from exporter.app.web_findings import usable_tokens
from exporter.collection.installation import DIRECTORY_TABLES
from exporter.collection.provider import Provider
from exporter.config.configuration import Configuration, ConfigurationError
from exporter.config.connection import MAIN
from exporter.config.settings import WebSettings
from exporter.config.token_settings import TokenSettings
from exporter.contracts.clock import Clock
from exporter.database.failures import failure_of
from exporter.exposition.shelf import Shelf
from exporter.exposition.store import ProviderState, Reload, Store

logger = logging.getLogger(__name__)


class Live:
    """The current components of the exporter. A reload replaces all of them, except the store and the telemetry.

    `reread` loads the configuration again, and raises ConfigurationError if it is invalid. `use_tokens` replaces the
    tokens that let clients in.
    """

    def __init__(
        self,
        configuration: Configuration,
        reread: Callable[[], Configuration],
        clock: Clock,
        use_tokens: Callable[[Sequence[TokenSettings]], None] = lambda _: None,
    ) -> None:
        self._reread = reread
        self._use_tokens = use_tokens
        self._lock = Lock()
        self._stopped = False
        self.application = assemble(configuration, clock, replace=self._use)
        self.periods = Periods(self.application, configuration.settings.web.period_timeout)
        """Answers questions about a period."""
        self.store, self.telemetry = self.application.store, self.application.telemetry

    @property
    def databases(self) -> Mapping[str, str]:
        """The URL of each database without secrets, by name."""
        return self.application.databases.addresses

    @property
    def confidential(self) -> frozenset[str]:
        """The paths of files, and the values of options of the databases, which not everybody may see."""
        return self.application.databases.confidential | self.application.configuration.files

    @property
    def shelf(self) -> Shelf:
        """The current runbooks."""
        return self.application.shelf

    def next_refresh(self, category: str) -> datetime | None:
        """Return the time of a provider's next refresh; None if it is not scheduled."""
        return self.application.scheduler.next_refresh(category)

    def start(self) -> None:
        """Start the scheduler."""
        self.application.scheduler.start()

    def stop(self) -> None:
        """Stop the scheduler, cancel running statements, and reject further reloads."""
        with self._lock:
            self._stopped = True
            self.application.stop()
            self.periods.stop()

    def reload(self) -> tuple[str, ...]:
        """Reload the configuration and return its problems; with problems, the previous one stays in effect.

        The tokens of a file that can be read are in effect all the same.
        """
        with self._lock:
            if self._stopped:
                return ("the exporter is shutting down",)
            try:
                configuration = carried_over(self.application.configuration, self._reread())
                # First, because a revoked token must wait for nothing, nor for what is wrong elsewhere.
                self._use_tokens(configuration.settings.web.tokens)
                usable_tokens(configuration)
                self._replace(self._assembled(configuration))
                log = configuration.settings.log
                logs.configure(log.level, log.format)
            except ConfigurationError as error:
                return self._failed(error.lines)
            except Exception as error:  # noqa: BLE001 - packages of providers may raise anything
                failure = failure_of(error)
                return self._failed((f"{failure.reason}: {failure.message}; correct the configuration and reload it",))
        logger.info("configuration reloaded", extra={"file": configuration.path or "none"})
        return ()

    def _use(self, used: Configuration, found: Configuration) -> None:
        """Use a configuration with the variants that apply, unless a reload was faster. Raises ConfigurationError."""
        with self._lock:
            if not self._stopped and self.application.configuration is used:
                self._replace(self._assembled(found))
                logger.info("variants of the preset chosen", extra={"variants": ",".join(found.resolved.active)})

    def _assembled(self, configuration: Configuration) -> Application:
        return assemble(configuration, self.application.clock, self.store, self._use)

    def _failed(self, lines: tuple[str, ...]) -> tuple[str, ...]:
        self.store.reloaded(replace(self.store.reload, succeeded=False))
        for line in lines:
            logger.error("configuration reload failed; keeping the previous configuration", extra={"problem": line})
        return lines

    def _replace(self, new: Application) -> None:
        old = self.application
        kept = {each.category for each in new.providers if _unchanged(old, new, each)}
        # Without numbers yet, a provider starts immediately: its first refresh may be the one that is cancelled here.
        known = {category for category in kept if self.store[category].snapshot is not None}
        new.scheduler.follow(old.scheduler, known)
        old.stop()
        if ALERTS_CATEGORY in kept:
            new.shelf.replace(old.shelf.pages)
        self.store.adopt(
            [_state(self.store, state, kept) for state in new.states], new.refresher.writer, new.databases.every
        )
        self.store.preset = new.preset
        self.application = new
        self.periods.use(new)
        new.scheduler.start()
        old.databases.close()
        if _restarted(new.configuration.settings.web) != _restarted(old.configuration.settings.web):
            logger.warning("changes to settings under web take effect after a restart")
        self.store.reloaded(Reload(at=new.clock.wall()))


def _restarted(web: WebSettings) -> WebSettings:
    """Return the settings that take effect after a restart: all but the tokens."""
    return web.model_copy(update={"tokens": ()})


def _unchanged(old: Application, new: Application, provider: Provider) -> bool:
    """Return whether a provider returns the same metrics as before, so that its state can be kept."""
    before = next((each for each in old.providers if each.category == provider.category), None)
    there, here = old.configuration.settings.every_database, new.configuration.settings.every_database
    used = provider.source.databases
    read = {*there, *here} if used is None else {MAIN, *used, *new.relations.databases(DIRECTORY_TABLES)}
    same_databases = all(there.get(name) == here.get(name) for name in read)
    return same_databases and before is not None and before.says_the_same_as(provider)


def _state(store: Store, new: ProviderState, kept: set[str]) -> ProviderState:
    if new.category not in kept:
        return new
    return replace(store[new.category], interval=new.interval, max_age=new.max_age, series_limit=new.series_limit)
