"""A large vendor is recomputed month by month, where an index finds a month."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from exporter.contracts.metrics import MetricDefinition, MetricsContext
from exporter.demo.schema import orders
from exporter.query import Query, count
from exporter.query.incremental.months import Months, month_of
from tests.query.incremental.conftest import Watch
from tests.query.incremental.orders import fill, order
from tests.query.incremental.watching import pending, refreshed
from tests.support.databases import Database, MakeDatabase
from tests.support.random_shop import NOW
from tests.support.shop import series_of

JANUARY, FEBRUARY = datetime(2026, 1, 31, 23, 59, 59), datetime(2026, 2, 1)  # noqa: DTZ001 - as the tables have them
LONG_AGO = datetime(2020, 1, 1)  # noqa: DTZ001 - see above
MONTHS = (JANUARY, FEBRUARY, None)
CARDS = MetricDefinition("orders.cards", "cards", "Cards", "Cards.", labels={"month": ()})


def unseen(database: Database) -> None:
    """Write an order in each month so that no look at what changed sees it."""
    for moment in MONTHS:
        order(database, LONG_AGO, created_at=moment)


@pytest.fixture
def shop(shop_everywhere: Database) -> Database:
    """A shop with an index that finds months, on every database; acme has an order in each month."""
    with shop_everywhere.engine.begin() as connection:
        connection.execute(text("CREATE INDEX by_month ON orders (vendor_id, created_at)"))
    unseen(shop_everywhere)
    return shop_everywhere


@pytest.mark.parametrize("moment", MONTHS)
def test_a_change_costs_a_month(shop: Database, watch: Watch, moment: datetime | None) -> None:
    watching = watch(shop, large=12)
    unseen(shop)
    order(shop, watching.stamp, created_at=moment)
    assert refreshed(watching)
    # Of the three that were not seen, MariaDB finds all, as it has no months; elsewhere those of the same month are:
    # acme's first ten orders have no moment.
    found = 3 if shop.dialect == "mariadb" else 1
    assert (pending(watching), pending(watching, "v3")) == (13 + found + 1, 10)


def test_vendors_that_are_not_large_are_recomputed_as_a_whole(shop: Database, watch: Watch) -> None:
    watching = watch(shop, large=13)
    unseen(shop)
    order(shop, watching.stamp, created_at=FEBRUARY)
    assert refreshed(watching)
    assert pending(watching) == 17


def test_without_the_index_they_are_too(make_database: MakeDatabase, watch: Watch) -> None:
    database = make_database("sqlite", fill)
    watching = watch(database, large=5)
    unseen(database)
    order(database, watching.stamp, created_at=FEBRUARY)
    assert refreshed(watching)
    assert pending(watching) == 14


def test_a_month_of_a_vendor_with_most_rows_is_worth_it(make_database: MakeDatabase, watch: Watch) -> None:
    database = make_database("sqlite", fill)
    with database.engine.begin() as connection:
        connection.execute(text("CREATE INDEX by_month ON orders (vendor_id, created_at)"))
    for _ in range(100):
        order(database, LONG_AGO, created_at=JANUARY)
    whole, parted = watch(database, share=0.1), watch(database, share=0.1, large=50)
    order(database, whole.stamp, created_at=FEBRUARY)
    assert (refreshed(whole), refreshed(parted)) == (False, True)
    assert (pending(whole), pending(parted)) == (111, 111)
    order(database, parted.stamp, created_at=JANUARY)
    assert not refreshed(parted)
    order(database, parted.stamp, created_at=FEBRUARY)
    assert not refreshed(parted)  # the months are not read again before the next full refresh that was due
    assert pending(parted) == 113


@pytest.mark.parametrize(
    ("moment", "month"),
    [(datetime(2025, 12, 31), 2025 * 12 + 11), (datetime(2026, 1, 1), 2026 * 12), (None, None)],  # noqa: DTZ001 - see above
)
def test_a_month_is_a_number(moment: datetime | None, month: int | None) -> None:
    assert month_of(moment) == month


def test_a_map_applies_to_months(make_database: MakeDatabase, watch: Watch, tmp_path: Path) -> None:
    database = make_database("sqlite", fill)
    with database.engine.begin() as connection:
        connection.execute(text("CREATE INDEX by_month ON orders (vendor_id, created_at)"))
    unseen(database)
    path = tmp_path / "config.yaml"
    path.write_text("preset: orion\nrelations: {orders: {map: {status: {pending: waiting}}}}\n")
    watching = watch(database, large=12, file=path)
    order(database, watching.stamp, created_at=JANUARY)
    assert refreshed(watching)
    series = series_of(watching.text("orders"))
    acme = {
        dict(labels)["status"]: of
        for (name, labels), of in series.items()
        if name == "orion_orders" and ("vendor", "acme") in labels and of
    }
    assert acme == {"waiting": 14}


def test_a_label_may_be_called_as_the_column_of_the_month(make_database: MakeDatabase) -> None:
    database = make_database("sqlite", fill)
    order(database, LONG_AGO, created_at=JANUARY)
    query = Query(
        {CARDS: count()}, vendor=orders.c.vendor_id, by={"month": orders.c.status}, time_column=orders.c.created_at
    )
    months = Months(query)
    with Session(database.engine) as db:
        months.fill(db, MetricsContext(NOW), {1})
        assert [row[2:4] for row in months.answer({1}).rows] == [("pending", 11)]
        months.renew(db, MetricsContext(NOW), {(1, month_of(JANUARY))})
        assert [row[2:4] for row in months.answer({1}).rows] == [("pending", 11)]
