"""For any text from a database, the label is short, printable and still unique."""

import unicodedata
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

from exporter.contracts.labels import MOST_CHARACTERS, clean, label_of
from exporter.contracts.metrics import MetricValue
from exporter.demo.schema import orders, platforms, vendors
from exporter.exposition.rendering import Format
from exporter.exposition.telemetry import Telemetry
from tests.support.databases import Database
from tests.support.random_shop import NOW
from tests.support.samples import With
from tests.support.seed import Loyalty
from tests.support.shop import Exporter, series_of
from tests.support.shops import add

LONG = "x" * 200
DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("acme", "acme"),
        ("Größe €", "Größe €"),
        ('"<script>\\', '"<script>\\'),
        ("a\nb\x00c\x7f\x85", "a�b�c��"),
        ("x" * 128, "x" * 128),
        ("x" * 129, "x" * 127 + "…"),
        ("ü" * 10**6, "ü" * 127 + "…"),
        ("half \ud83d", "half ?"),
        ("next\u2028line\u2029", "next�line�"),
        ("\u202egnp.exe", "�gnp.exe"),
        ("a\u200eb\u200fc\u061cd\u202a\u202b\u202c\u202d\u2066\u2067\u2068\u2069e", "a�b�c�d��������e"),
        ("", ""),
        ("   ", ""),
        (" a ", " a"),
        ("\t\r\n", ""),
        ("\xa0\u2003\u3000\u2028", ""),
        ("\u200b\ufeff\u202e\xad", ""),
    ],
)
def test_a_label_is_short_and_printable(value: str, label: str) -> None:
    assert clean(value) == label


@given(st.text() | st.none())
def test_cleaning_twice_changes_nothing(value: str | None) -> None:
    label = label_of(value)
    assert label_of(label) == label
    assert 0 < len(label) <= MOST_CHARACTERS
    assert label.encode()
    assert not any(unicodedata.category(each) in {"Cc", "Zl", "Zp"} for each in label)
    assert not any(unicodedata.bidirectional(each) in DIRECTIONS for each in label)
    assert label.strip()


def told(exporter: Exporter, category: str) -> float:
    own = series_of(Telemetry(exporter.store, "1").render(Format.TEXT).decode())
    return own["orion_exporter_labels_cleaned", frozenset({("category", category)})]


def test_codes_that_are_cut_alike_stay_apart_and_are_counted(small: Database) -> None:
    add(small, vendors, [{"id": 7, "code": LONG + "1", "name": "a\tb"}, {"id": 8, "code": LONG + "2"}])
    add(small, platforms, [{"id": 9, "code": "new\nline", "name": LONG}])
    with closing(Exporter(small.url, NOW)) as exporter:
        series = series_of(exporter.refresh("tenancy").text("tenancy"))
        assert told(exporter, "tenancy") == 5
    labels = [dict(labels) for name, labels in series if name == "orion_vendor_info"]
    assert {each["vendor"] for each in labels} == {"acme", "bolt", *(f"{'x' * 123}…-{i}" for i in (7, 8))}
    assert "a�b" in {each["name"] for each in labels}
    assert "new�line" in {dict(labels)["platform"] for name, labels in series if name == "orion_platform_info"}


def test_a_code_of_blanks_is_an_empty_code(small: Database) -> None:
    add(small, vendors, [{"id": 7, "code": "\t\xa0", "name": "\u3000"}, {"id": 8, "code": "\u202e\u200b"}])
    with closing(Exporter(small.url, NOW)) as exporter:
        series = series_of(exporter.refresh("tenancy").text("tenancy"))
    infos = [dict(labels) for name, labels in series if name == "orion_vendor_info"]
    assert {each["vendor"] for each in infos} == {"acme", "bolt", "-7", "-8"}
    assert next(each["name"] for each in infos if each["vendor"] == "-7") == "unknown"


def test_statuses_that_are_cut_alike_are_counted_as_one(small: Database) -> None:
    rows = [{"vendor_id": 1, "platform_id": 1, "status": LONG + end} for end in "abb"]
    with small.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM orders")
    add(small, orders, rows)
    with closing(Exporter(small.url, NOW)) as exporter:
        for _ in range(3):
            series = series_of(exporter.refresh("orders").text("orders"))
            found = {
                dict(labels)["status"]: value
                for (name, labels), value in series.items()
                if name == "orion_orders" and ("vendor", "acme") in labels and value
            }
            assert found == {"x" * 127 + "…": 3}
            assert told(exporter, "orders") == 1


def test_labels_of_a_foreign_provider_are_cleaned_too(exporter_with: With) -> None:
    exporter = exporter_with(
        Loyalty(lambda _: [MetricValue("tier", 1, "Tier", "loyalty", labels={"name": "gold\x1b[31m"})])
    )
    text = exporter.refresh("loyalty").text("loyalty")
    (family,) = [each for each in text_string_to_metric_families(text) if each.name == "orion_tier"]
    assert {each.labels["name"] for each in family.samples} == {"gold�[31m"}
    assert told(exporter, "loyalty") == 1
