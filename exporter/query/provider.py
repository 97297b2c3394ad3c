"""The superclass of providers that are defined by a list of queries."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import Any

from sqlalchemy.orm import Session

from exporter.contracts.alerts import Alert
from exporter.contracts.base import ServiceProtocol
from exporter.contracts.metrics import Id, MetricDefinition, MetricsContext, MetricValue, Rows
from exporter.directory.lookup import find_platform, find_vendor
from exporter.fold.families import Scopes
from exporter.fold.frame import Frame
from exporter.fold.intake import take
from exporter.fold.values import platform_statistics, vendor_statistics
from exporter.query.future import Filters, Probe, corrected, probed
from exporter.query.pivot import PivotedQueries
from exporter.query.shaping import shaped
from exporter.query.statement import Query
from exporter.relations.of_session import relations_of
from exporter.relations.relations import ORION

_Own = Callable[[Iterable[Sequence[Any]]], Iterable[Sequence[Any]]]


class QueryMetricsProvider(ABC):
    """A provider defined by queries: subclass it, set `metrics_category`, and implement `queries`.

    It implements `BulkMetricsProviderProtocol` and `MetricsProviderProtocol`. To give it options, make the subclass a
    dataclass whose fields have defaults; `providers.<category>.options` in the configuration sets them.
    """

    metrics_category: str

    alerts: Sequence[Alert] = ()
    """The alerts on its metrics."""

    team: str = ""
    """The team that handles its alerts: the label `team`, by which Alertmanager routes; "" for the category."""

    services: Sequence[ServiceProtocol] = ()
    """Services that the module offers to other parts of the exporter."""

    @abstractmethod
    def queries(self) -> Iterator[Query]:
        """Yield the queries, one for each set of labels; every call must yield the same ones."""

    @cached_property
    def definitions(self) -> tuple[MetricDefinition, ...]:
        """The metrics of all queries, in order."""
        return tuple(dict.fromkeys(each for query in shaped(self.queries(), ORION) for each in query.definitions))

    def collect(self, db: Session, context: MetricsContext) -> Iterator[Rows]:
        """Yield the rows of all vendors and platforms.

        The `Rows` must be read in the order in which they are yielded; otherwise reading raises ContractError.
        """
        yield from PivotedQueries(shaped(self.queries(), relations_of(db))).answers(db, context)

    def get_vendor_metrics(
        self, db: Session, vendor_id: Id | None, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        """Return the metric values of one vendor, from the same statements with a filter.

        With `context.platform_id`, they include only rows on that platform and vendor-wide rows. The period of the
        context applies to queries with a `time_column`. Exceptions of the database are not caught.

        The ids may have another type than the tables: a UUID is found as text, with or without hyphens, and as 16
        bytes, a number as its digits, and the other way round. An id that the table cannot have has no values.
        """
        context = context or MetricsContext.current()
        found = find_vendor(db, vendor_id, context.platform_id)
        if found is None:
            return []
        queries = {
            each: tuple(each.of_vendor(found.vendor, found.platform))
            for each in self._probed(db)
            if each.vendor is not None
        }
        frame = _read(queries, db, context, partial(found.own, db))
        found.directory.learn(db, frame.index)
        scopes = Scopes.of(frame, found.directory, self.metrics_category)
        return vendor_statistics(scopes, _definitions(queries), self.metrics_category)

    def get_platform_metrics(
        self, db: Session, platform_id: Id, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        """Return the metric values of one platform, from the same statements with a filter.

        They include vendor-wide rows of its active members. Period, ids and exceptions are as in `get_vendor_metrics`.
        """
        context = context or MetricsContext.current()
        found = find_platform(db, platform_id)
        if found is None:
            return []
        queries = {
            each: (each.of_platform(found.platform, first_party=found.has_first_party),)
            for each in self._probed(db)
            if any(each.owned_by)
        }
        frame = _read(queries, db, context, iter)
        found.directory.learn(db, frame.index)
        scopes = Scopes.of(frame, found.directory, self.metrics_category)
        return platform_statistics(scopes, _definitions(queries), self.metrics_category, found.platform)

    def _probed(self, db: Session) -> Iterator[Query]:
        return map(probed, shaped(self.queries(), relations_of(db)))


def _definitions(queries: Iterable[Query]) -> tuple[MetricDefinition, ...]:
    every = (each for query in queries for each in query.definitions if not isinstance(each, Probe))
    return tuple(dict.fromkeys(every))


def _read(queries: Mapping[Query, Filters], db: Session, context: MetricsContext, own: _Own) -> Frame:
    """Return the numbers of these queries, each with its filters; `own` selects the rows to use."""
    frame = Frame()
    for query, filters in queries.items():
        rows = query.rows(db, context, *filters)
        take(frame, replace(rows, rows=own(rows.rows)))
    return corrected(frame, queries, db, context)
