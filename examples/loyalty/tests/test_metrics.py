"""What Prometheus sees of loyalty cards. The contract suite is run by an option in pyproject.toml."""

from datetime import timedelta

from acme_loyalty.metrics import LoyaltyMetricsProvider

from exporter.testing import DemoShop, Golden


def test_it_exports_what_its_golden_file_has(orion_shop: DemoShop, orion_golden: Golden) -> None:
    orion_golden("loyalty.prom", orion_shop.exposition(LoyaltyMetricsProvider))


def test_credit_is_in_units_of_its_currency(orion_shop: DemoShop) -> None:
    text = orion_shop.exposition(LoyaltyMetricsProvider)
    assert 'currency="EUR",platform="bazaar",vendor="brew-lab"} 15.5\n' in text
    assert 'currency="JPY",platform="bazaar",vendor="brew-lab"} 500.0\n' in text


def test_an_option_says_when_a_card_is_dormant(orion_shop: DemoShop) -> None:
    dormant = 'orion_platform_loyalty_cards_dormant{category="loyalty",platform="bazaar"}'
    assert f"{dormant} 1.0\n" in orion_shop.exposition(LoyaltyMetricsProvider())
    assert f"{dormant} 2.0\n" in orion_shop.exposition(LoyaltyMetricsProvider(dormant_after=timedelta(hours=1)))
