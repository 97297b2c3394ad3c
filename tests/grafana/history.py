"""A Prometheus that has scraped the demo's shop for nine days, made in seconds: the clock is ours.

The exporter's own parts refresh at each step; what they expose gets the labels of a scrape and the step's time, and
Prometheus' own promtool makes blocks of it.
"""

import subprocess
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import create_engine, event

from exporter.app.application import Application, assemble
from exporter.config.configuration import load
from exporter.demo.shop import Shop
from exporter.exposition.rendering import Format, plain
from tests.support.clock import FakeClock
from tests.support.tools import tool

END = datetime(2026, 1, 15, 20, tzinfo=UTC)
"""When the last scrape was: a Thursday evening, when most people buy."""

TARGET = 'job="orion",instance="demo:9797"'
STEPS = (192, 180, 169, 168, 156, 144, 120, 96, 72, 48, 36, 26, 25, *range(24, 3, -3), 2, 1, 0)
"""Hours before the end at which there is a scrape: enough for what happened an hour, a day and a week ago."""

_STUCK = 2 * 3600
_ALERT = 'alertname="OrionImportStuck",alertstate="firing",severity="warning"'


def scraped(line: str, moment: float) -> str:
    """Return a line of an exposition as Prometheus keeps it: with the target's labels, and a time in seconds."""
    name, _, value = line.rpartition(" ")
    metric, brace, labels = name.partition("{")
    return f"{metric}{{{TARGET}{',' + labels if brace else '}'} {value} {moment:.0f}\n"


def exposition(application: Application) -> Iterator[str]:
    """Yield the lines of what the exporter exposes now, without comments."""
    states = application.store.states()
    body = b"".join(plain([part for state in states for part in state.rendered.get(Format.OPENMETRICS, ())]))
    text = body.decode() + application.telemetry.render(Format.OPENMETRICS).decode()
    yield from (line for line in text.splitlines() if not line.startswith("#"))
    yield "up 1"


def firing(lines: list[str], moment: float) -> Iterator[str]:
    """Yield the alerts of imports that are stuck, as Prometheus writes them once their rule fires."""
    for line in lines:
        name, _, value = line.rpartition(" ")
        if name.startswith("orion_import_oldest_running_timestamp_seconds{") and moment - float(value) > _STUCK:
            labels = name.partition("{")[2].removesuffix("}")
            yield f"ALERTS{{{_ALERT},{labels}}} 1 {moment:.0f}\n"


def live(folder: Path) -> Iterator[str]:
    """Yield every sample of nine days of the demo's shop, in the order of their time."""
    clock = FakeClock(END - timedelta(hours=STEPS[0]))
    url = f"sqlite:///{folder / 'shop.sqlite'}"
    engine = create_engine(url)
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    shop = Shop.create(engine, seed=7, now=clock.now(), history=timedelta(days=12))
    application = assemble(load(None, {"ORION_EXPORTER_DATABASE_URL": url}), clock)
    with closing(application.database):
        for hours in STEPS:
            clock.advance((END - timedelta(hours=hours) - clock.now()).total_seconds())
            shop.advance(clock.now())
            for state in application.states:
                assert application.refresher.refresh(state.category)
            lines = list(exposition(application))
            yield from (scraped(line, clock.wall()) for line in lines)
            yield from firing(lines, clock.wall())
    engine.dispose()


def blocks(samples: Iterable[str], data: Path) -> None:
    """Write samples into the folder of a Prometheus' data."""
    text = data.with_suffix(".om")
    with text.open("w") as file:
        file.writelines(samples)
        file.write("# EOF\n")
    # One block: promtool reads the whole text again for each.
    command: list[str | Path] = [
        tool("promtool"),
        "tsdb",
        "create-blocks-from",
        "--quiet",
        "--max-block-duration=480h",
        "openmetrics",
        text,
        data,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
