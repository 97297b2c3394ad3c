"""Refreshes leave no reference cycles behind: recent ones are collected after each, older ones after some."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from exporter.refresh import garbage
from exporter.refresh.garbage import Garbage
from tests.support.samples import With
from tests.support.seed import Moody


class Knot:
    """An object that refers to itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def nothing_else_collects() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


def test_what_a_refresh_leaves_behind_is_collected_whether_it_succeeds_or_not(exporter_with: With) -> None:
    moody = Moody()
    exporter = exporter_with(moody)
    for error in (None, RuntimeError("out of points")):
        moody.error = error
        knot = weakref.ref(Knot())
        assert knot() is not None
        exporter.refresh("loyalty")
        assert knot() is None


def test_what_survived_a_collection_is_collected_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "_FULL_EVERY", 3)
    old, collector = Knot(), Garbage()
    knot = weakref.ref(old)
    collector.collect()
    del old
    collector.collect()
    assert knot() is not None, "a full collection takes long"
    collector.collect()
    assert knot() is None
