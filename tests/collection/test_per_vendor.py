"""A provider with the application's three members is asked vendor by vendor, and its values become metrics."""

from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import pytest
from sqlalchemy.orm import Session

from exporter.collection.per_vendor import PerVendorReader, is_label, name_of
from exporter.contracts.failures import ContractError
from exporter.contracts.metrics import MetricsContext
from exporter.fold.families import Scopes
from exporter.fold.frame import Frame
from tests.support.seed import Labelled, Loyalty, MetricValue
from tests.support.tiny import ACME, BOLT, CROW, MAIN, MODULE, SIDE, directory, line, lines

CONTEXT = MetricsContext(datetime(2026, 3, 1, 12, tzinfo=UTC))


def driven(vendor: Any = (), platform: Any = (), off: tuple[int, ...] = (SIDE,)) -> tuple[Frame, list[str]]:
    """Return the frame and the samples of a provider; the module is on for main, and so for all vendors."""
    frame, shop = Frame(), directory(*off)
    provider: Any = Loyalty(vendor, platform)  # with its own MetricValue
    reader = PerVendorReader(provider, frame)
    reader.run(Session(), shop, CONTEXT)
    families = Scopes.of(frame, shop, MODULE).families(reader.definitions, "")
    return frame, sorted(line(each.name, labels, value) for each in families for labels, value in each.samples(MODULE))


def about_bolt(*values: Any) -> tuple[Frame, list[str]]:
    return driven(lambda vendor: list(values) if vendor == BOLT else [])


@pytest.mark.parametrize(
    ("off", "vendors", "platforms"),
    [
        ((), [ACME, BOLT, CROW], [MAIN, SIDE]),
        ((SIDE,), [ACME, BOLT, CROW], [MAIN]),
        ((MAIN,), [ACME, CROW], [SIDE]),
        ((MAIN, SIDE), [CROW], []),
    ],
)
def test_it_is_asked_for_those_for_whom_the_module_is_on(
    off: tuple[int, ...], vendors: list[int], platforms: list[int]
) -> None:
    frame, _ = driven(lambda vendor: [MetricValue(f"of_{vendor}", 1)], lambda of: [MetricValue(f"at_{of}", 1)], off)
    asked = [*(f"of_{each}" for each in vendors), *(f"at_{each}" for each in platforms)]
    assert [definition.name for definition in frame.owned_by] == asked


def test_values_are_vendor_wide_have_no_zeros_and_each_scope_is_what_was_said_of_it() -> None:
    def vendor(vendor_id: int) -> list[MetricValue]:
        return [MetricValue("loyalty.cards.total", vendor_id * 10)] if vendor_id != CROW else []

    def platform(platform_id: int) -> list[MetricValue]:
        return [MetricValue("loyalty.cards.total", platform_id * 100)]

    assert driven(vendor, platform, off=())[1] == lines("""
        orion_loyalty_cards{platform="side",vendor="acme"} 10
        orion_loyalty_cards{platform="main",vendor="bolt"} 20
        orion_platform_loyalty_cards{platform="main"} 100
        orion_platform_loyalty_cards{platform="side"} 200
    """)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("orders.total", "orders"),
        ("orders.total.open", "orders_total_open"),
        ("orders.subtotal", "orders_subtotal"),
        ("cards-used in 2026", "cards_used_in_2026"),
        ("2nd", "2nd"),
        ("größe", "gr__e"),
        ("orders.total.total", "orders"),
        ("total.total", "total"),
        (".total", "_total"),
    ],
)
def test_a_name_is_the_key_without_a_final_total(key: str, name: str) -> None:
    assert name_of(key) == name


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("tier", True),
        ("_tier2", True),
        ("Tier", True),
        ("vendor", False),
        ("platform", False),
        ("category", False),
        ("__name__", False),
        ("2nd", False),
        ("a-b", False),
        ("a b", False),
        ("größe", False),
        ("tier\n", False),
        ("", False),
        (7, False),
        (None, False),
    ],
    ids=repr,
)
def test_which_labels_a_metric_may_bring(name: object, good: bool) -> None:
    assert is_label(name) == good


def test_labels_are_dimensions_and_an_empty_value_is_no_label() -> None:
    labels = ({"tier": "gold"}, MappingProxyType({"tier": "tin", "zone": ""}), None)
    frame, found = about_bolt(*(Labelled("cards", at, labels=each) for at, each in enumerate(labels)))
    assert found == lines("""
        orion_cards{platform="main",tier="gold",vendor="bolt"} 0
        orion_cards{platform="main",tier="tin",vendor="bolt"} 1
        orion_cards{platform="main",vendor="bolt"} 2
    """)
    assert not frame.rejected


def test_what_is_said_of_a_platform_is_held_to_the_contract_as_well() -> None:
    with pytest.raises(ContractError, match=r"^expected a list of MetricValue, got int$"):
        driven((), lambda _: 7)
