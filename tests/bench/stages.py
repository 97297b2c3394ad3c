"""What a refresh does after the database: each stage timed in a separate process.

`python -m tests.bench.stages --url URL` takes the rows from a database, `--places N` makes them up for N places of
vendors on platforms. It writes JSON to standard output.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from prometheus_client import CollectorRegistry, generate_latest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from exporter.app import process
from exporter.contracts.metrics import MetricsContext, Rows
from exporter.exposition.collector import SnapshotCollector
from exporter.exposition.rendering import END, Format, Segment, gzipped, plain
from exporter.exposition.snapshot import Snapshot
from exporter.exposition.store import ProviderState
from providers.orders import OrderMetricsProvider
from tests.bench import synthetic
from tests.bench.measure import median, peak_memory
from tests.bench.replay import Rehearsal, timed

REFRESH = ("directory", "frame", "scopes", "render")
"""The stages of a refresh besides its own statements; the others are what they are compared with."""


@dataclass(frozen=True, slots=True)
class Stages:
    """Seconds for each stage (medians), the series and bytes that came out, and the most memory held, in bytes."""

    series: int
    seconds: dict[str, float]
    plain: int
    gzip: int
    peak: int

    def per_sample(self, *names: str) -> float:
        """Return the microseconds for each series that these stages take together."""
        return sum(self.seconds[name] for name in names) / self.series * 1e6


def times(url: str, answers: Callable[[], Iterable[Rows]], repeat: int) -> Stages:
    """Time each stage `repeat` times, on rows that are in memory already, after a first refresh that does not count."""
    fetched: dict[str, float] = {}
    with timed(fetched, "fetch"):
        kept = [replace(rows, rows=list(rows.rows)) for rows in answers()]
    rehearsal = Rehearsal(url, lambda: kept)
    first, again = rehearsal.stages()[1], [rehearsal.stages() for _ in range(repeat)]
    state = again[-1][0]
    taken = {name: median([seconds[name] for _, seconds in again]) for name in again[0][1]}
    taken |= fetched | {"first refresh": first["refresh"]} | _scrapes(state, repeat)
    return _told(state, taken)


def memory(url: str, answers: Callable[[], Iterable[Rows]]) -> Stages:
    """Refresh twice, rows flowing through, the first result there until the second is; tell the peak."""
    rehearsal = Rehearsal(url, answers)
    rehearsal.refresh()
    return _told(rehearsal.refresh(), {})


def _snapshot(state: ProviderState) -> Snapshot:
    assert state.snapshot is not None
    return state.snapshot


def _segments(state: ProviderState) -> list[Segment]:
    return [*state.rendered[Format.TEXT], END[Format.TEXT]]


def _told(state: ProviderState, taken: dict[str, float]) -> Stages:
    segments = _segments(state)
    size, body = sum(segment.size for segment in segments), b"".join(gzipped(segments))
    return Stages(_snapshot(state).series, taken, size, len(body), peak_memory(os.getpid()))


def _scrapes(state: ProviderState, repeat: int) -> dict[str, float]:
    """Time what a scrape does, and what prometheus_client and its server's gzip would do instead."""
    segments = _segments(state)
    registry = CollectorRegistry(auto_describe=False)
    registry.register(SnapshotCollector(lambda: [_snapshot(state)]))
    runs: list[dict[str, float]] = []
    for _ in range(repeat):
        taken: dict[str, float] = {}
        with timed(taken, "join"):
            gzipped(segments)
        with timed(taken, "inflate"):
            for _part in plain(segments):
                pass
        with timed(taken, "generate_latest"):
            text = generate_latest(registry)
        with timed(taken, "gzip.compress"):
            gzip.compress(text)
        runs.append(taken)
    return {name: median([run[name] for run in runs]) for name in runs[0]}


def run(*options: str) -> Stages:
    """Run this module in a separate process; `options` are those of its command line."""
    command = [sys.executable, "-m", "tests.bench.stages", *options]
    return Stages(**json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout))


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the options, measure, and write the result."""
    parser = argparse.ArgumentParser("python -m tests.bench.stages")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--url", help="take the rows from this database (SQLAlchemy's URL)")
    source.add_argument("--places", type=int, help="make up rows for this many places of vendors on platforms")
    parser.add_argument("--memory", action="store_true", help="measure the peak memory, not the time")
    parser.add_argument("--repeat", type=int, default=3, help="how often each stage is timed (3)")
    options = parser.parse_args(arguments)
    process.prepare()  # as the exporter does
    stages = _made_up(options) if options.url is None else _from_database(options)
    sys.stdout.write(json.dumps(asdict(stages)))


def _made_up(options: argparse.Namespace) -> Stages:
    with tempfile.TemporaryDirectory(prefix="orion-bench-") as folder:
        url = synthetic.tenancy(Path(folder) / "tenancy.sqlite3", options.places)
        return _measure(options, url, lambda: synthetic.answers(options.places))


def _from_database(options: argparse.Namespace) -> Stages:
    engine = create_engine(options.url)
    with closing(Session(engine)) as db:
        provider, context = OrderMetricsProvider(), MetricsContext(datetime.now(UTC))
        for rows in provider.collect(db, context):  # the first time it learns which values the labels have
            deque(rows.rows, maxlen=0)
        return _measure(options, options.url, lambda: provider.collect(db, context))


def _measure(options: argparse.Namespace, url: str, answers: Callable[[], Iterable[Rows]]) -> Stages:
    return memory(url, answers) if options.memory else times(url, answers, options.repeat)


if __name__ == "__main__":
    main()
