"""What the dashboards cost Prometheus in a very large shop: every query of each, timed one after the other.

`python -m tests.bench.boards` makes up the past of 10,000 vendors, runs Prometheus on them, and writes Markdown.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.bench.markdown import seconds, table
from tests.bench.measure import median
from tests.bench.peer import program_of
from tests.bench.wholesale import FIRST, of_platforms, of_vendors, places
from tests.grafana.asking import Json, Prometheus, Question, questions_of, recordings, running
from tests.grafana.history import blocks
from tests.grafana.promql import DASHBOARDS, dashboard, recorded_for_dashboards

END = 1_768_500_000
HOUR, DAY = 3_600, 86_400
FINE, COARSE = 60, 240
"""Seconds between two scrapes: of the last day and a bit, and before; promtool is slow with more."""

DAYS = 16
"""How much of the past there is: the longest dashboard shows two weeks, each with a day before it."""

THEN = (0, HOUR, DAY, 7 * DAY, 7 * DAY + HOUR, 8 * DAY)
"""When there are numbers of every vendor, in seconds before the end: all that a question about all reads."""

POINTS = 1_000
"""How many points a graph has at most, as on a screen that is 1,920 wide."""

CHOICE = {
    "datasource": "",
    "__rate_interval": "4m",
    "__interval": "1m",
    "__range": "1d",
    "job": ".*",
    "platform": ".*",
    "vendor": ".*",
    "currency": ".*",
}
_SPANS = {"now-6h": 6 * HOUR, "now-24h": DAY, "now-2d": 2 * DAY, "now-7d": 7 * DAY}
HEADER = ("dashboard", "queries", "together", "processor time", "the slowest")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a dashboard costs: its uid, its queries, and the seconds that they take together and the slowest takes.

    `processor` is how long Prometheus computed for it, which does not depend on what else the machine does.
    """

    uid: str
    queries: int
    seconds: float
    processor: float
    slowest: float
    question: str


@dataclass(frozen=True, slots=True)
class BoardCosts:
    """What all dashboards cost with so many vendors; `rules` are the seconds that their recording rules compute."""

    vendors: int
    costs: tuple[Cost, ...]
    rules: float

    @property
    def heaviest(self) -> Cost:
        """The dashboard whose queries take the most processor time together."""
        return max(self.costs, key=lambda each: each.processor)


def scrapes(end: int) -> list[int]:
    """Return the times of all scrapes."""
    fine = end - 26 * HOUR
    return [*range(end - DAYS * DAY, fine, COARSE), *range(fine, end + 1, FINE)]


def history(vendors: int, end: int) -> Iterator[str]:
    """Yield the samples: of all vendors at a few times, of one vendor and of whole platforms at every scrape."""
    for at in sorted({*scrapes(end), *(end - ago for ago in THEN)}):
        how_many = vendors if end - at in THEN else 1
        yield from (f"{line} {at}\n" for line in (*of_vendors(how_many, at), *of_platforms(at)))


def recorded(prometheus: Prometheus, end: int) -> Iterator[str]:
    """Yield what the rules record, at every scrape as it is at the end."""
    lines = [line.rpartition(" ")[0] for line in recordings(prometheus, recorded_for_dashboards(), [end])]
    yield from (f"{line} {at}\n" for line in lines for at in scrapes(end))


def timed(prometheus: Prometheus, question: Question) -> float:
    """Return the seconds until an answer has come."""
    began = time.perf_counter()
    prometheus.ask(question)
    return time.perf_counter() - began


def cost(board: Json, prometheus: Prometheus, repeat: int) -> Cost:
    """Run all queries of a dashboard the given number of times, and return the sum of the medians."""
    span = _SPANS[board["time"]["from"]]
    prometheus = replace(prometheus, since=prometheus.now - span, step=max(FINE, span / POINTS))
    one = {"vendor": FIRST} if board["uid"] == "orion-vendor" else {}
    asked = [question.chosen(CHOICE | one) for question in questions_of(board)]
    before = prometheus.processor_seconds()
    taken = [median([timed(prometheus, question) for _ in range(repeat)]) for question in asked]
    processor = (prometheus.processor_seconds() - before) / repeat
    slowest = max(range(len(taken)), key=taken.__getitem__)
    return Cost(board["uid"], len(taken), sum(taken), processor, taken[slowest], asked[slowest].place)


def measure(folder: Path, vendors: int, repeat: int) -> BoardCosts:
    """Make the past, run Prometheus on it, and return each dashboard's cost and the seconds that the rules compute.

    Raises `NotInstalledError` without Prometheus.
    """
    for name in ("prometheus", "promtool"):
        program_of(name, "apt-get install prometheus")
    data, more = folder / "data", folder / "more"
    blocks(history(vendors, END), data)
    with running(data, END, since=END, step=FINE, lookback="5m") as prometheus:
        before = prometheus.processor_seconds()
        samples = list(recorded(prometheus, END))
        rules = prometheus.processor_seconds() - before
    blocks(samples, more)
    for block in more.iterdir():
        block.rename(data / block.name)
    with running(data, END, since=END, step=FINE, lookback="5m") as prometheus:
        return BoardCosts(vendors, tuple(cost(dashboard(path), prometheus, repeat) for path in DASHBOARDS), rules)


def report(found: BoardCosts) -> str:
    """Return what was measured, as Markdown."""
    rows = [
        (
            each.uid,
            str(each.queries),
            seconds(each.seconds),
            seconds(each.processor),
            f"{seconds(each.slowest)} ({each.question})",
        )
        for each in sorted(found.costs, key=lambda each: -each.processor)
    ]
    shop = f"{found.vendors:,} vendors on {len(places(found.vendors)):,} places"
    how = "every query of every panel, collapsed rows and variables too, all vendors chosen, one after the other"
    recorded = f"An evaluation of the recording rules for dashboards takes {seconds(found.rules)} of processor time"
    return f"{shop}: {how}. {recorded}.\n\n{table(HEADER, rows)}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the options, measure, and write the result."""
    parser = argparse.ArgumentParser("python -m tests.bench.boards", description=__doc__)
    parser.add_argument("--vendors", type=int, default=10_000, help="how many vendors the shop has (10000)")
    parser.add_argument("--repeat", type=int, default=3, help="how often each query is timed (3)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="orion-bench-") as folder:
        sys.stdout.write(report(measure(Path(folder), options.vendors, options.repeat)))


if __name__ == "__main__":
    main()
