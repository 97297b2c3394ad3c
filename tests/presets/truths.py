"""What the numbers of a shop must be: the SQL over the shop's own tables that its preset has under `truth`."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

import yaml
from sqlalchemy import Connection

from exporter.app.catalogue import Entry, entries
from exporter.app.truths import with_helpers
from grafana.modules import PROVIDERS
from tests.packaging import ROOT

PRESETS = ROOT / "providers/presets"

WITHOUT_PRESET = ROOT / "tests/presets/truth"
"""The truths of shops that have no preset yet: `about`, `parameters`, `truth` and `absent`."""

Labels = frozenset[tuple[str, str]]
"""The labels of a series without `category`, and their values."""

Numbers = Mapping[Labels, float]

FAMILIES: Mapping[str, Entry] = {
    entry.name: entry for entry in entries(PROVIDERS) if entry.category not in {"exporter", "alerts"}
}
"""The metrics of the built-in modules by name."""

LABELS: Mapping[str, Mapping[str, Sequence[str]]] = {
    name: {label: values for label, values in entry.labels.items() if label != "category"}
    for name, entry in FAMILIES.items()
}
"""The labels of these without `category`, each with its known values."""

MORE_VALUES = {"status": ("failed",)}
"""Label values that a shop may have beyond those that are predefined."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What the series of one metric must be: a sentence, and a query with one row per series.

    The query is a mapping by dialect where databases need different ones.
    """

    metric: str
    means: str
    sql: str | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Truths:
    """What a preset says about its shop, its truths by metric, and the metrics for which the shop has no source."""

    about: str
    by_metric: Mapping[str, Truth]
    absent: Sequence[str]


@cache
def truths(shop: str, variant: str | None = None) -> Truths:
    """Read the preset of `shop`; a truth of the variant replaces the preset's truth of the same metric."""
    path = next(path for folder in (PRESETS, WITHOUT_PRESET) if (path := folder / f"{shop}.yaml").is_file())
    preset = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = _section(preset, preset.get("truth_with", {}))
    if variant is None:
        return found
    of_variant = preset["variants"][variant]
    other = _section(of_variant, preset.get("truth_with", {}) | of_variant.get("truth_with", {}))
    kept = {metric: truth for metric, truth in found.by_metric.items() if metric not in other.absent}
    absent = [metric for metric in found.absent if metric not in other.by_metric]
    return Truths(found.about + other.about, {**kept, **other.by_metric}, [*absent, *other.absent])


def _section(preset: Mapping[str, Any], helpers: Mapping[str, str]) -> Truths:
    every = [Truth(each["metric"], each["means"], _whole(each["sql"], helpers)) for each in preset["truth"]]
    by_metric = {truth.metric: truth for truth in every}
    assert len(by_metric) == len(every), "two truths of one metric"
    return Truths(preset["about"], by_metric, preset.get("absent", []))


def _whole(sql: str | Mapping[str, str], helpers: Mapping[str, str]) -> str | Mapping[str, str]:
    if isinstance(sql, str):
        return with_helpers(sql, helpers)
    return {dialect: with_helpers(each, helpers) for dialect, each in sql.items()}


def numbers(connection: Connection, truth: Truth, parameters: Mapping[str, str] | None = None) -> Numbers:
    """Return the series of a truth, without those whose value is NULL.

    `parameters` replace `{{name}}` in the query as they are.
    """
    statement = truth.sql if isinstance(truth.sql, str) else truth.sql[connection.dialect.name]
    for name, text in (parameters or {}).items():
        statement = statement.replace(f"{{{{{name}}}}}", text)
    # Executed as written: neither a colon nor a percent sign begins a parameter.
    result = connection.execution_options(no_parameters=True).exec_driver_sql(statement)
    rows = [dict(row) for row in result.mappings()]
    found = {labels_of(row): row["value"] for row in rows}
    assert len(found) == len(rows), f"{truth.metric}: two rows have the same labels"
    return {labels: float(value) for labels, value in found.items() if value is not None}


def at(moment: datetime) -> dict[str, str]:
    """Return the parameter `now`: a moment as a literal in UTC, for numbers that depend on it."""
    return {"now": f"'{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S}'"}


def labels_of(row: Mapping[str, object]) -> Labels:
    """Return the labels of a row: all columns except `value`."""
    labels = {name: text for name, text in row.items() if name != "value"}
    texts = {name: text for name, text in labels.items() if isinstance(text, str) and text}
    assert texts == labels, f"a label must be a text that is not empty: {labels}"
    return frozenset(texts.items())


def by(found: Numbers, *names: str) -> dict[tuple[str, ...], float]:
    """Return the sums of the numbers by the values of these labels."""
    sums: dict[tuple[str, ...], float] = defaultdict(float)
    for labels, value in found.items():
        values = dict(labels)
        sums[tuple(values[name] for name in names)] += value
    return dict(sums)


def wrong_labels(metric: str, found: Numbers) -> set[str]:
    """Return what is wrong with the labels of a metric's series: their names, or a value that is not predefined."""
    known = LABELS[metric]
    every = [dict(labels) for labels in found]
    return {f"labels {sorted(each)}" for each in every if each.keys() != known.keys()} | {
        f"{name} {text}"
        for each in every
        for name, text in each.items()
        if known.get(name) and text not in (*known[name], *MORE_VALUES.get(name, ()))
    }
