"""Spree 6 with sellers: the columns that the preset reads, with rows made by hand.

The types are those of Spree's migrations on PostgreSQL.
"""

from datetime import UTC, datetime

from sqlalchemy import Engine

from tests.support.databases import Database, SharedDatabase
from tests.support.other_shops.script import script
from tests.support.other_shops.spree_tables import TABLES

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def spree(shared: SharedDatabase) -> Database:
    """Return the database of the shop that all tests share; its engine cannot write."""
    return shared("postgresql", load_spree)


def load_spree(engine: Engine) -> None:
    """Make the shop in an empty database."""
    script(engine, TABLES, DIRECTORY, CATALOG, ORDERS, PAYMENTS, PARCELS, JOBS)


DIRECTORY = """
-- Two stores have a channel of the same code; a third one is deleted.
INSERT INTO spree_stores VALUES (1, 'Main', 'main', NULL), (2, 'Europe', 'eu', NULL), (3, 'Gone', 'gone', '2026-01-01');
INSERT INTO spree_channels VALUES (1, 1, 'Online', 'online', TRUE, TRUE), (2, 1, 'Counter', 'pos', TRUE, FALSE),
  (3, 2, 'Online', 'online', TRUE, TRUE), (4, 3, 'Web', 'web', TRUE, TRUE);
INSERT INTO spree_sellers VALUES (1, 1, 'Anna', 'anna', 'approved', NULL), (2, 1, 'Bert', 'bert', 'suspended', NULL),
  (3, 2, 'Carl', 'carl', 'approved', '2026-02-01'), (4, 2, 'Dora', 'dora', 'pending', NULL);
INSERT INTO spree_admin_users VALUES (1, 'root@shop', NULL), (2, 'anna@shop', NULL);
INSERT INTO spree_roles VALUES (1, 'admin', 'Spree::Store', 1), (2, 'admin', 'Spree::Seller', 1);
INSERT INTO spree_role_users VALUES (1, 1, 1, '2026-01-01 10:00:00'), (2, 2, 2, '2026-01-02 10:00:00');
INSERT INTO spree_customers VALUES (1, 'a@mail', NULL, '2026-01-01 10:00:00'),
  (2, 'b@mail', NULL, '2026-01-02 10:00:00'), (3, 'c@mail', '2026-11-01 10:00:00', '2026-01-03 10:00:00');
INSERT INTO spree_media VALUES (1, 'image', '2026-01-01 10:00:00'), (2, NULL, '2026-01-01 10:00:00'),
  (3, 'video', '2026-01-01 10:00:00');
"""

CATALOG = """
-- A mug, Anna's pen, Bert's shirt in two sizes, an archived poster, and a deleted product.
INSERT INTO spree_products VALUES (1, NULL, 'active', NULL, '2026-01-01 10:00:00', '2026-11-01 10:00:00'),
  (2, 1, 'active', NULL, '2026-01-01 10:00:00', '2026-11-02 10:00:00'),
  (3, 2, 'draft', NULL, '2026-01-01 10:00:00', '2026-11-03 10:00:00'),
  (4, NULL, 'archived', NULL, '2026-01-01 10:00:00', '2026-11-04 10:00:00'),
  (5, NULL, 'active', '2026-05-01 10:00:00', '2026-01-01 10:00:00', '2026-05-01 10:00:00');
INSERT INTO spree_product_publications VALUES (1, 1, 1), (2, 1, 2), (3, 2, 1), (4, 3, 1), (5, 4, 3), (6, 5, 1);
INSERT INTO spree_variants VALUES (11, 1, TRUE, TRUE, NULL, NULL), (21, 2, TRUE, TRUE, NULL, NULL),
  (31, 3, TRUE, TRUE, NULL, NULL), (32, 3, FALSE, TRUE, 2, NULL), (33, 3, FALSE, FALSE, 2, NULL),
  (34, 3, FALSE, TRUE, 2, '2026-05-01 10:00:00'), (41, 4, TRUE, TRUE, NULL, NULL), (51, 5, TRUE, TRUE, NULL, NULL);
-- The pen has a deleted price, and one for some customers.
INSERT INTO spree_prices VALUES (1, 11, 10, 'USD', NULL, NULL), (2, 11, 9, 'EUR', NULL, NULL),
  (3, 21, 5, 'USD', NULL, '2026-05-01 10:00:00'), (4, 21, 4, 'USD', 7, NULL), (5, 32, 20, 'USD', NULL, NULL),
  (6, 33, NULL, 'USD', NULL, NULL), (7, 41, 5, 'EUR', NULL, NULL);
INSERT INTO spree_stock_levels VALUES (1, 1, 11, 8, NULL, '2026-11-20 10:00:00'),
  (2, 2, 11, 0, NULL, '2026-11-20 10:00:00'), (3, 3, 11, 99, '2026-05-01 10:00:00', '2026-05-01 10:00:00'),
  (4, 1, 21, 3, NULL, '2026-11-20 10:00:00'), (5, 1, 31, 50, NULL, '2026-11-20 10:00:00'),
  (6, 1, 32, 2, NULL, '2026-11-20 10:00:00'), (7, 1, 33, 7, NULL, '2026-11-20 10:00:00'),
  (8, 1, 34, 60, NULL, '2026-11-20 10:00:00'), (9, 1, 41, 20, NULL, '2026-11-20 10:00:00'),
  (10, 1, 51, 70, NULL, '2026-11-20 10:00:00');
-- One is held, one has expired.
INSERT INTO spree_stock_reservations VALUES (1, 1, 2, '2999-01-01 10:00:00'), (2, 1, 5, '2020-01-01 10:00:00');
-- Changed just now, yesterday; ordered; empty; too old.
INSERT INTO spree_carts VALUES (1, 1, 'USD', 40, 2, NULL, '2026-11-26 10:00:00', '2026-11-26 11:50:00'),
  (2, 3, 'EUR', 25, 1, NULL, '2026-11-25 10:00:00', '2026-11-25 10:00:00'),
  (3, 1, 'USD', 50, 1, '2026-11-26 09:00:00', '2026-11-26 08:00:00', '2026-11-26 09:00:00'),
  (4, 1, 'USD', 0, 0, NULL, '2026-11-26 10:00:00', '2026-11-26 10:00:00'),
  (5, 1, 'USD', 70, 3, NULL, '2026-08-01 10:00:00', '2026-08-01 10:00:00');
"""

ORDERS = """
-- 2 and 3 are one checkout, and so are 9 and 10; 7 is a draft.
INSERT INTO spree_orders VALUES
  (1, 'placed', 'none', 'unfulfilled', 50, 'USD', 1, 1, NULL, NULL, 1, '2026-11-26 09:00:00', '2026-11-26 09:00:00'),
  (2, 'placed', 'paid', 'unfulfilled', 100, 'USD', 1, 1, 1, 1, 1, '2026-11-23 10:00:00', '2026-11-23 10:00:00'),
  (3, 'placed', 'paid', 'fulfilled', 60, 'USD', 1, 1, NULL, 1, 1, '2026-11-23 10:00:00', '2026-11-24 10:00:00'),
  (4, 'placed', 'partially_refunded', 'delivered', 80, 'EUR', 2, 3, NULL, NULL, NULL, '2026-11-01 10:00:00',
    '2026-11-06 10:00:00'),
  (5, 'canceled', 'voided', 'canceled', 30, 'USD', 1, 2, 2, NULL, NULL, '2026-11-02 10:00:00', '2026-11-02 11:00:00'),
  (6, 'placed', 'refunded', 'fulfilled', 40, 'USD', 1, NULL, 1, NULL, NULL, '2026-10-01 10:00:00',
    '2026-10-09 10:00:00'),
  (7, 'draft', NULL, NULL, 999, 'USD', 1, 1, NULL, NULL, NULL, NULL, '2026-11-26 10:00:00'),
  (8, 'placed', 'paid', 'partial', 70, 'EUR', 2, 3, NULL, NULL, NULL, '2026-11-25 10:00:00', '2026-11-25 20:00:00'),
  (9, 'canceled', 'voided', 'canceled', 10, 'USD', 1, 1, 1, 2, NULL, '2026-11-10 10:00:00', '2026-11-10 11:00:00'),
  (10, 'placed', 'paid', 'delivered', 15, 'USD', 1, 1, 2, 2, NULL, '2026-11-10 10:00:00', '2026-11-15 10:00:00');
"""

PAYMENTS = """
INSERT INTO spree_payment_methods VALUES (1, 'Spree::PaymentMethod::Check'), (2, 'SpreeStripe::Gateway');
-- Of orders, of a group, and of carts.
INSERT INTO spree_payments VALUES
  (1, 1, NULL, NULL, 1, 'checkout', 50, '2026-11-26 09:00:00', '2026-11-26 09:00:00'),
  (2, NULL, 1, NULL, 2, 'completed', 160, '2026-11-23 10:00:00', '2026-11-24 10:00:00'),
  (3, 4, NULL, NULL, 2, 'completed', 80, '2026-11-01 10:00:00', '2026-11-01 10:05:00'),
  (4, 5, NULL, NULL, 1, 'void', 30, '2026-11-02 10:00:00', '2026-11-02 11:00:00'),
  (5, 6, NULL, NULL, 2, 'completed', 40, '2026-10-01 10:00:00', '2026-10-01 10:05:00'),
  (6, 8, NULL, NULL, 2, 'pending', 70, '2026-11-25 10:00:00', '2026-11-25 10:00:00'),
  (7, NULL, NULL, 2, 2, 'failed', 25, '2026-11-25 10:10:00', '2026-11-25 10:10:00'),
  (8, NULL, NULL, 1, 2, 'invalid', 40, '2026-11-26 11:00:00', '2026-11-26 11:00:00'),
  (9, 8, NULL, NULL, 2, 'processing', 70, '2026-11-25 10:05:00', '2026-11-25 10:05:00');
INSERT INTO spree_payment_capture_events VALUES (1, 2, '2026-11-23 10:05:00');
INSERT INTO spree_refunds VALUES (1, 4, 20, '2026-11-06 10:00:00', '2026-11-06 10:00:00'),
  (2, 6, 40, '2026-10-09 10:00:00', '2026-10-09 10:00:00');
INSERT INTO spree_returns VALUES (1, 4, 'requested', '2026-11-20 10:00:00', '2026-11-20 10:00:00'),
  (2, 2, 'approved', '2026-11-24 10:00:00', '2026-11-24 10:00:00'),
  (3, 10, 'received', '2026-11-18 10:00:00', '2026-11-19 10:00:00'),
  (4, 6, 'refunded', '2026-10-05 10:00:00', '2026-10-09 10:00:00'),
  (5, 2, 'canceled', '2026-11-24 11:00:00', '2026-11-24 12:00:00');
INSERT INTO spree_return_line_items VALUES (1, 1, 12), (2, 1, 8), (3, 2, 10), (4, 3, 5), (5, 4, 40), (6, 5, 7);
"""

PARCELS = """
-- Of a cart; of an order that is not paid; ready; sent; arrived; cancelled; sent in part.
INSERT INTO spree_fulfillments VALUES (1, NULL, 'unfulfilled', NULL, NULL, '2026-11-26 10:00:00'),
  (2, 1, 'unfulfilled', NULL, NULL, '2026-11-26 09:00:00'), (3, 2, 'unfulfilled', NULL, NULL, '2026-11-23 10:00:00'),
  (4, 3, 'fulfilled', '2026-11-24 09:00:00', NULL, '2026-11-24 09:00:00'),
  (5, 4, 'delivered', '2026-11-03 09:00:00', '2026-11-05 09:00:00', '2026-11-05 09:00:00'),
  (6, 5, 'canceled', NULL, NULL, '2026-11-02 11:00:00'),
  (7, 8, 'fulfilled', '2026-11-25 20:00:00', NULL, '2026-11-25 20:00:00'),
  (8, 8, 'unfulfilled', NULL, NULL, '2026-11-25 10:00:00');
"""

JOBS = """
INSERT INTO spree_webhook_deliveries VALUES (1, TRUE, '2026-11-26 11:50:01', '2026-11-26 11:50:00'),
  (2, FALSE, '2026-11-26 11:51:01', '2026-11-26 11:51:00'), (3, NULL, NULL, '2026-11-26 11:52:00');
INSERT INTO spree_imports VALUES (1, 'pending', '2026-11-26 11:00:00', '2026-11-26 11:00:00'),
  (2, 'mapping', '2026-11-25 11:00:00', '2026-11-25 11:00:00'),
  (3, 'processing', '2026-11-26 11:30:00', '2026-11-26 11:31:00'),
  (4, 'completed', '2026-11-24 11:00:00', '2026-11-24 11:10:00'),
  (5, 'failed', '2026-11-24 12:00:00', '2026-11-24 12:10:00');
"""
