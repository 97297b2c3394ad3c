"""One contract, held by every built-in provider (and the shape of the values that it speaks in)."""

import ast
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from exporter.alerting.provider import ALERTS_CATEGORY
from exporter.collection.discovery import discover
from exporter.collection.provider import Provider
from exporter.config.configuration import load
from exporter.contracts.metrics import (
    BulkMetricsProviderProtocol,
    MetricDefinition,
    MetricsContext,
    MetricsProviderProtocol,
    MetricValue,
    definition_of,
)
from exporter.demo.schema import METADATA
from tests.contracts.rules import broken_rules
from tests.support.alerts import ALERTS
from tests.support.handmade import NOW

PROVIDERS = [each for each in discover(load(None, {}), entries=tuple) if each.category != ALERTS_CATEGORY]


@pytest.fixture(params=PROVIDERS, ids=[provider.category for provider in PROVIDERS])
def provider(request: pytest.FixtureRequest) -> Provider:
    found: Provider = request.param
    return found


def test_it_keeps_both_contracts(provider: Provider) -> None:
    implementation = provider.source.statistics
    assert isinstance(implementation, MetricsProviderProtocol)
    assert isinstance(implementation, BulkMetricsProviderProtocol)
    assert implementation.metrics_category == provider.category


def test_its_metrics_keep_the_rules(provider: Provider) -> None:
    assert provider.definitions
    broken = {each.key: broken_rules(each, provider.category, provider.tables) for each in provider.definitions}
    assert not any(broken.values()), broken


def test_its_alerts_are_about_its_own_metrics_of_vendors(provider: Provider) -> None:
    for alert in ALERTS:
        if alert.category == provider.category:
            assert alert.name.startswith("Orion")
            assert not isinstance(alert.metric, str)
            assert definition_of(alert.metric) in provider.definitions
            assert alert.series in provider.names, "it is reported by vendor"
            assert alert.scope == "vendor"
            assert alert.team


def test_the_tables_and_columns_that_it_reads_exist_in_the_application(provider: Provider) -> None:
    assert provider.tables
    for table, columns in provider.tables.items():
        assert columns <= set(METADATA.tables[table].columns.keys())


def test_it_is_short_and_knows_no_clock_and_no_format(provider: Provider) -> None:
    assert provider.origin == f"providers/{provider.category}.py"
    source = (Path(__file__).parents[2] / provider.origin).read_text()
    assert len(source.splitlines()) <= 130
    nodes = list(ast.walk(ast.parse(source)))
    # Tables and metrics are lists with an item a line; what a provider does with them is to be seen at a glance.
    assert all((node.end_lineno or 0) - node.lineno < 40 for node in nodes if isinstance(node, ast.ClassDef))
    imported = {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    allowed = {"exporter.contracts", "exporter.query", "exporter.directory.tables"}
    assert {module for module in imported if module and module.startswith("exporter")} <= allowed
    assert "now(" not in source


def test_values_and_contexts_cannot_be_changed() -> None:
    value = MetricValue("orders.total", 42, "Total", "orders")
    with pytest.raises(FrozenInstanceError):
        value.value = 43  # type: ignore[misc]  # which is the point
    assert (value.labels, value.unit, value.description, value.icon) == ({}, "", "", "")
    context = MetricsContext(NOW)
    assert (context.date_from, context.date_to, context.platform_id) == (None, None, None)


def test_definitions_are_compared_by_identity() -> None:
    first, second = (MetricDefinition("a.b", "b", "B", "Help.") for _ in range(2))
    assert first != second
    assert len({first, second}) == 2
