"""Compares what is exported for a shop with the truths of its preset."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import floor

from exporter.alerting.provider import ALERTS_CATEGORY
from exporter.app.application import Application
from exporter.exposition.rendering import Format, plain
from exporter.fold.cells import is_filled
from exporter.fold.families import family_names
from exporter.fold.seen import is_partly_known
from tests.presets.truths import Labels, Numbers
from tests.support.shop import series_of

Families = Mapping[str, Numbers]


def refreshed(application: Application, categories: Iterable[str] = ()) -> dict[str, str]:
    """Refresh these categories, or all; return what failed and why."""
    for category in categories or [each.category for each in application.providers]:
        application.refresher.refresh(category)
    return {each.category: each.failure.message for each in application.store.states() if each.failure}


def families_of(application: Application, *categories: str) -> Families:
    """Return what is exported of these categories, or of all modules, by family and without the label `category`."""
    chosen = categories or [each.category for each in application.providers if each.category != ALERTS_CATEGORY]
    states = [each for each in application.store.states() if each.category in chosen]
    text = b"".join(plain(part for each in states for part in each.rendered.get(Format.TEXT, ()))).decode()
    found: dict[str, dict[Labels, float]] = defaultdict(dict)
    for (name, labels), value in series_of(text).items():
        found[name][frozenset(each for each in labels if each[0] != "category")] = value
    return found


def filled(application: Application) -> set[str]:
    """Return the families in which a missing series is exported as 0."""
    return {
        name
        for provider in application.providers
        for each in provider.definitions
        if is_filled(each) or is_partly_known(each)
        for name, _ in family_names(each, provider.source.owned_by.get(each))
    }


def differences(metric: str, truth: Numbers, exported: Numbers, *, zeros: bool) -> list[str]:
    """Return where the exported series of a metric are not those of its truth.

    A label that the truth does not have is left open. Times are exported in whole seconds. With `zeros`, there may be
    more series whose value is 0.
    """
    names = {name for labels in truth for name, _ in labels}
    found: dict[Labels, float] = {}
    for labels, value in exported.items():
        rest = frozenset(each for each in labels if each[0] in names)
        if rest in found:
            return [f"{metric}: two series {dict(rest)}"]
        found[rest] = value
    if metric.endswith("_timestamp_seconds"):
        truth = {labels: float(floor(value)) for labels, value in truth.items()}
    return [
        f"{metric}{dict(labels)}: must be {truth.get(labels)}, is {found.get(labels)}"
        for labels in sorted(truth.keys() | found.keys(), key=sorted)
        if truth.get(labels) != found.get(labels) and not (zeros and labels not in truth and found[labels] == 0)
    ]
