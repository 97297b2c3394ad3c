"""The metrics that rules, runbooks and dashboards may read, with their labels: exported ones and recorded ones."""

import re
from collections.abc import Mapping

from exporter.app.catalogue import Entry, entries
from exporter.collection.discovery import discover
from exporter.config.configuration import load
from tests.grafana.rules.expressions import Labels
from tests.grafana.rules.rulefiles import RECORDING_RULES

TARGET = frozenset({"job", "instance"})
CATALOGUE: Mapping[str, Entry] = {entry.name: entry for entry in entries(discover(load(None, {}), entries=tuple))}
EXPOSED: Mapping[str, Labels] = {
    "up": TARGET,
    **{name: frozenset(entry.labels) | TARGET for name, entry in CATALOGUE.items()},
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
