"""Parts of the exposition as the server keeps them: until a state changes or is stale, and not too many of them."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from exporter.directory.directory import Directory, Entry
from exporter.exposition.rendering import Format, Segment, plain
from exporter.exposition.slices import Part
from exporter.fold.facts import DirectoryOwners
from exporter.server import source as module
from exporter.server.source import Source
from tests.server.tokened import source_of
from tests.support import handmade
from tests.support.shop import Exporter

ACME, BOLT = Part("vendor", "1"), Part("vendor", "2")
CATEGORIES = ("tenancy", "orders")


@pytest.fixture
def exporter(tmp_path: Path) -> Iterator[Exporter]:
    with closing(Exporter(handmade.in_file(tmp_path / "shop.sqlite"), handmade.NOW)) as exporter:
        yield exporter.refresh(*CATEGORIES)


def shown(source: Source, part: Part, *categories: str) -> Segment:
    return source.segments(Format.TEXT, categories or CATEGORIES, part)[0]


def text(segment: Segment) -> str:
    return b"".join(plain([segment])).decode()


def test_a_part_is_kept_until_a_category_is_refreshed(exporter: Exporter) -> None:
    source = source_of(exporter)
    first = shown(source, ACME)
    assert shown(source, ACME) is first
    assert shown(source, BOLT) is not first
    assert shown(source, ACME, "orders") is not first
    exporter.refresh("orders")
    assert shown(source, ACME) is not first
    assert text(shown(source, ACME)) == text(first)


def test_a_category_that_is_stale_is_left_out(exporter: Exporter) -> None:
    source = source_of(exporter)
    assert "orion_orders{" in text(shown(source, ACME))
    exporter.clock.advance(590)
    exporter.refresh("tenancy")
    exporter.clock.advance(20)
    assert "orion_orders{" not in text(shown(source, ACME))
    assert "orion_vendor_info{" in text(shown(source, ACME))


def test_not_too_many_parts_are_kept(exporter: Exporter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_CACHED_PARTS", 5)
    source = source_of(exporter)
    for number in range(20):
        shown(source, Part("vendor", str(number)))
    assert len(source._parts) == 5


def test_owners_of_a_later_directory_are_ready_if_they_were_asked_for() -> None:
    def directory(code: str) -> Directory:
        return Directory(vendors={1: Entry(code, "", "")})

    first = directory("a")
    owners = DirectoryOwners(first)
    assert owners.succeeded_by(first) is owners
    assert "vendors" not in vars(owners.succeeded_by(directory("b")))
    assert owners.vendors["1"].code == "a"
    assert vars(owners.succeeded_by(directory("b")))["vendors"]["1"].code == "b"
