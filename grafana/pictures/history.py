"""Creates Prometheus blocks with the history of a demo shop, as if an exporter had been scraped for days.

The shop is advanced step by step, the providers read it at each step with the simulated time, and the expositions are
passed to `promtool tsdb create-blocks-from openmetrics`. Only the time is simulated.
"""

import subprocess
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path

from sqlalchemy import create_engine

from exporter.app.application import Application, assemble
from exporter.config.configuration import load
from exporter.contracts.clock import Clock
from exporter.demo.shop import Shop
from exporter.exposition.rendering import Format, plain
from grafana.servers import program

TARGET = {"job": "orion", "instance": "localhost:9797"}
"""The labels that a scrape with the shipped configuration adds."""

_LIVED_BEFORE = timedelta(days=30)
_PHASE = timedelta(seconds=7)
"""Delay between two providers, so that their last refreshes differ in time, as in production."""


@dataclass(frozen=True, slots=True)
class Span:
    """The times of the samples: every `step` for `length`, up to `end` (aware)."""

    end: datetime
    length: timedelta
    step: timedelta = timedelta(minutes=5)
    """The time between two samples, after which Prometheus considers a series stale; its own default is 5 minutes."""

    @property
    def start(self) -> datetime:
        """The time of the first sample."""
        return self.end - self.length

    def moments(self) -> Iterator[datetime]:
        """Yield the times, oldest first."""
        for number in range(self.length // self.step + 1):
            yield self.start + number * self.step


def write(blocks: Path, span: Span, *, scratch: Path, seed: int = 1) -> None:
    """Fill the folder `blocks`, a `--storage.tsdb.path` of Prometheus, with the history of a demo shop.

    `span` is the time to cover, `scratch` an existing folder for temporary files. Raises MissingError without promtool.
    """
    write_steps(blocks, expositions(scratch / "shop.sqlite", span, seed=seed), scratch=scratch)


def write_steps(blocks: Path, steps: Iterable[tuple[datetime, bytes]], *, scratch: Path) -> None:
    """Fill the folder `blocks` with expositions, oldest first, each with its time and stamped (see `stamped`).

    Raises RuntimeError with the output of promtool if it refuses one, and MissingError without promtool.
    """
    promtool = program("promtool", package="prometheus")
    text = scratch / "day.om"
    for day in _days(steps):
        with text.open("wb") as file:
            file.writelines(day)
            file.write(b"# EOF\n")
        blocks_from(promtool, "openmetrics", text, blocks)
    text.unlink()


def write_still(blocks: Path, span: Span, exposition: bytes, *, scratch: Path) -> None:
    """Fill the folder `blocks` with one exposition at all times of `span`, as if nothing happened in between.

    Raises RuntimeError with the output of promtool if it is none, and MissingError without promtool.
    """
    text = scratch / "still.om"
    with text.open("wb") as file:
        file.writelines(stamped(exposition, moment) for moment in span.moments())
        file.write(b"# EOF\n")
    blocks_from(program("promtool", package="prometheus"), "openmetrics", text, blocks)
    text.unlink()


def expositions(shop: Path, span: Span, *, seed: int = 1) -> Iterator[tuple[datetime, bytes]]:
    """Simulate a new shop over `span` in the SQLite file `shop`; yield the time and the exposition of each step."""
    url = f"sqlite:///{shop}"
    engine = create_engine(url)
    moment = span.start - timedelta(minutes=1)
    began = time.monotonic()
    # The duration of a refresh is measured; the time between refreshes is simulated.
    clock = Clock(
        wall=lambda: moment.timestamp(),  # noqa: PLW0108 - of the moment then, not of this one
        monotonic=lambda: time.monotonic() - began + (moment - span.start).total_seconds(),
    )
    every = f"{span.step.total_seconds():.0f}s"
    application = assemble(load(None, {}, {("database", "url"): url, ("refresh", "every"): every}), clock)
    alive = Shop.create(engine, seed=seed, now=span.start - timedelta(minutes=1), history=_LIVED_BEFORE)
    for scrape in span.moments():
        for number, provider in enumerate(application.providers):
            moment = scrape - _PHASE * (len(application.providers) - number)
            alive.advance(moment)
            application.refresher.refresh(provider.category)
        yield scrape, stamped(exposition_of(application), scrape)
    application.database.close()
    engine.dispose()


def exposition_of(application: Application) -> bytes:
    """Return what the exporter exposes now, in OpenMetrics without its last line."""
    states = application.store.states()
    parts = plain(part for state in states for part in state.rendered.get(Format.OPENMETRICS, ()))
    return b"".join(parts) + application.telemetry.render(Format.OPENMETRICS)


def stamped(exposition: bytes, moment: datetime) -> bytes:
    """Return the samples of an exposition with the labels of the target and a timestamp, and the metric `up`."""
    target = ",".join(f'{name}="{value}"' for name, value in TARGET.items()).encode()
    suffix = f" {moment.timestamp():.0f}\n".encode()
    lines = [b"up{" + target + b"} 1" + suffix]
    for line in exposition.splitlines():
        if line.startswith(b"#"):
            continue
        if b"{" in line:
            name, _, rest = line.partition(b"{")
            lines.append(name + b"{" + target + b"," + rest + suffix)
        else:
            name, _, value = line.partition(b" ")
            lines.append(name + b"{" + target + b"} " + value + suffix)
    return b"".join(lines)


def _days(scrapes: Iterable[tuple[datetime, bytes]]) -> Iterator[Iterator[bytes]]:
    """Split the scrapes by day (UTC), so that files stay small."""
    for _, day in groupby(scrapes, key=lambda scrape: scrape[0].astimezone(UTC).date()):
        yield (text for _, text in day)


def blocks_from(promtool: Path, kind: str, *arguments: str | Path) -> None:
    """Run `promtool tsdb create-blocks-from`; raise RuntimeError with its output if it fails."""
    # The longest possible blocks, because promtool reads its input once for each block.
    command = [promtool, "tsdb", "create-blocks-from", "--max-block-duration=500h", "--quiet", kind, *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - promtool
    if done.returncode:
        raise RuntimeError(f"promtool could not make blocks from {kind}: {done.stdout}{done.stderr}")
