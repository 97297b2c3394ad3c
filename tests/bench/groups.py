"""What each group of rules costs Prometheus in processor time, which does not depend on what else the machine does.

`python -m tests.bench.groups` makes up one scrape of 10,000 vendors and what the rules look back to, records what the
rules record, and asks for every rule of every group. Results are sent as JSON here, and stored by a real evaluation.
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import yaml

from tests.bench import series
from tests.bench.markdown import seconds, table
from tests.bench.measure import median
from tests.grafana.asking import Json, Prometheus, recordings, running
from tests.grafana.history import blocks
from tests.grafana.promql import RULES

END = 1_768_500_000
HEADER = ("group", "every", "processor time")
_TARGET = 'job="orion",instance="a"'
_RECORD = re.compile(r"\b\w+:orion_\w+:\w+")


def groups() -> dict[str, Json]:
    """Return the shipped groups by name."""
    return {group["name"]: group for path in RULES for group in yaml.safe_load(path.read_text())["groups"]}


def levels(rules: Iterable[Json]) -> Iterator[list[Json]]:
    """Yield the recording rules, each after those whose records it reads."""
    left = {rule["record"]: rule for rule in rules if "record" in rule}
    while left:
        ready = [rule for rule in left.values() if not set(_RECORD.findall(rule["expr"])) & left.keys()]
        if not ready:
            raise ValueError(f"records that read each other: {', '.join(left)}")
        yield ready
        left = {name: rule for name, rule in left.items() if rule not in ready}


def build(data: Path, vendors: int) -> None:
    """Write the blocks: what is scraped at the end, what the rules look back to, and what they record."""
    blocks(map(_scraped, _samples(series.exposition(vendors, END).decode())), data)
    for back in series.offsets():
        _add((f"{line}\n" for line in _samples("\n".join(series.history(back, vendors, [END])))), data)
    for level in levels(rule for group in groups().values() for rule in group["rules"]):
        with running(data, END, since=END, step=60, lookback="5m") as prometheus:
            found = list(recordings(prometheus, level, [END]))
        if found:
            _add(found, data)


def measure(data: Path, repeat: int, only: Sequence[str] = ()) -> dict[str, float]:
    """Return the processor time of an evaluation of each group, or of `only` these, in seconds."""
    with running(data, END, since=END, step=60, lookback="5m") as prometheus:
        return {
            name: sum(median([_cost(prometheus, rule["expr"]) for _ in range(repeat)]) for rule in group["rules"])
            for name, group in groups().items()
            if not only or name in only
        }


def report(found: dict[str, float]) -> str:
    """Return what was measured, as Markdown."""
    every = {name: group.get("interval", "30s") for name, group in groups().items()}
    rows = [(name, every[name], seconds(found[name])) for name in sorted(found, key=found.__getitem__, reverse=True)]
    return table(HEADER, rows)


def _samples(text: str) -> Iterator[str]:
    return (line for line in text.splitlines() if not line.startswith("#"))


def _scraped(line: str) -> str:
    name, _, value = line.rpartition(" ")
    metric, _, labels = name.removesuffix("}").partition("{")
    return f"{metric}{{{_TARGET}{',' if labels else ''}{labels}}} {value} {END}\n"


def _add(samples: Iterable[str], data: Path) -> None:
    more = data.with_name("more")
    blocks(samples, more)
    for block in more.iterdir():
        block.rename(data / block.name)


def _cost(prometheus: Prometheus, expression: str) -> float:
    before = prometheus.processor_seconds()
    prometheus.series("query", expression, time=END)
    return prometheus.processor_seconds() - before


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the options, measure, and write the result."""
    parser = argparse.ArgumentParser("python -m tests.bench.groups", description=__doc__)
    parser.add_argument("--vendors", type=int, default=10_000, help="how many vendors the shop has (10000)")
    parser.add_argument("--repeat", type=int, default=5, help="how often each rule is asked for (5)")
    parser.add_argument(
        "--group", action="append", choices=sorted(groups()), metavar="NAME", help="only this group; repeatable"
    )
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="orion-bench-") as folder:
        data = Path(folder) / "data"
        build(data, options.vendors)
        sys.stdout.write(report(measure(data, options.repeat, options.group or ())))


if __name__ == "__main__":
    main()
