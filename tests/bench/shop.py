"""The shop that is measured, made inside the database: some vendors, a few platforms, very many orders."""

import time
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, Engine, text

from exporter.demo.schema import METADATA, orders
from tests.bench.fulfilment import STATEMENTS

Skew = Literal["even", "zipf"]
DAYS = 365
"""How old the oldest order is."""

STATUSES = {"pending": 0.05, "processing": 0.15, "shipped": 0.3, "delivered": 0.85, "cancelled": 0.95, "refunded": 1.0}
"""Status -> the share of orders that have it or one before it."""

_PLACES = """
INSERT INTO platforms SELECT i, 'platform-' || i, 'Platform ' || i, true FROM generate_series(1, :platforms) i;
INSERT INTO vendors
SELECT i, 'vendor-' || lpad(i::text, 6, '0'), 'Vendor ' || i, true, true, now() - interval '2 years'
FROM generate_series(1, :vendors) i;
INSERT INTO vendor_platforms
SELECT i, 1 + (i + k) % :platforms, true, k = 0, now() - interval '2 years'
FROM generate_series(1, :vendors) i, generate_series(0, least(:platforms - 1, i % 10 / 3)) k
"""

# The weight of the vendor with the rank r is 1, or 1/r; ranks are spread over the ids. 7919 is a prime.
_SIZES = """
CREATE TEMPORARY TABLE sizes AS
SELECT id, least(:platforms, 1 + id % 10 / 3) AS places, bound - lag(bound, 1, 0::bigint) OVER (ORDER BY rank) AS size
FROM (
    SELECT id, rank, round(:orders * sum(weight) OVER (ORDER BY rank) / sum(weight) OVER ())::bigint AS bound
    FROM (SELECT id, rank, CASE WHEN :zipf THEN 1.0::float8 / rank ELSE 1 END AS weight
          FROM (SELECT id, 1 + id::bigint * 7919 % :vendors AS rank FROM vendors) ranked) weighted
) bounded
"""

# In the order in which a shop would have written them, so that the vendors' rows lie mixed as they do in life.
_ORDERS = """
INSERT INTO orders
    (id, vendor_id, platform_id, customer_id, order_number, status, total_cents, currency, created_at, updated_at)
SELECT row_number() OVER (ORDER BY made), vendor, 1 + (vendor + floor(luck * places)::int) % :platforms,
       vendor, 'N' || vendor || '-' || floor(worth * 1e9)::bigint,
       CASE {statuses} END, 500 + floor(worth * 20000)::bigint,
       CASE WHEN coin < 0.7 THEN 'EUR' WHEN coin < 0.9 THEN 'USD' ELSE 'CHF' END,
       made, least(made + settling * interval '3 days', now() AT TIME ZONE 'UTC')
FROM (
    SELECT sizes.id AS vendor, places, random() AS luck, random() AS fate, random() AS worth, random() AS coin,
           random() AS settling, now() AT TIME ZONE 'UTC' - random() * interval '{days} days' AS made
    FROM sizes, generate_series(1, sizes.size)
) drawn
ORDER BY made
"""

# Small, but there: the other modules' tables must not be missing.
_REST = """
INSERT INTO customers (id, vendor_id, platform_id, email, is_active, created_at)
SELECT i, i, 1, i || '@example.org', true, now() FROM generate_series(1, :vendors) i;
INSERT INTO products (id, vendor_id, sku, is_active, is_featured, price_cents, currency, created_at, updated_at)
SELECT i, i, 'SKU-' || i, true, false, 999, 'EUR', now(), now() FROM generate_series(1, :vendors) i;
INSERT INTO inventory (id, vendor_id, product_id, location, quantity, reserved_quantity, updated_at)
SELECT i, i, i, 'main', 7, 1, now() FROM generate_series(1, :vendors) i
"""

_TOUCH = """
UPDATE orders SET status = 'shipped', updated_at = now() AT TIME ZONE 'UTC'
WHERE id IN (SELECT :orders - floor(random() * :among)::bigint FROM generate_series(1, :rows))
"""

_BY_MONTH = "CREATE INDEX orders_by_month ON orders (vendor_id, created_at)"


@dataclass(frozen=True, slots=True)
class Plan:
    """How large the shop is, and whether its vendors are equally large or Zipf-sized (exponent 1).

    `everything`: whether it has carts, payments, shipments, refunds, payouts and jobs, too.
    """

    vendors: int
    orders: int
    platforms: int
    skew: Skew
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Shop:
    """What was built: the vendors' places on platforms, the orders of the largest vendor, and the seconds it took."""

    plan: Plan
    places: int
    largest: int
    seconds: float


def build(engine: Engine, plan: Plan) -> Shop:
    """Make the tables and fill them; statistics and visibility map are up to date afterwards."""
    began = time.monotonic()
    with engine.begin() as connection:
        METADATA.create_all(connection)
        for index in orders.indexes:
            index.drop(connection)
        _fill(connection, plan)
        for index in orders.indexes:
            index.create(connection)
        places = connection.scalar(text("SELECT count(*) FROM vendor_platforms")) or 0
        largest = connection.scalar(text("SELECT max(size) FROM sizes")) or 0
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
        connection.execute(text("CHECKPOINT"))
    return Shop(plan, places, largest, time.monotonic() - began)


def _fill(connection: Connection, plan: Plan) -> None:
    values = {"platforms": plan.platforms, "vendors": plan.vendors, "orders": plan.orders, "zipf": plan.skew == "zipf"}
    statuses = " ".join(f"WHEN fate < {share} THEN '{status}'" for status, share in STATUSES.items())
    connection.execute(text("SELECT setseed(0.42)"))
    for statement in (
        *_PLACES.split(";"),
        _SIZES,
        _ORDERS.format(statuses=statuses, days=DAYS),
        *_REST.split(";"),
        *STATEMENTS,
    ):
        used = {name: value for name, value in values.items() if f":{name}" in statement}
        connection.execute(text(statement), used)


def touch(engine: Engine, plan: Plan, rows: int, days: int = DAYS) -> None:
    """Change about `rows` orders, drawn from those of the last `days`."""
    with engine.begin() as connection:
        connection.execute(text(_TOUCH), {"orders": plan.orders, "among": plan.orders * days // DAYS, "rows": rows})


def index_months(engine: Engine) -> None:
    """Create the index that finds the orders of a vendor and a month."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(_BY_MONTH))
        connection.execute(text("VACUUM ANALYZE orders"))
