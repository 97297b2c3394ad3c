"""What a definition may say is checked before anything is read."""

from importlib.metadata import EntryPoint
from typing import Any

import pytest

from exporter.collection.discovery import GROUP, discover
from exporter.config.configuration import load
from exporter.contracts.metrics import MetricDefinition
from tests.support.seed import Silent

NOT_MONEY = "loyalty.x: money needs the label currency, and no divisor"
ENTRY = EntryPoint("loyalty", "tests.support.seed:Silent", GROUP)


def definition(**different: Any) -> MetricDefinition:
    return MetricDefinition(**({"key": "loyalty.x", "name": "x", "label": "X", "help": "X."} | different))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ([definition(name="a-b")], 'loyalty.x: "a-b" cannot be the name of a metric here'),
        ([definition(name="exporter_up")], 'loyalty.x: "exporter_up" cannot be the name of a metric here'),
        ([definition(labels={"vendor": ()})], "loyalty.x: ['vendor'] has a label that is not a name or is taken"),
        ([definition(labels={"a b": ()})], "loyalty.x: ['a b'] has a label that is not a name or is taken"),
        ([definition(labels={"tier": (1,)})], "loyalty.x: the known values of its labels must be texts"),
        ([definition(fold="avg")], "loyalty.x: fold 'avg' or divisor 1 is not possible"),
        ([definition(money=True)], NOT_MONEY),
        ([definition(money=True, labels={"currency": ()}, divisor=100)], NOT_MONEY),
        ([definition(divisor=0)], "loyalty.x: fold 'sum' or divisor 0 is not possible"),
        ([definition(), definition(key="loyalty.y")], "the metric orion_x belongs to loyalty already; rename it"),
        ([definition(), definition(name="platform_x")], "the metric orion_platform_x belongs to loyalty already"),
        ([definition(name="orders")], "the metric orion_orders belongs to orders already; rename it"),
        ([definition(name="vendor_info")], "the metric orion_vendor_info belongs to tenancy already; rename it"),
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
