"""Evaluates the shipped rules over a history that was not recorded by a running Prometheus.

`promtool tsdb create-blocks-from rules` evaluates all of them; this module only sorts them. promtool skips alerts, so
each alert becomes a record named ALERTS with a value while it fires.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml

from grafana.pictures.history import Span, blocks_from
from grafana.pictures.prometheus import prometheus
from grafana.servers import program

RULES = Path(__file__).parents[1] / "prometheus" / "rules"

Rule = dict[str, Any]

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_NAME = re.compile(r"[a-zA-Z_:][\w:]*")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def record(blocks: Path, span: Span, *, scratch: Path, rules: Iterable[Path] | None = None) -> None:
    """Add to the folder `blocks` the records and firing alerts of the rule files during `span`.

    The default is the shipped files; `scratch` is an existing folder for temporary files. Raises MissingError without
    prometheus or promtool.
    """
    promtool = program("promtool", package="prometheus")
    read = rules_of(sorted(RULES.glob("*.yml")) if rules is None else rules)
    file = scratch / "rules.yml"
    for level in levels(read, span.step):
        file.write_text(yaml.safe_dump({"groups": [{"name": "past", "rules": level}]}))
        # Restarted for each level, so that it loads the blocks of the previous one.
        with prometheus(blocks, log=scratch / "log", step=span.step) as url:
            blocks_from(
                promtool,
                "rules",
                f"--url={url}",
                f"--start={span.start.timestamp():.0f}",
                f"--end={span.end.timestamp():.0f}",
                f"--eval-interval={span.step.total_seconds():.0f}s",
                f"--output-dir={blocks}",
                file,
            )


def rules_of(files: Iterable[Path]) -> list[Rule]:
    """Return the rules of rule files, in order."""
    groups = [group for path in files for group in yaml.safe_load(path.read_text())["groups"]]
    return [rule for group in groups for rule in group["rules"]]


def levels(rules: Sequence[Rule], step: timedelta) -> Iterator[list[Rule]]:
    """Yield the rules in groups that read only records of earlier groups; alerts come last, as records."""
    left = {id(rule): rule for rule in rules if "record" in rule}
    while left:
        unknown = {rule["record"] for rule in left.values()}
        ready = [rule for rule in left.values() if not names_in(rule["expr"]) & (unknown - {rule["record"]})]
        if not ready:
            raise ValueError(f"these records read each other: {', '.join(sorted(unknown))}")
        # `+ 0` removes the name: promtool runs a range query, where `a or b` with two names is the same series twice.
        yield [{**rule, "expr": f"({rule['expr'].strip()}) + 0"} for rule in ready]
        for rule in ready:
            del left[id(rule)]
    if alerts := [as_record(rule, step) for rule in rules if "alert" in rule]:
        yield alerts


def names_in(expression: str) -> set[str]:
    """Return all words of an expression outside of strings: metrics, but also functions and labels."""
    return set(_NAME.findall(_STRING.sub("", expression)))


def as_record(alert: Rule, step: timedelta) -> Rule:
    """Return a record that is 1 while the alert fires: its condition was true at every step of its `for`."""
    expression = alert["expr"].strip()
    times = max(1, seconds(alert.get("for", "0s")) // int(step.total_seconds()))
    held = f"count_over_time(({expression})[{times * int(step.total_seconds())}s:{int(step.total_seconds())}s])"
    fixed = {name: text for name, text in alert.get("labels", {}).items() if "{{" not in text}
    labels = {**fixed, "alertname": alert["alert"], "alertstate": "firing"}
    return {"record": "ALERTS", "expr": f"({held} >= {times}) * 0 + 1", "labels": labels}


def seconds(duration: str) -> int:
    """Return a duration of Prometheus (`1h30m`) in seconds."""
    return sum(int(number) * _UNITS[unit] for number, unit in re.findall(r"(\d+)([smhdw])", duration))
