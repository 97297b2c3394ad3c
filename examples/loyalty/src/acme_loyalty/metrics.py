"""Loyalty: the cards of each vendor, and the credit on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy import BigInteger, Boolean, DateTime, String, column, table

from exporter.contracts import Alert, MetricDefinition
from exporter.query import AnyId, Query, QueryMetricsProvider, ago, count, either, latest, total

loyalty_cards = table(
    "loyalty_cards",
    column("vendor_id", AnyId),
    column("platform_id", AnyId),
    column("is_active", Boolean),
    column("credit_cents", BigInteger),
    column("currency", String),
    column("created_at", DateTime),
    column("used_at", DateTime),
)

CARDS = MetricDefinition(
    "loyalty.cards",
    "loyalty_cards",
    "Cards",
    "Loyalty cards (loyalty_cards).",
    labels={"state": ("active", "inactive")},
    icon="credit-card",
)
DORMANT = MetricDefinition(
    "loyalty.dormant",
    "loyalty_cards_dormant",
    "Dormant cards",
    "Loyalty cards that were not used lately (loyalty_cards.used_at).",
    icon="clock",
)
LAST_ISSUED = MetricDefinition(
    "loyalty.last_issued",
    "loyalty_card_last_issued_timestamp_seconds",
    "Last card",
    "Unix time of the last card (loyalty_cards.created_at).",
    fold="max",
    unit="s",
    icon="clock",
)
CREDIT = MetricDefinition(
    "loyalty.credit",
    "loyalty_credit",
    "Credit",
    "Credit on all cards, in units of the currency (loyalty_cards.credit_cents).",
    labels={"currency": ()},
    money=True,
    icon="wallet",
)


@dataclass(frozen=True)
class LoyaltyMetricsProvider(QueryMetricsProvider):
    """The loyalty cards of each vendor. A card without a platform is valid on all platforms of its vendor."""

    metrics_category = "loyalty"
    team = "sales"
    alerts = (Alert("AcmeDormantCardsHigh", DORMANT, default=500),)

    dormant_after: timedelta = timedelta(days=180)

    def queries(self) -> Iterator[Query]:
        """Count cards by state, and add up their credit by currency."""
        c = loyalty_cards.c
        card = partial(Query, vendor=c.vendor_id, platform=c.platform_id, time_column=c.created_at)
        yield card(by={"state": either(c.is_active, "active", "inactive")}, values={CARDS: count()})
        yield card(by={"currency": c.currency}, values={CREDIT: total(c.credit_cents)})
        yield card(
            values={DORMANT: count(c.used_at < ago(self.dormant_after)), LAST_ISSUED: latest(c.created_at)},
        )
