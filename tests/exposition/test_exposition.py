"""The fast path is checked against the slow one: bytes that were made at refresh are what prometheus_client writes."""

from array import array
from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client import CollectorRegistry, Metric
from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse_openmetrics
from prometheus_client.parser import text_string_to_metric_families as parse_text

from exporter.exposition.collector import SnapshotCollector
from exporter.exposition.rendering import END, SLICE, Format, Segment, gzipped, plain, render
from exporter.exposition.snapshot import Axis, Column, Family, Snapshot
from tests.exposition.official import gunzip, official
from tests.exposition.snapshots import snapshots

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


def body(snapshot: Snapshot, format_: Format) -> list[Segment]:
    return [*render(snapshot)[format_], END[format_]]


def parsed(families: Iterable[Metric]) -> Samples:
    return {(s.name, frozenset(s.labels.items())): s.value for family in families for s in family.samples}


def said(snapshot: Snapshot) -> Samples:
    return {
        (family.name, frozenset(labels.items())): value
        for family in snapshot.families
        for labels, value in family.samples(snapshot.category)
    }


@pytest.mark.parametrize("format_", Format)
@given(snapshot=snapshots())
def test_the_bytes_are_those_of_prometheus_client(format_: Format, snapshot: Snapshot) -> None:
    segments = body(snapshot, format_)
    expected = official(snapshot, format_)
    assert b"".join(plain(segments)) == expected
    assert gunzip(b"".join(gzipped(segments))) == expected


@given(snapshots())
def test_the_official_parsers_read_both_formats(snapshot: Snapshot) -> None:
    text, openmetrics = (b"".join(plain(body(snapshot, each))).decode() for each in Format)
    assert parsed(parse_text(text)) == said(snapshot)
    read = parse_openmetrics(openmetrics)  # type: ignore[no-untyped-call]  # it has no annotations
    assert parsed(read) == said(snapshot)


@given(snapshots(), st.data())
def test_any_choice_of_segments_joins(snapshot: Snapshot, data: st.DataObject) -> None:
    segments = body(snapshot, Format.TEXT)
    chosen = [segment for segment in segments if data.draw(st.booleans())]
    texts = [b"".join(plain([segment])) for segment in chosen]
    assert gunzip(b"".join(gzipped(chosen))) == b"".join(plain(chosen)) == b"".join(texts)


def large(repeated: str, cells: int) -> Snapshot:
    axis = Axis(("vendor",), tuple((f"{repeated}{number:06d}",) for number in range(cells)))
    column = Column((), array("d", [0.0]) * cells)
    return Snapshot("orders", (Family("orion_orders", "Orders.", axis, (column,)),), 0.0, 0.0)


@pytest.mark.parametrize(("repeated", "cells"), [("v" * 4_000, 500), ("v", 50_000)])
def test_a_large_body_is_handed_over_in_slices(repeated: str, cells: int) -> None:
    snapshot = large(repeated, cells)
    slices = list(plain(body(snapshot, Format.TEXT)))
    assert max(map(len, slices)) <= SLICE
    assert b"".join(slices) == official(snapshot, Format.TEXT)


def test_the_formats_differ_in_a_quotation_mark_of_help_and_the_end() -> None:
    family = Family("orion_x", 'A "quoted"\nback\\slash.', Axis((), ((),)), (Column((), array("d", [1e6])),))
    bodies: Mapping[Format, bytes] = {
        each: b"".join(plain(body(Snapshot("c", (family,), 0.0, 0.0), each))) for each in Format
    }
    assert bodies[Format.TEXT].decode() == (
        '# HELP orion_x A "quoted"\\nback\\\\slash.\n# TYPE orion_x gauge\norion_x{category="c"} 1e+06\n'
    )
    assert bodies[Format.OPENMETRICS].decode() == (
        '# HELP orion_x A \\"quoted\\"\\nback\\\\slash.\n# TYPE orion_x gauge\norion_x{category="c"} 1e+06\n# EOF\n'
    )


def test_samples_are_compressed_once_for_both_formats() -> None:
    rendered = render(large("v", 3))
    assert rendered[Format.TEXT][0] is rendered[Format.OPENMETRICS][0]


def test_a_name_that_is_taken_is_refused_when_the_collector_is_registered() -> None:
    registry = CollectorRegistry()
    registry.register(SnapshotCollector(tuple, lambda: ["orion_orders"]))
    with pytest.raises(ValueError, match="orion_orders"):
        registry.register(SnapshotCollector(tuple, lambda: ["orion_orders"]))
