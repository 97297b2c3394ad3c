"""The history of other people's shops, with each row from its own time on."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import yaml
from sqlalchemy import ColumnElement

from exporter.app.application import assemble_at_once
from exporter.config.configuration import load
from exporter.contracts.metrics import MetricsContext
from exporter.database.fetching import naive
from exporter.query import Query
from grafana.pictures.history import Span, exposition_of, stamped
from tests.presets import beta
from tests.presets.comparing import refreshed
from tests.presets.shops import SHOPS
from tests.support.clock import FakeClock
from tests.support.databases import Database, SharedDatabase

LENGTH = timedelta(days=9)
STEP = timedelta(hours=1)
_DAY = 30
"""Hours of the last day, and of the same day a week before, with what they look back at."""

_WEEK = 168
_REJECTED = b"orion_exporter_samples_rejected"


@dataclass(frozen=True, slots=True)
class Seen:
    """A shop whose dashboards are looked at."""

    preset: str
    now: datetime
    database: Callable[[SharedDatabase, pytest.TempPathFactory], Database]
    parameters: Mapping[str, str] = field(default_factory=dict)


def _of_trial(name: str) -> Seen:
    trial = beta.TRIALS[name]
    return Seen(trial.preset, trial.now, lambda shared, _: beta.database(name, shared), trial.parameters)


SEEN = {name: Seen(shop.preset, shop.now, shop.database, shop.parameters) for name, shop in SHOPS.items()} | {
    name: _of_trial(name) for name in ("magento2-webkul", "shopware6", "nopcommerce", "spree")
}
"""All of them by name, with the variants that apply."""


def lived(seen: Seen, url: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[datetime, bytes]]:
    """Yield the time and the exposition of each step until `seen.now`, stamped as a scrape's."""
    monkeypatch.setattr(Query, "period", _until_now)
    span = Span(seen.now, LENGTH, STEP)
    file = folder / "shop.yml"
    every = f"{STEP.total_seconds():.0f}s"
    settings = {
        "preset": seen.preset,
        "parameters": dict(seen.parameters),
        "refresh": {"every": every},
    }
    file.write_text(yaml.safe_dump(settings), encoding="utf-8")
    clock = FakeClock(span.start)
    application = assemble_at_once(load(file, {"ORION_EXPORTER_DATABASE_URL": url}), clock)
    with closing(application.databases):
        for moment in moments(span):
            clock.advance((moment - clock.now()).total_seconds())
            assert refreshed(application) == {}
            lines = exposition_of(application).splitlines(keepends=True)
            # Whatever ends after this moment is in the future, which no shop would know.
            known = b"".join(line for line in lines if not line.startswith(_REJECTED))
            yield moment, stamped(known, moment)


def moments(span: Span) -> Iterator[datetime]:
    """Yield the times of the steps that the dashboards ask for, oldest first."""
    for moment in span.moments():
        if (span.end - moment) // STEP % _WEEK <= _DAY:
            yield moment


def _until_now(query: Query, context: MetricsContext) -> Iterator[ColumnElement[bool]]:
    if query.time_column is not None:
        yield query.time_column <= naive(context.now)
