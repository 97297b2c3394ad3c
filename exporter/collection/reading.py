"""Reads the metric values of a provider into a frame: all of them, or only those changed since the last refresh."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from exporter.collection.provider import Provider
from exporter.collection.sources import Moment
from exporter.contracts.clock import Clock
from exporter.contracts.metrics import MetricDefinition
from exporter.directory.attribution import Owner
from exporter.fold.frame import Frame
from exporter.query.future import Filters, corrected
from exporter.query.incremental.changed_only import ChangedOnly, Refreshed
from exporter.query.incremental.policy import IncrementalPolicy
from exporter.query.statement import Query


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of a read: the values, and their definitions.

    `changed_only` is true if only changes were read; `full_at` is the Unix time of the last full read.
    """

    frame: Frame
    definitions: Sequence[MetricDefinition]
    changed_only: bool
    full_at: float


class Reader:
    """Reads one provider, and caches what the next read can reuse."""

    def __init__(self, provider: Provider, clock: Clock, policy: IncrementalPolicy) -> None:
        self._source = provider.source
        self._queries: Mapping[Query, Filters] = dict.fromkeys(provider.source.queries, ())
        self._changed_only = _changed_only(provider, clock, policy)
        self._definitions: Sequence[MetricDefinition] = provider.definitions
        self._full_at = 0.0

    def read(self, moment: Moment, index: dict[Owner, int] | None, began: float) -> Reading:
        """Read the metric values.

        `index` maps owners to positions and is reused from the last refresh (None: start a new one). `began` is the
        monotonic time, in seconds, before the transaction began.
        """

        def read_all() -> Frame:
            frame = Frame(index)
            self._definitions = self._source.fill(frame, moment)
            return frame

        if self._changed_only is None:
            read = Refreshed(read_all(), changed_only=False)
        else:
            read = self._changed_only.read(moment.db, moment.context, began, read_all)
        if not read.changed_only:
            self._full_at = moment.context.now.timestamp()
        frame = corrected(read.frame, self._queries, moment.db, moment.context)  # the cached one is kept
        return Reading(frame, self._definitions, read.changed_only, self._full_at)

    def discard(self, reason: str = "") -> None:
        """Discard the cache; `reason` is the reason of the failure if the refresh failed, else ""."""
        if self._changed_only is not None:
            self._changed_only.discard(reason)

    def forget(self) -> None:
        """Forget the database, too: which tables can be read incrementally is found out again."""
        if self._changed_only is not None:
            self._changed_only.forget()


def _changed_only(provider: Provider, clock: Clock, policy: IncrementalPolicy) -> ChangedOnly | None:
    pivoted, given = provider.source.pivoted, provider.settings
    if not given.changed_only or pivoted is None:
        return None
    policy = replace(policy, above=given.changed_only_above, full_every=given.full_every, overlap=given.overlap)
    return ChangedOnly(pivoted, policy, clock.monotonic)
