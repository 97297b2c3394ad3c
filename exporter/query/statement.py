"""A query of a provider, and its SQL statement.

A `Query` defines the owners of rows, the grouping and the aggregates. The statement for all vendors and the one for a
single vendor, platform or period are generated from it, so their results are consistent.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Null,
    Select,
    TableClause,
    func,
    literal_column,
    null,
    select,
)
from sqlalchemy.orm import Session
from sqlalchemy.sql.visitors import iterate

from exporter.contracts.metrics import (
    Id,
    Measure,
    MetricDefinition,
    MetricsContext,
    Rows,
    definition_of,
)
from exporter.database.collations import exact
from exporter.database.fetching import fetch, naive
from exporter.database.ids import as_id
from exporter.database.purpose import with_purpose
from exporter.directory.attribution import OwnedBy, Owner, of_platform, of_vendor
from exporter.relations.of_session import session_for


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """A grouped SELECT that computes `values` per vendor, platform and label set. All fields are SQL expressions.

    - `values`: an aggregate per metric (`count()`, `total(...)`), or per metric with fixed labels (`where()`).
    - `vendor`, `platform`: columns with the ids of the row's owner. Without `platform`, rows are vendor-wide; without
      `vendor`, they belong to platforms; without both, to the whole shop.
    - `by`: the columns to group by, by label name. Each label of a metric is either here or fixed.
    - `where`: a condition for the rows to count.
    - `from_`: the FROM clause, if the columns do not determine it (a join).
    - `time_column`: the time that a period applies to; without it, a period is ignored.
    - `prefilter`: excludes rows that these values do not need, and that another query counts.
    - `table`: the relation whose rows are counted, if no column names it; set by the configuration of a relation.
    - `maps`: by label, the value to export for values of its column; set by the configuration of a relation.
    - `time_zone`: the IANA zone of its times; set by the configuration of a relation; "" is UTC.
    - `primary_key`, `updated_at` (NOT NULL, first column of an index, set to the current time by every write): enable
      changed-only refreshes, which read only vendors with changed rows, or single months of them by `time_column`
      (docs/decisions/0011-refresh-what-changed.md). A query with `from_` or `ago` reads all its rows at every refresh.

    If a label of a metric is neither in `by` nor fixed, reading the rows raises `ContractError`.

    >>> from sqlalchemy import String, column, table
    >>> from exporter.query import AnyId, count
    >>> orders = table("orders", column("vendor_id", AnyId), column("status", String))
    >>> ORDERS = MetricDefinition("orders.total", "orders", "Orders", "Orders.", labels={"status": ()})
    >>> query = Query({ORDERS: count()}, vendor=orders.c.vendor_id, by={"status": orders.c.status})
    >>> print(query.select())
    SELECT orders.vendor_id, NULL AS anon_1, orders.status, count(*) AS count_1, count(*) AS count_2...
    FROM orders GROUP BY 1, 3
    """

    values: Mapping[Measure, ColumnElement[Any]]
    vendor: ColumnElement[Any] | None = None
    platform: ColumnElement[Any] | None = None
    by: Mapping[str, ColumnElement[Any]] = field(default_factory=dict)
    where: ColumnElement[bool] | None = None
    from_: FromClause | None = None
    time_column: ColumnElement[Any] | None = None
    updated_at: ColumnElement[Any] | None = None
    primary_key: ColumnElement[Any] | None = None
    prefilter: ColumnElement[bool] | None = None
    maps: Mapping[str, Mapping[str | None, str]] = field(default_factory=dict)
    table: FromClause | None = None
    time_zone: str = ""
    _tables: dict[str, set[str]] = field(default_factory=dict, init=False, repr=False)

    @property
    def definitions(self) -> tuple[MetricDefinition, ...]:
        """The metrics of its values, without duplicates."""
        return tuple(dict.fromkeys(map(definition_of, self.values)))

    @property
    def row_set(self) -> str:
        """Identifies the counted rows: queries with an equal row set count the same rows."""
        return f"{sorted(self.tables())} where {self.where}"

    def select(self, *filters: ColumnElement[bool]) -> Select[Any]:
        """Return the statement: vendor, platform, labels, row count, numbers; grouped by vendor, platform and labels.

        It groups by position, because the name of an alias that shadows a column would refer to that column.
        """
        who = [null() if column is None else as_id(column) for column in (self.vendor, self.platform)]
        statement = select(*who, *self.by.values(), func.count(), *self.values.values())
        grouped = [i + 1 for i, column in enumerate((self.vendor, self.platform)) if _is_grouped(column)]
        grouped += range(3, 3 + len(self.by))
        rows_from = self.from_ if self.from_ is not None else self.table
        if rows_from is not None:
            statement = statement.select_from(rows_from)
        limits = [each for each in (self.where, self.prefilter) if each is not None]
        statement = with_purpose(statement, self.definitions)
        return statement.where(*limits, *filters).group_by(*(literal_column(str(position)) for position in grouped))

    def rows(self, db: Session, context: MetricsContext, *filters: ColumnElement[bool]) -> Rows:
        """Run the statement in the database of its relations; its rows are fetched lazily."""
        db = session_for(db, self.tables())
        vendor, platform = (
            each if each is None or not _is_grouped(each) else exact(db, each) for each in (self.vendor, self.platform)
        )
        statement = replace(self, vendor=vendor, platform=platform).select(*filters, *self.period(context))
        return self.answer(fetch(db, statement, context.now))

    def answer(self, rows: Iterable[Sequence[Any]], values: Iterable[Measure] | None = None) -> Rows:
        """Return rows of the query, of which some may be put together from others; `values` if it has fewer."""
        return Rows(
            tuple(self.values if values is None else values),
            tuple(self.by),
            rows,
            has_vendor=self.vendor is not None,
            has_platform=self.platform is not None,
            row_set=self.row_set,
            maps=self.maps,
        )

    def period(self, context: MetricsContext) -> Iterator[ColumnElement[bool]]:
        """Yield the filters for the period of the context."""
        if self.time_column is not None and context.date_from is not None:
            yield self.time_column >= naive(context.date_from)
        if self.time_column is not None and context.date_to is not None:
            yield self.time_column < naive(context.date_to)

    def of_vendor(self, vendor_id: Id | None, platform_id: Id | None) -> Iterator[ColumnElement[bool]]:
        """Yield the filters for the rows of a vendor; with a platform, only rows on it and vendor-wide ones."""
        return of_vendor(self.vendor, self.platform, Owner(vendor_id, platform_id))

    def of_platform(
        self, platform_id: Id, *, first_party: bool = False, members: ColumnElement[bool] | None = None
    ) -> ColumnElement[bool]:
        """Return the filter for the rows of a platform: rows on it, and vendor-wide rows of its active members.

        `first_party` is whether the shop's first party is one of these. `members` is the condition for the rows of the
        others, if the database of the query does not contain the memberships.
        """
        return of_platform(self.vendor, self.platform, platform_id, first_party=first_party, members=members)

    @property
    def owned_by(self) -> OwnedBy:
        """Which owner ids its rows have."""
        return OwnedBy(self.vendor is not None, self.platform is not None)

    def tables(self) -> Mapping[str, Set[str]]:
        """Return the tables that the statement reads, with the columns of each."""
        if not self._tables:  # a refresh asks several times for each query
            self._tables.update(self._found())
        return self._tables

    def _found(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {self.table.name: set()} if isinstance(self.table, TableClause) else {}
        for element in iterate(self.select()):
            owner = getattr(element, "table", None)
            if isinstance(owner, TableClause):
                found.setdefault(owner.name, set()).add(str(getattr(element, "name", "")))
        return found


def _is_grouped(owner: ColumnElement[Any] | None) -> bool:
    """Whether rows have different owners; NULL stands for the first party of a shop without vendors."""
    return owner is not None and not isinstance(owner, Null)
