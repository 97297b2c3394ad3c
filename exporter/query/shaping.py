"""Makes the queries of a provider fit a shop's relations, which may lack columns, or have two grains or other values.

What needs a column that a relation does not have is left out. A provider does not know of this.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import literal_column, null

from exporter.contracts.metrics import Scope
from exporter.database.ids import AnyId
from exporter.query.grain import AbsentError, Grain, Made, elements
from exporter.query.statement import Query
from exporter.relations.contract import RelationTable
from exporter.relations.relations import PLATFORM, Relations

_OF_PLATFORMS = frozenset({"platforms", "vendor_platforms"})
"""Relations whose rows describe the platforms themselves."""


def shaped(queries: Iterable[Query], relations: Relations) -> list[Query]:
    """Return the queries for these relations, which may be fewer, or twice as many.

    For the tables of the application they are the same statements as before.
    """
    shaping = _Shaping(relations)
    return [each for query in queries for each in shaping.of(query)]


class _Shaping:
    """Shapes the queries of one provider."""

    def __init__(self, relations: Relations) -> None:
        self._relations = relations
        self._made = Made()

    def of(self, query: Query) -> Iterator[Query]:
        """Yield the queries for one of a provider."""
        tables = {each for each in elements(query) if isinstance(each, RelationTable)}
        if any(
            self._relations.of(each.name) is None and self._relations.by_platform(each.name) is None for each in tables
        ):
            return
        finer = {each for each in tables if self._relations.by_platform(each.name) is not None}
        two = bool(finer) and _owner(query) is not None and _owner(query).table in finer
        if not two:
            yield from self._one(query, "both", frozenset())
            return
        if all(self._relations.of(each.name) is not None for each in tables):
            yield from self._one(query, "vendor", frozenset())
        yield from self._one(query, "platform", frozenset(finer))

    def _one(self, query: Query, scope: Scope, finer: frozenset[RelationTable]) -> Iterator[Query]:
        one = Grain(self._made, self._relations, finer)
        vendor, platform = self._owners(query, one, scope)
        try:
            where, prefilter = one.condition(query.where), one.condition(query.prefilter)
        except AbsentError:
            return
        by = {label: of for label, column in query.by.items() if (of := one.maybe(column)) is not None}
        values = dict(one.measures(query, by, scope))
        if not values:
            return
        yield replace(
            query,
            values=values,
            vendor=vendor,
            platform=platform,
            by=by,
            maps={label: of for label, column in query.by.items() if label in by and (of := one.map(column))},
            where=where,
            prefilter=prefilter,
            from_=one.maybe(query.from_),
            table=one.table(query),
            time_column=one.maybe(query.time_column),
            updated_at=one.watched(query.updated_at),
            primary_key=one.maybe(query.primary_key),
            time_zone=one.time_zone(query),
        )

    def _owners(self, query: Query, one: Grain, scope: Scope) -> tuple[Any, Any]:
        """Return the columns of the owners' ids.

        Without vendors, every row is the first party's, and without platforms it is on the only platform, whatever ids
        it has.
        """
        vendor, platform = one.owner(query.vendor), one.owner(query.platform)
        if scope == "platform":
            vendor = None
        elif query.vendor is not None and not self._relations.has_vendors:
            vendor = self._made.memo(query.vendor, "first party", null)
        table = getattr(query.platform, "table", None)
        if platform is None or self._relations.has_platforms or (table is not None and table.name in _OF_PLATFORMS):
            return vendor, platform
        only = self._made.memo(query.platform, "only platform", lambda: literal_column(f"'{PLATFORM}'", AnyId()))
        return vendor, only if vendor is None else None


def _owner(query: Query) -> Any:
    return query.vendor if query.vendor is not None else query.platform
