"""The superclass of providers that are defined by a list of queries."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from exporter.contracts.alerts import Alert
from exporter.contracts.base import ServiceProtocol
from exporter.contracts.metrics import Id, MetricDefinition, MetricsContext, MetricValue, Rows
from exporter.database.ids import as_id
from exporter.directory.directory import Directory
from exporter.directory.lookup import Platform, find_everyone, find_platform, find_vendor
from exporter.directory.tables import vendor_platforms
from exporter.fold.families import Scopes
from exporter.fold.frame import Frame
from exporter.fold.values import Numbers, installation_numbers, metric_values, platform_numbers, vendor_numbers
from exporter.query.future import Filters, Probe, probed
from exporter.query.incremental.changes import of_vendors
from exporter.query.periods import Answer, has_period, read
from exporter.query.pivot import PivotedQueries
from exporter.query.shaping import shaped
from exporter.query.statement import Query
from exporter.relations.of_session import relations_of, session_for
from exporter.relations.relations import ORION, Relations

_SHAPED = "_shaped_for"

_Fold = Callable[[Scopes, Iterable[MetricDefinition]], Numbers]


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

        With `context.platform_id`, they include only rows on that platform and vendor-wide rows. A period includes only
        queries with a `time_column`; if it has a begin, `previous` is the value in the period of equal length before.
        Exceptions of the database are not caught.

        The ids may have another type than the tables: a UUID is found as text, with or without hyphens, and as 16
        bytes, a number as its digits, and the other way round. An id that the table cannot have has no values.
        """
        context = context or MetricsContext.current()
        found = find_vendor(db, vendor_id, context.platform_id)
        if found is None:
            return []
        queries = {
            each: tuple(each.of_vendor(found.vendor, found.platform))
            for each in self._asked(db, context)
            if each.vendor is not None
        }
        answer = read(queries, db, context, partial(found.own, db))
        return self._values(db, answer, found.directory, queries, vendor_numbers)

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
        queries = {each: (_of_platform(each, db, found),) for each in self._asked(db, context) if any(each.owned_by)}
        answer = read(queries, db, context)
        fold = partial(platform_numbers, platform_id=found.platform)
        return self._values(db, answer, found.directory, queries, fold)

    def get_installation_metrics(self, db: Session, context: MetricsContext | None = None) -> list[MetricValue]:
        """Return the metric values of the whole installation: each row counts once, wherever it is reported.

        Rows of platforms on which the module is disabled are excluded. Period and exceptions are as in
        `get_vendor_metrics`; `context.platform_id` is ignored.
        """
        context = context or MetricsContext.current()
        directory = find_everyone(db)
        queries: dict[Query, Filters] = dict.fromkeys(self._asked(db, context), ())
        return self._values(db, read(queries, db, context), directory, queries, installation_numbers)

    def _asked(self, db: Session, context: MetricsContext) -> Iterator[Query]:
        """Yield the queries for the relations of a session, and for a period only those that have a time."""
        every = self._shaped(relations_of(db))
        return (each for each in every if each.time_column is not None) if has_period(context) else iter(every)

    def _shaped(self, relations: Relations) -> tuple[Query, ...]:
        """Return the queries for these relations; made once, as it takes longer than their statements."""
        last: tuple[Relations, tuple[Query, ...]] | None = vars(self).get(_SHAPED)
        if last is None or last[0] is not relations:
            last = relations, tuple(map(probed, shaped(self.queries(), relations)))
            vars(self)[_SHAPED] = last
        return last[1]

    def _values(
        self, db: Session, answer: Answer, directory: Directory, queries: Iterable[Query], fold: _Fold
    ) -> list[MetricValue]:
        folded = [
            fold(self._scopes(db, frame, directory), _definitions(queries))
            for frame in (answer.frame, answer.previous)
            if frame is not None
        ]
        return metric_values(self.metrics_category, *folded)

    def _scopes(self, db: Session, frame: Frame, directory: Directory) -> Scopes:
        directory.learn(db, frame.index)
        return Scopes.of(frame, directory, self.metrics_category)


def _of_platform(query: Query, db: Session, found: Platform) -> ColumnElement[bool]:
    """Return the filter for the rows of a platform; with the ids of its members if another database has them."""
    relations, tables = relations_of(db), query.tables()
    members = None
    if query.vendor is not None and relations.databases(tables) != relations.databases([vendor_platforms.name]):
        dialect = session_for(db, tables).get_bind().dialect.name
        members = of_vendors(dialect, as_id(query.vendor), found.members)
    return query.of_platform(found.platform, first_party=found.has_first_party, members=members)


def _definitions(queries: Iterable[Query]) -> tuple[MetricDefinition, ...]:
    every = (each for query in queries for each in query.definitions if not isinstance(each, Probe))
    return tuple(dict.fromkeys(every))
