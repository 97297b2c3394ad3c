"""What the database refuses costs the category that asked, says why, and what to do about it; the rest is served."""

from contextlib import closing

import pytest
from sqlalchemy import make_url, text

from exporter.config.connection import ConnectionTarget, SettingError
from exporter.database.databases import Databases
from exporter.database.engine import Database as Reader
from exporter.refresh.refresher import Refresher
from tests.support.databases import Database, MakeDatabase
from tests.support.random_shop import NOW
from tests.support.shop import Exporter
from tests.support.shops import two_platforms

STATEMENT = {"ORION_EXPORTER_PROVIDERS_ORDERS_STATEMENT_TIMEOUT": "200ms"}
LOCK = {"ORION_EXPORTER_PROVIDERS_ORDERS_LOCK_TIMEOUT": "200ms"}


def execute(database: Database, *statements: str) -> None:
    with database.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def only(made: Exporter, category: str) -> str:
    """Return the message of the one category that failed; every other is served, and the database is up."""
    failures = made.failures()
    assert list(failures) == [category]
    assert made.store.database_up
    assert all(made.text(each.category) for each in made.providers if each.category != category)
    return failures[category]


@pytest.fixture(params=["postgresql", "mariadb"])
def served(request: pytest.FixtureRequest, make_database: MakeDatabase) -> Database:
    """Two platforms and two vendors on a server, which has passwords and timeouts; the test's own."""
    return make_database(request.param, two_platforms)


def test_a_missing_column_is_named(small_shop: Database) -> None:
    execute(small_shop, "ALTER TABLE products DROP COLUMN is_featured")
    with closing(Exporter(small_shop.url, NOW)) as made:
        assert only(made.refresh(), "catalog") == (
            'schema: table "products" has no readable column is_featured (read by providers/catalog.py): '
            "create it, grant SELECT on it, or set providers.catalog.enabled to false"
        )


def test_one_missing_table_of_two_is_named(small_shop: Database) -> None:
    execute(small_shop, "DROP TABLE marketplace_products")
    with closing(Exporter(small_shop.url, NOW)) as made:
        message = only(made.refresh(), "marketplace")
    assert message.startswith('schema: table "marketplace_products" does not exist (read by providers/marketplace.py)')


def test_a_table_of_tenancy_is_never_just_not_installed(small_shop: Database) -> None:
    execute(small_shop, "DROP TABLE users", "DROP TABLE vendor_users", "DROP TABLE vendor_domains")
    with closing(Exporter(small_shop.url, NOW)) as made:
        assert 'table "users" does not exist' in only(made.refresh(), "tenancy")


def test_without_vendors_everything_fails(small_shop: Database) -> None:
    execute(small_shop, "DROP TABLE vendors", "DROP TABLE inventory")
    with closing(Exporter(small_shop.url, NOW)) as made:
        failures = made.refresh().failures()
        assert failures.keys() == {each.category for each in made.providers}
        assert all(each.startswith('schema: table "vendors" does not exist') for each in failures.values())


def test_a_table_without_a_grant_is_named(make_database: MakeDatabase) -> None:
    database = make_database("postgresql", two_platforms)
    execute(
        database,
        "CREATE ROLE reader LOGIN PASSWORD 'narrow'",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader",
        "REVOKE SELECT ON orders FROM reader",
    )
    url = make_url(database.url).set(username="reader", password="narrow").render_as_string(hide_password=False)
    try:
        with closing(Exporter(url, NOW)) as made:
            message = only(made.refresh(), "orders")
    finally:
        execute(database, "DROP OWNED BY reader", "DROP ROLE reader")
    assert message.startswith('schema: table "orders" cannot be read (permission denied for table orders) (read by ')


def test_a_database_that_does_not_answer_is_a_failure_of_the_connection(small_shop: Database) -> None:
    url = make_url(small_shop.url)
    gone = url.set(database="/nowhere/shop.sqlite") if small_shop.dialect == "sqlite" else url.set(port=1)
    with closing(Exporter(gone.render_as_string(hide_password=False), NOW)) as made:
        failures = made.refresh().failures()
        assert failures.keys() == {each.category for each in made.providers}
        assert not made.store.database_up
        assert all(each.startswith("connection: providers/") for each in failures.values())
        assert all("settings under database are correct" in each for each in failures.values())


def test_a_wrong_password_is_a_failure_of_the_connection_and_is_not_shown(served: Database) -> None:
    url = make_url(served.url).set(password="swordfish")
    with closing(Exporter(url.render_as_string(hide_password=False), NOW)) as made:
        message = made.refresh("orders").failures()["orders"]
        assert message.startswith("connection: ")
        assert "swordfish" not in message + made.database.address + repr(made.database)


def test_a_slow_statement_is_ended(served: Database) -> None:
    slow = {
        "postgresql": "CREATE VIEW orders AS SELECT id AS vendor_id, id AS platform_id, 'x' AS status,"
        " 1 AS total_cents, 'EUR' AS currency, created_at, created_at AS updated_at FROM vendors, pg_sleep(60)",
        "mariadb": "CREATE VIEW orders AS SELECT id + SLEEP(60) AS vendor_id, id AS platform_id, 'x' AS status,"
        " 1 AS total_cents, 'EUR' AS currency, created_at, created_at AS updated_at FROM vendors",
    }
    execute(served, "DROP TABLE orders", slow[served.dialect])
    with closing(Exporter(served.url, NOW, STATEMENT)) as made:
        message = only(made.refresh(), "orders")
    assert message.startswith("timeout: providers/orders.py: ")
    assert message.endswith("or increase database.statement_timeout or database.lock_timeout")


def test_a_lock_is_not_waited_for_for_ever(served: Database) -> None:
    lock = {"postgresql": "LOCK TABLE orders IN ACCESS EXCLUSIVE MODE", "mariadb": "LOCK TABLES orders WRITE"}
    with served.engine.connect() as other, closing(Exporter(served.url, NOW, LOCK)) as made:
        other.execute(text(lock[served.dialect]))
        message = only(made.refresh(), "orders")
        other.rollback()
        if served.dialect == "mariadb":
            other.execute(text("UNLOCK TABLES"))
        assert made.refresh("orders").failures() == {}
    assert message.startswith("timeout: providers/orders.py: ")


def test_a_secret_file_that_is_gone_is_a_failure_of_the_connection(small_shop: Database) -> None:
    def target() -> ConnectionTarget:
        if gone:
            raise SettingError(("database", "password_file"), "cannot read /run/secret: No such file or directory")
        return ConnectionTarget(small_shop.url.partition(":")[0], url=small_shop.url)

    gone: list[bool] = []
    with closing(Exporter(small_shop.url, NOW)) as made:
        made.database.close()
        made.database = Reader(target)
        made.refresher = Refresher(made.providers, Databases(made.database), made.store, made.clock)
        made.store.adopt(made.store.states(), made.refresher.writer)
        gone.append(True)
        message = made.refresh("orders").failures()["orders"]
        assert message.startswith("connection: providers/orders.py: database.password_file: cannot read /run/secret: ")
        assert not made.store.database_up
