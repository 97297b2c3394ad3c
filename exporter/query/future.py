"""Corrects times that cannot be true: those after now, and those that no moment is later than.

The latest of some rows is in the future if one of them is, and would hide the others for years. This is noticed after
the numbers were read, so it costs nothing while there are no such rows; then only their vendors are read again
(docs/decisions/0026-times-that-cannot-be-true.md).
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, DateTime, and_, bindparam, or_
from sqlalchemy.orm import Session

from exporter.contracts.metrics import Labelled, Measure, MetricDefinition, MetricsContext, definition_of, labelled
from exporter.database.fetching import naive
from exporter.directory.attribution import OwnedBy
from exporter.exposition.snapshot import NAN, Labels
from exporter.fold.frame import Frame
from exporter.fold.intake import take
from exporter.fold.local_times import seconds_of
from exporter.query.expressions import count
from exporter.query.incremental.changes import of_vendors
from exporter.query.moments import BEYOND, epoch, is_moment, newest, until
from exporter.query.statement import Query

TOLERANCE = timedelta(seconds=5)
"""By how much the clocks of the shop may be ahead; rows are also written after a refresh has begun."""

_MOST_VENDORS = 1_000
"""Maximum number of vendors to read; if there are more, all are read."""

Filters = Sequence[ColumnElement[bool]]

_Found = dict[MetricDefinition, dict[Labels, set[int]]]
"""Positions of numbers in a frame, by definition and labels."""


@dataclass(frozen=True, slots=True, eq=False)
class Probe(MetricDefinition):
    """A hidden metric: the latest time that the metric `of`, which is no time itself, depends on."""

    of: MetricDefinition | None = None


def probed(query: Query) -> Query:
    """Return the query with a probe for each value that depends on the latest of some times, but is not one."""
    probes: dict[Measure, ColumnElement[Any]] = {
        _probe(measure, query.time_zone): epoch(latest)
        for measure, expression in query.values.items()
        if not isinstance(expression, epoch)
        for latest in newest(expression)
    }
    return replace(query, values={**query.values, **probes}) if probes else query


def _probe(measure: Measure, time_zone: str) -> Labelled:
    of, labels = definition_of(measure), labelled(measure).labels
    return Labelled(Probe(of.key, of.name, of.label, of.help, of.labels, "max", time_zone=time_zone, of=of), labels)


def corrected(frame: Frame, queries: Mapping[Query, Filters], db: Session, context: MetricsContext) -> Frame:
    """Return the frame without times that cannot be true; `frame` itself does not change.

    Where the latest time is after `context.now`, it is the latest that is not. Where there is none, or the earliest is
    beyond the year 9999, it is absent. The frame was read by these queries, each with the given filters.
    """
    late, infinite = _late(frame, queries, context), _infinite(frame, queries)
    if not late and not infinite:
        return frame
    copied = frame.amended()
    for definition, positions in (*infinite.items(), *late.items()):
        for labels, some in positions.items():
            copied.columns[definition][labels] = _without(copied.columns[definition][labels], some)
    for definition, positions in infinite.items():
        copied.corrected["value"] += sum(map(len, positions.values()))
        copied.warnings.setdefault("value", f"{definition.key} is infinite or after the year 9999; it is omitted")
    if late:
        _Again(frame, late, db, context).into(copied, queries)
    return copied


def _late(frame: Frame, queries: Iterable[Query], context: MetricsContext) -> _Found:
    """Return the positions of numbers that a time in the future determines."""
    found = _Found()
    for definition in _definitions(queries, are_latest=True):
        target = (isinstance(definition, Probe) and definition.of) or definition
        for labels, positions in _above(frame, definition, seconds_of(context.now + TOLERANCE, definition.time_zone)):
            found.setdefault(target, {}).setdefault(labels, set()).update(positions)
    return found


def _infinite(frame: Frame, queries: Iterable[Query]) -> _Found:
    """Return the positions of earliest times that no moment is later than."""
    every = ((each, dict(_above(frame, each, BEYOND - 1))) for each in _definitions(queries, are_latest=False))
    return {definition: positions for definition, positions in every if positions}


def _definitions(queries: Iterable[Query], *, are_latest: bool) -> Iterator[MetricDefinition]:
    times = ((measure, of) for query in queries for measure, of in query.values.items() if isinstance(of, epoch))
    return iter(dict.fromkeys(definition_of(measure) for measure, of in times if bool(newest(of)) is are_latest))


def _above(frame: Frame, definition: MetricDefinition, limit: float) -> Iterator[tuple[Labels, set[int]]]:
    for labels, values in frame.columns.get(definition, {}).items():
        if positions := {position for position, value in enumerate(values) if value > limit}:
            yield labels, positions


def _without(values: "array[float]", positions: Iterable[int]) -> "array[float]":
    copied = array("d", values)
    for position in positions:
        copied[position] = NAN
    return copied


class _Again:
    """Reads numbers that a time in the future determines once more, without such times, and counts their rows."""

    def __init__(self, frame: Frame, late: _Found, db: Session, context: MetricsContext) -> None:
        self._late, self._db, self._context = late, db, context
        self._owners = list(frame.index)  # in the order of their positions
        positions = set[int]().union(*(some for by_labels in late.values() for some in by_labels.values()))
        self._vendors = {self._owners[position].vendor for position in positions}
        self._end = bindparam(None, naive(context.now + TOLERANCE), type_=DateTime())
        self._rows: dict[OwnedBy, MetricDefinition] = {}
        self._read = Frame()

    def into(self, copied: Frame, queries: Mapping[Query, Filters]) -> None:
        """Replace the numbers in a frame in which they are absent."""
        groups = defaultdict[tuple[str, int], list[Query]](list)
        for query in queries:
            if not self._late.keys().isdisjoint(query.definitions):
                groups[query.row_set, id(query.from_)].append(query)
        for group in groups.values():
            self._ask(group, queries)
        for definition, by_labels in self._late.items():
            for labels, positions in by_labels.items():
                self._replace(copied.columns[definition][labels], definition, labels, positions)
        if rows := round(sum(value for values in self._rows_read() for value in values if value == value)):
            keys = ", ".join(sorted(definition.key for definition in self._late))
            copied.corrected["future"] += rows
            copied.warnings.setdefault("future", f"{keys}: rows dated in the future are omitted")

    def _ask(self, group: list[Query], queries: Mapping[Query, Filters]) -> None:
        """Run queries that read the same rows; the first, which reads all of them, also counts those in the future."""
        group.sort(key=lambda query: query.prefilter is not None)
        times = [
            time
            for query in group
            for of in self._values(query).values()
            for each in newest(of)
            for time in each.clauses
        ]
        counted: Mapping[Measure, Any] = {
            self._rows_of(group[0]): count(or_(*(and_(is_moment(time), time > self._end) for time in times)))
        }
        for query in group:
            values = {measure: until(of, self._end) for measure, of in self._values(query).items()}
            needed = {label for measure in values for label in definition_of(measure).labels}
            by = {label: column for label, column in query.by.items() if label in needed}
            asked = replace(query, values={**values, **counted}, by=by)
            take(self._read, asked.rows(self._db, self._context, *queries[query], *self._among(query)))
            counted = {}

    def _rows_of(self, query: Query) -> MetricDefinition:
        """Return the metric of the number of rows in the future, of which the vendor and platform scopes have two."""
        rows = MetricDefinition("rows", "rows", "Rows", "Number of rows dated in the future.")
        return self._rows.setdefault(query.owned_by, rows)

    def _values(self, query: Query) -> dict[Measure, ColumnElement[Any]]:
        return {measure: of for measure, of in query.values.items() if definition_of(measure) in self._late}

    def _among(self, query: Query) -> Iterator[ColumnElement[bool]]:
        if query.vendor is not None and len(self._vendors) <= _MOST_VENDORS:
            yield of_vendors(self._db.get_bind().dialect.name, query.vendor, self._vendors)

    def _rows_read(self) -> Iterable["array[float]"]:
        return (values for rows in self._rows.values() for values in self._read.columns.get(rows, {}).values())

    def _replace(
        self, values: "array[float]", definition: MetricDefinition, labels: Labels, positions: Iterable[int]
    ) -> None:
        read = self._read.columns.get(definition, {}).get(labels)
        if read is None:
            return
        for position in positions:
            at = self._read.index.get(self._owners[position])
            if at is not None:
                values[position] = read[at]
