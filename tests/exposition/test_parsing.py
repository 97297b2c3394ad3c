"""Expositions that were saved to a file: what is read of them, and the line of each mistake."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client import CollectorRegistry, Gauge, generate_latest

from exporter.exposition.lines import escape
from exporter.exposition.parsing import ExpositionError, SavedFamily, parsed, saved
from exporter.exposition.rendering import Format

TEXT = b'# HELP cards Cards.\n# TYPE cards gauge\ncards{vendor="a",state="b"} 5\ncards 1.5e+09\n'
GZIP = gzip.compress(TEXT, mtime=0)
FAMILIES = {"cards": SavedFamily("Cards.", "gauge", {'cards{state="b",vendor="a"}': 5.0, "cards": 1.5e9})}


def test_a_family_has_its_help_its_type_and_its_series_with_sorted_labels() -> None:
    assert parsed(TEXT) == FAMILIES


@pytest.mark.parametrize(("end", "format_"), [(b"", Format.TEXT), (b"# EOF\n", Format.OPENMETRICS)])
@pytest.mark.parametrize("packed", [bytes, gzip.compress])
def test_both_formats_are_read_compressed_or_not(tmp_path: Path, end: bytes, format_: Format, packed: object) -> None:
    assert callable(packed)
    (tmp_path / "file").write_bytes(packed(TEXT + end))
    read = saved(tmp_path / "file")
    assert (read.families, read.format) == (FAMILIES, format_)


@given(st.text(), st.text())
def test_any_text_in_a_label_or_help_is_read_as_it_was_written(value: str, help_: str) -> None:
    registry = CollectorRegistry()
    value, help_ = (each.encode("utf-8", "replace").decode() for each in (value, help_.strip()))
    Gauge("cards", help_, ["state"], registry=registry).labels(value).set(1)
    (family,) = parsed(generate_latest(registry)).values()
    assert family.series == {f'cards{{state="{escape(value)}"}}': 1.0}


def test_samples_with_a_suffix_belong_to_the_family_above_them() -> None:
    text = b"# TYPE runs_total counter\nruns_total 1\n# TYPE jobs counter\njobs_total 2\nother_total 3\n"
    found = {name: (family.type, list(family.series)) for name, family in parsed(text).items()}
    assert found == {
        "runs_total": ("counter", ["runs_total"]),
        "jobs": ("counter", ["jobs_total"]),
        "other_total": ("untyped", ["other_total"]),
    }


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"cards", "neither a sample nor a comment"),
        (b"cards five", "neither a sample nor a comment"),
        (b'cards{state="a} 1', "neither a sample nor a comment"),
        (b'cards{state="a",state="b"} 1', "neither a sample nor a comment"),
        (b"# TYPE cards balance", "neither a sample nor a comment"),
        (b'{"error": "not found"}', "neither a sample nor a comment"),
        (b'cards{state="\xff"} 1', "not UTF-8"),
        (b"cards 2", "the series is there twice"),
        (b"cards_of_others 1" + b"0" * 400, "the value is too large"),
    ],
)
def test_a_line_that_cannot_be_parsed_is_named(line: bytes, problem: str) -> None:
    with pytest.raises(ExpositionError, match=f"^line 5: {problem}$") as raised:
        parsed(TEXT + line + b"\n" + TEXT)
    assert raised.value.line == 5


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "the file has no samples"),
        (b"# TYPE cards gauge\n", "the file has no samples"),
        (TEXT[:-3], "line 4: the last line is incomplete"),
        (GZIP[:-9], "the gzip file is incomplete or damaged"),
        (GZIP[:20] + b"x" * 30, "the gzip file is incomplete or damaged"),
    ],
    ids=["empty", "no samples", "cut", "gzip cut", "gzip damaged"],
)
def test_a_file_that_was_cut_is_not_taken_for_a_smaller_one(tmp_path: Path, data: bytes, problem: str) -> None:
    (tmp_path / "file").write_bytes(data)
    with pytest.raises(ExpositionError, match=f"^{problem}$"):
        saved(tmp_path / "file")


def outcome(data: bytes) -> int:
    """Return the line of a mistake; 0 if there is none."""
    try:
        parsed(data)
    except ExpositionError as error:
        return error.line
    return 0


@given(st.binary())
def test_whatever_a_file_contains_the_mistake_has_a_line(data: bytes) -> None:
    assert outcome(TEXT + data + b"\n") in range(5, 6 + data.count(b"\n")) or parsed(TEXT + data + b"\n")


@given(st.text('cards_{}="\\# HELPTYPEgauge,1.\t'))
def test_whatever_a_line_looks_like_no_other_error_is_raised(line: str) -> None:
    assert outcome(TEXT + line.encode() + b"\n") in {0, 5}
