"""One contract for everything that numbers come from, and an adapter for each kind.

Discovery, refreshes, `check` and statistics see a `Source` and never ask what kind it is. An adapter reads nothing of
somebody else's class but what the contract names: whatever else the class has is its own business.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy.orm import Session

from exporter.alerting.provider import THRESHOLDS_TABLE, ThresholdsProvider
from exporter.collection.checks import NO_PROVIDER
from exporter.collection.per_vendor import PerVendorReader
from exporter.contracts.failures import ContractError
from exporter.contracts.metrics import (
    BulkMetricsProviderProtocol,
    MetricDefinition,
    MetricsContext,
    MetricsProviderProtocol,
    Rows,
)
from exporter.directory.attribution import OwnedBy
from exporter.directory.directory import Directory
from exporter.exposition.snapshot import Family
from exporter.fold.families import family_names
from exporter.fold.frame import Frame
from exporter.fold.info import INFO, info_families
from exporter.fold.intake import take
from exporter.query import QueryMetricsProvider
from exporter.query.pivot import PivotedQueries

Tables = Mapping[str, set[str]]
"""Tables by name, with the columns that are read of each."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What a refresh sees: its transaction, the directory in it, and what is asked for."""

    db: Session
    directory: Directory
    context: MetricsContext


class Source(ABC):
    """What a provider is to the rest of the exporter.

    `definitions` are its metrics as far as they are known before it is read, `owned_by` which ids their rows name.
    `tables` must be there, `optional_tables` may be. `statistics` answers for single vendors and platforms, `pivoted`
    asks its queries and allows changed-only refreshes (None: there are no queries). `problem` is why it can never be
    read, or "".
    """

    definitions: Sequence[MetricDefinition] = ()
    owned_by: Mapping[MetricDefinition, OwnedBy] = MappingProxyType({})
    tables: Tables = MappingProxyType({})
    optional_tables: Tables = MappingProxyType({})
    info: tuple[str, ...] = ()
    """The names of the info families that it exports beside its metrics."""
    statistics: MetricsProviderProtocol | None = None
    pivoted: PivotedQueries | None = None
    problem: str = ""
    note: str = ""
    """What `check` says of it beside its tables."""

    @abstractmethod
    def fill(self, frame: Frame, moment: Moment) -> Sequence[MetricDefinition]:
        """Read all numbers into the frame, and return the definitions that it now holds."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all families that it can export, as far as they are known before it is read."""
        own = (name for each in self.definitions for name, _ in family_names(each, self.owned_by.get(each)))
        return (*self.info, *own)

    def info_families(self, _directory: Directory, _refreshed: str) -> Iterator[Family]:
        """Yield the info families; `refreshed` ends their HELP."""
        yield from ()

    def says_the_same_as(self, other: "Source") -> bool:
        """Whether two sources of the same class and options give the same numbers."""
        return type(self) is type(other)


class BulkSource(Source):
    """A provider that answers for every vendor at once."""

    def __init__(self, provider: BulkMetricsProviderProtocol) -> None:
        self._provider = provider
        self.definitions = tuple(provider.definitions)
        self.statistics = _statistics(provider)

    def fill(self, frame: Frame, moment: Moment) -> Sequence[MetricDefinition]:
        """Take in all answers. Raises ContractError for what is no answer, and for a metric that is not declared."""
        for rows in self._provider.collect(moment.db, moment.context):
            if not isinstance(rows, Rows):
                raise ContractError(f"collect must yield Rows, not {type(rows).__name__}")
            take(frame, rows)
        undeclared = [definition.key for definition in frame.owned_by if definition not in self.definitions]
        if undeclared:
            raise ContractError(f"{undeclared[0]} is collected but not in definitions; add it there")
        return self.definitions


class QuerySource(BulkSource):
    """A provider that is a list of queries: what it reads and how is known from them."""

    def __init__(self, provider: QueryMetricsProvider) -> None:
        super().__init__(provider)
        queries = tuple(provider.queries())
        self.owned_by = {each: query.owned_by for query in queries for each in query.definitions}
        tables: dict[str, set[str]] = {}
        for query in queries:
            for name, columns in query.tables().items():
                tables.setdefault(name, set()).update(columns)
        self.tables = tables
        # A provider with a collect() of its own says more than its queries do.
        if type(provider).collect is QueryMetricsProvider.collect:
            self.pivoted = PivotedQueries(queries)

    def fill(self, frame: Frame, moment: Moment) -> Sequence[MetricDefinition]:
        """Ask the queries, with the label values in mind that the last refresh has seen."""
        if self.pivoted is None:
            return super().fill(frame, moment)
        for rows in self.pivoted.answers(moment.db, moment.context):
            take(frame, rows)
        return self.definitions


class PerVendorSource(Source):
    """A provider that has just the application's three members: it is asked vendor by vendor."""

    def __init__(self, provider: MetricsProviderProtocol) -> None:
        self._provider = self.statistics = provider

    def fill(self, frame: Frame, moment: Moment) -> Sequence[MetricDefinition]:
        """Ask for every vendor and every platform."""
        reader = PerVendorReader(self._provider, frame)
        reader.run(moment.db, moment.directory, moment.context)
        return reader.definitions


class ThresholdsSource(Source):
    """The thresholds of alerts."""

    optional_tables = THRESHOLDS_TABLE

    def __init__(self, provider: ThresholdsProvider) -> None:
        self.provider = provider
        self.definitions = provider.definitions
        self.owned_by = provider.owned_by
        self.note = f"configured thresholds: {len(provider.given)}"

    def fill(self, frame: Frame, moment: Moment) -> Sequence[MetricDefinition]:
        """Put the thresholds into the frame."""
        self.provider.fill(frame, moment.db, moment.directory)
        return self.definitions

    def says_the_same_as(self, other: Source) -> bool:
        """Whether the configuration has the same alerts and thresholds."""
        return isinstance(other, ThresholdsSource) and self.provider == other.provider


class DirectorySource(Source):
    """The directory's info metrics, with the numbers of the provider of tenancy if there is one."""

    info = tuple(INFO)

    def __init__(self, inner: Source | None = None) -> None:
        self._inner = inner
        if inner is not None:
            self.definitions, self.owned_by, self.tables = inner.definitions, inner.owned_by, inner.tables
            self.statistics, self.pivoted, self.problem = inner.statistics, inner.pivoted, inner.problem

    def fill(self, frame: Frame, moment: Moment) -> Sequence[MetricDefinition]:
        """Read the numbers of the inner source, and reject what the directory has twice."""
        for table, id_ in moment.directory.repeated:
            frame.reject("duplicate", f"{table} has the id {id_!r} twice, and one of the rows is used; make id its key")
        return self._inner.fill(frame, moment) if self._inner else ()

    def info_families(self, directory: Directory, refreshed: str) -> Iterator[Family]:
        """Yield the info families of the directory."""
        return info_families(directory, refreshed)


class BrokenSource(Source):
    """Takes the place of a provider that cannot run, so that it is not left out silently; it fails with the reason."""

    def __init__(self, category: str, reason: str) -> None:
        self.problem = reason
        self.statistics = _Broken(category, reason)

    def fill(self, _frame: Frame, _moment: Moment) -> Sequence[MetricDefinition]:
        """Raise ContractError."""
        raise ContractError(self.problem)


class _Broken:
    """Statistics name the failure, too."""

    def __init__(self, category: str, reason: str) -> None:
        self.metrics_category = category
        self._reason = reason

    def get_vendor_metrics(self, *_: Any) -> Any:
        raise ContractError(self._reason)

    def get_platform_metrics(self, *_: Any) -> Any:
        raise ContractError(self._reason)


def source_of(implementation: object) -> Source:
    """Return the adapter for an instance of any kind of provider.

    Raises ContractError if it is none.
    """
    if isinstance(implementation, ThresholdsProvider):
        return ThresholdsSource(implementation)
    if isinstance(implementation, QueryMetricsProvider):
        return QuerySource(implementation)
    if isinstance(implementation, BulkMetricsProviderProtocol):
        return BulkSource(implementation)
    if isinstance(implementation, MetricsProviderProtocol):
        return PerVendorSource(implementation)
    raise ContractError(NO_PROVIDER)


def _statistics(provider: object) -> MetricsProviderProtocol | None:
    return provider if isinstance(provider, MetricsProviderProtocol) else None
