"""Alerts that providers declare: taken from every package, and what cannot be one costs its provider alone."""

from contextlib import closing
from importlib.metadata import EntryPoint
from math import inf, nan
from typing import Any

import pytest

from exporter.alerting.provider import ALERTS_CATEGORY
from exporter.alerting.runbooks import shelf_of
from exporter.collection.broken import BrokenSource
from exporter.collection.discovery import GROUP, content_service, discover, enabled, find, known_alerts
from exporter.collection.found import Found
from exporter.collection.sources import ThresholdsSource
from exporter.config.configuration import load
from exporter.contracts import Alert, MetricDefinition
from providers import PROVIDERS
from tests.support.alerts import NAMED
from tests.support.databases import Database
from tests.support.random_shop import NOW
from tests.support.seed import Silent
from tests.support.shop import Exporter, series_of

ENTRY = EntryPoint("loyalty", "tests.support.seed:Silent", GROUP)
POINTS = MetricDefinition("loyalty.points", "loyalty_points", "Points", "Points.")
HIGH = Alert("AcmePointsHigh", POINTS, default=100)
CMS = "providers.cms:ContentMetricsProvider"


def found(monkeypatch: pytest.MonkeyPatch, alerts: Any, team: Any = "") -> dict[str, Found]:
    """Return all providers, with another package's that declares these alerts."""
    monkeypatch.setattr(Silent, "alerts", alerts, raising=False)
    monkeypatch.setattr(Silent, "team", team, raising=False)
    return find(entries=lambda: [ENTRY])


def test_an_alert_gets_the_category_and_the_team_of_its_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    own = Alert("AcmePointsLow", POINTS, default=5, below=True, team="night")
    loyalty = found(monkeypatch, (HIGH, own), team="shop")["loyalty"]
    assert [(each.category, each.team, each.series) for each in loyalty.alerts] == [
        ("loyalty", "shop", "orion_loyalty_points"),
        ("loyalty", "night", "orion_loyalty_points"),
    ]
    assert [each.team for each in found(monkeypatch, (HIGH,))["loyalty"].alerts] == ["loyalty"]


def test_an_alert_of_another_package_has_thresholds_and_a_place_for_a_runbook(
    monkeypatch: pytest.MonkeyPatch, small: Database
) -> None:
    every = found(monkeypatch, [HIGH])
    configuration = load(None, {"ORION_EXPORTER_THRESHOLDS": "[{alert: AcmePointsHigh, vendor: acme, value: 7}]"})
    thresholds = next(each for each in enabled(configuration, every) if each.category == ALERTS_CATEGORY)
    assert isinstance(thresholds.source, ThresholdsSource)
    with closing(Exporter(small.url, NOW, more=[thresholds])) as exporter:
        samples = series_of(exporter.refresh(ALERTS_CATEGORY).text(ALERTS_CATEGORY))
    labels = {("alert", "AcmePointsHigh"), ("category", "loyalty")}
    assert samples["orion_alert_threshold_default", frozenset(labels)] == 100
    assert samples["orion_alert_threshold", frozenset({*labels, ("vendor", "acme"), ("platform", "main")})] == 7
    shelf = shelf_of(known_alerts(every))
    assert shelf.alerts["AcmePointsHigh"] == "loyalty"
    assert shelf.shipped("AcmePointsHigh") is None
    assert shelf.shipped("OrionStockOversold") is not None


def test_the_alerts_of_a_disabled_provider_may_still_have_thresholds() -> None:
    said = {
        "ORION_EXPORTER_PROVIDERS_ORDERS_ENABLED": "false",
        "ORION_EXPORTER_THRESHOLDS": "[{alert: OrionNoOrders, value: off}]",
    }
    assert "orders" not in {each.category for each in discover(load(None, said), entries=tuple)}


@pytest.mark.parametrize(
    ("alerts", "said"),
    [
        ((HIGH, "AcmePointsLow"), "it must be a tuple of Alert objects"),
        ((Alert("../../README", POINTS),), "invalid alert name '../../README'"),
        ((Alert("AcmePointsHigh", 7),), "AcmePointsHigh: metric is 7"),  # type: ignore[arg-type]  # the point
        ((Alert("AcmePointsHigh", POINTS, default=nan),), "AcmePointsHigh: default is nan"),
        ((Alert("AcmePointsHigh", POINTS, default=inf),), "AcmePointsHigh: default is inf"),
        ((Alert("AcmePointsHigh", POINTS, unit="h"),), 'unit "h" or severity "warning"'),  # type: ignore[arg-type]
        ((Alert("AcmePointsHigh", POINTS, for_="soon"),), 'for_ is "soon"; it must be a duration, such as 15m'),
        ((HIGH, HIGH), "alert AcmePointsHigh is already defined by loyalty; rename it"),
        ((Alert("OrionNoOrders", POINTS),), "alert OrionNoOrders is already defined by orders; rename it"),
        ((Alert("OrionExporterDown", POINTS),), "alert OrionExporterDown is already defined by exporter; rename it"),
    ],
)
def test_what_cannot_be_an_alert_breaks_its_provider_and_no_other(
    monkeypatch: pytest.MonkeyPatch, alerts: Any, said: str
) -> None:
    every = found(monkeypatch, alerts)
    assert said in every["loyalty"].loaded.problem
    assert [name for name, each in every.items() if isinstance(each.loaded, BrokenSource)] == ["loyalty"]
    assert {alert.name for alert in known_alerts(every)} == set(NAMED)


@pytest.mark.parametrize("alerts", [7, ["AcmePointsHigh"], lambda: None])
def test_an_attribute_that_has_nothing_to_do_with_alerts_is_the_class_s_own(
    monkeypatch: pytest.MonkeyPatch, alerts: Any
) -> None:
    loyalty = found(monkeypatch, alerts)["loyalty"]
    assert loyalty.alerts == ()
    assert not isinstance(loyalty.loaded, BrokenSource)


def test_a_team_that_is_no_text_breaks_its_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    loyalty = found(monkeypatch, (HIGH,), team=7)["loyalty"]
    assert "team is 7; it must be a string" in loyalty.loaded.problem


def test_the_content_service_is_offered_by_its_module_while_that_is_enabled() -> None:
    every = find(entries=tuple)
    assert content_service(every, load(None, {})) is not None
    assert content_service(every, load(None, {"ORION_EXPORTER_PROVIDERS_CMS_ENABLED": "false"})) is None
    without = find([path for path in PROVIDERS if path != CMS], tuple)
    assert len(without) == len(every) - 1
    assert content_service(without, load(None, {})) is None
