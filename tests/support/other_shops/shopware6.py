"""Shopware 6.6: the columns that the preset reads, with rows made by hand.

The types are those of Shopware's migrations. In the rows, `#a1` stands for an id of 16 bytes that begins with A1.
"""

import re
from datetime import UTC, datetime

from sqlalchemy import Engine

from tests.support.databases import Database, SharedDatabase
from tests.support.other_shops.script import script
from tests.support.other_shops.shopware6_tables import TABLES

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)

IDS = {
    "LIVE": "0FA91CE3E96A4BC2BE4BD9CE752C3425",  # pragma: allowlist secret
    "ENGLISH": "2FBB5FE2E29A4D70AA5854CE7CE3E20B",  # pragma: allowlist secret
    "STORE": "8A243080F92E4C719546314B577CF82B",  # pragma: allowlist secret
    "FEED": "ED535E5722134AC1AA6524F73E26881B",  # pragma: allowlist secret
}
"""Ids that Shopware has in its code: the live version, the main language, and types of sales channels."""


def shopware6(shared: SharedDatabase) -> Database:
    """Return the database of the shop that all tests share; its engine cannot write."""
    return shared("mariadb", load_shopware6)


def load_shopware6(engine: Engine) -> None:
    """Make the shop in an empty database."""
    script(engine, TABLES, *map(_with_ids, (DIRECTORY, STATES, CATALOG, ORDERS, PAYMENTS, DELIVERIES, JOBS)))


def _with_ids(text: str) -> str:
    return re.sub(r"#(\w+)", lambda found: f"X'{IDS.get(found[1], found[1].ljust(32, '0'))}'", text)


DIRECTORY = """
INSERT INTO currency VALUES (#e1, 'EUR'), (#e2, 'USD');
INSERT INTO sales_channel VALUES (#1a, #STORE, 1), (#2a, #f1, 1), (#3a, #FEED, 1), (#4a, #STORE, 0), (#5a, #STORE, 0);
INSERT INTO sales_channel_translation VALUES (#1a, #ENGLISH, 'Storefront'), (#1a, #de, 'Ladenfront'),
  (#2a, #ENGLISH, 'Headless'), (#3a, #ENGLISH, 'Feed'), (#4a, #ENGLISH, 'Old'), (#5a, #ENGLISH, 'Old');
INSERT INTO `user` VALUES (#1a, 1, 1), (#2a, 0, 0);
-- A guest is a customer of one order.
INSERT INTO customer VALUES (#1a, #1a, 1, 0, '2026-11-26 09:00:00', '2026-01-01 10:00:00'),
  (#2a, #1a, 0, 0, NULL, '2026-01-02 10:00:00'), (#3a, #1a, 1, 1, '2026-11-20 09:00:00', '2026-11-20 09:00:00'),
  (#4a, #2a, 1, 0, NULL, '2026-01-03 10:00:00');
-- A page with a draft, and one that is not active.
INSERT INTO landing_page VALUES
  (#1a, #LIVE, 1, '2026-01-01 10:00:00', NULL), (#1a, #99, 0, '2026-01-01 10:00:00', NULL),
  (#2a, #LIVE, 0, '2026-01-01 10:00:00', NULL);
INSERT INTO landing_page_sales_channel VALUES (#1a, #LIVE, #1a), (#1a, #LIVE, #2a), (#1a, #99, #1a), (#2a, #LIVE, #1a);
INSERT INTO landing_page_translation VALUES (#1a, #LIVE, #ENGLISH, 'Sale', 'sale'), (#1a, #LIVE, #de, 'Angebote', 'a');
INSERT INTO media VALUES (#1a, 'image/png', 100, NULL, '2026-01-01 10:00:00'),
  (#2a, 'image/jpeg', 200, '2026-01-02 10:00:00', '2026-01-01 10:00:00'),
  (#3a, 'application/pdf', 50, NULL, '2026-01-01 10:00:00'), (#4a, NULL, NULL, NULL, '2026-01-01 10:00:00');
-- Changed a quarter of an hour ago, yesterday, and long ago.
INSERT INTO cart VALUES ('a', '', '2026-11-26 10:00:00', '2026-11-26 11:45:00'),
  ('b', '', '2026-11-25 10:00:00', NULL), ('c', '', '2026-08-01 10:00:00', NULL);
"""

STATES = """
INSERT INTO state_machine_state VALUES (#a1, 'open'), (#a2, 'in_progress'), (#a3, 'completed'), (#a4, 'cancelled');
INSERT INTO state_machine_state VALUES (#b1, 'open'), (#b2, 'unconfirmed'), (#b3, 'in_progress'), (#b4, 'authorized'),
  (#b5, 'paid'), (#b6, 'paid_partially'), (#b7, 'reminded'), (#b8, 'refunded'), (#b9, 'refunded_partially'),
  (#ba, 'failed'), (#bb, 'cancelled'), (#bc, 'chargeback');
INSERT INTO state_machine_state VALUES (#c1, 'open'), (#c2, 'shipped'), (#c3, 'shipped_partially'), (#c4, 'returned'),
  (#c5, 'returned_partially'), (#c6, 'cancelled');
INSERT INTO state_machine_state VALUES (#d1, 'open'), (#d2, 'in_progress'), (#d3, 'completed'), (#d4, 'failed'),
  (#d5, 'cancelled');
"""

PRICE = '{"cb7d2554b0ce847cd82f3ac9bd1c0dfca": {"net": 8.4, "gross": 10.0, "linked": true}}'  # pragma: allowlist secret
"""A price in the main currency; the key is the letter c and the id."""

CATALOG = f"""
-- A mug with a draft, a shirt with two variants, a bag that nobody can buy, and a poster without a price.
INSERT INTO product VALUES
  (#1a, #LIVE, NULL, 1, '{PRICE}', 8, 6, 0, 1, '2026-01-01 10:00:00', '2026-11-01 10:00:00'),
  (#1a, #99, NULL, 1, '{PRICE}', 999, 999, 0, 1, '2026-01-01 10:00:00', NULL),
  (#2a, #LIVE, NULL, 1, '{PRICE}', 0, 0, 2, NULL, '2026-01-01 10:00:00', NULL),
  (#3a, #LIVE, #2a, NULL, NULL, 3, 3, 0, NULL, '2026-01-01 10:00:00', NULL),
  (#4a, #LIVE, #2a, NULL, NULL, 0, 0, NULL, NULL, '2026-01-01 10:00:00', NULL),
  (#5a, #LIVE, NULL, 0, '{PRICE}', -1, NULL, 0, 0, '2026-01-01 10:00:00', NULL),
  (#6a, #LIVE, NULL, 1, '{{}}', 20, 20, 0, 0, '2026-01-01 10:00:00', NULL);
INSERT INTO product_visibility VALUES
  (#1a, #1a, #LIVE, #1a, 30), (#2a, #1a, #LIVE, #2a, 30), (#3a, #1a, #LIVE, #3a, 30),
  (#4a, #1a, #99, #1a, 30), (#5a, #2a, #LIVE, #1a, 30), (#6a, #5a, #LIVE, #2a, 30);
"""

ORDERS = """
INSERT INTO `order` (id, version_id, state_id, currency_id, sales_channel_id, price, order_date_time) VALUES
  (#1a, #LIVE, #a1, #e1, #1a, '{"totalPrice": 100, "netPrice": 84.03}', '2026-11-26 09:00:00'),
  (#1a, #99, #a3, #e1, #1a, '{"totalPrice": 999, "netPrice": 839.5}', '2026-11-26 09:00:00'),
  (#2a, #LIVE, #a2, #e1, #1a, '{"totalPrice": 50.5, "netPrice": 42.44}', '2026-11-20 09:00:00'),
  (#3a, #LIVE, #a3, #e1, #1a, '{"totalPrice": 80, "netPrice": 67.23}', '2026-11-01 09:00:00'),
  (#4a, #LIVE, #a4, #e2, #2a, '{"totalPrice": 30, "netPrice": 30}', '2026-11-02 09:00:00'),
  (#5a, #LIVE, #a2, #e2, #2a, '{"totalPrice": 60, "netPrice": 60}', '2026-11-25 09:00:00'),
  (#6a, #LIVE, #a3, #e1, #1a, '{"totalPrice": 40, "netPrice": 33.61}', '2026-10-01 10:30:00'),
  (#7a, #LIVE, #a1, #e1, #1a, '{"totalPrice": 20, "netPrice": 16.81}', '2026-11-26 08:00:00');
"""

PAYMENTS = """
INSERT INTO payment_method VALUES (#f1, 'payment_paypal'), (#f2, 'payment_invoice'), (#f3, NULL);
-- The first order was tried twice; in its draft it is paid.
INSERT INTO order_transaction VALUES
  (#1b, #LIVE, #1a, #LIVE, #ba, #f1, '{"totalPrice": 100}', '2026-11-26 09:00:00', NULL),
  (#2b, #LIVE, #1a, #LIVE, #b1, #f1, '{"totalPrice": 100}', '2026-11-26 09:05:00', NULL),
  (#2b, #99, #1a, #99, #b5, #f1, '{"totalPrice": 999}', '2026-11-26 09:05:00', NULL),
  (#3b, #LIVE, #2a, #LIVE, #b5, #f1, '{"totalPrice": 50.5}', '2026-11-20 09:00:00', '2026-11-20 11:00:00'),
  (#4b, #LIVE, #3a, #LIVE, #b9, #f2, '{"totalPrice": 80}', '2026-11-01 09:00:00', NULL),
  (#5b, #LIVE, #4a, #LIVE, #bb, #f1, '{"totalPrice": 30}', '2026-11-02 09:00:00', NULL),
  (#6b, #LIVE, #5a, #LIVE, #b4, #f3, '{"totalPrice": 60}', '2026-11-25 10:00:00', NULL),
  (#7b, #LIVE, #6a, #LIVE, #b8, #f1, '{"totalPrice": 40}', '2026-10-01 10:30:00', NULL),
  (#8b, #LIVE, #7a, #LIVE, #b7, #f2, '{"totalPrice": 20}', '2026-11-26 08:00:00', NULL),
  (#9b, #LIVE, #7a, #LIVE, #b6, #f2, '{"totalPrice": 20}', '2026-11-26 08:00:00', NULL),
  (#ab, #LIVE, #3a, #LIVE, #bc, #f1, '{"totalPrice": 80}', '2026-11-01 09:00:00', NULL),
  (#bb, #LIVE, #5a, #LIVE, #b3, #f1, '{"totalPrice": 60}', '2026-11-25 09:00:00', NULL);
INSERT INTO order_transaction_capture VALUES (#1c, #LIVE, #4b), (#1c, #99, #4b);
INSERT INTO order_transaction_capture_refund VALUES
  (#1d, #LIVE, #1c, #d3, '{"totalPrice": 15}', '2026-11-05 10:00:00'),
  (#1d, #99, #1c, #d3, '{"totalPrice": 99}', '2026-11-05 10:00:00'),
  (#2d, #LIVE, #1c, #d1, '{"totalPrice": 5}', '2026-11-25 10:00:00'),
  (#3d, #LIVE, #1c, #d2, '{"totalPrice": 6}', '2026-11-25 10:00:00'),
  (#4d, #LIVE, #1c, #d4, '{"totalPrice": 7}', '2026-11-24 10:00:00'),
  (#5d, #LIVE, #1c, #d5, '{"totalPrice": 8}', '2026-11-24 10:00:00');
"""

DELIVERIES = """
-- Not paid; paid, with a discount on shipping; shipped; cancelled; shipped in part; returned.
INSERT INTO order_delivery VALUES
  (#1c, #LIVE, #1a, #LIVE, #c1, '{"totalPrice": 5}'), (#2c, #LIVE, #2a, #LIVE, #c1, '{"totalPrice": 5}'),
  (#2c, #99, #2a, #99, #c2, '{"totalPrice": 5}'), (#ac, #LIVE, #2a, #LIVE, #c1, '{"totalPrice": -5}'),
  (#3c, #LIVE, #3a, #LIVE, #c2, '{"totalPrice": 0}'), (#4c, #LIVE, #4a, #LIVE, #c6, '{"totalPrice": 5}'),
  (#5c, #LIVE, #5a, #LIVE, #c3, '{"totalPrice": 5}'), (#6c, #LIVE, #6a, #LIVE, #c4, '{"totalPrice": 5}');
INSERT INTO state_machine_history VALUES
  (#1a, #3b, #LIVE, 'order_transaction', #b5, '2026-11-20 11:00:00'),
  (#2a, #4b, #LIVE, 'order_transaction', #b5, '2026-11-02 10:00:00'),
  (#3a, #7b, #LIVE, 'order_transaction', #b5, '2026-10-01 11:00:00'),
  (#4a, #7b, #LIVE, 'order_transaction', #b8, '2026-10-05 11:00:00'),
  (#5a, #3c, #LIVE, 'order_delivery', #c2, '2026-11-04 09:00:00'),
  (#6a, #6c, #LIVE, 'order_delivery', #c2, '2026-10-02 10:00:00');
"""

JOBS = """
INSERT INTO scheduled_task VALUES
  (#1a, 'log.cleanup', 'scheduled', '2026-11-26 11:30:00', '2026-11-26 12:30:00', '2026-11-26 11:30:00'),
  (#2a, 'cart.cleanup', 'queued', NULL, '2026-11-26 11:00:00', NULL),
  (#3a, 'mail.send', 'failed', NULL, '2026-11-26 11:00:00', NULL),
  (#4a, 'feed.write', 'running', NULL, '2026-11-26 11:00:00', '2026-11-26 11:10:00'),
  (#5a, 'old.task', 'inactive', '2020-01-01 10:00:00', '2020-01-02 10:00:00', NULL);
INSERT INTO messenger_messages (queue_name, available_at, delivered_at) VALUES
  ('async', '2026-11-26 11:50:00', NULL), ('async', '2026-11-26 11:51:00', NULL),
  ('async', '2026-11-26 11:40:00', '2026-11-26 11:41:00'), ('failed', '2026-11-25 10:00:00', NULL);
"""
