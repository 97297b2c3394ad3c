"""Magento 2.4 with MSI and Webkul's marketplace: the columns that the preset reads, with rows made by hand.

The types are those of Magento's db_schema.xml files.
"""

from datetime import UTC, datetime

from sqlalchemy import Engine

from tests.support.databases import Database, SharedDatabase
from tests.support.other_shops.magento2_tables import TABLES
from tests.support.other_shops.script import script

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def magento2(shared: SharedDatabase) -> Database:
    """Return the database of the shop that all tests share; its engine cannot write."""
    return shared("mariadb", load_magento2)


def load_magento2(engine: Engine) -> None:
    """Make the shop in an empty database."""
    script(engine, TABLES, DIRECTORY, CATALOG, STOCK, SALES, MARKETPLACE)


DIRECTORY = """
INSERT INTO store_website VALUES (1, 'base', 'Main Website'), (2, 'b2b', 'Trade'), (3, 'old', 'Closed');
INSERT INTO store_website VALUES (100, 'admin', 'Admin');
UPDATE store_website SET website_id = 0 WHERE website_id = 100;
INSERT INTO store VALUES (1, 1, 1), (2, 1, 1), (3, 2, 1), (4, 3, 0), (100, 0, 1);
UPDATE store SET store_id = 0 WHERE store_id = 100;
INSERT INTO admin_user VALUES (1, 1), (2, 0);
INSERT INTO authorization_role VALUES
  (1, 0, 'G', 0, '2', 'Administrators'), (2, 0, 'G', 0, '2', 'Sales'),
  (3, 1, 'U', 1, '2', 'root'), (4, 2, 'U', 2, '2', 'sue'), (5, 2, 'U', 1, '1', 'an integration');
INSERT INTO customer_entity VALUES
  (1, 1, 1, '2026-01-01 10:00:00'), (2, 1, 0, '2026-01-02 10:00:00'), (3, 2, 1, '2026-01-03 10:00:00'),
  (101, 1, 1, '2026-01-04 10:00:00'), (102, 1, 1, '2026-01-05 10:00:00');
-- A page of all stores, and one of two stores of one website.
INSERT INTO cms_page VALUES (1, 'home', 'Home', 'Hello', 1, '2026-01-01 10:00:00'),
  (2, 'about', 'About', 'Us', 0, '2026-01-01 10:00:00');
INSERT INTO cms_page_store VALUES (1, 0), (2, 1), (2, 2);
INSERT INTO cron_schedule VALUES
  (1, 'reindex', 'success', '2026-11-26 11:50:00', '2026-11-26 11:50:30', '2026-11-26 11:51:00'),
  (2, 'reindex', 'pending', '2026-11-26 11:55:00', NULL, NULL),
  (3, 'reindex', 'pending', '2026-11-26 12:05:00', NULL, NULL),
  (4, 'reindex', 'running', '2026-11-26 11:40:00', '2026-11-26 11:41:00', NULL),
  (5, 'mails', 'error', '2026-11-26 11:00:00', '2026-11-26 11:01:00', NULL),
  (6, 'mails', 'missed', '2026-11-26 10:00:00', NULL, NULL);
"""

CATALOG = """
INSERT INTO eav_entity_type VALUES (3, 'catalog_category'), (4, 'catalog_product');
-- Categories have an attribute `status`, too.
INSERT INTO eav_attribute VALUES (96, 3, 'status'), (97, 4, 'status'), (77, 4, 'price'), (99, 4, 'visibility');
INSERT INTO catalog_product_entity VALUES
  (1, 'simple', 'mug', '2026-01-01 10:00:00', '2026-11-01 10:00:00'),
  (2, 'configurable', 'shirt', '2026-01-01 10:00:00', '2026-11-02 10:00:00'),
  (3, 'simple', 'shirt-s', '2026-01-01 10:00:00', '2026-11-03 10:00:00'),
  (4, 'simple', 'shirt-l', '2026-01-01 10:00:00', '2026-11-04 10:00:00'),
  (5, 'simple', 'pen', '2026-01-01 10:00:00', '2026-11-05 10:00:00'),
  (6, 'virtual', 'voucher', '2026-01-01 10:00:00', '2026-11-06 10:00:00'),
  (7, 'bundle', 'set', '2026-01-01 10:00:00', '2026-11-07 10:00:00');
INSERT INTO catalog_product_website VALUES (1, 1), (1, 2), (2, 1), (3, 1), (4, 1), (5, 2), (6, 1), (7, 1);
-- The value of a store view overrides that of the store 0, and is not that of the product.
INSERT INTO catalog_product_entity_int (attribute_id, store_id, entity_id, value) VALUES
  (97, 0, 1, 1), (97, 0, 2, 1), (97, 0, 3, 1), (97, 0, 4, 2), (97, 0, 5, 1), (97, 1, 5, 2), (97, 0, 6, 1),
  (97, 0, 7, 1), (99, 0, 3, 1), (99, 0, 4, 1);
INSERT INTO catalog_product_entity_decimal (attribute_id, store_id, entity_id, value) VALUES
  (77, 0, 1, 10), (77, 0, 3, 20), (77, 0, 4, 20), (77, 0, 6, 5), (77, 3, 5, 1);
-- The parts of the shirt and of the set.
INSERT INTO catalog_product_relation VALUES (2, 3), (2, 4), (7, 1);
INSERT INTO catalog_product_entity_media_gallery VALUES (1, 'image'), (2, 'image'), (3, 'external-video');
"""

STOCK = """
INSERT INTO core_config_data (scope, scope_id, path, value) VALUES
  ('default', 0, 'cataloginventory/item_options/notify_stock_qty', '3'),
  ('websites', 1, 'cataloginventory/item_options/notify_stock_qty', '99');
INSERT INTO cataloginventory_stock_item VALUES
  (1, 1, 1, 8, 1, NULL, 1, 0), (2, 2, 1, 0, 1, NULL, 1, 0), (3, 3, 1, 2, 1, NULL, 1, 0), (4, 4, 1, 3, 1, NULL, 1, 0),
  (5, 5, 1, -1, 0, 5, 1, 0), (6, 6, 1, 0, 1, NULL, 0, 0), (7, 7, 1, 0, 1, NULL, 1, 0);
INSERT INTO inventory_source VALUES ('default', 'Default', 1), ('berlin', 'Berlin', 1), ('closed', 'Closed', 0);
INSERT INTO inventory_source_item (source_code, sku, quantity, status) VALUES
  ('default', 'mug', 8, 1), ('berlin', 'mug', 5, 1), ('closed', 'mug', 100, 1), ('default', 'shirt-s', 2, 1),
  ('default', 'shirt-l', 3, 1), ('berlin', 'pen', 1, 1), ('default', 'gone', 9, 1), ('default', 'voucher', 9, 1);
INSERT INTO inventory_source_stock_link (stock_id, source_code) VALUES
  (1, 'default'), (2, 'default'), (2, 'berlin'), (2, 'closed');
INSERT INTO inventory_stock_sales_channel VALUES ('website', 'base', 1), ('website', 'b2b', 2);
-- Placed, then shipped in part; never changed, only added to.
INSERT INTO inventory_reservation (stock_id, sku, quantity) VALUES
  (1, 'mug', -8), (1, 'mug', 2), (2, 'mug', -1), (2, 'pen', -2);
INSERT INTO inventory_low_stock_notification_configuration VALUES
  ('default', 'shirt-l', 5), ('default', 'shirt-s', NULL);
"""

SALES = """
INSERT INTO sales_order VALUES
  (1, 'new', 1, 1, 50, 50, 'USD', 'USD', NULL, NULL, NULL, '2026-11-26 09:00:00', '2026-11-26 09:00:00'),
  (2, 'pending_payment', 2, NULL, 100, 90, 'USD', 'EUR', NULL, NULL, NULL, '2026-11-26 08:00:00','2026-11-26 08:00:00'),
  (3, 'payment_review', 1, NULL, 20, 20, 'USD', 'USD', NULL, NULL, NULL, '2026-11-26 07:00:00', '2026-11-26 07:00:00'),
  (4, 'holded', 1, NULL, 30, 30, 'USD', 'USD', NULL, NULL, NULL, '2026-11-26 06:00:00', '2026-11-26 06:00:00'),
  (5, 'processing', 1, 1, 200, 180, 'USD', 'EUR', 200, NULL, NULL, '2026-11-24 10:00:00', '2026-11-24 10:00:00'),
  (6, 'complete', 3, 3, 400, 400, 'EUR', 'EUR', 400, NULL, NULL, '2026-11-10 09:00:00', '2026-11-10 09:00:00'),
  (7, 'closed', 3, NULL, 80, 80, 'EUR', 'EUR', 80, 75, 75, '2026-11-01 09:00:00', '2026-11-01 09:00:00'),
  (8, 'canceled', 1, 1, 60, 60, 'USD', 'USD', NULL, NULL, NULL, '2026-11-02 09:00:00', '2026-11-02 09:00:00'),
  (9, 'complete', NULL, NULL, 10, 10, 'USD', 'USD', 10, NULL, NULL, '2025-01-01 09:00:00', '2025-01-01 09:00:00'),
  (10, 'processing', 1, NULL, 15, 15, 'USD', 'USD', 15, NULL, NULL, '2026-11-20 09:00:00', '2026-11-20 09:00:00'),
  (11, 'processing', 1, NULL, 70, 70, 'USD', 'USD', 30, NULL, NULL, '2026-11-19 09:00:00', '2026-11-19 09:00:00');
-- Parents and children: only the parent of a configurable product is shipped.
INSERT INTO sales_order_item VALUES
  (11, 1, NULL, 0, 1, 0, 0, 0, 50, 0), (21, 2, NULL, 0, 1, 0, 0, 0, 100, 0), (31, 3, NULL, 0, 1, 0, 0, 0, 20, 0),
  (41, 4, NULL, 0, 1, 0, 0, 0, 30, 0), (51, 5, NULL, 0, 2, 1, 0, 0, 120, 20), (52, 5, NULL, 0, 1, 1, 0, 0, 50, 10),
  (61, 6, NULL, 0, 1, 1, 0, 0, 300, 100), (71, 7, NULL, 0, 1, 0, 1, 0, 70, 10), (72, 7, 71, 0, 1, 0, 0, 0, 0, 0),
  (81, 8, NULL, 0, 1, 0, 0, 1, 60, 0), (101, 10, NULL, 1, 1, 0, 0, 0, 15, 0), (111, 11, NULL, 0, 1, 1, 0, 0, 60, 10),
  (112, 11, 111, 0, 1, 0, 0, 0, 0, 0);
INSERT INTO sales_order_payment VALUES
  (1, 1, 'checkmo', 50, 50, NULL, NULL), (2, 2, 'braintree', 100, 90, NULL, NULL),
  (3, 3, 'braintree', 20, 20, NULL, 20), (4, 4, 'checkmo', 30, 30, NULL, NULL), (5, 5, 'braintree', 200, 180, 200, 200),
  (6, 6, 'checkmo', 400, 400, 400, NULL),
  (7, 7, 'braintree', 80, 80, 80, 80), (8, 8, 'checkmo', 60, 60, NULL, NULL), (9, 9, 'checkmo', 10, 10, 10, NULL),
  (10, 10, 'checkmo', 15, 15, 15, NULL), (11, 11, 'checkmo', 70, 70, 30, NULL);
INSERT INTO sales_invoice VALUES
  (1, 5, 2, '2026-11-24 11:00:00'), (2, 6, 2, '2026-11-10 10:00:00'), (3, 7, 2, '2026-11-01 10:00:00'),
  (4, 10, 2, '2026-11-20 10:00:00'), (5, 11, 2, '2026-11-19 10:00:00'), (6, 11, 3, '2026-11-18 10:00:00');
INSERT INTO sales_creditmemo VALUES
  (1, 7, 3, 2, 75, 75, 'EUR', 'EUR', '2026-11-05 10:00:00', '2026-11-05 10:00:00'),
  (2, 5, 1, 1, 20, 18, 'USD', 'EUR', '2026-11-25 10:00:00', '2026-11-25 10:00:00'),
  (3, 5, 1, 3, 5, 4.5, 'USD', 'EUR', '2026-11-25 11:00:00', '2026-11-25 11:00:00');
INSERT INTO sales_shipment VALUES
  (1, 5, 1, '2026-11-25 05:00:00', '2026-11-25 05:00:00'), (2, 6, 3, '2026-11-13 09:00:00', '2026-11-13 09:00:00'),
  (3, 11, 1, '2026-11-20 09:00:00', '2026-11-20 09:00:00');
-- Open; abandoned; became an order; empty; too old.
INSERT INTO quote VALUES
  (1, 1, 1, 2, 40, 36, 'USD', 'EUR', '2026-11-26 10:00:00', '2026-11-26 11:30:00'),
  (2, 3, 1, 1, 25, 25, 'EUR', 'EUR', '2026-11-25 10:00:00', '2026-11-25 10:00:00'),
  (3, 1, 0, 1, 50, 50, 'USD', 'USD', '2026-11-26 08:00:00', '2026-11-26 09:00:00'),
  (4, 1, 1, 0, 0, 0, 'USD', 'USD', '2026-11-26 11:00:00', '2026-11-26 11:00:00'),
  (5, 1, 1, 3, 70, 70, 'USD', 'USD', '2026-09-01 10:00:00', '2026-09-01 10:00:00');
"""

MARKETPLACE = """
INSERT INTO marketplace_userdata VALUES
  (1, 1, 101, 'anna', 'Anna''s Pens', 0), (2, 1, 101, 'anna', NULL, 1), (3, 0, 102, 'bert', '', 0);
INSERT INTO marketplace_product VALUES (1, 5, 101, 1), (2, 2, 102, 1), (3, 3, 102, 1), (4, 4, 102, 0);
INSERT INTO marketplace_orders VALUES
  (1, 5, 101, '7', 0), (2, 6, 101, '8', 0), (3, 7, 102, '0', 0), (4, 11, 102, '9', 0);
-- Invoiced and due; paid; refunded; not invoiced yet.
INSERT INTO marketplace_saleslist VALUES
  (1, 5, 52, 101, 1, 0, 50, 10, 54, '2026-11-24 11:00:00'), (2, 6, 61, 101, 1, 1, 300, 100, 360, '2026-11-14 10:00:00'),
  (3, 7, 71, 102, 1, 3, 70, 10, 0, '2026-11-05 10:00:00'), (4, 11, 111, 102, 0, 0, 60, 10, 63, '2026-11-19 09:00:00');
"""
