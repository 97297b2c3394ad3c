"""The failure boundary of refreshes: a failing provider affects only its own category."""

import logging
from collections.abc import Iterable
from contextlib import suppress
from typing import Protocol

from exporter.collection.installation import gaps_of
from exporter.collection.provider import Provider
from exporter.config.connection import MAIN, location_of
from exporter.contracts.clock import Clock
from exporter.contracts.failures import Failure
from exporter.database.databases import Databases
from exporter.database.failures import database_of, failure_of
from exporter.exposition.rendering import Renderer
from exporter.exposition.store import ProviderState, Store
from exporter.query.incremental.policy import IncrementalPolicy
from exporter.refresh.garbage import Garbage
from exporter.refresh.snapshots import Shared, SnapshotMaker

logger = logging.getLogger(__name__)

_REMEDIES = {
    "timeout": "; check what the database waits for, or increase {0}.statement_timeout or {0}.lock_timeout",
    "connection": "; check that the database server is running and the settings under {0} are correct",
}


class Precondition(Protocol):
    """What must hold before a refresh."""

    def holds(self, category: str) -> bool:
        """Return whether a refresh may go on; if not, something else refreshes. Exceptions are failures of it."""

    def failed(self, reason: str) -> None:
        """Take notice of the reason of a failure."""


class Refresher:
    """Refreshes single categories: puts a new snapshot into the store, and records success or failure.

    It writes through `writer`, so that it can no longer write after another instance has taken over the store.
    """

    def __init__(
        self,
        providers: Iterable[Provider],
        databases: Databases,
        store: Store,
        clock: Clock,
        policy: IncrementalPolicy | None = None,
        *,
        precondition: Precondition | None = None,
    ) -> None:
        """Create a refresher for these providers; their settings override `policy`."""
        self._precondition = precondition
        self._providers = {provider.category: provider for provider in providers}
        self._databases = databases
        self._clock = clock
        self.writer = store.writer()
        shared, policy = Shared(self._providers.values()), policy or IncrementalPolicy()
        self._makers = {
            name: SnapshotMaker(each, databases, shared, clock, policy) for name, each in self._providers.items()
        }
        self._renderers = {name: Renderer() for name in self._providers}
        self._garbage = Garbage()

    def refresh(self, category: str) -> bool:
        """Refresh one category and return whether it succeeded. Exceptions are recorded, not raised."""
        try:
            return self._refresh(category)
        finally:
            self._garbage.collect()

    def _refresh(self, category: str) -> bool:
        provider = self._providers[category]
        began = self._clock.monotonic()
        if provider.source.is_absent:
            self.writer.change(category, lambda state: state.idle(0.0))
            return True
        try:
            if self._precondition is not None and not self._precondition.holds(category):
                return True
            made = self._makers[category].make(began)
            rendered = self._renderers[category].render(made.snapshot)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - the failure boundary of refreshes
            return self._failed(provider, error, began)
        duration = self._clock.monotonic() - began
        for name in made.databases:
            self.writer.database_up(up=True, name=name)
        before = self.writer.change(
            category, lambda state: state.succeeded(made.snapshot, made.report, rendered, duration)
        )
        if before is not None:
            _log_change(before.failure, None, category)
            for warning in set(made.report.warnings) - set(before.report.warnings):
                extra = {"category": category, "origin": provider.origin, "problem": warning}
                logger.warning("samples rejected", extra=extra)
        return True

    def skipped(self, category: str) -> None:
        """Count a refresh that was skipped because the previous one was still running."""
        self.writer.change(category, ProviderState.skip)

    def cancel(self, category: str) -> None:
        """Cancel the statement that a refresh is waiting for, so that the refresh fails."""
        self._databases.cancel(category)

    def hung(self, category: str, seconds: float) -> None:
        """Close the connection of a refresh that has been running for `seconds`, and record the failure.

        The last snapshot is still exported until it expires.
        """
        self._databases.abandon(category)
        origin = self._providers[category].origin
        message = f"{origin}: the refresh was cancelled but is still running after {seconds:.0f} s"
        todo = "others run in its place, and it is retried once it ends; if it never ends, restart the exporter"
        failure = Failure("timeout", f"{message}; {todo}")
        before = self.writer.change(category, lambda state: state.hung(failure))
        if before is not None:
            _log_change(before.failure, failure, category)

    def _failed(self, provider: Provider, error: BaseException, began: float) -> bool:
        """Record the failure. Return True if the module is simply not installed."""
        failure = failure_of(error)
        self._makers[provider.category].discard(failure.reason)
        if self._precondition is not None:
            self._precondition.failed(failure.reason)
        if failure.reason == "schema":
            with suppress(Exception):  # if the probe fails, record the original failure
                absent = self._explain(provider, failure, _place(error))
                failure = absent or Failure("idle", "")
        else:
            failure = Failure(
                failure.reason, f"{provider.origin}: {_place(error)}{failure.message}{_remedy(failure, error)}"
            )
        self._note(failure, database_of(error) or MAIN)
        duration = self._clock.monotonic() - began
        if failure.reason == "idle":
            self.writer.change(provider.category, lambda state: state.idle(duration))
            return True
        before = self.writer.change(provider.category, lambda state: state.failed(failure, duration))
        if before is not None:
            _log_change(before.failure, failure, provider.category)
        return False

    def _note(self, failure: Failure, database: str) -> None:
        """Record whether the database that has failed could be reached; the main one is connected to before others."""
        self.writer.database_up(up=failure.reason != "connection", name=database)
        if database != MAIN:
            self.writer.database_up(up=True)

    def _explain(self, provider: Provider, failure: Failure, place: str) -> Failure | None:
        """Return a failure that names what is missing, with a remedy; None if the module is simply not installed."""
        gaps = gaps_of(self._databases, provider)
        if gaps.not_installed and not self.writer.has_snapshot(provider.category):
            return None
        read = {
            "every module": gaps.directory,
            provider.origin: gaps.own or (() if gaps.directory else (failure.message,)),
        }
        told = "; ".join(f"{'; '.join(map(str, of))} (read by {by})" for by, of in read.items() if of)
        return Failure("schema", f"{place}{told}: {gaps.remedy}")


def _place(error: BaseException) -> str:
    """Return the beginning of a message about an error that names its database, unless that is the main one."""
    name = database_of(error) or MAIN
    return "" if name == MAIN else f"database {name}: "


def _remedy(failure: Failure, error: BaseException) -> str:
    return _REMEDIES.get(failure.reason, "").format(".".join(location_of(database_of(error) or MAIN)))


def _log_change(before: Failure | None, now: Failure | None, category: str) -> None:
    """Log a new or different failure, or a recovery; nothing if neither has changed."""
    if now is not None and now != before:
        logger.error("refresh failed", extra={"category": category, "reason": now.reason, "problem": now.message})
    elif now is None and before is not None:
        logger.info("refresh succeeded again", extra={"category": category})
