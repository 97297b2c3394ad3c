"""The alerts of a declared provider: judged, and made into alerts like those of a provider in code."""

import re
from collections.abc import Iterator, Mapping
from math import isinf

from exporter.collection.declared.columns import Columns, resembling
from exporter.config.declared_settings import DeclarationSettings, DeclaredAlertSettings
from exporter.config.origin import Loc, Problem
from exporter.contracts.alerts import Alert, Unit
from exporter.contracts.metrics import MetricDefinition
from exporter.directory.attribution import OwnedBy

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_UNITS = {"s": "a duration", "1": "a share", "": "a count"}


def problems(
    loc: Loc,
    of: DeclaredAlertSettings,
    given: DeclarationSettings,
    columns: Columns,
    taken: Mapping[str, str],
) -> Iterator[Problem]:
    """Yield what is wrong with an alert; `taken` are the names of other alerts with their categories."""
    name = str(loc[-1])
    if not _NAME.fullmatch(name):
        yield Problem(loc, "must be a name of letters, digits and underscores, such as AcmeReviewsWaiting")
    if name in taken:
        yield Problem(loc, f"is an alert of {taken[name]}; choose another name")
    if of.metric not in given.metrics:
        names = list(given.metrics)
        yield Problem((*loc, "metric"), f'the provider has no metric "{of.metric}"{resembling(of.metric, names)}')
        return
    yield from _of_labels(loc, of, given, columns)
    if isinf(of.default.number):
        yield Problem((*loc, "default"), "must be a number; to disable the alert, set its threshold to off")
    elif of.unit is not None and of.default.unit not in {"", of.unit}:
        yield Problem((*loc, "unit"), f"must be that of the default, which is {_UNITS[of.default.unit]}")
    elif _is_moment(of, given) and unit_of(of, given) != "s":
        yield Problem((*loc, "default"), f"is compared with the age of {of.metric}; write a duration, such as 2h")


def _of_labels(loc: Loc, of: DeclaredAlertSettings, given: DeclarationSettings, columns: Columns) -> Iterator[Problem]:
    labels = given.metrics[of.metric].by
    for label, value in of.where.items():
        if label not in labels:
            yield Problem((*loc, "where", label), f"{of.metric} has no such label{resembling(label, list(labels))}")
            continue
        known = labels[label].values
        if fault := columns.unmapped(labels[label].column or label, [value]):
            yield Problem((*loc, "where", label), fault)
        elif known and value not in known:
            fault = f'"{value}" is not a known value of {label}{resembling(value, known)}'
            yield Problem((*loc, "where", label), fault)


def _is_moment(of: DeclaredAlertSettings, given: DeclarationSettings) -> bool:
    return not {"latest", "earliest"}.isdisjoint(given.metrics[of.metric].aggregates())


def unit_of(of: DeclaredAlertSettings, given: DeclarationSettings) -> Unit:
    """Return the unit of a threshold; for the age of a time, a number without one is in seconds."""
    if of.unit is not None:
        return of.unit
    return "s" if not of.default.unit and _is_moment(of, given) else of.default.unit


def alert(
    name: str,
    of: DeclaredAlertSettings,
    given: DeclarationSettings,
    definitions: Mapping[str, MetricDefinition],
    owned_by: OwnedBy,
) -> Alert:
    """Return an alert that has no problems; it is about those who own the rows of its provider."""
    metric = definitions[of.metric]
    return Alert(
        name,
        metric.where(**of.where) if of.where else metric,
        of.default.number,
        unit_of(of, given),
        below=of.below,
        severity=of.severity,
        for_=of.for_,
        scope="vendor" if owned_by.vendor else "platform" if owned_by.platform else "installation",
        summary=of.summary,
    )
