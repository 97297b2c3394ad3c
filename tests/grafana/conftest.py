"""The Prometheus that has scraped the demo, for everything that asks it."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.grafana.asking import Prometheus, recordings, running
from tests.grafana.history import END, STEPS, blocks, live
from tests.grafana.promql import recorded_for_dashboards
from tests.support.processes import alone, shared_folder

HOUR = 3600.0
LOOKBACK = "13h"
"""Longer than any time between two scrapes of the demo's history; Prometheus' own default is five minutes."""


@pytest.fixture(scope="session")
def demo_history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a Prometheus that has scraped the demo for eight days, and has evaluated the recording rules.

    All processes of a test run make it once, and each has a copy.
    """
    kept, folder = shared_folder(tmp_path_factory) / "demo-history", tmp_path_factory.mktemp("history")
    with alone(kept.with_suffix(".lock")):
        if not kept.exists():
            history(folder).rename(kept)
    return Path(shutil.copytree(kept, folder / "data"))


def history(folder: Path) -> Path:
    """Make that data in a folder."""
    data, now = folder / "data", END.timestamp()
    blocks(live(folder), data)
    rules = recorded_for_dashboards()
    moments = [(END - timedelta(hours=hours)).timestamp() for hours in STEPS]
    with running(data, now, since=now, step=HOUR, lookback=LOOKBACK) as prometheus:
        samples = list(recordings(prometheus, rules, moments))
    recorded = folder / "recorded"
    blocks(samples, recorded)
    for block in recorded.iterdir():
        block.rename(data / block.name)
    return data


@pytest.fixture(scope="module")
def scraped_demo(demo_history: Path) -> Iterator[Prometheus]:
    """That Prometheus, asked about the last day."""
    now = END.timestamp()
    with running(demo_history, now, since=now - 24 * HOUR, step=HOUR, lookback=LOOKBACK) as prometheus:
        yield prometheus
