"""What a definition may say is checked before anything is read."""

from importlib.metadata import EntryPoint
from typing import Any

import pytest

from exporter.collection.discovery import GROUP, discover
from exporter.config.configuration import load
from exporter.contracts.metrics import MetricDefinition
from tests.support.seed import Silent

NOT_MONEY = "loyalty.x: money requires the label currency and no divisor"
MINOR_UNITS = "; use 0 to 6 or currency, only with money"
MONEY = {"money": True, "labels": {"currency": ()}}
ENTRY = EntryPoint("loyalty", "tests.support.seed:Silent", GROUP)


def definition(**different: Any) -> MetricDefinition:
    return MetricDefinition(**({"key": "loyalty.x", "name": "x", "label": "X", "help": "X."} | different))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ([definition(name="a-b")], 'loyalty.x: invalid or reserved metric name "a-b"'),
        ([definition(name="exporter_up")], 'loyalty.x: invalid or reserved metric name "exporter_up"'),
        ([definition(labels={"vendor": ()})], "loyalty.x: invalid or reserved label name in ['vendor']"),
        ([definition(labels={"a b": ()})], "loyalty.x: invalid or reserved label name in ['a b']"),
        ([definition(labels={"tier": (1,)})], "loyalty.x: predefined label values must be non-empty strings"),
        ([definition(fold="avg")], "loyalty.x: invalid fold 'avg' or divisor 1"),
        ([definition(money=True)], NOT_MONEY),
        ([definition(money=True, labels={"currency": ()}, divisor=100)], NOT_MONEY),
        ([definition(minor_unit=2)], f"loyalty.x: invalid minor_unit 2{MINOR_UNITS}"),
        ([definition(minor_unit=7, **MONEY)], f"loyalty.x: invalid minor_unit 7{MINOR_UNITS}"),
        ([definition(minor_unit="2", **MONEY)], f"loyalty.x: invalid minor_unit '2'{MINOR_UNITS}"),
        ([definition(minor_unit=True, **MONEY)], f"loyalty.x: invalid minor_unit True{MINOR_UNITS}"),
        ([definition(divisor=0)], "loyalty.x: invalid fold 'sum' or divisor 0"),
        ([definition(), definition(key="loyalty.y")], "metric orion_x is already exported by loyalty; rename it"),
        ([definition(), definition(name="platform_x")], "metric orion_platform_x is already exported by loyalty"),
        ([definition(name="orders")], "metric orion_orders is already exported by orders; rename it"),
        ([definition(name="vendor_info")], "metric orion_vendor_info is already exported by tenancy; rename it"),
        (7, "'int' object is not iterable"),
    ],
)
def test_definitions_that_cannot_be_exported_fail_from_the_start(
    monkeypatch: pytest.MonkeyPatch, wrong: Any, said: str
) -> None:
    monkeypatch.setattr(Silent, "definitions", wrong)
    found = {each.category: each.source.problem for each in discover(load(None, {}), entries=lambda: [ENTRY])}
    assert said in found["loyalty"]
    assert [name for name, problem in found.items() if problem] == ["loyalty"]


def test_definitions_that_can_be_exported_are_the_provider_s(monkeypatch: pytest.MonkeyPatch) -> None:
    good = (definition(), definition(key="loyalty.y", name="y", labels={"tier": ("gold",), "zone": ()}, fold="min"))
    monkeypatch.setattr(Silent, "definitions", good)
    provider = next(each for each in discover(load(None, {}), entries=lambda: [ENTRY]) if each.category == "loyalty")
    assert provider.definitions == good
    assert provider.names == ("orion_x", "orion_platform_x", "orion_y", "orion_platform_y")
