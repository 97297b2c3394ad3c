"""Reads one provider's numbers into a frame: all of them, or what has changed since the last time."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from exporter.alerting.provider import ThresholdsProvider
from exporter.collection.discovery import Provider
from exporter.collection.per_vendor import PerVendorReader
from exporter.contracts.clock import Clock
from exporter.contracts.failures import ContractError
from exporter.contracts.metrics import BulkMetricsProviderProtocol, MetricDefinition, MetricsContext, Rows
from exporter.directory.attribution import Owner
from exporter.directory.directory import Directory
from exporter.fold.frame import Frame
from exporter.fold.intake import take
from exporter.query import QueryMetricsProvider
from exporter.query.incremental.changed_only import ChangedOnly, IncrementalPolicy


@dataclass(frozen=True, slots=True)
class Reading:
    """The numbers of one moment, what they are, whether only changes were read, and when all was (wall clock)."""

    frame: Frame
    definitions: Sequence[MetricDefinition]
    changed_only: bool
    full_at: float


class Reader:
    """Reads one provider, and keeps what the next reading can build upon."""

    def __init__(self, provider: Provider, clock: Clock, policy: IncrementalPolicy) -> None:
        self._provider = provider
        self._kept = _changed_only(provider, clock, policy)
        self._full_at = 0.0

    def read(
        self, db: Session, directory: Directory, context: MetricsContext, index: dict[Owner, int] | None, began: float
    ) -> Reading:
        """Read the numbers; `began` is a monotonic time before the transaction, `index` the one to number ids by."""
        frame = self._kept.update(db, context, began) if self._kept else None
        if frame is not None:
            return Reading(frame, self._provider.definitions, True, self._full_at)  # noqa: FBT003 - a field
        frame = Frame(index)
        definitions = _collect(self._provider, frame, db, directory, context)
        self._full_at = context.now.timestamp()
        if self._kept is not None:
            with suppress(Exception):  # the numbers are there: what could not be asked costs only the next refresh
                self._kept.keep(db, context, frame, began)
        return Reading(frame, definitions, False, self._full_at)  # noqa: FBT003 - a field

    def forget(self, reason: str = "") -> None:
        """Keep nothing; `reason` says why the last refresh failed, if it did."""
        if self._kept is not None:
            self._kept.forget(reason)


def _changed_only(provider: Provider, clock: Clock, policy: IncrementalPolicy) -> ChangedOnly | None:
    implementation, given = provider.implementation, provider.settings
    if not given.changed_only or not isinstance(implementation, QueryMetricsProvider):
        return None
    if type(implementation).collect is not QueryMetricsProvider.collect:  # its queries are not all that it says
        return None
    policy = replace(policy, above=given.changed_only_above, full_every=given.full_every, overlap=given.overlap)
    return ChangedOnly(implementation.pivoted, policy, clock.monotonic)


def _collect(
    provider: Provider, frame: Frame, db: Session, directory: Directory, context: MetricsContext
) -> Sequence[MetricDefinition]:
    """Fill the frame from a provider of either contract, and return what it holds."""
    implementation = provider.implementation
    if isinstance(implementation, ThresholdsProvider):
        implementation.fill(frame, db, directory)
        return provider.definitions
    if not isinstance(implementation, BulkMetricsProviderProtocol):
        drive = PerVendorReader(implementation, frame)
        drive.run(db, directory, context)
        return drive.definitions
    for rows in implementation.collect(db, context):
        if not isinstance(rows, Rows):
            raise ContractError(f"collect must yield Rows, not {type(rows).__name__}")
        take(frame, rows)
    undeclared = [definition.key for definition in frame.owned_by if definition not in provider.definitions]
    if undeclared:
        raise ContractError(f"{undeclared[0]} is collected but not in definitions; add it there")
    return provider.definitions
