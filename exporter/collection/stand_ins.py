"""What takes the place of a provider that cannot run, so that nothing is left out in silence."""

from collections.abc import Iterable, Iterator

from exporter.contracts.failures import ContractError
from exporter.contracts.metrics import Id, MetricDefinition, MetricsContext, MetricValue, Rows
from exporter.directory.directory import TENANCY
from exporter.query import Query, QueryMetricsProvider


class BrokenProvider:
    """Stands for a provider that could not be loaded: it fails with the reason."""

    definitions: tuple[MetricDefinition, ...] = ()

    def __init__(self, category: str, reason: str) -> None:
        self.metrics_category = category
        self.reason = reason

    def collect(self, _db: object, _context: MetricsContext) -> Iterable[Rows]:
        """Raise ContractError."""
        raise ContractError(self.reason)

    def get_vendor_metrics(
        self, _db: object, _vendor_id: Id, _context: MetricsContext | None = None
    ) -> list[MetricValue]:
        """Raise ContractError: statistics name the failure too."""
        raise ContractError(self.reason)

    def get_platform_metrics(
        self, _db: object, _platform_id: Id, _context: MetricsContext | None = None
    ) -> list[MetricValue]:
        """Raise ContractError."""
        raise ContractError(self.reason)


class DirectoryProvider(QueryMetricsProvider):
    """Stands for a tenancy provider that is disabled or removed: the info metrics need no query of their own."""

    metrics_category = TENANCY

    def queries(self) -> Iterator[Query]:
        """Yield nothing."""
        yield from ()
