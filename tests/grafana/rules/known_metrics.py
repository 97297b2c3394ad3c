"""The metrics that rules, runbooks and dashboards may read, with their labels: exported ones and recorded ones."""

import re
from collections.abc import Mapping
from dataclasses import replace

from exporter.app.catalogue import Entry, entries
from exporter.collection.discovery import discover
from exporter.config.configuration import load
from tests.grafana.rules.expressions import Labels
from tests.grafana.rules.rulefiles import RECORDING_RULES

TARGET = frozenset({"job", "instance"})
_SHIPPED = {entry.name: entry for entry in entries(discover(load(None, {}), entries=tuple))}
PLACED_BY_SOME: Mapping[str, str] = {
    name: name.replace("orion_", "orion_platform_", 1) for name, entry in _SHIPPED.items() if entry.category == "jobs"
}
"""The metrics whose rows have a platform only in some shops, and their names there."""

CATALOGUE: Mapping[str, Entry] = _SHIPPED | {
    placed: replace(_SHIPPED[name], name=placed, labels=_SHIPPED[name].labels | {"platform": []})
    for name, placed in PLACED_BY_SOME.items()
}
EXPOSED: Mapping[str, Labels] = {
    "up": TARGET,
    **{name: frozenset(entry.labels) | TARGET for name, entry in CATALOGUE.items()},
    # They have the label, and it is empty.
    **{name: frozenset(_SHIPPED[name].labels) | TARGET | {"platform"} for name in PLACED_BY_SOME},
}


def recorded(name: str) -> tuple[str, Labels]:
    """Return the metric that a record is made of, and the labels that its name says it has, `category` aside."""
    labels, metric, _ = name.split(":")
    # One label has an underscore in it.
    return metric, frozenset(re.findall(r"media_type|[a-z]+", labels))


RECORDED: Mapping[str, Labels] = {
    name: labels_ | ({"category"} if not name.startswith("alert") else set())
    for name in RECORDING_RULES
    for labels_ in [recorded(name)[1]]
}
KNOWN: Mapping[str, Labels] = {**EXPOSED, **RECORDED}
