"""Every kind of provider as a source, and what is read of a class that somebody else wrote."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest
from sqlalchemy import Integer, column, table

from exporter.alerting.provider import ThresholdsProvider
from exporter.collection.broken import BrokenSource
from exporter.collection.sources import (
    BulkSource,
    DirectorySource,
    PerVendorSource,
    QuerySource,
    ThresholdsSource,
    source_of,
)
from exporter.contracts import ContractError, MetricDefinition
from exporter.query import Query, QueryMetricsProvider, count
from tests.support.databases import Database
from tests.support.random_shop import NOW
from tests.support.samples import With, samples
from tests.support.seed import Loyalty, Silent, provider
from tests.support.shop import Exporter

customers = table("customers", column("vendor_id", Integer), column("id", Integer))
CARDS = MetricDefinition("loyalty.cards", "loyalty_cards", "Cards", "Cards (customers).")


@dataclass(frozen=True)
class Tables(QueryMetricsProvider):
    """Options whose names the exporter uses for other things."""

    metrics_category = "loyalty"
    tables: int = 3
    kinds: str = "wood"
    pivoted: bool = True
    owned_by: str = "nobody"
    names: tuple[str, ...] = ("oak",)
    problem: str = "woodworm"
    source: float = 1.5

    def queries(self) -> Iterator[Query]:
        """Count customers."""
        yield Query(vendor=customers.c.vendor_id, values={CARDS: count()})


def test_options_may_be_called_as_they_like(exporter_with: With) -> None:
    exporter = exporter_with(Tables())
    assert exporter.refresh("loyalty").failures() == {}
    assert 'orion_loyalty_cards{category="loyalty",platform="main",vendor="acme"} 0.0' in samples(exporter, "loyalty")


@pytest.mark.parametrize(
    ("implementation", "kind"),
    [
        (Tables(), QuerySource),
        (Silent(), BulkSource),
        (Loyalty(), PerVendorSource),
        (ThresholdsProvider({}), ThresholdsSource),
    ],
)
def test_each_kind_of_provider_has_its_adapter(implementation: object, kind: type) -> None:
    assert type(source_of(implementation)) is kind


def test_what_is_no_provider_is_told() -> None:
    with pytest.raises(ContractError, match="not a provider: define definitions and collect"):
        source_of(object())


def test_a_directory_without_a_provider_of_tenancy_has_its_info_metrics_all_the_same() -> None:
    source = DirectorySource()
    assert source.names == ("orion_platform_info", "orion_vendor_info", "orion_vendor_platform_info")
    assert not source.tables


def test_a_broken_source_fails_a_refresh_and_statistics_with_the_same_reason(small: Database) -> None:
    broken = provider(Loyalty()).broken("oops")
    with closing(Exporter(small.url, NOW, more=[broken])) as exporter:
        assert exporter.refresh("loyalty").failures() == {"loyalty": "contract: elsewhere/loyalty.py: oops"}
    statistics = BrokenSource("loyalty", "oops").statistics
    assert statistics is not None
    with pytest.raises(ContractError, match="oops"):
        statistics.get_vendor_metrics(None, 1)  # type: ignore[arg-type]  # it asks for nothing
