"""Answers the application's dashboards: what the modules know of one vendor or one platform, by category."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from exporter.collection.provider import Provider
from exporter.contracts.failures import Failure
from exporter.contracts.metrics import Id, MetricsContext, MetricsProviderProtocol, MetricValue
from exporter.database.failures import failure_of
from exporter.directory.directory import Directory


@dataclass(frozen=True, slots=True)
class Statistics:
    """What the modules know, by category; a category whose provider failed has its failure instead."""

    values: Mapping[str, list[MetricValue]] = field(default_factory=dict)
    failures: Mapping[str, Failure] = field(default_factory=dict)


class StatsAggregator:
    """Asks the providers of the modules that are enabled on a platform; one that fails costs its own category."""

    def __init__(self, providers: Iterable[Provider]) -> None:
        self._providers = tuple(providers)

    def vendor_statistics(self, db: Session, vendor_id: Id, context: MetricsContext | None = None) -> Statistics:
        """Return one vendor's numbers, on one platform if the context names it."""
        return self._ask(
            db, context.platform_id if context else None, lambda each: each.get_vendor_metrics(db, vendor_id, context)
        )

    def platform_statistics(self, db: Session, platform_id: Id, context: MetricsContext | None = None) -> Statistics:
        """Return one platform's numbers."""
        return self._ask(db, platform_id, lambda each: each.get_platform_metrics(db, platform_id, context))

    def _ask(
        self, db: Session, platform_id: Id | None, question: Callable[[MetricsProviderProtocol], list[MetricValue]]
    ) -> Statistics:
        directory = Directory.read(db) if platform_id is not None else Directory()
        values: dict[str, list[MetricValue]] = {}
        failures: dict[str, Failure] = {}
        for provider in self._providers:
            statistics = provider.source.statistics
            off = platform_id is not None and not directory.enabled(platform_id, provider.category)
            if off or statistics is None:
                continue
            try:
                with db.begin_nested():  # a failed statement would end PostgreSQL's whole transaction
                    values[provider.category] = question(statistics)
            except (Exception, SystemExit) as error:  # noqa: BLE001 - the failure boundary of statistics
                failures[provider.category] = failure_of(error)
        return Statistics(values, failures)
