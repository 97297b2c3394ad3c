"""The reviews of a shop: its table, and their provider, once declared and once in code."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy import BigInteger, Column, DateTime, Engine, Integer, MetaData, String, Table, case, func
from sqlalchemy import insert as insert_into

from exporter.contracts import MetricDefinition
from exporter.query import AnyId, Query, QueryMetricsProvider, column, count, earliest, latest, relation, total
from tests.support.random_shop import NOW
from tests.support.shops import two_platforms

TABLE = Table(
    "shop_reviews",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("seller_id", Integer),
    Column("channel_id", Integer),
    Column("status", String(20)),
    Column("stars", Integer),
    Column("fee", BigInteger),
    Column("currency", String(3)),
    Column("written", DateTime),
    Column("changed", DateTime, nullable=False, index=True),
)
DECLARED = """
providers:
  reviews:
    sql: |
      SELECT id, seller_id AS vendor_id, channel_id AS platform_id, status AS state, stars, fee,
        currency, written AS created_at, changed
      FROM shop_reviews  -- 100% of them
    map: {state: {ok: published, new: pending}}
    time: created_at
    id: id
    updated_at: changed
    incremental: true
    metrics:
      reviews: {help: "Number of reviews, by state.", count: rows, by: {state: [published, pending]}}
      review_stars: {help: Stars given., sum: stars}
      reviews_pending: {help: Number of pending reviews., count: rows, where: {state: [pending]}}
      review_best_stars: {help: Most stars of a published review., max: stars, where: {state: published}}
      review_least_stars: {help: Fewest stars., min: stars}
      review_last_timestamp_seconds: {help: Unix time of the last review., latest: created_at}
      review_oldest_pending_timestamp_seconds:
        {help: Unix time of the oldest pending review., earliest: created_at, where: {state: [pending]}}
      review_fees: {help: "Fees, by currency.", sum: fee, by: {currency: open}, money: true}
      reviews_by_status: {help: "Number of reviews, by status.", count: rows, by: {status: {column: state}}}
"""
ALERTS = """
    team: support
    alerts:
      AcmeReviewsWaiting:
        metric: reviews
        where: {state: pending}
        default: 3
        severity: info
        for: 5m
        summary: "{{ $labels.vendor }} waits"
      AcmeReviewsFlood: {metric: reviews, where: {state: pending}, default: 50}
      AcmeNoReviews: {metric: review_last_timestamp_seconds, default: 2d}
      AcmeFewStars: {metric: review_stars, default: 2, below: true}
thresholds:
  - {alert: AcmeReviewsWaiting, vendor: acme, value: 10}
  - {alert: AcmeFewStars, vendor: bolt, value: off}
"""
"""What to append to DECLARED for alerts of the provider, and thresholds of two vendors."""

_NOON = NOW.replace(tzinfo=None)

reviews = relation(
    "reviews",
    "a review",
    column("id", AnyId),
    column("vendor_id", AnyId),
    column("platform_id", AnyId),
    column("state", String),
    column("stars", Integer),
    column("fee", Integer),
    column("currency", String),
    column("created_at", DateTime),
    column("changed", DateTime),
)


def _metric(name: str, label: str, text: str, **more: object) -> MetricDefinition:
    return MetricDefinition(f"reviews.{name}", name, label, text, **more)  # type: ignore[arg-type]


REVIEWS = _metric(
    "reviews",
    "Reviews",
    "Number of reviews, by state (relation reviews, column state).",
    labels={"state": ("published", "pending")},
    icon="list-ordered",
)
STARS = _metric("review_stars", "Review stars", "Stars given (relation reviews, column stars).", icon="gauge")
PENDING = _metric(
    "reviews_pending",
    "Reviews pending",
    "Number of pending reviews (relation reviews, column state).",
    icon="list-ordered",
)
BEST = _metric(
    "review_best_stars",
    "Review best stars",
    "Most stars of a published review (relation reviews, columns stars and state).",
    fold="max",
    icon="gauge",
)
LEAST = _metric(
    "review_least_stars",
    "Review least stars",
    "Fewest stars (relation reviews, column stars).",
    fold="min",
    icon="gauge",
)
LAST = _metric(
    "review_last_timestamp_seconds",
    "Review last",
    "Unix time of the last review (relation reviews, column created_at).",
    fold="max",
    unit="s",
    icon="clock",
)
OLDEST = _metric(
    "review_oldest_pending_timestamp_seconds",
    "Review oldest pending",
    "Unix time of the oldest pending review (relation reviews, columns created_at and state).",
    fold="min",
    unit="s",
    icon="clock",
)
FEES = _metric(
    "review_fees",
    "Review fees",
    "Fees, by currency (relation reviews, columns fee and currency).",
    labels={"currency": ()},
    money=True,
    icon="coins",
)
BY_STATUS = _metric(
    "reviews_by_status",
    "Reviews by status",
    "Number of reviews, by status (relation reviews, column state).",
    labels={"status": ()},
    icon="list-ordered",
)


@dataclass(frozen=True)
class ReviewsInCode(QueryMetricsProvider):
    """What DECLARED declares, in code."""

    metrics_category = "reviews"

    def queries(self) -> Iterator[Query]:
        c = reviews.c
        review = partial(
            Query,
            vendor=c.vendor_id,
            platform=c.platform_id,
            time_column=c.created_at,
            updated_at=c.changed,
            primary_key=c.id,
        )
        is_pending = c.state.in_(["pending"])
        yield review(by={"state": c.state}, values={REVIEWS: count()})
        yield review(
            values={
                STARS: total(c.stars),
                PENDING: count(is_pending),
                BEST: func.max(case((c.state.in_(["published"]), c.stars))),
                LEAST: func.min(c.stars),
                LAST: latest(c.created_at),
                OLDEST: earliest(c.created_at, is_pending),
            }
        )
        yield review(by={"currency": c.currency}, values={FEES: total(c.fee)})
        yield review(by={"status": c.state}, values={BY_STATUS: count()})


def build(engine: Engine) -> None:
    """Create the shop of `two_platforms` with reviews, of which one has no vendor and one a NULL wherever it may."""
    two_platforms(engine)
    TABLE.metadata.create_all(engine)
    names = ("id", "seller_id", "channel_id", "status", "stars", "fee", "currency", "written", "changed")
    hour = timedelta(hours=1)
    rows: list[tuple[object, ...]] = [
        (1, 1, 1, "ok", 5, 150, "EUR", _NOON - 50 * hour, _NOON),
        (2, 1, 1, "new", 3, 50, "EUR", _NOON - 2 * hour, _NOON),
        (3, 1, 2, "ok", 1, 700, "JPY", _NOON - 9 * hour, _NOON),
        (4, 2, 2, "new", 4, None, "EUR", _NOON - 30 * hour, _NOON),
        (5, 2, None, "hidden", 2, 10, None, _NOON, _NOON),
        (6, None, 2, "ok", 4, 20, "EUR", _NOON - hour, _NOON),
        (7, 1, 1, None, None, None, None, None, _NOON),
    ]
    with engine.begin() as connection:
        connection.execute(insert_into(TABLE), [dict(zip(names, row, strict=True)) for row in rows])


def moment(hours: int) -> float:
    """Return the Unix time some hours before the refresh."""
    return NOW.timestamp() - hours * 3600
