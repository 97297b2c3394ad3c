"""Providers share one directory, also if their first refreshes read it at the same time."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest

from exporter.directory.directory import Directory
from exporter.refresh.snapshots import Shared
from tests.support import handmade
from tests.support.shop import Exporter
from tests.support.tiny import directory

CATEGORIES = ("tenancy", "orders")


@pytest.fixture
def exporter(tmp_path: Path) -> Iterator[Exporter]:
    with closing(Exporter(handmade.in_file(tmp_path / "shop.sqlite"), handmade.NOW)) as exporter:
        yield exporter


def test_of_directories_with_the_same_rows_the_first_is_used() -> None:
    shared, first = Shared(()), replace(directory(), digest=b"1")
    roster = shared.roster(first)
    assert shared.roster(replace(first)) is roster
    assert shared.last_directory is first
    other = replace(first, digest=b"2")
    assert shared.roster(other) is not roster
    assert shared.last_directory is other


def test_first_refreshes_at_the_same_time_share_it(exporter: Exporter, monkeypatch: pytest.MonkeyPatch) -> None:
    together, read = Barrier(len(CATEGORIES), timeout=30), Directory.read

    def read_together(*given: Any, **more: Any) -> Directory:
        found = read(*given, **more)
        together.wait()
        return found

    monkeypatch.setattr(Directory, "read", read_together)
    threads = [Thread(target=exporter.refresh, args=(category,)) for category in CATEGORIES]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tenancy, orders = (exporter.store[category].snapshot for category in CATEGORIES)
    assert tenancy
    assert orders
    assert tenancy.owners is orders.owners is not None
