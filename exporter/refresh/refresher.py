"""The failure boundary of refreshes: whatever a provider does, it costs its own category."""

import logging
from collections.abc import Iterable
from contextlib import suppress

from exporter.collection.installation import gaps_of
from exporter.collection.provider import Provider
from exporter.contracts.clock import Clock
from exporter.contracts.failures import Failure
from exporter.database.engine import Database
from exporter.database.failures import failure_of
from exporter.exposition.rendering import render
from exporter.exposition.store import ProviderState, Store
from exporter.query.incremental.policy import IncrementalPolicy
from exporter.refresh.snapshots import Shared, SnapshotMaker

logger = logging.getLogger(__name__)

_REMEDIES = {
    "timeout": "; see what the database waits for, or raise database.statement_timeout or database.lock_timeout",
    "connection": "; see whether the server answers, and what is configured under database",
}


class Refresher:
    """Refreshes single categories: a new snapshot goes into the store, and success and failure are recorded here.

    It writes through `writer`, so that it cannot write any more once another one has taken over the store.
    """

    def __init__(
        self,
        providers: Iterable[Provider],
        database: Database,
        store: Store,
        clock: Clock,
        policy: IncrementalPolicy | None = None,
    ) -> None:
        """Take the parts; of `policy`, what a provider's settings say is replaced."""
        self._providers = {provider.category: provider for provider in providers}
        self._database = database
        self._clock = clock
        self.writer = store.writer()
        shared, policy = Shared(self._providers.values()), policy or IncrementalPolicy()
        self._makers = {
            name: SnapshotMaker(each, database, shared, clock, policy) for name, each in self._providers.items()
        }

    def refresh(self, category: str) -> bool:
        """Refresh one category and return whether that succeeded; nothing is ever raised."""
        provider = self._providers[category]
        began = self._clock.monotonic()
        try:
            made = self._makers[category].make(began)
            rendered = render(made.snapshot)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - the failure boundary of refreshes
            return self._failed(provider, error, began)
        duration = self._clock.monotonic() - began
        self.writer.database_up(up=True)
        before = self.writer.change(
            category, lambda state: state.succeeded(made.snapshot, made.report, rendered, duration)
        )
        if before is not None:
            _log_change(before.failure, None, category)
            for warning in set(made.report.warnings) - set(before.report.warnings):
                extra = {"category": category, "origin": provider.origin, "problem": warning}
                logger.warning("something was refused", extra=extra)
        return True

    def skipped(self, category: str) -> None:
        """Count a refresh that was due while the last one was still running."""
        self.writer.change(category, ProviderState.skip)

    def cancel(self, category: str) -> None:
        """End the statement that a category's refresh waits for; the refresh fails."""
        self._database.cancel(category)

    def hung(self, category: str, seconds: float) -> None:
        """Cut the connection of a refresh that does not end, and record that; its last snapshot stays for now."""
        self._database.abandon(category)
        origin = self._providers[category].origin
        message = f"{origin}: a refresh has been running for {seconds:.0f} s and does not end"
        todo = "others run in its place, and it is begun again once it ends; if it never does, restart the exporter"
        failure = Failure("timeout", f"{message}; {todo}")
        before = self.writer.change(category, lambda state: state.hung(failure))
        if before is not None:
            _log_change(before.failure, failure, category)

    def _failed(self, provider: Provider, error: BaseException, began: float) -> bool:
        """Record the failure. Return True if the module is simply not installed."""
        failure = failure_of(error)
        self._makers[provider.category].discard(failure.reason)
        if failure.reason == "schema":
            with suppress(Exception):  # whatever the probe meets, what is known already is recorded
                absent = self._explain(provider, failure)
                failure = absent or Failure("idle", "")
        else:
            message = f"{provider.origin}: {failure.message}{_REMEDIES.get(failure.reason, '')}"
            failure = Failure(failure.reason, message)
        self.writer.database_up(up=failure.reason != "connection")
        duration = self._clock.monotonic() - began
        if failure.reason == "idle":
            self.writer.change(provider.category, lambda state: state.idle(duration))
            return True
        before = self.writer.change(provider.category, lambda state: state.failed(failure, duration))
        if before is not None:
            _log_change(before.failure, failure, provider.category)
        return False

    def _explain(self, provider: Provider, failure: Failure) -> Failure | None:
        """Return what is missing and what to do about it; None if the module is just not installed."""
        gaps = gaps_of(self._database, provider)
        if gaps.not_installed and not self.writer.has_snapshot(provider.category):
            return None
        return Failure("schema", f"{str(gaps) or failure.message} (read by {provider.origin}): {gaps.remedy}")


def _log_change(before: Failure | None, now: Failure | None, category: str) -> None:
    """Log a change from good to bad or back, and nothing while it stays the same."""
    if now is not None and now != before:
        logger.error("refresh failed", extra={"category": category, "reason": now.reason, "problem": now.message})
    elif now is None and before is not None:
        logger.info("refresh succeeded again", extra={"category": category})
