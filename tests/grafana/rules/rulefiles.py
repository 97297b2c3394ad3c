"""The shipped rule files as data."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

GRAFANA = Path(__file__).parents[3] / "grafana"
RULE_FILES = tuple(sorted((GRAFANA / "prometheus/rules").glob("*.yml")))


@cache
def _read() -> tuple[tuple[str, Mapping[str, Any]], ...]:
    groups = [(path.stem, group) for path in RULE_FILES for group in yaml.safe_load(path.read_text())["groups"]]
    return tuple((stem, rule) for stem, group in groups for rule in group["rules"])


def rules() -> Iterator[Mapping[str, Any]]:
    """Yield every rule of the shipped files, in the order in which each group is evaluated."""
    yield from (rule for _, rule in _read())


ALERT_RULES: Mapping[str, Mapping[str, Any]] = {rule["alert"]: rule for rule in rules() if "alert" in rule}
RECORDING_RULES: Mapping[str, str] = {rule["record"]: rule["expr"] for rule in rules() if "record" in rule}
GROUPS = tuple(group["name"] for path in RULE_FILES for group in yaml.safe_load(path.read_text())["groups"])
"""The names of all groups."""

FILE_OF: Mapping[str, str] = {rule["alert"]: stem for stem, rule in _read() if "alert" in rule}
