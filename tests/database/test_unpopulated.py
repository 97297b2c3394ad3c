"""A materialized view without contents fails its category, and the message has the statement that fills it."""

from contextlib import closing

from exporter.app.application import assemble
from exporter.app.check import check
from exporter.config.configuration import load
from tests.database.roles import execute
from tests.support.databases import Database, MakeDatabase
from tests.support.random_shop import NOW, fill
from tests.support.shop import Exporter

MAKE = (
    "ALTER TABLE orders RENAME TO all_orders",
    'CREATE MATERIALIZED VIEW "Some Orders" AS SELECT * FROM all_orders WITH NO DATA',
    'CREATE VIEW orders AS SELECT * FROM "Some Orders"',
)


def problems(database: Database) -> dict[str, str]:
    application = assemble(load(None, {"ORION_EXPORTER_DATABASE_URL": database.url}))
    with closing(application.database):
        return {each.subject: each.message for each in check(application) if each.level == "problem"}


def test_a_materialized_view_without_contents(make_database: MakeDatabase) -> None:
    database = make_database("postgresql", fill, 1, rows=60)
    with closing(Exporter(database.url, NOW)) as exporter:
        truth = exporter.refresh().text()
        execute(database, *MAKE)
        what = 'materialized view "Some Orders" has not been populated'
        remedy = 'REFRESH MATERIALIZED VIEW "Some Orders"'
        assert exporter.refresh().failures() == {"orders": f"schema: {what} (read by providers/orders.py): {remedy}"}
        assert problems(database) == {"orders": f"{what}: {remedy}"}
        execute(database, remedy)
        assert exporter.refresh().failures() == problems(database) == {}
        assert exporter.text() == truth
