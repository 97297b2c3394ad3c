"""nopCommerce 4.60: the columns that the preset reads, with rows made by hand.

The types are those of nopCommerce on PostgreSQL, where its texts are of the type citext; on MariaDB names are in other
quotes, and types have other names.
"""

from datetime import UTC, datetime

from sqlalchemy import Engine

from tests.support.databases import Database, SharedDatabase
from tests.support.other_shops.nopcommerce_tables import TABLES
from tests.support.other_shops.script import script

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)

ON_MARIADB = {'"': "`", "timestamp": "datetime(6)", "citext": "varchar(400)"}
"""What is written differently there."""


def nopcommerce(shared: SharedDatabase) -> Database:
    """Return the database of the shop on PostgreSQL that all tests share; its engine cannot write."""
    return shared("postgresql", load_nopcommerce)


def nopcommerce_on_mariadb(shared: SharedDatabase) -> Database:
    """Return the same shop on MariaDB."""
    return shared("mariadb", load_nopcommerce)


def load_nopcommerce(engine: Engine) -> None:
    """Make the shop in an empty database."""
    texts = [TABLES, DIRECTORY, CATALOG, ORDERS, PARCELS, JOBS]
    if engine.dialect.name == "postgresql":
        script(engine, "CREATE EXTENSION citext;\n", *texts)
        return
    for theirs, ours in ON_MARIADB.items():
        texts = [text.replace(theirs, ours) for text in texts]
    script(engine, *texts)


DIRECTORY = """
INSERT INTO "Store" VALUES (1, 'Main'), (2, 'Outlet');
INSERT INTO "Currency" VALUES (1, 'USD'), (2, 'EUR');
INSERT INTO "Setting" VALUES (1, 'currencysettings.primarystorecurrencyid', '1', 0),
  (2, 'currencysettings.primaryexchangeratecurrencyid', '2', 0);
INSERT INTO "Vendor" VALUES (1, 'Anna', TRUE, FALSE), (2, 'Bert', FALSE, FALSE), (3, 'Carl', TRUE, TRUE);
-- A name that is no longer in use, and the name of a product with the same id.
INSERT INTO "UrlRecord" VALUES (1, 1, 'Vendor', 'anna', TRUE, 0), (2, 1, 'Vendor', 'a-first-name', FALSE, 0),
  (3, 2, 'Vendor', 'bert', TRUE, 0), (4, 1, 'Product', 'a-mug', TRUE, 0);
INSERT INTO "CustomerRole" VALUES (1, 'Administrators'), (3, 'Registered'), (4, 'Guests'), (5, 'Vendors');
-- The owner, the vendor's user, two customers, a guest, a deleted customer, and an account of the system.
INSERT INTO "Customer" VALUES (1, 0, TRUE, FALSE, FALSE, 1, '2026-01-01 10:00:00'),
  (2, 1, TRUE, FALSE, FALSE, 1, '2026-01-02 10:00:00'), (3, 0, TRUE, FALSE, FALSE, 2, '2026-01-03 10:00:00'),
  (4, 0, FALSE, FALSE, FALSE, 0, '2026-01-04 10:00:00'), (5, 0, TRUE, FALSE, FALSE, 1, '2026-11-26 09:00:00'),
  (6, 0, TRUE, TRUE, FALSE, 1, '2026-01-06 10:00:00'), (7, 0, TRUE, FALSE, TRUE, 1, '2026-01-01 10:00:00');
INSERT INTO "Customer_CustomerRole_Mapping" VALUES
  (1, 1), (1, 3), (2, 3), (2, 5), (3, 3), (4, 3), (5, 4), (6, 3), (7, 3);
INSERT INTO "Topic" VALUES (1, 'AboutUs', 'About', 'Us', TRUE, FALSE), (2, 'Terms', 'Terms', '', FALSE, TRUE);
INSERT INTO "StoreMapping" VALUES (1, 2, 'Topic', 2), (2, 2, 'Product', 2), (3, 2, 'Category', 1);
INSERT INTO "Picture" VALUES (1, 'image/png'), (2, 'image/jpeg'), (3, 'image/jpeg');
"""

CATALOG = """
-- A mug; a pen in two warehouses, at one store; a shirt in two sizes; an e-book without a price; a deleted one.
INSERT INTO "Product" VALUES
  (1, 0, TRUE, FALSE, TRUE, FALSE, TRUE, FALSE, 10, 1, FALSE, 8, 3, '2026-01-01 10:00:00', '2026-11-01 10:00:00'),
  (2, 1, TRUE, FALSE, FALSE, TRUE, TRUE, FALSE, 5, 1, TRUE, 99, 4, '2026-01-01 10:00:00', '2026-11-02 10:00:00'),
  (3, 2, TRUE, FALSE, FALSE, FALSE, TRUE, FALSE, 20, 2, FALSE, 99, 1, '2026-01-01 10:00:00', '2026-11-03 10:00:00'),
  (4, 1, FALSE, FALSE, FALSE, FALSE, FALSE, TRUE, 0, 0, FALSE, 99, 1, '2026-01-01 10:00:00', '2026-11-04 10:00:00'),
  (5, 0, TRUE, TRUE, FALSE, FALSE, TRUE, FALSE, 1, 1, FALSE, 99, 1, '2026-01-01 10:00:00', '2026-11-05 10:00:00');
INSERT INTO "ProductWarehouseInventory" VALUES (1, 2, 1, 5, 2), (2, 2, 2, 0, 0), (3, 1, 1, 77, 0);
INSERT INTO "ProductAttributeCombination" VALUES (1, 3, 3, 5), (2, 3, 0, 1);
-- A cart, one that was left, and a wish list.
INSERT INTO "ShoppingCartItem" VALUES
  (1, 1, 1, 5, 1, 2, '2026-11-26 10:00:00', '2026-11-26 11:45:00'),
  (2, 2, 1, 3, 2, 1, '2026-11-25 10:00:00', '2026-11-25 10:00:00'),
  (3, 2, 1, 3, 3, 1, '2026-11-25 11:00:00', '2026-11-25 11:00:00'),
  (4, 2, 2, 3, 1, 9, '2026-11-25 11:00:00', '2026-11-25 11:00:00');
"""

ORDERS = """
INSERT INTO "Order" VALUES
  (1, 1, 5, 10, 10, 20, 'Payments.Check', 'USD', 35, 0, NULL, '2026-11-26 09:00:00', FALSE),
  (2, 2, 3, 20, 30, 25, 'Payments.Manual', 'EUR', 60, 0, '2026-11-23 11:00:00', '2026-11-23 10:00:00', FALSE),
  (3, 1, 5, 30, 35, 40, 'Payments.Manual', 'USD', 50, 12, '2026-11-01 10:00:00', '2026-11-01 09:00:00', FALSE),
  (4, 1, 5, 40, 10, 20, 'Payments.Check', 'USD', 20, 0, NULL, '2026-11-02 09:00:00', FALSE),
  (5, 2, 3, 30, 40, 30, 'Payments.Manual', 'USD', 15, 15, '2026-10-01 10:30:00', '2026-10-01 10:00:00', FALSE),
  (6, 1, 5, 20, 30, 20, 'Payments.Manual', 'USD', 999, 0, '2026-11-20 10:00:00', '2026-11-20 10:00:00', TRUE),
  (7, 1, 5, 20, 20, 10, 'Payments.Manual', 'USD', 40, 0, NULL, '2026-11-25 10:00:00', FALSE),
  (8, 1, 5, 10, 50, 20, 'Payments.Manual', 'USD', 7, 0, NULL, '2026-11-25 09:00:00', FALSE);
INSERT INTO "OrderItem" VALUES (1, 1, 1, 1, 10, 10), (2, 1, 2, 5, 5, 25), (3, 2, 2, 4, 5, 20), (4, 2, 3, 2, 20, 40),
  (5, 3, 1, 5, 10, 50), (6, 4, 3, 1, 20, 20), (7, 5, 2, 3, 5, 15), (8, 6, 1, 1, 999, 999), (9, 7, 4, 1, 40, 40),
  (10, 8, 1, 1, 7, 7);
-- Pending; authorized; refunded; rejected; repaired; cancelled.
INSERT INTO "ReturnRequest" VALUES (1, 1, 5, 1, 0, '2026-11-10 10:00:00', '2026-11-10 10:00:00'),
  (2, 2, 7, 1, 20, '2026-11-11 10:00:00', '2026-11-11 10:00:00'),
  (3, 2, 7, 2, 40, '2026-11-12 10:00:00', '2026-11-13 10:00:00'),
  (4, 1, 5, 1, 50, '2026-11-13 10:00:00', '2026-11-14 10:00:00'),
  (5, 1, 5, 1, 30, '2026-11-14 10:00:00', '2026-11-15 10:00:00'),
  (6, 1, 5, 1, 60, '2026-11-15 10:00:00', '2026-11-16 10:00:00');
"""

PARCELS = """
-- The pens of an order are on their way, its shirts are not.
INSERT INTO "Shipment" VALUES (1, 2, '2026-11-24 10:00:00', NULL), (2, 3, '2026-11-03 09:00:00', '2026-11-05 10:00:00'),
  (3, 5, '2026-10-02 10:00:00', NULL);
INSERT INTO "ShipmentItem" VALUES (1, 1, 3, 4), (2, 2, 5, 5), (3, 3, 7, 3);
"""

JOBS = """
INSERT INTO "ScheduleTask" VALUES
  (1, 'Send emails', 60, TRUE, '2026-11-26 11:59:30', '2026-11-26 11:59:31', '2026-11-26 11:59:31'),
  (2, 'Keep alive', 300, TRUE, '2026-11-26 11:50:00', '2026-11-26 11:50:10', '2026-11-25 10:00:00'),
  (3, 'Clear cache', 600, FALSE, '2020-01-01 10:00:00', '2020-01-01 10:00:01', '2020-01-01 10:00:01'),
  (4, 'Update rates', 3600, TRUE, '2026-11-26 11:58:00', NULL, NULL);
-- Sent twice, waiting twice, and given up.
INSERT INTO "QueuedEmail" VALUES (1, 1, '2026-11-26 10:00:00', NULL, '2026-11-26 10:01:00'),
  (2, 1, '2026-11-26 11:00:00', NULL, '2026-11-26 11:01:00'), (3, 0, '2026-11-26 11:55:00', NULL, NULL),
  (4, 1, '2026-11-26 11:00:00', '2026-11-26 13:00:00', NULL), (5, 3, '2026-11-20 11:00:00', NULL, NULL);
"""
