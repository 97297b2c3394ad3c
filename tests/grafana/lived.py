"""What a demo exposes while it lives, as promtool's input: the clock is ours."""

from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path

from sqlalchemy import create_engine, event

from exporter.app.application import assemble
from exporter.config.configuration import load
from exporter.demo.shop import Shop
from tests.grafana.history import exposition, scraped
from tests.grafana.rules.notation import number
from tests.support.clock import FakeClock

Seen = list[dict[str, float]]
"""The exposition at each step, by series; its times are seconds since the first step."""


@dataclass(frozen=True, slots=True)
class Life:
    """A demo: when it is founded, for how long it has existed then, and how often it is scraped."""

    begin: datetime
    step: timedelta
    steps: int
    seed: int = 1
    speed: float = 1
    history: timedelta = timedelta(days=30)
    scenario: str = ""
    categories: Collection[str] = ()
    """The providers that are refreshed; () for all."""


def seen(file: Path, life: Life) -> Seen:
    """Return what a demo exposes at each step."""
    clock, url = FakeClock(life.begin), f"sqlite:///{file}"
    engine = create_engine(url)
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    shop = Shop.create(engine, seed=life.seed, now=clock.now(), speed=life.speed, history=life.history)
    if life.scenario:
        shop.play(life.scenario)
        shop.advance(clock.now())
    settings = {"ORION_EXPORTER_DATABASE_URL": url, "ORION_EXPORTER_REFRESH_EVERY": f"{life.step.total_seconds():.0f}s"}
    application = assemble(load(None, settings), clock)
    found = []
    with closing(application.database):
        for _ in range(life.steps):
            for state in application.states:
                if not life.categories or state.category in life.categories:
                    assert application.refresher.refresh(state.category)
            found.append(dict(_samples(exposition(application), life.begin)))
            clock.advance(life.step.total_seconds())
            shop.advance(clock.now())
    engine.dispose()
    return found


def _samples(lines: Iterator[str], begin: datetime) -> Iterator[tuple[str, float]]:
    for line in lines:
        series, value, _ = scraped(line, 0).rsplit(" ", 2)
        # promtool's clock starts at 0.
        yield series, float(value) - ("_timestamp_seconds{" in series) * begin.timestamp()


def input_series(found: Seen) -> Iterator[dict[str, str]]:
    """Yield what was seen in promtool's notation."""
    for series in sorted({series for step in found for series in step}):
        values = ["_" if series not in step else number(step[series]) for step in found]
        yield {"series": series, "values": " ".join(_run(value, len(list(same))) for value, same in groupby(values))}


def _run(value: str, length: int) -> str:
    # `Infx2` would be a name; `5x1` is two samples, and `_x2` is two.
    if "Inf" in value or length == 1:
        return " ".join([value] * length)
    return f"_x{length}" if value == "_" else f"{value}x{length - 1}"
