"""A shop whose indexes a test changes, and what `check` advises about them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine

from exporter.app.application import Application, assemble
from exporter.app.check import check
from exporter.config.configuration import load
from exporter.query.incremental.changes import watched
from exporter.query.incremental.prerequisites import can_be_watched, finds_months
from exporter.query.shaping import shaped
from exporter.relations.relations import ORION
from providers.orders import OrderMetricsProvider
from tests.support.databases import Database
from tests.support.modules import only

CHANGES = "each refresh reads all of orders; to read only changed rows, "
VENDOR = "statistics of one vendor scan all of orders; "
MONTHS = "a refresh reads all rows of large vendors in orders; to read only changed months, "
PERIODS = "answers about a period read all rows of a vendor in orders; "
DROP = {
    "postgresql": "DROP INDEX ix_orders_updated_at",
    "sqlite": "DROP INDEX ix_orders_updated_at",
    "mariadb": "DROP INDEX ix_orders_updated_at ON orders",
}
CREATE = "CREATE INDEX orders_updated_at ON orders (updated_at)"
CONCURRENTLY = "CREATE INDEX CONCURRENTLY orders_updated_at ON orders (updated_at)"


def execute(database: Database, *statements: str) -> None:
    """Run statements outside a transaction, which CONCURRENTLY demands."""
    engine = create_engine(database.url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement.replace("%", "%%"))
    engine.dispose()


@contextmanager
def checked(database: Database, *modules: str) -> Iterator[Application]:
    """Give the components of an exporter of this database, with these modules or all."""
    environ = only(*modules) if modules else {}
    application = assemble(load(None, {**environ, "ORION_EXPORTER_DATABASE_URL": database.url}))
    try:
        yield application
    finally:
        application.database.close()


def hints(database: Database, table: str = "orders") -> set[str]:
    """Return the hints about a table that orders or catalog read; there is no problem."""
    with checked(database, "orders", "catalog") as application:
        findings = list(check(application))
    assert not any("\n" in each.message or each.level == "problem" for each in findings)
    found = [each for each in findings if each.level == "hint"]
    return {each.message for each in found if re.search(rf" (of|in) {table};", each.message)}


def used(database: Database) -> tuple[bool, bool]:
    """Return whether a refresh reads only changed rows, and only changed months."""
    ((watch, queries),) = watched(tuple(shaped(OrderMetricsProvider().queries(), ORION))).items()
    with checked(database, "orders") as application, application.database.read() as db:
        return can_be_watched(db, watch, queries), finds_months(db, watch)


def repair(database: Database, hint: str) -> None:
    """Run the statements of a hint."""
    execute(database, *hint.rpartition(": ")[2].split("; "))
