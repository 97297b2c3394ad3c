"""What the tests need to know about PromQL expressions, and where the files are."""

import json
import re
from collections.abc import Iterable, Iterator, Set
from pathlib import Path
from typing import Any

import yaml

from exporter.app.catalogue import entries
from exporter.collection.discovery import discover
from exporter.config.configuration import load

GRAFANA = Path(__file__).parents[2] / "grafana"
PROMETHEUS = GRAFANA / "prometheus"
RULES = sorted((PROMETHEUS / "rules").glob("*.yml"))
DASHBOARDS = sorted((GRAFANA / "dashboards").glob("*.json"))

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_RECORD = re.compile(r"\b(\w+:orion_\w+:\w+)(?: offset (\w+))?")
_METRIC = re.compile(r"\b(?:\w+:)?orion_\w+(?::\w+)?")

# `up` aside, every name in a rule or on a dashboard is one of these or is recorded by a rule.
EXPORTED = frozenset(entry.name for entry in entries(discover(load(None, {}), entries=tuple)))


def recorded_for_dashboards() -> list[dict[str, Any]]:
    """Return the recording rules that only the dashboards read, of all categories.

    Records in their expressions are replaced by what they record, so that each can be evaluated without the others.
    Only a subquery can have an offset.
    """
    groups = [group for path in RULES for group in yaml.safe_load(path.read_text())["groups"]]
    records = {rule["record"]: rule["expr"] for group in groups for rule in group["rules"] if "record" in rule}

    def written_out(expression: str) -> str:
        return _RECORD.sub(lambda match: in_place_of(match[1], match[2]), expression)

    def in_place_of(record: str, offset: str | None) -> str:
        whole = f"({written_out(records[record])})"
        return f"last_over_time({whole}[1s:1s] offset {offset})" if offset else whole

    found = [rule for group in groups if group["name"].endswith("-dashboards") for rule in group["rules"]]
    return [{**rule, "expr": written_out(rule["expr"])} for rule in found]


def metrics_in(expression: str) -> set[str]:
    """Return the names of the Orion metrics and records that a PromQL expression reads."""
    return set(_METRIC.findall(_STRING.sub('""', expression)))


def unknown_metrics(expressions: Iterable[str], known: Set[str]) -> set[str]:
    """Return the names that the expressions read and that nothing exports or records."""
    return {name for expression in expressions for name in metrics_in(expression)} - known


def unfolded(expression: str) -> list[str]:
    """Return the metrics that an expression reads without `max by (...)` or `min by (...)` around them.

    Two exporters that overlap show everything twice; `unless` only asks whether a series is there.
    """
    text = " ".join(_STRING.sub('""', expression).split())
    reads = ((text[: match.start()], match.group()) for match in _METRIC.finditer(text) if ":" not in match.group())
    return [
        name
        for before, name in reads
        if not re.search(r"(m(ax|in) by \([\w, ]+\) \((sum without \(\w+\) \()?|unless on \(\w+\) )$", before)
    ]


def rules() -> Iterator[dict[str, Any]]:
    """Yield each recording rule and alert of the shipped rule files."""
    for path in RULES:
        for group in yaml.safe_load(path.read_text())["groups"]:
            yield from group["rules"]


def dashboard(path: Path) -> dict[str, Any]:
    """Return a dashboard as the mapping that Grafana reads."""
    found: dict[str, Any] = json.loads(path.read_text())
    return found


def queries(panel: dict[str, Any]) -> list[str]:
    """Return a panel's PromQL as Grafana sends it when every variable is set to All."""
    sources = [target["expr"] for target in panel.get("targets", [])]
    return [source.replace("$platform", ".*").replace("$vendor", ".*") for source in sources]
