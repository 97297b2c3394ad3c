"""A provider is a list of queries: what a module of the application says about itself, in one screen."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from functools import cached_property

from sqlalchemy.orm import Session

from exporter.contracts.alerts import Alert
from exporter.contracts.base import ServiceProtocol
from exporter.contracts.metrics import Id, MetricDefinition, MetricsContext, MetricValue, Rows
from exporter.directory.directory import Directory
from exporter.fold.families import Scopes
from exporter.fold.frame import Frame, Kind
from exporter.fold.intake import take
from exporter.fold.values import platform_statistics, vendor_statistics
from exporter.query.pivot import PivotedQueries
from exporter.query.statement import Query


class QueryMetricsProvider(ABC):
    """A provider that is a list of queries, and so is both a bulk provider and one of the application's own."""

    metrics_category: str

    alerts: Sequence[Alert] = ()
    """The alerts about its metrics."""

    team: str = ""
    """Who is told of them: the label that Alertmanager routes by; without one the category."""

    services: Sequence[ServiceProtocol] = ()
    """What the module offers to others."""

    @abstractmethod
    def queries(self) -> Iterator[Query]:
        """Yield the queries, one for each set of labels."""

    @cached_property
    def definitions(self) -> tuple[MetricDefinition, ...]:
        """Every metric of the queries, in their order."""
        return tuple(dict.fromkeys(each for query in self.queries() for each in query.definitions))

    @cached_property
    def kinds(self) -> dict[MetricDefinition, Kind]:
        """Which ids the rows of each definition have, and so which scopes it is exported in."""
        return {
            each: Kind(query.vendor is not None, query.platform is not None)
            for query in self.queries()
            for each in query.definitions
        }

    @cached_property
    def tables(self) -> dict[str, set[str]]:
        """The tables that the queries read, with the columns of each."""
        found: dict[str, set[str]] = {}
        for query in self.queries():
            for name, columns in query.tables().items():
                found.setdefault(name, set()).update(columns)
        return found

    @cached_property
    def pivoted(self) -> PivotedQueries:
        """What asks the queries, and has in mind which values their labels have."""
        return PivotedQueries(self.queries())

    def collect(self, db: Session, context: MetricsContext) -> Iterator[Rows]:
        """Yield the answers for all vendors and platforms, in as few statements as is quick."""
        yield from self.pivoted.answers(db, context)

    def get_vendor_metrics(
        self, db: Session, vendor_id: Id, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        """Return one vendor's numbers, from the same statements with a filter.

        With `context.platform_id`: its rows on that platform, and its vendor-wide ones. A period applies to queries
        that have a time column.
        """
        context = context or MetricsContext.current()
        frame = Frame()
        for query in self.queries():
            if query.vendor is not None:
                take(frame, query.rows(db, context, *query.of_vendor(vendor_id, context.platform_id)))
        scopes = Scopes.of(frame, Directory.read(db, vendor_id), self.metrics_category)
        return vendor_statistics(scopes, self.definitions, self.metrics_category)

    def get_platform_metrics(
        self, db: Session, platform_id: Id, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        """Return one platform's numbers, from the same statements with a filter."""
        context = context or MetricsContext.current()
        frame = Frame()
        for query in self.queries():
            if query.vendor is not None or query.platform is not None:
                take(frame, query.rows(db, context, *query.of_platform(platform_id)))
        scopes = Scopes.of(frame, Directory.read(db), self.metrics_category)
        return platform_statistics(scopes, self.definitions, self.metrics_category, platform_id)
