"""Shapes the expressions of a query for one grain of a shop's relations: which may lack columns, or have a map."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, DateTime, Null, null, true
from sqlalchemy.sql.elements import BinaryExpression, True_
from sqlalchemy.sql.operators import is_, is_not
from sqlalchemy.sql.visitors import iterate, replacement_traverse

from exporter.contracts.metrics import Labelled, Measure, MetricDefinition, Scope, labelled, variant
from exporter.query.mapping import inverted
from exporter.query.moments import epoch
from exporter.query.statement import Query
from exporter.query.sums import DECIMALS, in_whole_parts
from exporter.relations.contract import Column, RelationTable, first_party_on, optional
from exporter.relations.relations import BY_PLATFORM, Relation, Relations

OWNERS = frozenset({"vendor_id", "platform_id"})
"""Columns that say whose a row is. In the conditions of a relation without one of them it is NULL."""


class AbsentError(Exception):
    """An expression needs a column that its relation does not have."""


class Made:
    """What was made of expressions. The same expression stays the same object, by which queries are grouped."""

    def __init__(self) -> None:
        self._done: dict[tuple[int, str], Any] = {}
        self._kept: list[Any] = []  # so that no id is used again
        self._twins: dict[RelationTable, RelationTable] = {}

    def memo(self, original: Any, kind: str, make: Any) -> Any:
        """Return what was made of an object before, or make it."""
        key = (id(original), kind)
        if key not in self._done:
            self._kept.append(original)
            self._done[key] = make()
        return self._done[key]

    def twin(self, table: RelationTable) -> RelationTable:
        """Return the relation for the platform scope."""
        if table not in self._twins:
            columns = (each.copy() for each in table.c)
            twin = RelationTable(table.name + BY_PLATFORM, *columns)
            twin.row = table.platform_row
            self._twins[table] = twin
        return self._twins[table]


class Grain:
    """Shapes one query for one grain: `finer` are the relations to read by platform."""

    def __init__(self, made: Made, relations: Relations, finer: frozenset[RelationTable]) -> None:
        self._made_before, self._relations, self._finer = made, relations, finer

    def owner(self, column: Any) -> Any:
        """Return the column of an owner's id; None if the relation does not have it.

        One that is NULL in every row has no type that an id could be compared with, so it is NULL itself.
        """
        if not isinstance(column, Column):
            return self.maybe(column)
        if self._instead(column) is None:
            return None
        is_null = column.name in self._relation(column).nulls
        return self._made_before.memo(column, "null", null) if is_null else self.maybe(column)

    def maybe(self, expression: Any) -> Any:
        """Return an expression for the relations; None if it is None or needs a column that they do not have."""
        try:
            return self.expression(expression)
        except AbsentError:
            return None

    def watched(self, column: Any) -> Any:
        """Return the time of the last write, if changes of the relation may be found by it."""
        found = self.maybe(column)
        if found is None or not isinstance(column, Column):
            return found
        relation = self._relation(column)
        return found if not relation.sql or (relation.incremental != "no" and not relation.time_zone) else None

    def table(self, query: Query) -> RelationTable | None:
        """Return the relation that a query reads, unless it joins several; a statement without its columns needs it."""
        found = {each for each in elements(query) if isinstance(each, RelationTable)}
        if query.from_ is not None or len(found) != 1:
            return None
        (table,) = found
        return self._made_before.twin(table) if table in self._finer else table

    def time_zone(self, query: Query) -> str:
        """Return the zone of the times of a query; "" is UTC."""
        columns = (each for each in elements(query) if isinstance(each, Column) and isinstance(each.type, DateTime))
        return next((self._relation(each).time_zone for each in columns), "")

    def condition(self, expression: Any) -> Any:
        """Return a condition; None if it is always true. Raises AbsentError if it never is, or needs more columns."""
        if expression is None:
            return None
        found = self.expression(expression)
        if isinstance(found, True_):
            return None
        if isinstance(found, BinaryExpression) and isinstance(found.left, Null):
            if found.operator is (is_ if self._is_the_only_vendors(expression.left) else is_not):
                raise AbsentError
            return None if found.operator in {is_, is_not} else found
        return found

    def _is_the_only_vendors(self, column: Any) -> bool:
        """Whether all rows are those of the only vendor, as nothing says whose they are."""
        table = getattr(column, "table", None)
        if self._relations.has_vendors or not isinstance(table, RelationTable) or column.name != "vendor_id":
            return False
        platform = table.c.get("platform_id")
        return not isinstance(platform, Column) or not self._has(platform)

    def expression(self, expression: Any) -> Any:
        """Return an expression for the relations. Raises AbsentError if it needs a column that they do not have."""
        if expression is None:
            return None
        kind = "finer" if self._finer else "own"
        made = self._made_before.memo(expression, kind, lambda: self._made(expression))
        if isinstance(made, AbsentError):
            raise made
        return made

    def _made(self, expression: Any) -> Any:
        try:
            return self._replaced(expression)
        except AbsentError as absent:
            return absent

    def _replaced(self, expression: Any) -> Any:
        if not any(map(self._is_changed, iterate(expression))):
            return expression
        chosen = replacement_traverse(expression, {}, self._chosen)
        in_our_words = inverted(chosen, self.map)
        return replacement_traverse(in_our_words, {}, self._column)

    def _is_changed(self, element: Any) -> bool:
        if isinstance(element, optional | first_party_on):
            return True
        return isinstance(element, Column) and (
            element.table in self._finer or self._instead(element) is not element or bool(self.map(element))
        )

    def _chosen(self, element: Any, **_: Any) -> Any:
        if isinstance(element, first_party_on):
            return self._on(*element.clauses)
        if not isinstance(element, optional):
            return None
        expression, otherwise = element.clauses
        there = all(self._instead(each) is not None for each in iterate(expression) if isinstance(each, Column))
        return replacement_traverse(expression if there else otherwise, {}, self._chosen)

    def _on(self, code: Any) -> ColumnElement[bool]:
        party = self._relations.first_party
        if party is None:
            raise AbsentError
        return true() if party.platforms is None else code.in_(party.platforms)

    def _column(self, element: Any, **_: Any) -> Any:
        if isinstance(element, RelationTable):
            return self._made_before.twin(element) if element in self._finer else None
        if not isinstance(element, Column):
            return None
        found = self._instead(element)
        if found is None:
            if element.name in OWNERS:
                return null()
            raise AbsentError
        return self._made_before.twin(found.table).c[found.name] if found.table in self._finer else found

    def _instead(self, column: Column) -> Column | None:
        """Return the column of the relation for one of the contract; None if there is none."""
        if not isinstance(column.table, RelationTable) or self._has(column):
            return column
        others = (each for each in column.table.c if isinstance(each, Column) and each.instead_of == column.name)
        return next((each for each in others if self._has(each)), None)

    def _has(self, column: Column) -> bool:
        return self._relation(column).has(column.name, extension=column.extension)

    def _relation(self, column: Column) -> Relation:
        table: Any = column.table
        found = self._relations.by_platform(table.name) if table in self._finer else self._relations.of(table.name)
        return found or Relation(table.name)

    def map(self, column: Any) -> Mapping[str | None, str]:
        """Return the map of a column; empty if it has none."""
        if not isinstance(column, Column) or not isinstance(column.table, RelationTable):
            return {}
        return self._relation(column).map.get(column.name, {})

    def measures(
        self, query: Query, by: Mapping[str, Any], scope: Scope
    ) -> Iterator[tuple[Measure, ColumnElement[Any]]]:
        """Yield the values that can be computed, with their definitions for this grain."""
        for measure, expression in query.values.items():
            definition, fixed = labelled(measure).definition, labelled(measure).labels
            if {*definition.labels} - {*by} - {label for label, _ in fixed}:
                continue
            if (made := self.maybe(expression)) is not None:
                defined = self._defined(definition, query, made, scope)
                if defined.money and defined.minor_unit == 0:
                    defined = defined.in_minor_unit(DECIMALS)
                    made = self._made_before.memo(made, "whole", partial(in_whole_parts, made))
                yield (Labelled(defined, fixed) if fixed else defined), made

    def _defined(self, definition: MetricDefinition, query: Query, made: Any, scope: Scope) -> MetricDefinition:
        """Return the definition of a value, which says in which unit and time zone its parts are."""
        columns = [each for each in iterate(made) if isinstance(each, Column)]
        relation = self._of(columns[0]) if columns else Relation("")
        changes: dict[str, Any] = {"scope": scope if definition.scope == "both" else definition.scope}
        labels = {label: _known(known, self.map(query.by.get(label))) for label, known in definition.labels.items()}
        if labels != dict(definition.labels):
            changes["labels"] = labels
        if definition.money and any(each.instead_of for each in columns):
            changes["minor_unit"] = 0
        elif definition.money and relation.minor_unit is not None:
            changes["minor_unit"] = relation.minor_unit
        if isinstance(made, epoch) and relation.time_zone:
            changes["time_zone"] = relation.time_zone
        return variant(definition, **changes)

    def _of(self, column: Column) -> Relation:
        """Return the relation of a column of a finished expression."""
        table: Any = column.table
        return self._relations.given.get(table.name) or Relation(table.name)


def _known(known: tuple[str, ...], of: Mapping[str | None, str]) -> tuple[str, ...]:
    """Return the known values of a label: where its column has a map, what that leads to."""
    return tuple(dict.fromkeys(of.values())) if of and known else known


def elements(query: Query) -> Iterator[Any]:
    """Yield all elements of a query's expressions, and the tables that its columns are from."""
    others = (query.vendor, query.platform, query.where, query.from_, query.table, query.time_column, query.prefilter)
    for each in (*others, *query.by.values(), *query.values.values()):
        for element in iterate(each) if each is not None else ():
            yield element
            if isinstance(element, Column):
                yield element.table
