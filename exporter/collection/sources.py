"""`Source`, the common interface to all kinds of providers, with one adapter per kind.

Discovery, refreshes, `check` and statistics use a `Source` regardless of its kind. An adapter accesses only the members
of a provider that its protocol defines.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy.orm import Session

from exporter.alerting.provider import THRESHOLDS_TABLE, ThresholdsProvider
from exporter.collection.checks import NO_PROVIDER
from exporter.collection.per_vendor import KnownDefinitions, PerVendorReader
from exporter.contracts.failures import ContractError
from exporter.contracts.metrics import (
    BulkMetricsProviderProtocol,
    MetricDefinition,
    MetricsContext,
    MetricsProviderProtocol,
    Rows,
)
from exporter.database.ids import text_of
from exporter.directory.attribution import OwnedBy
from exporter.directory.directory import Directory
from exporter.directory.tables import TABLES
from exporter.exposition.snapshot import Family
from exporter.fold.families import family_names
from exporter.fold.frame import Frame
from exporter.fold.info import INFO, info_families
from exporter.fold.intake import take
from exporter.query import Query, QueryMetricsProvider
from exporter.query.future import probed
from exporter.query.pivot import PivotedQueries
from exporter.query.shaping import shaped
from exporter.relations.relations import ORION, Relations

_DIRECTORY = frozenset(each.name for each in TABLES)

Tables = Mapping[str, set[str]]
"""Names of tables, with the columns that are read from each."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What a refresh works with: its transaction, the directory read in it, and the context of its queries."""

    db: Session
    directory: Directory
    context: MetricsContext


class Source(ABC):
    """The interface of a provider to the rest of the exporter.

    - `definitions`: its metrics, as far as they are known before the first refresh.
    - `owned_by`: which owner ids the rows of a metric have.
    - `tables`, `optional_tables`: the tables that must exist, and those that need not.
    - `reads`, `databases`: what a refresh reads besides the directory's tables and the main database; None: not known.
    - `statistics`: returns the values of single vendors and platforms; None if it cannot.
    - `queries`: its queries, by which times in the future are corrected; none if it is not defined by queries.
    - `relations`: those of the shop.
    - `pivoted`: runs its queries, and makes changed-only refreshes possible; None if it has no queries.
    - `problem`: why it can never be read, or "". `note` is what `check` reports in addition to its tables.
    """

    definitions: Sequence[MetricDefinition] = ()
    owned_by: Mapping[MetricDefinition, OwnedBy] = MappingProxyType({})
    tables: Tables = MappingProxyType({})
    optional_tables: Tables = MappingProxyType({})
    reads: frozenset[str] | None = None
    databases: frozenset[str] | None = None
    info: tuple[str, ...] = ()
    """The names of the info families that it exports in addition to its metrics."""
    statistics: MetricsProviderProtocol | None = None
    queries: Sequence[Query] = ()
    pivoted: PivotedQueries | None = None
    relations: Relations = ORION
    problem: str = ""
    is_absent = False
    """Whether the shop has none of its relations, so that it is idle."""
    note: str = ""
    identity: object = None
    """What its metric values depend on besides its class, its options and the relations."""

    @abstractmethod
    def fill(self, frame: Frame, moment: Moment) -> Sequence[MetricDefinition]:
        """Read all metric values into the frame, and return their definitions."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all families that it can export, as far as they are known before the first refresh."""
        own = (name for each in self.definitions for name, _ in family_names(each, self.owned_by.get(each)))
        return (*self.info, *own)

    def info_families(self, _directory: Directory, _refreshed: str) -> Iterator[Family]:
        """Yield the info families; `refreshed` is appended to their HELP."""
        yield from ()

    def says_the_same_as(self, other: "Source") -> bool:
        """Whether `other`, which has the same category and options, returns the same metric values."""
        mine, others = ((type(each), each.reads, each.identity) for each in (self, other))
        names = None if self.reads is None else self.reads | _DIRECTORY
        return mine == others and self.relations.give_the_same_as(other.relations, names)


class BulkSource(Source):
    """A provider that implements `BulkMetricsProviderProtocol`: one call returns the rows of all vendors."""

    def __init__(self, provider: BulkMetricsProviderProtocol, relations: Relations = ORION) -> None:
        self._provider, self.relations = provider, relations
        self.definitions = tuple(provider.definitions)
        self.statistics = _statistics(provider)

    def fill(self, frame: Frame, moment: Moment) -> Sequence[MetricDefinition]:
        """Read all rows. Raises ContractError if `collect` yields anything but `Rows`, or an undeclared metric."""
        for rows in self._provider.collect(moment.db, moment.context):
            if not isinstance(rows, Rows):
                raise ContractError(f"collect must yield Rows, not {type(rows).__name__}")
            take(frame, rows)
        undeclared = [definition.key for definition in frame.owned_by if definition not in self.definitions]
        if undeclared:
            raise ContractError(f"{undeclared[0]} is collected but not declared; add it to definitions")
        return self.definitions


class QuerySource(BulkSource):
    """A provider defined by queries, from which its tables and metrics are derived."""

    def __init__(self, provider: QueryMetricsProvider, relations: Relations = ORION) -> None:
        super().__init__(provider, relations)
        self.queries = queries = tuple(shaped(provider.queries(), relations))
        self.definitions = tuple(dict.fromkeys(each for query in queries for each in query.definitions))
        self.is_absent = not queries and any(True for _ in provider.queries())
        self.owned_by = {each: query.owned_by for query in queries for each in query.definitions}
        tables: dict[str, set[str]] = {}
        for query in queries:
            for name, columns in query.tables().items():
                tables.setdefault(name, set()).update(columns)
        self.tables = tables
        self.identity = getattr(provider, "declaration", None)
        # An overridden collect() may yield more than the queries do.
        if type(provider).collect is QueryMetricsProvider.collect:
            self.queries = tuple(map(probed, queries))
            self.pivoted = PivotedQueries(self.queries)
            self.reads, self.databases = frozenset(tables), relations.databases(tables)

    def fill(self, frame: Frame, moment: Moment) -> Sequence[MetricDefinition]:
        """Run the queries, pivoted by the label values that the last refresh found."""
        if self.pivoted is None:
            return super().fill(frame, moment)
        for rows in self.pivoted.answers(moment.db, moment.context):
            take(frame, rows)
        return self.definitions


class PerVendorSource(Source):
    """A provider that implements only `MetricsProviderProtocol`: it is called once per vendor and per platform."""

    def __init__(self, provider: MetricsProviderProtocol, relations: Relations = ORION) -> None:
        self._provider = self.statistics = provider
        self.relations = relations
        self._known: KnownDefinitions = {}

    def fill(self, frame: Frame, moment: Moment) -> Sequence[MetricDefinition]:
        """Read the values of every vendor and platform."""
        reader = PerVendorReader(self._provider, frame, self._known)
        reader.run(moment.db, moment.directory, moment.context)
        return reader.definitions


class ThresholdsSource(Source):
    """The provider of the alerts' thresholds."""

    optional_tables = THRESHOLDS_TABLE
    reads = frozenset(THRESHOLDS_TABLE)  # as for runbooks, those are served that the role may see

    def __init__(self, provider: ThresholdsProvider, relations: Relations = ORION) -> None:
        self.provider, self.relations = provider, relations
        self.databases = relations.databases(THRESHOLDS_TABLE)
        self.definitions = provider.definitions
        self.owned_by = provider.owned_by
        # Nobody knows which relations the content service reads.
        self.identity = provider, None if provider.content is None else relations
        self.note = f"configured thresholds: {len(provider.given)}"

    def fill(self, frame: Frame, moment: Moment) -> Sequence[MetricDefinition]:
        """Read the thresholds into the frame, and return their definitions."""
        self.provider.fill(frame, moment.db, moment.directory)
        return self.definitions


class DirectorySource(Source):
    """The info metrics of the directory, together with the metrics of the provider of tenancy if it is enabled."""

    info = tuple(INFO)
    reads: frozenset[str] | None = frozenset()
    databases: frozenset[str] | None = frozenset()

    def __init__(self, inner: Source | None = None, relations: Relations = ORION) -> None:
        self._inner, self.relations = inner, relations
        if inner is not None:
            self.definitions, self.owned_by, self.tables = inner.definitions, inner.owned_by, inner.tables
            self.statistics, self.pivoted, self.problem = inner.statistics, inner.pivoted, inner.problem
            self.queries, self.reads, self.databases = inner.queries, inner.reads, inner.databases
            self.identity = type(inner), inner.identity

    def fill(self, frame: Frame, moment: Moment) -> Sequence[MetricDefinition]:
        """Read the metric values of the inner source, if there is one, and reject repeated rows of the directory."""
        for table, id_ in moment.directory.repeated:
            frame.reject(
                "duplicate", f"table {table} contains id {text_of(id_)} twice; one row is used. Make id the primary key"
            )
        return self._inner.fill(frame, moment) if self._inner else ()

    def info_families(self, directory: Directory, refreshed: str) -> Iterator[Family]:
        """Yield the info families of the directory."""
        return info_families(directory, refreshed)


def source_of(implementation: object, relations: Relations = ORION) -> Source:
    """Return the adapter for an instance of any kind of provider, for a shop with these relations.

    Raises ContractError if it is not a provider.
    """
    if isinstance(implementation, ThresholdsProvider):
        return ThresholdsSource(implementation, relations)
    if isinstance(implementation, QueryMetricsProvider):
        return QuerySource(implementation, relations)
    if isinstance(implementation, BulkMetricsProviderProtocol):
        return BulkSource(implementation, relations)
    if isinstance(implementation, MetricsProviderProtocol):
        return PerVendorSource(implementation, relations)
    raise ContractError(NO_PROVIDER)


def _statistics(provider: object) -> MetricsProviderProtocol | None:
    return provider if isinstance(provider, MetricsProviderProtocol) else None
