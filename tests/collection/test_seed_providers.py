"""A class with the application's three members, unchanged: what becomes of its values, and what of the wrong ones."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from exporter.demo.schema import platform_modules, vendors
from tests.support.databases import Database
from tests.support.samples import With, block, samples
from tests.support.seed import Labelled, Loyalty, MetricValue
from tests.support.shop import Exporter
from tests.support.shops import add

GOOD = MetricValue("loyalty.good", 1)
GOOD_SAMPLES = """\
orion_loyalty_good{category="loyalty",platform="main",vendor="acme"} 1.0
orion_loyalty_good{category="loyalty",platform="side",vendor="bolt"} 1.0
"""


def refused(exporter: Exporter) -> tuple[dict[str, int], str]:
    """Return what was refused, by reason, and what a person reads about it."""
    report = exporter.store["loyalty"].report
    return dict(report.rejected), "; ".join(report.warnings)


def test_values_are_vendor_wide_and_named_by_their_keys(exporter_with: With) -> None:
    cards = Loyalty(
        vendor=lambda vendor_id: [MetricValue("loyalty.cards.total", vendor_id * 10, "Cards")],
        platform=lambda platform_id: [MetricValue("loyalty.cards.total", platform_id * 100, "Cards")],
    )
    assert exporter_with(cards).refresh().text("loyalty") == block("""
        # HELP orion_loyalty_cards Cards Refreshed every 60 s.
        # TYPE orion_loyalty_cards gauge
        orion_loyalty_cards{category="loyalty",platform="main",vendor="acme"} 10.0
        orion_loyalty_cards{category="loyalty",platform="side",vendor="bolt"} 20.0
        # HELP orion_platform_loyalty_cards Cards By platform. Refreshed every 60 s.
        # TYPE orion_platform_loyalty_cards gauge
        orion_platform_loyalty_cards{category="loyalty",platform="main"} 100.0
        orion_platform_loyalty_cards{category="loyalty",platform="side"} 200.0
    """)


def test_a_module_that_is_off_is_not_asked(exporter_with: With, small: Database) -> None:
    add(small, platform_modules, [{"platform_id": 2, "module": "loyalty", "is_enabled": False}])
    add(small, vendors, [{"id": 3, "code": "crow"}])
    exporter = exporter_with(Loyalty([GOOD], [GOOD])).refresh()
    assert samples(exporter, "loyalty") == block("""
        orion_loyalty_good{category="loyalty",platform="main",vendor="acme"} 1.0
        orion_loyalty_good{category="loyalty",platform="unassigned",vendor="crow"} 1.0
        orion_platform_loyalty_good{category="loyalty",platform="main"} 1.0
    """)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("loyalty.cards.total", "orion_loyalty_cards"),
        ("loyalty.cards-used", "orion_loyalty_cards_used"),
        ("loyalty.größe", "orion_loyalty_gr__e"),
        ("total", "orion_total"),
        ("2nd.cards", "orion_2nd_cards"),
        ("platform.cards", "orion_platform_cards"),
    ],
)
def test_a_key_becomes_a_name(exporter_with: With, key: str, name: str) -> None:
    exporter = exporter_with(Loyalty([MetricValue(key, 1)])).refresh()
    assert samples(exporter, "loyalty").splitlines() == [
        f'{name}{{category="loyalty",platform="main",vendor="acme"}} 1.0',
        f'{name}{{category="loyalty",platform="side",vendor="bolt"}} 1.0',
    ]


@pytest.mark.parametrize(
    ("value", "written"),
    [(Decimal("2.5"), "2.5"), (Fraction(1, 4), "0.25"), (-0.0, "0.0"), (10**15, "1e+15"), (0, "0.0")],
)
def test_every_finite_number_is_a_value(exporter_with: With, value: Any, written: str) -> None:
    exporter = exporter_with(Loyalty([MetricValue("cards", value)])).refresh()
    assert f'vendor="acme"}} {written}\n' in exporter.text("loyalty")


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("inf"),
        float("-inf"),
        None,
        "1",
        b"1",
        True,
        [],
        10**400,
        Decimal("NaN"),
        Decimal("sNaN"),
        1j,
    ],
    ids=repr,
)
def test_what_is_not_a_finite_number_costs_one_sample(exporter_with: With, value: Any) -> None:
    exporter = exporter_with(Loyalty([MetricValue("cards", value), GOOD])).refresh()
    assert samples(exporter, "loyalty") == GOOD_SAMPLES
    counts, warning = refused(exporter)
    assert counts == {"value": 2}
    assert warning == f"cards is {value!r}, which is not a finite number"


@pytest.mark.parametrize(
    "labels",
    [
        {"tier": 7},
        {"tier": None},
        {"tier": b"gold"},
        {7: "gold"},
        ["tier"],
        "tier",
        {"vendor": "me"},
        {"platform": "x"},
        {"category": "x"},
        {"__name__": "x"},
        {"a-b": "x"},
        {"": "x"},
    ],
    ids=repr,
)
def test_labels_that_cannot_be_exported_cost_one_sample(exporter_with: With, labels: Any) -> None:
    exporter = exporter_with(Loyalty([Labelled("cards", 1, labels=labels), GOOD])).refresh()
    assert samples(exporter, "loyalty") == GOOD_SAMPLES
    counts, warning = refused(exporter)
    assert counts == {"label": 2}
    assert warning == f"cards has invalid or reserved label names, or values that are not strings: {labels!r}"


def test_labels_are_exported_and_an_empty_one_is_none(exporter_with: With) -> None:
    tier = Labelled("cards", 5, labels={"tier": 'go"ld', "empty": ""})
    exporter = exporter_with(Loyalty(lambda vendor_id: [tier] if vendor_id == 1 else [])).refresh()
    assert samples(exporter, "loyalty") == (
        'orion_cards{category="loyalty",platform="main",tier="go\\"ld",vendor="acme"} 5.0\n'
    )


def test_equal_series_are_refused_once(exporter_with: With) -> None:
    exporter = exporter_with(Loyalty([GOOD, MetricValue("loyalty.good", 2)])).refresh()
    assert samples(exporter, "loyalty") == GOOD_SAMPLES
    assert refused(exporter) == ({"duplicate": 2}, "loyalty.good has two values for the labels {}")


def test_another_category_is_refused(exporter_with: With) -> None:
    exporter = exporter_with(Loyalty([GOOD, MetricValue("orders.total", 2, category="orders")])).refresh()
    assert samples(exporter, "loyalty") == GOOD_SAMPLES
    assert refused(exporter) == ({"category": 2}, 'orders.total has category "orders", but its provider has "loyalty"')


@pytest.mark.parametrize(
    ("key", "warning"),
    [
        ("loyalty_good", '"loyalty_good" and "loyalty.good" have the same metric name "loyalty_good"'),
        ("exporter.series", 'invalid or reserved metric name "exporter.series"; rename it'),
        ("", 'invalid or reserved metric name ""; rename it'),
        ("orders.total", "metric orion_orders is already exported by orders; rename it"),
        ("vendor.info", "metric orion_vendor_info is already exported by tenancy; rename it"),
    ],
)
def test_a_name_that_is_taken_is_refused(exporter_with: With, key: str, warning: str) -> None:
    exporter = exporter_with(Loyalty([GOOD, MetricValue(key, 2)])).refresh()
    assert samples(exporter, "loyalty") == GOOD_SAMPLES
    counts, said = refused(exporter)
    assert list(counts) == ["name"]
    assert said == warning


def test_two_scopes_cannot_share_a_name(exporter_with: With) -> None:
    exporter = exporter_with(Loyalty([MetricValue("platform.cards", 1)], [MetricValue("cards", 2)])).refresh()
    assert exporter.text("loyalty").count("# TYPE orion_platform_cards gauge") == 1
    assert refused(exporter)[0] == {"name": 1}


@pytest.mark.parametrize("answer", [None, 7, "text", object()], ids=["None", "7", "text", "object"])
def test_what_is_not_a_list_fails_the_category(exporter_with: With, answer: Any) -> None:
    exporter = exporter_with(Loyalty(lambda _: answer)).refresh()
    kind = type(answer).__name__
    assert exporter.failures() == {
        "loyalty": f"contract: elsewhere/loyalty.py: expected a list of MetricValue, got {kind}"
    }


@pytest.mark.parametrize("value", [("cards", 1), {"key": "cards"}, None, MetricValue(7, 1)], ids=repr)
def test_what_is_not_a_metric_value_fails_the_category(exporter_with: With, value: Any) -> None:
    exporter = exporter_with(Loyalty([value])).refresh()
    assert exporter.failures() == {
        "loyalty": f"contract: elsewhere/loyalty.py: expected a MetricValue, got {type(value).__name__}"
    }
    assert "orion_users" in exporter.text("tenancy")


def test_nothing_but_refused_values_is_a_failure(exporter_with: With) -> None:
    exporter = exporter_with(Loyalty([MetricValue("cards", None)])).refresh()
    assert exporter.failures() == {
        "loyalty": "contract: elsewhere/loyalty.py: cards is None, which is not a finite number"
    }


def test_refreshes_keep_no_more_than_the_last_one(exporter_with: With) -> None:
    tiers = iter("aabbbc")
    exporter = exporter_with(Loyalty(lambda _: [Labelled("loyalty.cards", 1, labels={"tier": next(tiers)})], []))
    sizes = []
    for _ in range(3):
        exporter.refresh("loyalty")
        layout = exporter.refresher._makers["loyalty"]._layout
        assert layout is not None
        sizes.append((len(layout.kept._numbers), len(layout.kept._columns)))
    assert sizes == [(1, 1), (1, 1), (2, 2)]
