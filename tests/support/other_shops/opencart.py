"""OpenCart: the shop of the dump with rows for each status and pitfall, written as OpenCart writes them.

Two stores, whose times are those of New York.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, text

from tests.support.databases import Database, SharedDatabase
from tests.support.other_shops import insert, load, load_zone
from tests.support.other_shops.opencart_orders import CARTS, ORDERS, RETURNS, SUBSCRIPTIONS, Order

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
"""A present for the shop."""

ZONE = "America/New_York"

PARAMETERS = {"prefix": "oc_", "time_zone": ZONE}

CURRENCIES = {"USD": 1, "EUR": 0.9, "GBP": 0.8, "INR": 64.4, "JPY": 150.5}
"""Rates at the time of the orders; those of today are others."""

STATUSES = ((17, "Packed"), (18, "On hold"), (19, "Collected"))
"""Statuses that the shop added: the first is in the list of those in process, the last in that of complete ones."""

CUSTOMERS = (
    # id, store, status
    (1, 0, 1),
    (2, 1, 1),
    (3, 0, 0),
    (4, 1, 1),
)

PRODUCTS = (
    # id, master, quantity, status, stores: a product with two variants, one sold too often, one in no store
    (50, 0, 10, 1, (0,)),
    (51, 50, 4, 1, (0,)),
    (52, 50, 6, 1, (0,)),
    (53, 0, -2, 0, (1,)),
    (54, 0, 70, 1, ()),
    (55, 0, 80, 1, (9,)),
)

JOBS = (
    # id, code, cycle, last start
    (1, "currency", "day", "2026-11-26 06:00:00"),
    (4, "sitemap", "hour", "2026-11-26 05:00:00"),
)
"""Of the dump's jobs, one has not run for years, and one is disabled."""


def opencart(shared: SharedDatabase) -> Database:
    """Return the database of this shop that all tests share; its engine cannot write."""
    return shared("mariadb", load_opencart)


def load_opencart(engine: Engine) -> None:
    """Make the shop in an empty database."""
    load(engine, "opencart")
    load_zone(engine, ZONE)
    with engine.begin() as connection:
        _settings(connection)
        _goods(connection)
        _people_and_pages(connection)
        for order in ORDERS:
            _order(connection, order)
        for number, order_id, product, units, status, action, created in RETURNS:
            _row(connection, "return", return_id=number, order_id=order_id, product_id=product, quantity=units,
                 return_status_id=status, return_action_id=action, date_added=created)  # fmt: skip
        for store, customer, session, product, units, added in CARTS:
            _row(connection, "cart", store_id=store, customer_id=customer, session_id=session, product_id=product,
                 quantity=units, option="[]", date_added=added)  # fmt: skip
        _jobs(connection)


def _row(connection: Connection, table: str, **row: Any) -> None:
    insert(connection, f"oc_{table}", **row)


def _settings(connection: Connection) -> None:
    change = text("UPDATE oc_setting SET value = :value WHERE `key` = :name")
    for name, value in (
        ("config_timezone", ZONE),
        ("config_processing_status", '["5","1","2","12","3","17"]'),
        # As an extension writes it.
        ("config_complete_status", "[5,3,19]"),
    ):
        connection.execute(change, {"name": name, "value": value})
    _row(connection, "store", store_id=1, name="Books", url="https://books.example.com/")
    # Reports use the settings of the default store.
    _row(connection, "setting", store_id=1, code="config", key="config_complete_status", value='["1"]', serialized=1)
    _row(connection, "currency", title="Yen", code="JPY", decimal_place=0, value=149, status=1)
    for number, name in STATUSES:
        _row(connection, "order_status", order_status_id=number, language_id=1, name=name)
    _row(connection, "return_status", return_status_id=4, language_id=1, name="Accepted")


def _goods(connection: Connection) -> None:
    for number, master, quantity, status, stores in PRODUCTS:
        _row(connection, "product", product_id=number, master_id=master, model=f"M{number}", quantity=quantity,
             status=status, price=10, date_modified=f"2026-08-0{number - 49} 10:00:00")  # fmt: skip
        for store in stores:
            _row(connection, "product_to_store", product_id=number, store_id=store)
    for product in (28, 30):
        _row(connection, "product_to_store", product_id=product, store_id=1)


def _people_and_pages(connection: Connection) -> None:
    for number, store, status in CUSTOMERS:
        _row(connection, "customer", customer_id=number, store_id=store, status=status,
             date_added=f"2026-07-0{number} 10:00:00")  # fmt: skip
    _row(connection, "user", user_id=2, user_group_id=5, username="packer", status=0)
    _row(connection, "information", information_id=5, status=0)
    for page, store in ((5, 0), (1, 1)):
        _row(connection, "information_to_store", information_id=page, store_id=store)


def _order(connection: Connection, order: Order) -> None:
    shipping = '{"name":"Flat","code":"flat.flat","cost":5}' if order.is_shipped else "[]"
    _row(connection, "order", order_id=order.id, store_id=order.store, customer_id=order.customer, total=order.total,
         order_status_id=order.status, currency_code=order.currency, currency_value=CURRENCIES[order.currency],
         payment_method=f'{{"name":"Pay","code":"{order.method}.{order.method}"}}' if order.method else "",
         shipping_method=shipping, date_added=order.created, date_modified=order.created)  # fmt: skip
    _row(connection, "order_product", order_id=order.id, product_id=43, quantity=2, price=20, tax=2)
    for status, moment in order.history:
        _row(connection, "order_history", order_id=order.id, order_status_id=status, date_added=moment)


def _jobs(connection: Connection) -> None:
    connection.execute(text("DELETE FROM oc_cron WHERE cron_id = 1"))
    for number, code, cycle, started in JOBS:
        _row(connection, "cron", cron_id=number, code=code, cycle=cycle, action=f"cron/{code}", status=1,
             date_modified=started)  # fmt: skip
    for number, status, due in SUBSCRIPTIONS:
        _row(connection, "subscription", subscription_id=number, store_id=0, subscription_status_id=status,
             date_next=due)  # fmt: skip
