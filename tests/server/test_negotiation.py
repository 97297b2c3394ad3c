"""Which format and coding each client gets: the headers are those that real clients send."""

import pytest

from exporter.exposition.rendering import Format
from exporter.server.negotiation import format_of, wants_gzip
from tests.server.accept_headers import (
    CHROME,
    PROMETHEUS_2_42,
    PROMETHEUS_2_55,
    PROMETHEUS_3,
    PROMETHEUS_3_NATIVE_HISTOGRAMS,
    PROMETHEUS_3_TEXT_ONLY,
    VICTORIA_METRICS,
)

ACCEPT = [
    (PROMETHEUS_2_42, Format.OPENMETRICS),
    (PROMETHEUS_2_55, Format.OPENMETRICS),
    (PROMETHEUS_3, Format.OPENMETRICS),
    (PROMETHEUS_3_NATIVE_HISTOGRAMS, Format.OPENMETRICS),
    (PROMETHEUS_3_TEXT_ONLY, Format.TEXT),
    (VICTORIA_METRICS, Format.TEXT),
    (CHROME, Format.TEXT),
    (None, Format.TEXT),
    ("", Format.TEXT),
    ("*/*", Format.TEXT),
    ("text/*", Format.TEXT),
    ("application/*", Format.OPENMETRICS),
    ("text/plain", Format.TEXT),
    ("application/openmetrics-text", Format.OPENMETRICS),
    ("Application/OpenMetrics-Text; Version=1.0.0", Format.OPENMETRICS),
    ('application/openmetrics-text; version="1.0.0"', Format.OPENMETRICS),
    # An unknown version is not offered.
    ("application/openmetrics-text;version=0.0.1", Format.TEXT),
    ("application/openmetrics-text;version=2.0.0,text/plain;q=0.1", Format.TEXT),
    ("text/plain;version=1.0.0,application/openmetrics-text;q=0.1", Format.OPENMETRICS),
    # The highest weight wins; OpenMetrics on a tie, if it is named.
    ("text/plain,application/openmetrics-text", Format.OPENMETRICS),
    ("text/plain;q=0.6,application/openmetrics-text;q=0.5", Format.TEXT),
    ("application/openmetrics-text;q=0.5,*/*;q=0.5", Format.OPENMETRICS),
    ("application/openmetrics-text;q=0.5,*/*;q=0.6", Format.TEXT),
    # The most specific range decides, not the most generous.
    ("application/openmetrics-text;version=1.0.0;q=0.1,application/openmetrics-text,text/plain;q=0.5", Format.TEXT),
    ("text/plain;q=0,*/*", Format.OPENMETRICS),
    # Nothing is acceptable: the text format all the same.
    ("text/plain;q=0", Format.TEXT),
    ("application/openmetrics-text;q=0", Format.TEXT),
    ("application/openmetrics-text;q=0,text/plain;q=0.000", Format.TEXT),
    ("text/html", Format.TEXT),
    ("application/json;q=0.9", Format.TEXT),
    # What is no weight takes its range with it.
    ("application/openmetrics-text;q=nan", Format.TEXT),
    ("application/openmetrics-text;q=2,text/plain;q=0.1", Format.TEXT),
    ("application/openmetrics-text;q=-1,*/*", Format.TEXT),
    (';,;q="', Format.TEXT),
]


@pytest.mark.parametrize(("accept", "format_"), ACCEPT)
def test_the_format_is_the_one_that_the_client_wants_most(accept: str | None, format_: Format) -> None:
    assert format_of(accept) is format_


CODINGS = [
    (None, False),
    ("", False),
    ("gzip", True),
    ("GZIP", True),
    ("x-gzip", True),
    ("gzip, deflate, br, zstd", True),
    ("gzip;q=1.0, identity; q=0.5, *;q=0", True),
    ("gzip;q=0.5", True),
    ("*", True),
    ("gzip;q=0", False),
    ("gzip;q=0, *", False),
    ("*;q=0", False),
    ("identity", False),
    ("identity;q=0", False),
    ("identity;q=1, gzip;q=0.5", False),
    ("gzip;q=1, identity;q=1", True),
    ("br, deflate", False),
    ("gzip;q=yes", False),
]


@pytest.mark.parametrize(("accept_encoding", "gzip"), CODINGS)
def test_gzip_is_sent_to_those_who_want_it(accept_encoding: str | None, gzip: bool) -> None:
    assert wants_gzip(accept_encoding) is gzip


def test_a_header_as_long_as_the_server_takes_is_read_at_once() -> None:
    assert format_of('"' * 16_000) is Format.TEXT
    assert format_of(",".join(["text/plain;q=0.1"] * 1000 + ["application/openmetrics-text;q=0.2"])) is (
        Format.OPENMETRICS
    )
