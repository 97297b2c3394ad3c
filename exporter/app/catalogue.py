"""The catalogue: every metric that can be exported, for people (Markdown) and for programs (JSON)."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from exporter.collection.provider import Provider
from exporter.contracts.metrics import MetricDefinition
from exporter.exposition.own_metrics import OWN_METRICS
from exporter.fold.families import FamilyName, family_names
from exporter.fold.info import AXES, INFO

EXPORTER = "exporter"
"""The heading under which the exporter's own metrics stand."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One metric: `labels` maps each label to its known values, `[]` if they are found in the data."""

    name: str
    type: str
    category: str
    help: str
    labels: dict[str, list[str]]
    additive: bool = False
    key: str = ""


def entries(providers: Iterable[Provider]) -> list[Entry]:
    """Return the metrics of these providers and the exporter's own, in the order of the exposition."""
    return [*(entry for provider in providers for entry in _of_provider(provider)), *_own()]


def _of_provider(provider: Provider) -> Iterator[Entry]:
    category = provider.category
    for name in provider.source.info:
        yield Entry(
            name, "gauge", category, INFO[name], {"category": [category], **{label: [] for label in AXES[name]}}
        )
    for definition in provider.definitions:
        owned_by = provider.source.owned_by.get(definition)
        for family in family_names(definition, owned_by):
            yield _entry(provider.category, definition, family, scoped=owned_by is None or any(owned_by))


def _entry(category: str, definition: MetricDefinition, family: FamilyName, *, scoped: bool) -> Entry:
    name, platform = family
    labels: dict[str, list[str]] = {"category": [category]}
    if scoped:
        labels |= {"platform": []} if platform else {"vendor": [], "platform": []}
    labels |= {label: list(values) for label, values in definition.labels.items()}
    return Entry(
        name, "gauge", category, definition.help, labels, definition.fold == "sum" and not platform, definition.key
    )


def _own() -> Iterator[Entry]:
    for each in OWN_METRICS:
        labels = {label: list[str]() for label in each.labels}
        yield Entry(each.name, each.type, EXPORTER, each.help, labels)


def as_json(providers: Iterable[Provider]) -> str:
    """Return the catalogue as a JSON list."""
    return json.dumps([asdict(entry) for entry in entries(providers)], indent=2) + "\n"


_INTRODUCTION = """# Metrics

Written by `orion-exporter metrics`; a test fails when this file differs from the code.

`orion_<name>` has one series per vendor and platform, and each row of the shop is in exactly one of them: for a metric
marked *additive* the sum over all series is what SQL counts. `orion_platform_<name>` is the same fact for a whole
platform; a vendor-wide row (a product, stock) counts on every platform of its vendor there, so it must not be added up
over platforms. Every metric of the shop has the label `category`. Values in `code` are known beforehand and exported as
0 where there is nothing; the others are found in the data.
"""


def as_markdown(providers: Iterable[Provider]) -> str:
    """Return the catalogue as Markdown, a table for each category."""
    every = entries(providers)
    lines = [_INTRODUCTION]
    for category in dict.fromkeys(entry.category for entry in every):
        lines += [f"## {category}\n", "| metric | labels | meaning |", "|---|---|---|"]
        lines += [_row(entry) for entry in every if entry.category == category]
        lines.append("")
    return "\n".join(lines)


def _row(entry: Entry) -> str:
    shown = {name: values for name, values in entry.labels.items() if name != "category" or entry.category == EXPORTER}
    labels = ", ".join(_label(name, values) for name, values in shown.items())
    notes = [entry.type] if entry.type != "gauge" else []
    notes += ["additive"] if entry.additive else []
    meaning = f"{entry.help} ({', '.join(notes)})" if notes else entry.help
    return f"| `{entry.name}` | {labels} | {meaning} |"


def _label(name: str, values: Iterable[str]) -> str:
    known = " ".join(f"`{value}`" for value in values)
    return f"{name}: {known}" if known else name
