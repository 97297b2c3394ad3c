"""Whatever an application has in its session stays as it is while statistics are read with it."""

from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, event, func, insert, inspect, select, text
from sqlalchemy.orm import Session

from exporter.contracts.metrics import MetricValue
from exporter.demo.schema import orders
from exporter.statistics import ModuleMetricsCollector, Statistics, StatsAggregator
from providers.orders import OrderMetricsProvider
from tests.statistics.application import CONTEXT, Failing, Order, build, recorded
from tests.support.databases import Database, Dialect, MakeDatabase
from tests.support.modules import MODULES
from tests.support.random_shop import NOW


class Silent(Failing):
    """Catches the error, so that the next statement fails on PostgreSQL."""

    metrics_category = "silent"

    def get_vendor_metrics(self, db: Session, *arguments: object) -> list[MetricValue]:
        try:
            return super().get_vendor_metrics(db, *arguments)
        except Exception:  # noqa: BLE001 - what it is for
            return []


class Committing(Failing):
    """Writes, and ends the transaction, which no provider may do."""

    metrics_category = "committing"

    def get_vendor_metrics(self, db: Session, *_: object) -> list[MetricValue]:
        db.execute(insert(orders), [order(93)])
        db.commit()
        return []


AGGREGATOR = StatsAggregator([Failing(), Silent(), OrderMetricsProvider()])


@pytest.fixture
def database(dialect: Dialect, make_database: MakeDatabase) -> Database:
    return make_database(dialect, build)


def order(id_: int) -> dict[str, Any]:
    return {"id": id_, "vendor_id": 1, "updated_at": NOW.replace(tzinfo=None)}


def total(statistics: Statistics) -> float:
    assert list(statistics.failures) == ["failing"]
    assert statistics.failures["failing"].reason == "schema"
    return statistics.flat()["orders.total"]


def orders_in(database: Database) -> int:
    with database.engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(orders)) or 0


def test_nothing_of_a_session_is_flushed_expired_or_committed(database: Database) -> None:
    with Session(database.engine) as db:
        pending, dirty, deleted = (
            Order(id=90, vendor_id=1, updated_at=NOW.replace(tzinfo=None)),
            db.get_one(Order, 1),
            db.get_one(Order, 2),
        )
        db.add(pending)
        dirty.status = "shipped"  # type: ignore[attr-defined]  # a column of the table
        db.delete(deleted)
        events: list[str] = []
        for name in ("before_flush", "before_commit", "after_soft_rollback"):
            event.listen(db, name, lambda *_, name=name: events.append(name))
        with recorded(database.engine) as said:
            found = AGGREGATOR.vendor_statistics(db, 1, CONTEXT)
            AGGREGATOR.installation_statistics(db, CONTEXT)
            ModuleMetricsCollector(StatsAggregator([OrderMetricsProvider()])).refresh(db)
        assert total(found) == 3  # what is in the database
        assert events == []
        assert [each for each in said if each.startswith(("INSERT", "UPDATE", "DELETE", "COMMIT"))] == []
        assert (list(db.new), list(db.dirty), list(db.deleted)) == ([pending], [dirty], [deleted])
        assert not inspect(dirty).expired
        db.commit()
    assert orders_in(database) == 4
    with database.engine.connect() as connection:
        assert set(connection.execute(select(orders.c.id, orders.c.status).where(orders.c.vendor_id == 1))) == {
            (1, "shipped"), (3, "pending"), (90, None)
        }  # fmt: skip


def test_what_a_provider_writes_is_undone_even_if_it_commits(database: Database) -> None:
    aggregator = StatsAggregator([Committing(), Failing()])
    with Session(database.engine) as db:
        db.execute(insert(orders), [order(94)])
        assert list(aggregator.vendor_statistics(db, 1, CONTEXT).failures) == ["failing"]
        db.commit()
    assert orders_in(database) == 5


@pytest.mark.parametrize("ends", ["commit", "rollback"])
def test_the_transaction_of_a_connection_goes_on(database: Database, ends: str) -> None:
    with database.engine.connect() as connection:
        connection.execute(insert(orders), [order(91)])
        assert total(AGGREGATOR.vendor_statistics(connection, 1, CONTEXT)) == 4
        connection.execute(insert(orders), [order(92)])
        assert orders_in(database) == 4
        getattr(connection, ends)()
    assert orders_in(database) == (6 if ends == "commit" else 4)


def test_a_connection_without_a_transaction_stays_without_one(database: Database) -> None:
    options: dict[str, Any] = {"isolation_level": "AUTOCOMMIT"}
    for engine in (database.engine, create_engine(database.url, **options)):
        with engine.connect() as connection, Session(engine) as db:
            for asked in (connection, db):
                assert total(AGGREGATOR.vendor_statistics(asked, 1, CONTEXT)) == 3
            assert not connection.in_transaction()
            assert not _is_in_transaction(db.connection(), database.dialect)
        engine.dispose()


def _is_in_transaction(connection: Connection, dialect: Dialect) -> bool:
    """Whether a connection that has only read is still in a transaction."""
    return dialect == "sqlite" and bool(getattr(connection.connection.dbapi_connection, "in_transaction", False))


def test_a_module_without_its_tables_is_not_installed_unless_the_configuration_expects_it(database: Database) -> None:
    others = {each: {"enabled": False} for each in MODULES if each not in {"orders", "refunds", "marketplace"}}
    with database.engine.begin() as connection:
        for table in ("orders", "refunds", "marketplace_import_jobs"):
            connection.execute(text(f"DROP TABLE {table}"))
    with Session(database.engine) as db:
        found = StatsAggregator.from_configuration({"providers": others})
        assert found.vendor_statistics(db, 1, CONTEXT).failures.keys() == {"marketplace"}  # it has one of its two
        assert found.installation_statistics(db, CONTEXT).values == {}
        assert ModuleMetricsCollector(found).refresh(db).keys() == {"marketplace"}
        expecting = StatsAggregator.from_configuration({"providers": {**others, "orders": {"enabled": True}}})
        assert expecting.platform_statistics(db, 1, CONTEXT).failures.keys() == {"orders", "marketplace"}
        assert db.scalar(select(func.count()).select_from(text("products"))) == 1
