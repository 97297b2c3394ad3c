"""Makes snapshots behind the one failure boundary: whatever a provider does, it costs its own category."""

import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress

from exporter.collection.discovery import Provider
from exporter.collection.installation import gaps_of
from exporter.collection.reading import Reader
from exporter.contracts.clock import Clock
from exporter.contracts.failures import ContractError, Failure
from exporter.contracts.metrics import MetricsContext
from exporter.database.engine import Database
from exporter.database.failures import failure_of
from exporter.database.limits import Limits
from exporter.directory.directory import TENANCY, Directory
from exporter.exposition.budget import Budget
from exporter.exposition.rendering import render
from exporter.exposition.snapshot import Family, Snapshot
from exporter.exposition.store import ProviderState, Store
from exporter.fold.families import Scopes
from exporter.fold.frame import Frame
from exporter.fold.info import info_families
from exporter.fold.layout import Layout
from exporter.query.incremental.changed_only import IncrementalPolicy

logger = logging.getLogger(__name__)

_SPARE_IDS = 1_000

_REMEDIES = {
    "timeout": "; see what the database waits for, or raise database.statement_timeout or database.lock_timeout",
    "connection": "; see whether the server answers, and what is configured under database",
}


class Refresher:
    """Makes snapshots of single categories and swaps them into the store."""

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
        self._store = store
        self._clock = clock
        self._directory: Directory | None = None
        self._layouts: dict[str, Layout] = {}
        self._readers = {
            name: Reader(each, clock, policy or IncrementalPolicy()) for name, each in self._providers.items()
        }
        self._budgets = {name: _budget(each) for name, each in self._providers.items()}
        self._owners = {name: provider.category for provider in self._providers.values() for name in provider.names}

    def refresh(self, category: str) -> bool:
        """Refresh one category; never raises, whatever the provider or the database does. Say whether it succeeded."""
        provider = self._providers[category]
        began = self._clock.monotonic()
        try:
            snapshot = self._snapshot(provider, began)
            rendered = render(snapshot)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - the failure boundary of refreshes
            return self._failed(provider, error, began)
        self._store.database_up = True
        duration = self._clock.monotonic() - began
        before = self._store.change(category, lambda state: state.succeeded(snapshot, rendered, duration))
        _report(before.failure, None, category)
        for warning in set(snapshot.warnings) - set(before.snapshot.warnings if before.snapshot else ()):
            logger.warning(
                "something was refused", extra={"category": category, "origin": provider.origin, "problem": warning}
            )
        return True

    def retire(self) -> None:
        """Tell nobody any more of what is still running; others have taken over."""
        self._store = Store(self._store.states())

    def skipped(self, category: str) -> None:
        """Count a refresh that was due while the last one was still running."""
        self._store.change(category, ProviderState.skip)

    def cancel(self, category: str) -> None:
        """End the statement that a category's refresh waits for; the refresh fails."""
        self._database.cancel(category)

    def hung(self, category: str, seconds: float) -> None:
        """Cut the connection of a refresh that does not end, and tell; its last snapshot stays until it is too old."""
        self._database.abandon(category)
        origin = self._providers[category].origin
        message = f"{origin}: a refresh has been running for {seconds:.0f} s and does not end"
        todo = "others run in its place, and it is begun again once it ends; if it never does, restart the exporter"
        failure = Failure("timeout", f"{message}; {todo}")
        before = self._store.change(category, lambda state: state.hung(failure))
        _report(before.failure, failure, category)

    def _snapshot(self, provider: Provider, began: float) -> Snapshot:
        now = self._clock.now()
        layout, reader = self._layouts.get(provider.category), self._readers[provider.category]
        with self._database.read(provider.category, _limits(provider)) as db:
            directory = self._directory = Directory.read(db, last=self._directory)
            reading = reader.read(db, directory, MetricsContext(now), layout.index if layout else None, began)
            statements = db.connection().info["statements"]
        frame = reading.frame
        scopes = Scopes(frame, self._layout(frame, directory, provider.category))
        refreshed = refreshed_text(provider)
        families = [*info_families(directory, refreshed)] if provider.category == TENANCY else []
        families += scopes.families(reading.definitions, refreshed)
        families = self._owned(families, provider.category, frame)
        budget = self._budgets[provider.category]
        families = budget.allowed(families, full=not reading.changed_only)
        unattributed, excluded = scopes.counts()
        snapshot = Snapshot(
            provider.category,
            tuple(families),
            taken_at=now.timestamp(),
            taken_at_monotonic=began,
            unattributed=unattributed,
            excluded=excluded,
            nulls=frame.null_sums(),
            codes_replaced=directory.codes_replaced,
            labels_cleaned=directory.cleaned + len(frame.cleaned),
            statements=statements,
            rejected=dict(frame.rejected),
            warnings=tuple(frame.warnings.values()),
            changed_only=reading.changed_only,
            full_at=reading.full_at,
            detail_dropped=budget.dropped,
        )
        if frame.rejected or provider.category not in self._layouts:
            reader.forget()  # what was refused is counted in each refresh, and an index may be too long
        if frame.rejected and not snapshot.series:
            raise ContractError("; ".join(snapshot.warnings))
        return snapshot

    def _layout(self, frame: Frame, directory: Directory, category: str) -> Layout:
        """Return the layout of the last refresh if it still holds, else a new one."""
        layout = self._layouts.get(category)
        if layout is None or not layout.fits(frame.index, directory):
            layout = Layout(frame.index, directory, category)
        used = len(set().union(*frame.row_counts.values()))
        if len(frame.index) > 2 * used + _SPARE_IDS:
            self._layouts.pop(category, None)  # mostly vendors who are gone: the next refresh starts a new index
        else:
            self._layouts[category] = layout
        return layout

    def _owned(self, families: Sequence[Family], category: str, frame: Frame) -> list[Family]:
        """Return the families whose name no other category has, each name once."""
        kept: dict[str, Family] = {}
        for family in families:
            owner = self._owners.setdefault(family.name, category)
            if owner == category and family.name not in kept:
                kept[family.name] = family
            else:
                frame.reject("name", f"the metric {family.name} belongs to {owner} already; rename it")
        return list(kept.values())

    def _failed(self, provider: Provider, error: BaseException, began: float) -> bool:
        """Tell it; return whether all is well nevertheless, since there is nothing to read."""
        failure = failure_of(error)
        self._readers[provider.category].forget(failure.reason)
        if failure.reason == "schema":
            with suppress(Exception):  # whatever the probe meets, what is known already is told
                absent = self._explain(provider, failure)
                failure = absent or Failure("idle", "")
        else:
            failure = Failure(
                failure.reason, f"{provider.origin}: {failure.message}{_REMEDIES.get(failure.reason, '')}"
            )
        self._store.database_up = failure.reason != "connection"
        duration = self._clock.monotonic() - began
        if failure.reason == "idle":
            self._store.change(provider.category, lambda state: state.idle(duration))
            return True
        before = self._store.change(provider.category, lambda state: state.failed(failure, duration))
        _report(before.failure, failure, provider.category)
        return False

    def _explain(self, provider: Provider, failure: Failure) -> Failure | None:
        """Return what is missing and what to do about it; None if the module is just not installed."""
        gaps = gaps_of(self._database, provider)
        if gaps.not_installed and self._store[provider.category].snapshot is None:
            return None
        return Failure("schema", f"{str(gaps) or failure.message} (read by {provider.origin}): {gaps.remedy}")


def _limits(provider: Provider) -> Limits:
    given = provider.settings
    default = Limits()
    return Limits(
        statement=given.statement_timeout or default.statement,
        lock=given.lock_timeout or default.lock,
        idle=given.timeout or default.idle,
    )


def _budget(provider: Provider) -> Budget:
    settings = provider.settings
    return Budget(provider.category, settings.max_series, vendors=settings.detail == "vendor")


def refreshed_text(provider: Provider) -> str:
    """Return the sentence that ends each HELP: how often the numbers are refreshed."""
    settings = provider.settings
    return f"Refreshed by cron {settings.cron}." if settings.cron else f"Refreshed every {settings.every or 0:g} s."


def _report(before: Failure | None, now: Failure | None, category: str) -> None:
    """Log a change of a provider's fortune, and nothing while it stays the same."""
    if now is not None and now != before:
        logger.error("refresh failed", extra={"category": category, "reason": now.reason, "problem": now.message})
    elif now is None and before is not None:
        logger.info("refresh succeeded again", extra={"category": category})
