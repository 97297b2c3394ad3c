"""Collects the metric values of one vendor or platform; a failing provider affects only its own category."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from exporter.collection.discovery import discover
from exporter.config.configuration import load
from exporter.contracts.failures import Failure
from exporter.contracts.metrics import Id, MetricsContext, MetricsProviderProtocol, MetricValue
from exporter.database.dialects import savepoint
from exporter.database.failures import failure_of
from exporter.directory.lookup import find_platform


@dataclass(frozen=True, slots=True)
class Statistics:
    """The results of all providers by category: metric values in `values`, or the reason of a failure in `failures`.

    Each category is in one of the two, or in neither if its module is disabled on the platform.
    """

    values: Mapping[str, list[MetricValue]] = field(default_factory=dict)
    failures: Mapping[str, Failure] = field(default_factory=dict)


class StatsAggregator:
    """Collects the metric values of one vendor or platform from all providers, with the application's session.

    By default, it uses the built-in providers and those of installed packages, with default options. Providers that
    implement only `collect` are omitted, because they cannot return the values of one vendor.
    """

    def __init__(self, providers: Iterable[MetricsProviderProtocol] | None = None) -> None:
        self._providers = tuple(_installed() if providers is None else providers)

    def vendor_statistics(self, db: Session, vendor_id: Id, context: MetricsContext | None = None) -> Statistics:
        """Return the metric values of one vendor, and failures, by category.

        With `context.platform_id`, they are limited to that platform, and modules that are disabled there are omitted.
        The ids may have another type than in the tables, as in `QueryMetricsProvider.get_vendor_metrics`.
        Each provider runs in a savepoint, so `db` stays usable after a failure; nothing is committed. With a dialect
        that may have no savepoints, a failed statement is followed by a new transaction.
        Raises sqlalchemy.exc.SQLAlchemyError if `context.platform_id` is given and the tables of the directory
        (platforms, vendors, memberships, modules) cannot be read.
        """
        return self._ask(
            db, context.platform_id if context else None, lambda each: each.get_vendor_metrics(db, vendor_id, context)
        )

    def platform_statistics(self, db: Session, platform_id: Id, context: MetricsContext | None = None) -> Statistics:
        """Return the metric values of one platform, and failures, by category; omits modules that are disabled there.

        Each provider runs in a savepoint, as in `vendor_statistics`. Raises sqlalchemy.exc.SQLAlchemyError if the
        tables of the directory cannot be read.
        """
        return self._ask(db, platform_id, lambda each: each.get_platform_metrics(db, platform_id, context))

    def _ask(
        self, db: Session, platform_id: Id | None, question: Callable[[MetricsProviderProtocol], list[MetricValue]]
    ) -> Statistics:
        found = find_platform(db, platform_id) if platform_id is not None else None
        values: dict[str, list[MetricValue]] = {}
        failures: dict[str, Failure] = {}
        for provider in self._providers:
            category = provider.metrics_category
            if found is not None and not found.directory.enabled(found.platform, category):
                continue
            try:
                with savepoint(db):
                    values[category] = question(provider)
            except (Exception, SystemExit) as error:  # noqa: BLE001 - the failure boundary of statistics
                failures[category] = failure_of(error)
        return Statistics(values, failures)


def _installed() -> Iterator[MetricsProviderProtocol]:
    for provider in discover(load(None, {})):
        if provider.source.statistics is not None:
            yield provider.source.statistics
