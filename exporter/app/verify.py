"""`orion-exporter verify`: whether the exported numbers are right, by statements that fold nothing.

- Fold: the sum of a metric over all vendors and platforms equals a total over its relation, not grouped by owner.
- Meaning: the metrics equal the truths of the preset, which are SQL over the shop's own tables.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from math import isclose
from typing import Any

from sqlalchemy.sql.operators import distinct_op
from sqlalchemy.sql.visitors import iterate

from exporter.app.application import Application
from exporter.app.findings import Finding
from exporter.app.truth_numbers import Labels, Numbers, Truth, numbers_of
from exporter.collection.provider import Provider
from exporter.contracts.failures import ContractError
from exporter.contracts.metrics import Labelled, MetricsContext, labelled
from exporter.database.failures import DATABASE_ERRORS, failure_of
from exporter.database.readable import Readable
from exporter.exposition.snapshot import Family, Snapshot
from exporter.fold.cells import divisor_of
from exporter.fold.families import family_names
from exporter.fold.frame import Frame
from exporter.fold.intake import take
from exporter.query import Query

ATTEMPTS = 3
"""How often a category is compared: a shop that is open changes between two statements."""

_CLOSE = 1e-9
_SHOWN = 5


def verify(application: Application, truths: Sequence[Truth] = ()) -> Iterator[Finding]:
    """Yield a finding for each category, and one for each truth."""
    for provider in application.providers:
        if provider.source.queries and not provider.source.is_absent:
            yield _folded(application, provider)
    series = _series(application)
    for truth in truths:
        yield _true(application.databases, truth, series.get(truth.metric, {}))


def _folded(application: Application, provider: Provider) -> Finding:
    """Return whether the sums of a category are the totals over its relations."""
    category = provider.category
    different: list[str] = []
    compared = 0
    for _ in range(ATTEMPTS):
        application.refresher.refresh(category)
        state = application.store[category]
        if state.failure is not None or state.snapshot is None:
            reason = state.failure.message if state.failure else "it has no numbers"
            return Finding("problem", category, f"cannot be verified: {reason}")
        if state.report.excluded:
            excluded = f"{state.report.excluded:,} rows are excluded, as the module is off where they belong"
            return Finding("hint", category, f"{excluded}; the sums are not compared")
        compared, different = _compared(application, provider, state.snapshot)
        if not different:
            return Finding("ok", category, f"{compared} sums equal the totals of the relations")
    listed = "; ".join(different[:_SHOWN])
    return Finding("problem", category, f"{len(different)} of {compared} sums differ: {listed}")


def _compared(application: Application, provider: Provider, snapshot: Snapshot) -> tuple[int, list[str]]:
    """Return the number of sums compared, and what differs."""
    families = {family.name: family for family in snapshot.families}
    totals: dict[tuple[str, str, Labels], float] = {}
    with application.databases.read(provider.category) as db:
        context = MetricsContext(application.clock.now())
        distinct = {each.definition.key for query in provider.source.queries for each in _not_additive(query)}
        for query in provider.source.queries:
            frame = Frame()
            whole = replace(query, vendor=None, platform=None, values=dict(_additive(query, distinct)))
            if whole.values:
                take(frame, whole.rows(db, context))
            for definition, columns in frame.columns.items():
                name = family_names(definition, query.owned_by)[0].name
                for labels, (value, *_) in columns.items():
                    key = definition.key, name, frozenset(labels)
                    # Several queries may feed one series; without a value there is none.
                    part = value / divisor_of(definition, labels) if value == value else 0.0
                    totals[key] = totals.get(key, 0.0) + part
    different = [
        f"{key} {dict(labels)} is {exported:g} instead of {total:g}"
        for (key, name, labels), total in totals.items()
        if not isclose(total, exported := _sum(families.get(name), dict(labels)), rel_tol=_CLOSE, abs_tol=_CLOSE)
    ]
    return len(totals), different


def _additive(query: Query, distinct: Collection[str]) -> Iterator[tuple[Any, Any]]:
    """Yield the values of a query that may be added up over the vendors, or over the platforms."""
    for measure, expression in query.values.items():
        one: Labelled = labelled(measure)
        if one.definition.fold == "sum" and one.definition.key not in distinct:
            yield one, expression


def _not_additive(query: Query) -> Iterator[Labelled]:
    """Yield the values that count what is distinct on each platform, which may be there on several."""
    for measure, expression in query.values.items():
        if any(getattr(each, "operator", None) is distinct_op for each in iterate(expression)):
            yield labelled(measure)


def _sum(family: Family | None, labels: Mapping[str, str]) -> float:
    """Return the sum of the samples with these labels."""
    if family is None:
        return 0.0
    columns = (each for each in family.columns if dict(each.labels) == labels)
    return sum(value for each in columns for value in each.values if value == value)


def _series(application: Application) -> dict[str, dict[Labels, float]]:
    """Return all samples by family, without the label `category`."""
    found: dict[str, dict[Labels, float]] = {}
    for provider in application.providers:
        application.refresher.refresh(provider.category)
        snapshot = application.store[provider.category].snapshot
        for family in snapshot.families if snapshot else ():
            for labels, value in family.samples(provider.category):
                del labels["category"]
                found.setdefault(family.name, {})[frozenset(labels.items())] = value
    return found


def _true(databases: Readable, truth: Truth, series: Numbers) -> Finding:
    """Return whether a metric is what its truth says.

    Zeros that the truth does not list are right, and a label that it does not have is left open.
    """
    if len(truth.databases) != 1:
        names = ", ".join(truth.databases)
        why = f"one SELECT cannot read the databases {names}" if names else "this configuration does not export it"
        return Finding("hint", truth.metric, f"not compared with its truth: {why}")
    try:
        expected = numbers_of(databases.named(*truth.databases), truth)
    except (*DATABASE_ERRORS, ContractError) as error:
        return Finding("problem", truth.metric, f"its truth cannot be read: {failure_of(error).message}")
    found = _with_labels({name for labels in expected for name, _ in labels}, series) if expected else series
    if len(found) < len(series):
        labels = ", ".join(sorted({name for labels in series for name, _ in labels}))
        return Finding(
            "problem", truth.metric, f"several series have the same labels in its truth; add some of these: {labels}"
        )
    wrong = [
        f"{dict(sorted(labels))} is {_text(found.get(labels))} instead of {_text(expected.get(labels))}"
        for labels in sorted({*expected, *found}, key=sorted)
        if not _equal(found.get(labels), expected.get(labels))
    ]
    if not wrong:
        equal = "equals" if len(expected) == 1 else "equal"
        return Finding("ok", truth.metric, f"{len(expected):,} series {equal} the truth: {truth.means}")
    listed = "; ".join(wrong[:_SHOWN])
    return Finding("problem", truth.metric, f"{len(wrong):,} series differ: {listed} ({truth.means})")


def _with_labels(names: Collection[str], series: Numbers) -> Numbers:
    """Return series with only the labels of these names."""
    return {frozenset(each for each in labels if each[0] in names): value for labels, value in series.items()}


def _equal(exported: float | None, expected: float | None) -> bool:
    if exported is None or expected is None:
        return (exported or 0.0) == (expected or 0.0) and expected is None
    return isclose(exported, expected, rel_tol=_CLOSE, abs_tol=_CLOSE)


def _text(value: float | None) -> str:
    return "absent" if value is None else f"{value:g}"
