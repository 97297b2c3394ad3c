"""One contract, held by every built-in provider (and the shape of the values that it speaks in)."""

import ast
from contextlib import closing
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
from exporter.testing.subject import Subject
from exporter.testing.suite import CHECKS, Check, breaches
from tests.support.alerts import ALERTS
from tests.support.contract import Examine, broken
from tests.support.databases import Dialect, SharedDatabase
from tests.support.handmade import NOW
from tests.support.shops import two_days

PROVIDERS = [each for each in discover(load(None, {}), entries=tuple) if each.category != ALERTS_CATEGORY]


@pytest.fixture(params=PROVIDERS, ids=[provider.category for provider in PROVIDERS])
def provider(request: pytest.FixtureRequest) -> Provider:
    found: Provider = request.param
    return found


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_it_keeps_the_contract(provider: Provider, check: Check, examine: Examine) -> None:
    assert breaches(check, examine(provider)) == []


OTHERS: list[Dialect] = ["postgresql", "mariadb"]


@pytest.mark.parametrize(
    ("provider", "dialect"),
    [
        pytest.param(
            provider,
            dialect,
            id=f"{provider.category}-{dialect}",
            marks=[] if number % 2 == OTHERS.index(dialect) else pytest.mark.soak,
        )
        for number, provider in enumerate(PROVIDERS)
        for dialect in OTHERS
    ],
)
def test_it_keeps_the_contract_on_other_databases(
    provider: Provider, dialect: Dialect, shared_database: SharedDatabase
) -> None:
    """Each provider on one of the two; on the other by `make soak`."""
    with closing(Subject(provider, shared_database(dialect, two_days).url, NOW)) as subject:
        assert broken(subject) == {}


def test_it_keeps_both_protocols(provider: Provider) -> None:
    implementation = provider.source.statistics
    assert isinstance(implementation, MetricsProviderProtocol)
    assert isinstance(implementation, BulkMetricsProviderProtocol)
    assert implementation.metrics_category == provider.category


def test_its_metrics_have_icons(provider: Provider) -> None:
    assert [each.key for each in provider.definitions if not each.icon] == []


def test_its_alerts_are_about_its_own_metrics_of_vendors_if_it_has_them(provider: Provider) -> None:
    for alert in ALERTS:
        if alert.category == provider.category:
            assert alert.name.startswith("Orion")
            assert not isinstance(alert.metric, str)
            assert definition_of(alert.metric) in provider.definitions
            # Jobs are of platforms where the shop says so, else of the installation.
            assert {alert.series, alert.series.replace("_platform", "")} & {*provider.names}
            assert (alert.scope == "vendor") is (provider.category not in {"carts", "payments", "jobs"})
            assert alert.team


def test_the_tables_and_columns_that_it_reads_exist_in_the_application(provider: Provider) -> None:
    assert provider.tables
    for table, columns in provider.tables.items():
        assert columns <= set(METADATA.tables[table].columns.keys())


def test_it_is_short_and_knows_no_clock_and_no_format(provider: Provider) -> None:
    assert provider.origin == f"providers/{provider.category}.py"
    source = (Path(__file__).parents[2] / provider.origin).read_text()
    assert len(source.splitlines()) <= 160
    nodes = list(ast.walk(ast.parse(source)))
    # Tables and metrics are lists with an item a line; what a provider does with them is to be seen at a glance.
    assert all((node.end_lineno or 0) - node.lineno < 45 for node in nodes if isinstance(node, ast.ClassDef))
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
