"""The provider of thresholds on real databases: what the configuration and the table can set, and what they cannot."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from math import inf
from pathlib import Path

import pytest
from sqlalchemy import text

from exporter.demo.schema import METADATA, alert_thresholds, platform_modules, vendors
from tests.database.roles import NAME, execute, for_thresholds, role
from tests.support.databases import Database, Dialect, MakeDatabase
from tests.support.random_shop import NOW
from tests.support.shop import Exporter, series_of
from tests.support.shops import add, two_platforms

OWN = "orion_alert_threshold"


@contextmanager
def exporter(url: str, thresholds: str = "[]") -> Iterator[Exporter]:
    with closing(Exporter(url, NOW, {"ORION_EXPORTER_THRESHOLDS": thresholds}, alerts=True)) as made:
        yield made.refresh("alerts")


def own(made: Exporter) -> dict[tuple[str, str, str], float]:
    """Return the thresholds that differ, by alert, vendor and platform."""
    return {
        (labels["alert"], labels["vendor"], labels["platform"]): value
        for (name, found), value in series_of(made.text("alerts")).items()
        if name == OWN and (labels := dict(found))
    }


def default(made: Exporter, alert: str) -> float:
    samples = series_of(made.text("alerts")).items()
    return next(v for (name, labels), v in samples if name == f"{OWN}_default" and ("alert", alert) in labels)


def rejected(made: Exporter) -> tuple[dict[str, int], str]:
    report = made.store["alerts"].report
    return dict(report.rejected), " ".join(report.warnings)


def test_the_table_comes_before_the_configuration_and_the_specific_before_the_general(small_shop: Database) -> None:
    rows = [
        {"alert": "OrionOpenOrdersHigh", "vendor_id": 1, "value": 70},
        {"alert": "OrionOrdersStalled", "value": 3600},
        {"alert": "OrionStockUnitsLow", "platform_id": 2, "value": 4},
    ]
    add(small_shop, alert_thresholds, rows)
    said = (
        "[{alert: OrionOpenOrdersHigh, vendor: acme, value: 60}, {alert: OrionOrdersStalled, value: 2h},"
        " {alert: OrionOpenOrdersHigh, vendor: acme, platform: side, value: off}]"
    )
    with exporter(small_shop.url, said) as made:
        assert made.failures() == {}
        assert own(made) == {
            ("OrionOpenOrdersHigh", "acme", "main"): 70,
            ("OrionOpenOrdersHigh", "acme", "side"): inf,
            ("OrionStockUnitsLow", "acme", "side"): -4,
            ("OrionStockUnitsLow", "bolt", "side"): -4,
        }
        assert default(made, "OrionOrdersStalled") == 3600
        assert rejected(made) == ({}, "")


def test_a_platform_s_threshold_has_no_vendor_in_alerts_about_platforms(small_shop: Database) -> None:
    rows = [
        {"alert": "OrionPaymentsFailing", "platform_id": 2, "value": 0.5},
        {"alert": "OrionPaymentsFailing", "platform_id": 2, "vendor_id": 1, "value": 0.7},
        {"alert": "OrionPaymentsFailing", "vendor_id": 1, "value": 0.8},
    ]
    add(small_shop, alert_thresholds, rows)
    with exporter(small_shop.url, "[{alert: OrionPaymentsFailing, platform: main, value: off}]") as made:
        assert made.failures() == {}
        assert own(made) == {}
        labels = 'alert="OrionPaymentsFailing",category="payments",platform="{}"'.format
        found = {line for line in made.text("alerts").splitlines() if line.startswith("orion_platform_alert")}
        assert found == {
            f"orion_platform_alert_threshold{{{labels('main')}}} +Inf",
            f"orion_platform_alert_threshold{{{labels('side')}}} 0.5",
        }
        counts, told = rejected(made)
    assert counts == {"unknown": 2}
    assert "OrionPaymentsFailing has no thresholds per vendor" in told


def test_a_change_in_the_table_is_there_after_the_next_refresh(small_shop: Database) -> None:
    with exporter(small_shop.url) as made:
        assert own(made) == {}
        add(small_shop, alert_thresholds, [{"alert": "OrionNoOrders", "vendor_id": 2, "value": 60}])
        assert set(own(made.refresh("alerts"))) == {
            ("OrionNoOrders", "bolt", "main"),
            ("OrionNoOrders", "bolt", "side"),
        }
        with small_shop.engine.begin() as connection:
            connection.execute(text("DELETE FROM alert_thresholds"))
        assert own(made.refresh("alerts")) == {}


def test_a_shop_without_the_table_has_the_configuration_s(small_shop: Database) -> None:
    with small_shop.engine.begin() as connection:
        connection.execute(text("DROP TABLE alert_thresholds"))
    with exporter(small_shop.url, "[{alert: OrionNoOrders, platform: side, value: 1h}]") as made:
        assert made.failures() == {}
        assert own(made) == {("OrionNoOrders", "acme", "side"): 3600, ("OrionNoOrders", "bolt", "side"): 3600}


def test_what_names_nothing_is_counted_and_shown_and_costs_nothing_else(small_shop: Database) -> None:
    rows = [
        {"alert": "OrionNonsense", "value": 1},
        {"alert": "OrionNoOrders", "vendor_id": 99, "value": 1},
        {"alert": "OrionNoOrders", "platform_id": 99, "value": 1},
        {"alert": "OrionProviderSlow", "vendor_id": 1, "value": 1},
        {"alert": "OrionExporterDown", "value": 1},
        {"alert": "OrionNoOrders", "vendor_id": 1, "value": None},
        {"alert": "OrionNoOrders", "vendor_id": 2, "value": 60},
        {"alert": "OrionNoOrders", "vendor_id": 2, "value": 90},
    ]
    add(small_shop, alert_thresholds, rows)
    said = "[{alert: OrionNoOrders, vendor: gone, value: 1}, {alert: OrionNoOrders, platform: gone, value: 1}]"
    with exporter(small_shop.url, said) as made:
        assert own(made) == {("OrionNoOrders", "bolt", "main"): 60, ("OrionNoOrders", "bolt", "side"): 60}
        counts, told = rejected(made)
    assert counts == {"unknown": 7, "value": 1, "duplicate": 1}
    for part in (
        'unknown vendor "gone"',
        'unknown platform "gone"',
        "unknown vendor id 99",
        'unknown alert "OrionNonsense"',
        "is not a number",
        "has two thresholds",
    ):
        assert part in told


def test_only_the_first_ten_are_told_by_name(small_shop: Database) -> None:
    add(small_shop, alert_thresholds, [{"alert": f"Nonsense{number:03}", "value": 1} for number in range(30)])
    with exporter(small_shop.url) as made:
        counts, told = rejected(made)
    assert counts == {"unknown": 30}
    assert told.count("unknown alert") == 10
    assert told.endswith("and 20 more")


@pytest.mark.parametrize("value", ["'Infinity'", "'-Infinity'", "'NaN'"])
def test_infinity_in_the_table_switches_off_and_no_other_oddity_gets_in(
    make_database: MakeDatabase, value: str
) -> None:
    database = make_database("postgresql", two_platforms)
    execute(
        database,
        f"INSERT INTO alert_thresholds (id, alert, vendor_id, value) VALUES (1, 'OrionStockUnitsLow', 2, {value})",
    )
    with exporter(database.url) as made:
        good = value == "'Infinity'"
        assert set(own(made).values()) == ({inf} if good else set())
        assert rejected(made)[0] == ({} if good else {"value": 1})
        assert ("} +Inf\n" in made.text("alerts")) is good


def test_hostile_names_stay_labels(small_shop: Database) -> None:
    add(small_shop, vendors, [{"id": 7, "code": '<script>"\n\\', "is_active": True, "is_verified": True}])
    odd = [{"alert": "OrionNoOrders", "vendor_id": 7, "value": 60}, {"alert": "x\n\"'<b>" * 30, "value": 1}]
    add(small_shop, alert_thresholds, odd)
    with exporter(small_shop.url) as made:
        assert {platform for _, _, platform in own(made)} == {"main", "side", "unassigned"}
        assert rejected(made)[0] == {"unknown": 1}


def test_a_platform_on_which_alerts_are_off_has_none(small_shop: Database) -> None:
    add(small_shop, platform_modules, [{"platform_id": 1, "module": "alerts", "is_enabled": False}])
    with exporter(small_shop.url, "[{alert: OrionNoOrders, vendor: acme, value: 1h}]") as made:
        assert own(made) == {("OrionNoOrders", "acme", "side"): 3600}


@pytest.mark.parametrize("dialect", ["postgresql", "mariadb"])
def test_the_optional_grants_are_enough_and_a_missing_one_is_told(
    make_database: MakeDatabase, dialect: Dialect, tmp_path: Path
) -> None:
    database = make_database(dialect, two_platforms)
    add(database, alert_thresholds, [{"alert": "OrionNoOrders", "vendor_id": 2, "value": 60}])
    optional = for_thresholds(dialect)
    with role(database, tmp_path) as url:
        with exporter(url) as made:
            if dialect == "postgresql":
                assert made.failures()["alerts"].startswith("schema: permission denied for table alert_thresholds")
            else:  # where nobody can tell a table that may not be read from one that does not exist
                assert (made.failures(), own(made)) == ({}, {})
        execute(database, optional)
        with exporter(url) as made:
            assert (made.failures(), len(own(made))) == ({}, 2)
    assert NAME[dialect] in optional


def test_it_costs_the_same_statements_whatever_there_is(small_shop: Database) -> None:

    def statements(made: Exporter) -> int:
        return made.refresh("alerts").store["alerts"].report.statements

    with exporter(small_shop.url) as made:
        few = statements(made)
        add(small_shop, vendors, [{"id": number, "code": f"v{number}"} for number in range(100, 300)])
        many = [{"alert": "OrionNoOrders", "vendor_id": number, "value": number} for number in range(100, 300)]
        add(small_shop, alert_thresholds, many)
        assert statements(made) == few
        assert len(own(made)) == 200 * 3


def test_the_table_is_part_of_the_demo() -> None:
    assert {"alert", "platform_id", "vendor_id", "value"} < set(METADATA.tables["alert_thresholds"].columns.keys())
