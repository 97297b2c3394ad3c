"""Which databases, tables and queries can tell what changed, and what a failure does to it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from exporter.app.application import Application, assemble
from exporter.app.check import check
from exporter.config.configuration import load
from exporter.contracts.metrics import MetricDefinition
from exporter.demo.schema import orders
from exporter.exposition.telemetry import Telemetry
from exporter.query import Query, ago, count, latest
from exporter.query.incremental.changes import Change, clock_of, settled, watched
from exporter.query.shaping import shaped
from exporter.relations.relations import ORION
from providers.catalog import CatalogMetricsProvider
from providers.customers import CustomerMetricsProvider
from providers.inventory import InventoryMetricsProvider
from providers.marketplace import MarketplaceMetricsProvider
from providers.orders import OrderMetricsProvider
from tests.query.incremental.conftest import Watch
from tests.query.incremental.orders import fill, order
from tests.query.incremental.watching import CATEGORIES, FULL_EVERY, pending, refreshed
from tests.support.databases import Database, MakeDatabase
from tests.support.random_shop import NOW
from tests.support.shop import Exporter, series_of
from tests.support.shops import add

ONE = MetricDefinition("x.one", "one", "One", "One.")
TWO = MetricDefinition("x.two", "two", "Two", "Two.")
O = orders.c  # noqa: E741 - the columns of orders, as providers call them


def execute(database: Database, *statements: str) -> None:
    with database.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


@dataclass(frozen=True)
class Case:
    """A query of orders that cannot be recomputed for single vendors, and why."""

    why: str
    query: Query


CASES = [
    Case("it names no key", Query({ONE: count()}, vendor=O.vendor_id, updated_at=O.updated_at)),
    Case("it names no time of change", Query({ONE: count()}, vendor=O.vendor_id, primary_key=O.id)),
    Case("it has no vendor", Query({ONE: count()}, platform=O.platform_id, updated_at=O.updated_at, primary_key=O.id)),
    Case(
        "it depends on the clock",
        Query(
            {ONE: count(O.created_at > ago(timedelta(days=1)))},
            vendor=O.vendor_id,
            updated_at=O.updated_at,
            primary_key=O.id,
        ),
    ),
    Case(
        "it joins",
        Query(
            {ONE: count()},
            vendor=O.vendor_id,
            updated_at=O.updated_at,
            primary_key=O.id,
            from_=orders.join(orders.alias(), O.id == orders.alias().c.id),
        ),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.why)
def test_a_query_that_cannot_be_kept(case: Case) -> None:
    assert watched([case.query]) == {}


def test_queries_that_share_a_metric_cannot_be_kept() -> None:
    first, second, other = (
        Query({each: count()}, vendor=O.vendor_id, updated_at=O.updated_at, primary_key=O.id)
        for each in (ONE, ONE, TWO)
    )
    assert [*watched([first, second, other]).values()] == [[other]]


@pytest.mark.parametrize(
    ("provider", "kept"),
    [
        (OrderMetricsProvider(), 2),
        (CatalogMetricsProvider(), 1),
        (InventoryMetricsProvider(), 1),
        (MarketplaceMetricsProvider(), 1),
        (CustomerMetricsProvider(), 0),
    ],
)
def test_the_built_in_queries_that_can(provider: OrderMetricsProvider, kept: int) -> None:
    assert sum(map(len, watched(tuple(shaped(provider.queries(), ORION))).values())) == kept


def test_the_clock_is_the_database_s_own_in_utc(database: Database) -> None:
    exporter = Exporter(database.url, NOW)
    with exporter.database.read() as db:
        before, clock, after = datetime.now(UTC), clock_of(db).replace(tzinfo=UTC), datetime.now(UTC)
    exporter.close()
    resolution = timedelta(seconds=1)
    assert before - resolution <= clock <= after + resolution


def test_with_the_clocks_of_the_world(shop_everywhere: Database) -> None:
    above = {"ORION_EXPORTER_PROVIDERS_ORDERS_CHANGED_ONLY_ABOVE": "0s"}
    exporter = Exporter(shop_everywhere.url, NOW, above).refresh("orders")
    order(shop_everywhere, datetime.now(UTC).replace(tzinfo=None), status="shipped")
    exporter.refresh("orders").close()
    assert exporter.failures() == {}
    assert exporter.store["orders"].changed_only == 1
    assert 'orion_orders{category="orders",platform="main",status="shipped",vendor="acme"} 1.0' in exporter.text()


def test_without_an_index_all_is_read(shop_everywhere: Database, watch: Watch) -> None:
    on = " ON orders" if shop_everywhere.dialect == "mariadb" else ""
    execute(shop_everywhere, f"DROP INDEX ix_orders_updated_at{on}")
    watching = watch(shop_everywhere)
    assert not refreshed(watching)
    execute(shop_everywhere, "CREATE INDEX late ON orders (updated_at, status)")
    assert not refreshed(watching)  # the tables are read once, and again after they have changed
    execute(shop_everywhere, "ALTER TABLE orders RENAME TO lost")
    watching.refresh("orders")
    execute(shop_everywhere, "ALTER TABLE lost RENAME TO orders")
    assert [refreshed(watching) for _ in range(2)] == [False, True]


@pytest.mark.parametrize("dialect", ["postgresql", "mariadb"])
def test_a_time_that_may_be_null_tells_nothing(make_database: MakeDatabase, watch: Watch, dialect: str) -> None:
    database = make_database("postgresql" if dialect == "postgresql" else "mariadb", fill)
    nullable = {"postgresql": "ALTER COLUMN updated_at DROP NOT NULL", "mariadb": "MODIFY updated_at DATETIME(6) NULL"}
    execute(database, f"ALTER TABLE orders {nullable[dialect]}")
    assert not refreshed(watch(database))


def test_after_a_failure_all_is_read(shop: Database, watch: Watch) -> None:
    watching = watch(shop)
    execute(shop, "ALTER TABLE orders RENAME TO lost")
    watching.refresh("orders")
    assert list(watching.failures()) == ["orders"]
    execute(shop, "ALTER TABLE lost RENAME TO orders", "DELETE FROM orders WHERE vendor_id = 1")
    assert not refreshed(watching)
    assert pending(watching) == 0


def test_what_only_the_changes_cannot_do_does_not_fail_again_and_again(shop: Database, watch: Watch) -> None:
    watching = watch(shop)
    watching.without_time = True
    assert not refreshed(watching)
    assert list(watching.failures()) == ["orders"]
    assert [refreshed(watching) for _ in range(3)] == [False] * 3
    assert pending(watching) == 10
    assert watching.store["orders"].failures == {"internal": 1}


def test_a_time_of_change_that_is_none_is_a_change(shop: Database, watch: Watch) -> None:
    watching = watch(shop)
    execute(shop, "UPDATE orders SET updated_at = 'never' WHERE vendor_id = 1")
    assert refreshed(watching)
    some = "SELECT id FROM orders WHERE vendor_id = 1 LIMIT 5"
    execute(shop, f"UPDATE orders SET status = 'shipped' WHERE id IN ({some})")
    assert refreshed(watching)
    assert pending(watching) == 5


@pytest.fixture
def statements(make_database: MakeDatabase, watch: Watch) -> list[int]:
    """How many statements a refresh of changes has in a small and in a large shop."""
    found = []
    for vendors in (10, 1000):
        database = make_database("postgresql", fill, vendors)
        watching = watch(database)
        row = {"status": "pending", "currency": "EUR", "updated_at": watching.stamp}
        add(database, orders, [{"vendor_id": each, **row} for each in range(vendors)])
        assert refreshed(watching)
        found.append(watching.store["orders"].report.statements)
    return found


def test_statements_are_as_many_for_ten_vendors_as_for_a_thousand(statements: list[int]) -> None:
    # Six begin, four read the directory, one asks for the changes, two for the numbers, of which one is in a savepoint
    # that is made and released; the time is the test's.
    assert statements == [15, 15]


def test_the_exporter_tells_how_it_reads(shop: Database, watch: Watch) -> None:
    watching = watch(shop)
    full_at = watching.clock.wall() - 600
    assert refreshed(watching)
    told = series_of(Telemetry(watching.store, "1").render("text").decode())  # type: ignore[arg-type]
    category = frozenset({("category", "orders")})
    assert told["orion_exporter_refreshes_changed_only_total", category] == 2
    assert told["orion_exporter_last_full_refresh_timestamp_seconds", category] == full_at
    assert told["orion_exporter_last_success_timestamp_seconds", category] == watching.clock.wall()
    refreshed(watching, FULL_EVERY)
    told = series_of(Telemetry(watching.store, "1").render("text").decode())  # type: ignore[arg-type]
    assert told["orion_exporter_last_full_refresh_timestamp_seconds", category] == watching.clock.wall()


CREATE = {"sqlite": "CREATE INDEX", "mariadb": "CREATE INDEX", "postgresql": "CREATE INDEX CONCURRENTLY"}


def hints(application: Application) -> set[str]:
    return {finding.message for finding in check(application) if finding.level == "hint"}


def test_check_names_the_index_that_is_missing(shop_everywhere: Database) -> None:
    on = " ON orders" if shop_everywhere.dialect == "mariadb" else ""
    application = assemble(load(None, {"ORION_EXPORTER_DATABASE_URL": shop_everywhere.url}))
    before = hints(application)
    execute(shop_everywhere, f"DROP INDEX ix_orders_updated_at{on}")
    added = hints(application) - before
    application.database.close()
    why = "each refresh reads all of orders; to read only changed rows, index a NOT NULL column that every write sets"
    index = f"{CREATE[shop_everywhere.dialect]} orders_updated_at ON orders (updated_at)"
    assert added == {f"{why}: {index}"}


def test_check_names_the_index_that_finds_months_or_periods(shop_everywhere: Database) -> None:
    application = assemble(load(None, {"ORION_EXPORTER_DATABASE_URL": shop_everywhere.url}))
    before = hints(application)
    index = "orders_vendor_id_created_at ON orders (vendor_id, created_at)"
    execute(shop_everywhere, f"CREATE INDEX {index}")
    fixed = before - hints(application)
    application.database.close()
    why = "a refresh reads all rows of large vendors in orders; to read only changed months, add"
    if shop_everywhere.dialect == "mariadb":
        why = "answers about a period read all rows of a vendor in orders; add"
    assert fixed == {f"{why}: {CREATE[shop_everywhere.dialect]} {index}"}


def test_check_names_none_where_it_is_switched_off(shop: Database) -> None:
    execute(shop, "DROP INDEX ix_orders_updated_at")
    switch = {f"ORION_EXPORTER_PROVIDERS_{name.upper()}_CHANGED_ONLY": "false" for name in CATEGORIES}
    application = assemble(load(None, {"ORION_EXPORTER_DATABASE_URL": shop.url, **switch}))
    found = hints(application)
    application.database.close()
    assert not any("updated_at" in hint for hint in found)


def test_a_moment_is_read_like_any_number() -> None:
    kept = Query({ONE: latest(O.created_at)}, vendor=O.vendor_id, updated_at=O.updated_at, primary_key=O.id)
    assert [watch.column for watch in watched([kept])] == ["updated_at"]


def test_what_cannot_be_kept_costs_no_refresh(shop_everywhere: Database, watch: Watch) -> None:
    watching = watch(shop_everywhere)
    watching.with_failure = True
    for _ in range(2):  # also the statements after it, such as those that look for times in the future
        order(shop_everywhere, watching.stamp, created_at=watching.stamp + timedelta(days=9))
        assert not refreshed(watching, FULL_EVERY + 60)
        assert pending(watching) is not None
    told = watching.store["orders"].report.warnings
    assert "what changed cannot be read (schema), so everything is read for a while" in told


@pytest.mark.parametrize(
    ("at", "is_settled"),
    [
        ("12:00:00", True),
        ("12:00:01", False),
        ("12:00:05", False),
        ("12:00:08", False),
        ("12:00:09", True),
        ("12:00:05.5", True),
    ],
)
def test_a_second_in_which_the_state_may_have_been_read_is_not_over(at: str, is_settled: bool) -> None:
    begin, end = (datetime.fromisoformat(f"2026-03-01 12:00:{each}") for each in ("03", "06"))
    change = Change(7, 1, datetime.fromisoformat(f"2026-03-01 {at}"), None)
    assert bool(settled([change], begin, end)) == is_settled
