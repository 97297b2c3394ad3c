"""`check` runs the statements of a refresh without reading rows, and reports those that the database rejects."""

import re
from contextlib import closing

import pytest

from exporter.app.application import assemble
from exporter.app.check import check
from exporter.config.configuration import load
from tests.app.indexes import execute
from tests.support.databases import Database, MakeDatabase
from tests.support.modules import only
from tests.support.random_shop import NOW, fill
from tests.support.sampling import sampled
from tests.support.shop import Exporter

FEW = ("orders", "catalog")


def problems(database: Database, *modules: str) -> dict[str, str]:
    environ = only(*FEW, *modules)
    application = assemble(load(None, {**environ, "ORION_EXPORTER_DATABASE_URL": database.url}))
    with closing(application.database):
        found = [each for each in check(application) if each.level == "problem"]
    assert len({each.subject for each in found}) == len(found), "each message once"
    assert not any("\n" in each.message for each in found)
    return {each.subject: each.message for each in found}


def failures(database: Database, *modules: str) -> dict[str, str]:
    with closing(Exporter(database.url, NOW, only(*FEW, *modules), alerts=True)) as exporter:
        return exporter.refresh().failures()


@pytest.mark.parametrize(
    ("column", "category"),
    sampled(
        [
            ("vendor_domains.vendor_id", "tenancy"),
            ("customers.vendor_id", "customers"),
            ("content_pages.platform_id", "cms"),
            ("media_files.vendor_id", "cms"),
            ("products.vendor_id", "catalog"),
            ("inventory.vendor_id", "inventory"),
            ("orders.vendor_id", "orders"),
            ("marketplace_import_jobs.vendor_id", "marketplace"),
            ("alert_thresholds.value", "alerts"),
        ]
    ),
)
def test_a_type_that_cannot_be_grouped_is_a_problem_before_anything_runs(
    make_database: MakeDatabase, column: str, category: str
) -> None:
    database = make_database("postgresql", fill, 1, rows=60)
    assert problems(database, category) == {}
    table, _, name = column.partition(".")
    execute(
        database,
        f"ALTER TABLE {table} ALTER {name} DROP DEFAULT",
        *_without_indexes(table),
        f"ALTER TABLE {table} ALTER {name} TYPE json USING to_json({name})",
    )
    failed, found = failures(database, category), problems(database, category)
    assert list(failed) == list(found) == [category]
    told = re.fullmatch("a statement fails: (.*); change the type of the column that it names, or .*", found[category])
    assert told is not None, found
    assert told[1].endswith("operator for type json")
    assert told[1] in failed[category]


def _without_indexes(table: str) -> list[str]:
    drop = f"""
        DO $$ DECLARE i regclass; BEGIN
            FOR i IN SELECT indexrelid FROM pg_index WHERE indrelid = '{table}'::regclass AND NOT indisprimary
            LOOP EXECUTE format('DROP INDEX %s CASCADE', i); END LOOP;
        END $$"""
    return [drop]


def test_the_directory_is_a_problem_of_its_own(make_database: MakeDatabase) -> None:
    database = make_database("postgresql", fill, 1, rows=60)
    execute(
        database,
        "ALTER TABLE vendors DROP CONSTRAINT vendors_pkey CASCADE",
        "ALTER TABLE vendors ALTER id DROP DEFAULT",
        "ALTER TABLE vendors ALTER id TYPE json USING to_json(id)",
    )
    assert problems(database)["directory"].startswith(
        "a statement fails: could not identify an ordering operator for type json; change the type"
    )


def test_no_row_is_read(make_database: MakeDatabase) -> None:
    """A view that fails as soon as one of its rows is read."""
    database = make_database("postgresql", fill, 1, rows=60)
    columns = "id, vendor_id, platform_id, status, currency, created_at, updated_at"
    execute(
        database,
        "ALTER TABLE orders RENAME TO all_orders",
        f"CREATE VIEW orders AS SELECT {columns}, 1 / (id - id) AS total_cents FROM all_orders WHERE 1 / (id - id) = 1",
    )
    assert problems(database) == {}
    assert list(failures(database)) == ["orders"]


def test_rows_of_the_directory_that_cannot_be_read_are_a_problem(make_database: MakeDatabase) -> None:
    database = make_database("postgresql", fill, 1, rows=60)
    execute(
        database,
        "ALTER TABLE vendor_platforms RENAME TO old",
        "CREATE VIEW vendor_platforms AS SELECT vendor_id / (vendor_id - vendor_id) AS vendor_id, platform_id, "
        "is_active, is_primary, joined_at FROM old",
    )
    assert problems(database)["directory"].startswith("its rows cannot be read: division by zero; ")


def test_a_table_that_the_database_cannot_open_is_its_provider_s_problem(make_database: MakeDatabase) -> None:
    database = make_database("mariadb", fill, 1, rows=60)
    execute(
        database,
        "CREATE TABLE broken LIKE orders",
        "ALTER TABLE broken ENGINE = MERGE UNION = (orders)",  # which MERGE cannot combine
        "RENAME TABLE orders TO old, broken TO orders",
    )
    found = problems(database)
    assert list(found) == ["orders"]
    assert re.fullmatch("cannot be checked: .*; check what the database reports for its tables", found["orders"])


def test_changes_that_cannot_be_found_are_a_hint(make_database: MakeDatabase) -> None:
    database = make_database("postgresql", fill, 1, rows=60)
    execute(database, *_without_indexes("orders"), "ALTER TABLE orders ALTER updated_at TYPE text")
    execute(database, "CREATE INDEX late ON orders (updated_at)")
    application = assemble(load(None, {**only("orders"), "ORION_EXPORTER_DATABASE_URL": database.url}))
    with closing(application.database):
        hints = [each.message for each in check(application) if each.level == "hint"]
    why = "each refresh reads all of orders; to read only changed rows, its statement must work"
    (hint,) = [each for each in hints if each.startswith(why)]
    assert hint.startswith(f"{why} (operator does not exist: text >= timestamp")
    assert hint.endswith(": make updated_at a timestamp")


def test_columns_that_only_changes_need_are_a_hint(make_database: MakeDatabase) -> None:
    database = make_database("postgresql", fill, 1, rows=60)
    execute(database, "ALTER TABLE orders DROP COLUMN updated_at")
    assert problems(database) == failures(database) == {}
    application = assemble(load(None, {**only("orders"), "ORION_EXPORTER_DATABASE_URL": database.url}))
    with closing(application.database):
        hints = [each.message for each in check(application) if each.level == "hint"]
    assert (
        'each refresh reads all of orders; to read only changed rows, more must be readable (table "orders" has no '
        "readable column updated_at): create it, or grant SELECT on it"
    ) in hints
