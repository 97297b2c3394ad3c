"""The metrics of a declared provider: judged, and made into definitions and SQL expressions."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_

from exporter.collection.declared.columns import Columns, Use
from exporter.collection.declared.names import TIMESTAMP, faults_of_name, faults_of_unit
from exporter.collection.per_vendor import RESERVED_LABELS, is_label
from exporter.config.declared_settings import MetricSettings
from exporter.config.origin import Loc, Problem
from exporter.contracts.metrics import Fold, MetricDefinition
from exporter.query import count, earliest, latest, total
from exporter.relations.contract import RelationTable

_AGGREGATES = "count: rows, or sum, min, max, latest or earliest with a column"
_FOLDS: Mapping[str, Fold] = {"max": "max", "latest": "max", "min": "min", "earliest": "min"}
_ICONS = {"count": "list-ordered", "latest": "clock", "earliest": "clock"}
_MOMENTS = ("latest", "earliest")
_UNNAMED = {"id", "vendor_id", "platform_id"}
"""Columns that HELP does not name: they give a row its owner."""

_OF_PROMETHEUS = {"job", "instance", "le", "quantile"}
"""Labels of targets, which a scrape would rename, and of other types of metrics."""

By = tuple[tuple[str, str], ...]
"""Labels with their columns: metrics with the same ones share a query."""


def problems(loc: Loc, name: str, of: MetricSettings, columns: Columns) -> Iterator[Problem]:
    """Yield what is wrong with a metric, and note how it uses the columns."""
    yield from (Problem(loc, message) for message in faults_of_name(name, of))
    yield from (Problem((*loc, "unit"), message) for message in faults_of_unit(name, of))
    yield from _of_aggregate(loc, of, columns)
    yield from _of_labels(loc, of, columns)
    for column, values in of.where.items():
        if fault := columns.use(column, Use.LABEL) or columns.unmapped(column, values):
            yield Problem((*loc, "where", column), fault)
    yield from _of_money(loc, of)


def _of_aggregate(loc: Loc, of: MetricSettings, columns: Columns) -> Iterator[Problem]:
    given = of.aggregates()
    if not given:
        yield Problem(loc, f"needs an aggregate: {_AGGREGATES}")
        return
    first, *others = given
    if others:
        yield Problem((*loc, others[0]), f"cannot be combined with {first}; declare another metric for it")
        return
    if first != "count" and (fault := columns.use(given[first], Use.MOMENT if first in _MOMENTS else Use.NUMBER)):
        yield Problem((*loc, first), fault)


def _of_labels(loc: Loc, of: MetricSettings, columns: Columns) -> Iterator[Problem]:
    for label, each in of.by.items():
        if label in RESERVED_LABELS:
            yield Problem((*loc, "by", label), f"is a reserved label ({', '.join(sorted(RESERVED_LABELS))}); rename it")
        elif label in _OF_PROMETHEUS:
            yield Problem((*loc, "by", label), f"is a label that Prometheus sets; use another, such as {label}_name")
        elif not is_label(label) or label != label.lower():
            yield Problem((*loc, "by", label), "is not a valid label; use small letters, digits and underscores")
        elif fault := columns.use(each.column or label, Use.LABEL) or columns.unmapped(
            each.column or label, each.values
        ):
            yield Problem((*loc, "by", label), fault)


def _of_money(loc: Loc, of: MetricSettings) -> Iterator[Problem]:
    given = of.aggregates()
    if of.money and "sum" not in given:
        yield Problem((*loc, "money"), "is only for a sum")
    elif of.money and "currency" not in of.by:
        yield Problem((*loc, "money"), "needs the label currency; add by: {currency: open}")
    elif of.money and of.divisor != 1:
        yield Problem((*loc, "divisor"), "cannot be combined with money; use minor_unit")
    if of.minor_unit is not None and not of.money:
        yield Problem((*loc, "minor_unit"), "is only for money; use divisor, or set money to true")
    if of.divisor != 1 and not {"sum", "min", "max"} & given.keys():
        yield Problem((*loc, "divisor"), "is only for sum, min and max")


def definition(category: str, name: str, of: MetricSettings, relation: str) -> MetricDefinition:
    """Return the definition of a metric that has no problems."""
    ((aggregate, _),) = of.aggregates().items()
    return MetricDefinition(
        f"{category}.{name}",
        name,
        of.label or name.removesuffix(TIMESTAMP).replace("_", " ").capitalize(),
        _help(of, relation),
        labels={label: each.values for label, each in of.by.items()},
        fold=_FOLDS.get(aggregate, "sum"),
        money=of.money,
        divisor=of.divisor,
        unit="s" if aggregate in _MOMENTS else of.unit,
        icon=of.icon or ("coins" if of.money else _ICONS.get(aggregate, "gauge")),
        minor_unit="currency" if of.minor_unit is None else of.minor_unit,
    )


def _help(of: MetricSettings, relation: str) -> str:
    """Return the HELP, which ends with its source as those of the built-in metrics do."""
    given, labels = of.aggregates(), (each.column or label for label, each in of.by.items())
    named = dict.fromkeys((*(column for name, column in given.items() if name != "count"), *of.where, *labels))
    *most, last = [each for each in named if each not in _UNNAMED] or [""]
    columns = f", column{'s' if most else ''} {' and '.join(filter(None, (', '.join(most), last)))}" if last else ""
    return f"{of.help.strip().rstrip('.')} (relation {relation}{columns})."


def by_of(of: MetricSettings) -> By:
    """Return the labels of a metric with their columns."""
    return tuple((label, each.column or label) for label, each in of.by.items())


def expression(of: MetricSettings, table: RelationTable) -> ColumnElement[Any]:
    """Return the number as SQL, as a provider in code would write it."""
    ((aggregate, name),) = of.aggregates().items()
    where = _condition(of, table)
    if aggregate == "count":
        return count(where)
    column = table.c[name]
    if aggregate == "sum":
        return total(column, where)
    if aggregate in _MOMENTS:
        return latest(column, where) if aggregate == "latest" else earliest(column, where)
    most = func.max if aggregate == "max" else func.min
    return most(column if where is None else case((where, column)))


def _condition(of: MetricSettings, table: RelationTable) -> ColumnElement[bool] | None:
    parts = [_among(table.c[name], values) for name, values in of.where.items()]
    if len(parts) < 2:  # noqa: PLR2004 - one condition is no conjunction
        return parts[0] if parts else None
    return and_(*parts)


def _among(column: ColumnElement[Any], values: tuple[str | None, ...]) -> ColumnElement[bool]:
    texts = [each for each in values if each is not None]
    among = column.in_(texts)
    if None not in values:
        return among
    return or_(among, column.is_(None)) if texts else column.is_(None)
