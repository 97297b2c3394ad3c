"""Which alerts there are, and what is said about a threshold that cannot be."""

from pathlib import Path

import pytest

from exporter.alerting.declared_alerts import declared_alerts
from exporter.config.configuration import ConfigurationError, load
from exporter.contracts.alerts import Alert
from tests.support.alerts import ALERTS

CATEGORIES = ("orders", "inventory")


def alerts(tmp_path: Path, text: str) -> dict[str, Alert]:
    path = tmp_path / "shop.yaml"
    path.write_text(text)
    return declared_alerts(load(path, {}), ALERTS, CATEGORIES)


def test_the_shipped_ones_are_there_with_names_of_their_own(tmp_path: Path) -> None:
    assert list(alerts(tmp_path, "{}").values()) == list(ALERTS)
    assert len({alert.name for alert in ALERTS}) == len(ALERTS)


def test_own_ones_are_beside_them(tmp_path: Path) -> None:
    found = alerts(tmp_path, "alerts: {AcmeSlow: {category: orders, default: 2h, below: true}}")
    assert found["AcmeSlow"] == Alert("AcmeSlow", "", 7200, "s", below=True, category="orders")
    assert len(found) == len(ALERTS) + 1


def test_one_about_platforms_has_thresholds_of_platforms(tmp_path: Path) -> None:
    text = "alerts: {Acme: {category: orders, default: 5, scope: platform}}\n"
    found = alerts(tmp_path, text + "thresholds: [{alert: Acme, platform: main, value: 7}]")
    assert found["Acme"] == Alert("Acme", "", 5, category="orders", scope="platform")
    with pytest.raises(ConfigurationError, match="Acme has no thresholds per vendor, only per platform"):
        alerts(tmp_path, text + "thresholds: [{alert: Acme, platform: main, vendor: acme, value: 7}]")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "thresholds: [{alert: OrionOpenOrderHigh, value: 5}]",
            ':1:15: thresholds[0].alert: unknown alert "OrionOpenOrderHigh"; did you mean "OrionOpenOrdersHigh"?',
        ),
        ("thresholds: [{alert: OrionExporterDown, value: 5}]", ":1:15: thresholds[0].alert: OrionExporterDown has no"),
        (
            "thresholds:\n  - {alert: OrionProviderSlow, vendor: acme, value: 5}",
            ":2:32: thresholds[0].vendor: OrionProviderSlow has no thresholds per vendor or platform",
        ),
        (
            "thresholds: [{alert: OrionOpenOrdersHigh, value: 2h}]",
            ":1:43: thresholds[0].value: is a duration, but OrionOpenOrdersHigh expects a count",
        ),
        (
            "thresholds: [{alert: OrionOrdersStalled, value: 20%}]",
            ":1:42: thresholds[0].value: is a percentage, but OrionOrdersStalled expects a duration",
        ),
        (
            "thresholds:\n- {alert: OrionNoOrders, vendor: a, value: 1}\n- {alert: OrionNoOrders, vendor: a, value: 2}",
            ":3:3: thresholds[1]: has the same alert, vendor and platform as thresholds[0]",
        ),
        (
            "alerts: {OrionNoOrders: {category: orders, default: 5}}",
            ":1:10: alerts.OrionNoOrders: is an alert of orders; change its default under thresholds",
        ),
        ("alerts: {Acme-Slow: {category: orders, default: 5}}", ":1:10: alerts.Acme-Slow: must be a name of letters"),
        (
            "alerts: {AcmeSlow: {category: order, default: 5}}",
            ':1:21: alerts.AcmeSlow.category: unknown category "order"; known: exporter, inventory, orders',
        ),
        (
            "alerts: {AcmeSlow: {category: orders, default: 5, scope: shop}}",
            ":1:51: alerts.AcmeSlow.scope: must be 'vendor', 'platform' or 'installation'",
        ),
        ("alerts: {AcmeSlow: {category: orders}}", ":1:10: alerts.AcmeSlow.default: is required"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_its_remedy(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigurationError) as told:
        alerts(tmp_path, text)
    (line,) = told.value.lines
    assert line.startswith(f"{tmp_path / 'shop.yaml'}{said}")


def test_off_fits_every_alert(tmp_path: Path) -> None:
    text = "thresholds: [{alert: OrionOrdersStalled, value: off}, {alert: OrionOpenOrdersHigh, value: off}]"
    assert len(alerts(tmp_path, text)) == len(ALERTS)
