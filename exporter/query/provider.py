"""A provider that is a list of queries; everything that is asked of a provider follows from them."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from functools import cached_property

from sqlalchemy.orm import Session

from exporter.contracts.alerts import Alert
from exporter.contracts.base import ServiceProtocol
from exporter.contracts.metrics import Id, MetricDefinition, MetricsContext, MetricValue, Rows
from exporter.directory.directory import Directory
from exporter.fold.families import Scopes
from exporter.fold.frame import Frame
from exporter.fold.intake import take
from exporter.fold.values import platform_statistics, vendor_statistics
from exporter.query.pivot import PivotedQueries
from exporter.query.statement import Query


class QueryMetricsProvider(ABC):
    """A provider that is a list of queries: subclass it, set `metrics_category`, and yield the queries.

    It fulfils `BulkMetricsProviderProtocol` and `MetricsProviderProtocol`. Options of the provider are the fields of a
    dataclass with defaults; `providers.<category>.options` in the configuration sets them.
    """

    metrics_category: str

    alerts: Sequence[Alert] = ()
    """The alerts about its metrics."""

    team: str = ""
    """Who is told of them: the label that Alertmanager routes by; without one the category."""

    services: Sequence[ServiceProtocol] = ()
    """What the module offers to others."""

    @abstractmethod
    def queries(self) -> Iterator[Query]:
        """Yield the queries, one for each set of labels; the same ones each time."""

    @cached_property
    def definitions(self) -> tuple[MetricDefinition, ...]:
        """Every metric of the queries, in their order."""
        return tuple(dict.fromkeys(each for query in self.queries() for each in query.definitions))

    def collect(self, db: Session, context: MetricsContext) -> Iterator[Rows]:
        """Yield the answers for all vendors and platforms.

        Their rows are to be read in the order of the answers; otherwise reading them raises ContractError.
        """
        yield from PivotedQueries(self.queries()).answers(db, context)

    def get_vendor_metrics(
        self, db: Session, vendor_id: Id, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        """Return one vendor's numbers, from the same statements with a filter.

        With `context.platform_id` they include its rows on that platform, and those without a platform. A period
        applies to queries that have a `time_column`. What the database raises, it raises.
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
        """Return one platform's numbers, from the same statements with a filter.

        They include the rows without a platform of the vendors who are active members there. Periods and errors are
        as in `get_vendor_metrics`.
        """
        context = context or MetricsContext.current()
        frame = Frame()
        for query in self.queries():
            if query.vendor is not None or query.platform is not None:
                take(frame, query.rows(db, context, query.of_platform(platform_id)))
        scopes = Scopes.of(frame, Directory.read(db), self.metrics_category)
        return platform_statistics(scopes, self.definitions, self.metrics_category, platform_id)
