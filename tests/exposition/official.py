"""What the official library writes of a snapshot, and what is in a gzip stream."""

import zlib

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.openmetrics.exposition import generate_latest as generate_openmetrics

from exporter.exposition.collector import SnapshotCollector
from exporter.exposition.rendering import Format
from exporter.exposition.snapshot import Snapshot


def official(snapshot: Snapshot, format_: Format) -> bytes:
    registry = CollectorRegistry()
    registry.register(SnapshotCollector(lambda: (snapshot,)))
    if format_ is Format.TEXT:
        return generate_latest(registry)
    written: bytes = generate_openmetrics(registry)  # type: ignore[no-untyped-call]  # it has no annotations
    return written


def gunzip(data: bytes) -> bytes:
    """Return what is in one gzip stream; there is nothing after it."""
    stream = zlib.decompressobj(31)
    text = stream.decompress(data)
    assert stream.eof
    assert stream.unused_data == b""
    return text
