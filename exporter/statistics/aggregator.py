"""Asks the providers for the numbers of one vendor or one platform; a provider that fails costs its own category."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from exporter.collection.discovery import discover
from exporter.config.configuration import load
from exporter.contracts.failures import Failure
from exporter.contracts.metrics import Id, MetricsContext, MetricsProviderProtocol, MetricValue
from exporter.database.failures import failure_of
from exporter.directory.directory import Directory


@dataclass(frozen=True, slots=True)
class Statistics:
    """What the providers answered, by category: the numbers in `values`, and why there are none in `failures`.

    A category is in one of the two, or in neither if its module is disabled on the platform.
    """

    values: Mapping[str, list[MetricValue]] = field(default_factory=dict)
    failures: Mapping[str, Failure] = field(default_factory=dict)


class StatsAggregator:
    """Asks every provider for the numbers of one vendor or one platform, through the application's own session.

    Without `providers` it asks the built-in ones and those of installed packages, with their default options, except
    those that only have `collect`: they cannot answer for one vendor.
    """

    def __init__(self, providers: Iterable[MetricsProviderProtocol] | None = None) -> None:
        self._providers = tuple(_installed() if providers is None else providers)

    def vendor_statistics(self, db: Session, vendor_id: Id, context: MetricsContext | None = None) -> Statistics:
        """Return one vendor's numbers.

        With `context.platform_id` they are those on that platform, and modules that are disabled there are left out.
        Each provider runs in a savepoint: `db` stays usable after a failure, and nothing is committed.
        Raises sqlalchemy.exc.SQLAlchemyError if the tables of platforms and vendors cannot be read.
        """
        return self._ask(
            db, context.platform_id if context else None, lambda each: each.get_vendor_metrics(db, vendor_id, context)
        )

    def platform_statistics(self, db: Session, platform_id: Id, context: MetricsContext | None = None) -> Statistics:
        """Return one platform's numbers, without those of modules that are disabled there.

        It runs, and raises, as `vendor_statistics` does.
        """
        return self._ask(db, platform_id, lambda each: each.get_platform_metrics(db, platform_id, context))

    def _ask(
        self, db: Session, platform_id: Id | None, question: Callable[[MetricsProviderProtocol], list[MetricValue]]
    ) -> Statistics:
        directory = Directory.read(db) if platform_id is not None else Directory()
        values: dict[str, list[MetricValue]] = {}
        failures: dict[str, Failure] = {}
        for provider in self._providers:
            category = provider.metrics_category
            if platform_id is not None and not directory.enabled(platform_id, category):
                continue
            try:
                with db.begin_nested():  # a failed statement would end PostgreSQL's whole transaction
                    values[category] = question(provider)
            except (Exception, SystemExit) as error:  # noqa: BLE001 - the failure boundary of statistics
                failures[category] = failure_of(error)
        return Statistics(values, failures)


def _installed() -> Iterator[MetricsProviderProtocol]:
    for provider in discover(load(None, {})):
        if provider.source.statistics is not None:
            yield provider.source.statistics
