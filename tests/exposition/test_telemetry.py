"""The exporter's own metrics are there from the first scrape on, and say what has happened."""

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse_openmetrics

from exporter.contracts.failures import REASONS, REJECTIONS
from exporter.exposition.own_metrics import OWN_METRICS
from exporter.exposition.rendering import END, Format, plain
from exporter.exposition.telemetry import Telemetry
from tests.support.random_shop import NOW
from tests.support.samples import With
from tests.support.seed import Moody
from tests.support.shop import Exporter, Series, series_of

BY_CATEGORY = """
    provider_up provider_installed refreshes_total refreshes_skipped_total refresh_duration_seconds
    last_success_timestamp_seconds interval_seconds max_age_seconds series series_limit
    detail_dropped rows_unattributed rows_excluded
""".split()
"""The names of DESIGN.md that have the label `category` and no other."""

SINGLE = ("config_last_reload_successful", "config_last_reload_success_timestamp_seconds")


@pytest.fixture
def moody() -> Moody:
    return Moody()


@pytest.fixture
def shop(exporter_with: With, moody: Moody) -> Exporter:
    return exporter_with(moody)


def scraped(shop: Exporter) -> dict[Series, float]:
    return series_of(Telemetry(shop.store, "1.2.3").render(Format.TEXT).decode())


def of(shop: Exporter, name: str, **labels: str) -> float:
    return scraped(shop)["orion_exporter_" + name, frozenset(labels.items())]


def names(shop: Exporter) -> set[str]:
    return {f"{name}{sorted(labels)}" for name, labels in scraped(shop) if name.startswith("orion_")}


def test_every_series_is_there_before_the_first_refresh(shop: Exporter) -> None:
    series = scraped(shop)
    for category in (each.category for each in shop.providers):
        label = ("category", category)
        for name in BY_CATEGORY:
            assert ("orion_exporter_" + name, frozenset([label])) in series, name
        for reason in REASONS:
            assert series["orion_exporter_refresh_failures_total", frozenset([label, ("reason", reason)])] == 0
        for reason in REJECTIONS:
            assert series["orion_exporter_samples_rejected", frozenset([label, ("reason", reason)])] == 0
    assert {("orion_exporter_" + name, frozenset[tuple[str, str]]()) for name in SINGLE} <= series.keys()
    assert series["orion_exporter_database_up", frozenset({("database", "main")})] == 0
    assert any(name == "orion_exporter_build_info" and ("version", "1.2.3") in labels for name, labels in series)
    assert any(name == "process_resident_memory_bytes" for name, _ in series)
    assert not any(name.endswith("_created") for name, _ in series)


def test_another_database_has_its_own_series_once_it_was_tried(shop: Exporter) -> None:
    assert ("orion_exporter_database_up", frozenset({("database", "warehouse")})) not in scraped(shop)
    for up in (False, True):
        shop.refresher.writer.database_up(up=up, name="warehouse")
        assert of(shop, "database_up", database="warehouse") == up
        assert of(shop, "database_up", database="main") == 0


def test_before_the_first_refresh_nothing_has_happened(shop: Exporter) -> None:
    wanted = {
        "provider_up": 0,
        "provider_installed": 1,
        "last_success_timestamp_seconds": 0,
        "refreshes_total": 0,
        "series": 0,
        "interval_seconds": 60,
        "max_age_seconds": 600,
    }
    assert {name: of(shop, name, category="orders") for name in wanted} == wanted


def test_a_refresh_adds_no_series_and_takes_none_away(shop: Exporter, moody: Moody) -> None:
    before = names(shop)
    assert names(shop.refresh()) == before
    moody.error = RuntimeError("no")
    assert names(shop.refresh()) == before


def test_a_success_is_told(shop: Exporter) -> None:
    shop.refresh()
    assert of(shop, "provider_up", category="loyalty") == of(shop, "refreshes_total", category="loyalty") == 1
    assert of(shop, "last_success_timestamp_seconds", category="loyalty") == NOW.timestamp()
    assert of(shop, "series", category="loyalty") == 2
    assert of(shop, "database_up", database="main") == 1


def test_series_counts_what_the_exposition_has(shop: Exporter) -> None:
    shop.refresh()
    for category in (each.category for each in shop.providers):
        assert of(shop, "series", category=category) == len(series_of(shop.text(category)))


def test_a_failure_is_told_and_counted_by_its_reason(shop: Exporter, moody: Moody) -> None:
    shop.refresh()
    moody.error = RuntimeError("no")
    shop.refresh("loyalty").refresh("loyalty")
    assert of(shop, "provider_up", category="loyalty") == 0
    assert of(shop, "refresh_failures_total", category="loyalty", reason="internal") == 2
    assert of(shop, "refresh_failures_total", category="loyalty", reason="timeout") == 0
    assert of(shop, "last_success_timestamp_seconds", category="loyalty") == NOW.timestamp()
    assert of(shop, "provider_up", category="orders") == 1


def test_a_skipped_refresh_is_counted_also_while_one_runs(shop: Exporter, moody: Moody) -> None:
    moody.asking = lambda: shop.refresher.skipped("loyalty")
    shop.refresh("loyalty")
    assert of(shop, "refreshes_skipped_total", category="loyalty") == 1


def test_an_idle_provider_is_neither_up_nor_down(shop: Exporter) -> None:
    shop.refresher.writer.change("loyalty", lambda state: state.idle(0.1))
    series = scraped(shop)
    category = frozenset({("category", "loyalty")})
    assert series["orion_exporter_provider_installed", category] == 0
    assert ("orion_exporter_provider_up", category) not in series


def test_both_formats_say_the_same(shop: Exporter) -> None:
    telemetry = Telemetry(shop.refresh().store, "1.2.3")
    body = telemetry.render(Format.OPENMETRICS) + b"".join(plain([END[Format.OPENMETRICS]]))
    read = parse_openmetrics(body.decode())  # type: ignore[no-untyped-call]  # it has no annotations
    openmetrics = {(s.name, frozenset(s.labels.items())) for family in read for s in family.samples}
    assert openmetrics == scraped(shop).keys()


def test_the_list_of_its_own_metrics_is_what_it_shows(shop: Exporter) -> None:
    families = list(Telemetry(shop.refresh().store, "1.2.3").collect())
    suffix = {"counter": "_total", "gauge": ""}
    shown = [(each.name + suffix[each.type], each.type, each.documentation) for each in families]
    assert shown == [(each.name, each.type, each.help) for each in OWN_METRICS]
    assert [tuple(each.samples[0].labels) for each in families] == [each.labels for each in OWN_METRICS]
