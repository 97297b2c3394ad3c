"""What `check` advises about views and partitions, for statistics of one vendor, and for months."""

import pytest

from tests.app.indexes import CHANGES, DROP, MONTHS, PERIODS, VENDOR, execute, hints, repair, used
from tests.query.incremental.orders import fill
from tests.support.databases import Dialect, MakeDatabase

PARTITIONED = (
    "ALTER TABLE orders RENAME TO part",
    "ALTER TABLE part DROP CONSTRAINT orders_pkey, ALTER vendor_id SET NOT NULL",
    "CREATE TABLE orders (LIKE part, PRIMARY KEY (id, vendor_id)) PARTITION BY LIST (vendor_id)",
    "ALTER TABLE orders ATTACH PARTITION part DEFAULT",
)
OFF = "set providers.orders.changed_only to false if that cannot be"
LASTING = {
    "another primary key": (
        "ALTER TABLE orders DROP CONSTRAINT orders_pkey, ADD PRIMARY KEY (id, updated_at)",
        f"id alone would have to be the primary key, not (id, updated_at): {OFF}",
    ),
    "child tables": (
        "CREATE TABLE child () INHERITS (orders)",
        f"orders must have no child tables, whose rows its primary key does not cover: {OFF}",
    ),
}


@pytest.mark.parametrize(("statement", "advice"), LASTING.values(), ids=LASTING)
def test_what_no_index_changes(make_database: MakeDatabase, statement: str, advice: str) -> None:
    database = make_database("postgresql", fill)
    before = hints(database)
    execute(database, statement, DROP["postgresql"])
    assert {each for each in hints(database) - before if CHANGES in each} == {CHANGES + advice}
    assert used(database)[0] is False


def test_a_partitioned_table_has_its_index_at_the_parent(make_database: MakeDatabase) -> None:
    database = make_database("postgresql", fill)
    execute(database, *PARTITIONED)
    found = hints(database)
    assert found == {
        f"{CHANGES}id alone would have to be the primary key, not (id, vendor_id): {OFF}",
        f"{VENDOR}add: CREATE INDEX orders_vendor_id ON orders (vendor_id)",
    }
    repair(database, next(each for each in found if each.startswith(VENDOR)))
    assert not any(each.startswith(VENDOR) for each in hints(database))


VIEWS: dict[str, tuple[Dialect, tuple[str, ...]]] = {
    "PostgreSQL": ("postgresql", ("CREATE VIEW orders AS SELECT * FROM old",)),
    "MariaDB": ("mariadb", ("CREATE VIEW orders AS SELECT * FROM old",)),
    "SQLite": ("sqlite", ("CREATE VIEW orders AS SELECT * FROM old",)),
    "foreign": (
        "postgresql",
        (
            "CREATE EXTENSION file_fdw",
            "CREATE SERVER files FOREIGN DATA WRAPPER file_fdw",
            (
                "CREATE FOREIGN TABLE orders (id integer, vendor_id integer, platform_id integer, status text, "
                "currency text, total_cents integer, created_at timestamp, updated_at timestamp NOT NULL) "
                "SERVER files OPTIONS (program 'true')"
            ),
        ),
    ),
    "virtual": (
        "sqlite",
        (
            (
                "CREATE VIRTUAL TABLE orders USING fts5(id, vendor_id, platform_id, status, currency, total_cents, "
                "created_at, updated_at)"
            ),
        ),
    ),
}


@pytest.mark.parametrize(("dialect", "statements"), VIEWS.values(), ids=VIEWS)
def test_no_index_is_advised_where_there_can_be_none(
    make_database: MakeDatabase, dialect: Dialect, statements: tuple[str, ...]
) -> None:
    database = make_database(dialect, fill)
    execute(database, "ALTER TABLE orders RENAME TO old", *statements)
    assert hints(database) == set()
    assert used(database)[0] is False


def test_a_materialized_view_can_have_one(make_database: MakeDatabase) -> None:
    database = make_database("postgresql", fill)
    execute(database, "ALTER TABLE orders RENAME TO old", "CREATE MATERIALIZED VIEW orders AS SELECT * FROM old")
    hint = f"{VENDOR}add: CREATE INDEX CONCURRENTLY orders_vendor_id ON orders (vendor_id)"
    assert hints(database) == {hint}
    repair(database, hint)
    assert hints(database) == set()


STATISTICS: dict[str, tuple[Dialect, tuple[str, ...], str]] = {
    "partial": (
        "postgresql",
        ("CREATE INDEX few ON orders (vendor_id) WHERE vendor_id > 5",),
        (
            "add an index beside few, which is partial (vendor_id > 5): "
            "CREATE INDEX CONCURRENTLY orders_vendor_id ON orders (vendor_id)"
        ),
    ),
    "GIN": (
        "postgresql",
        ("CREATE INDEX few ON orders USING gin ((ARRAY[vendor_id]))",),
        (
            "add an index beside few, which is on the expression (ARRAY[vendor_id]): "
            "CREATE INDEX CONCURRENTLY orders_vendor_id ON orders (vendor_id)"
        ),
    ),
    "another collation": (
        "postgresql",
        (
            "ALTER TABLE orders ALTER vendor_id TYPE text",
            'CREATE INDEX few ON orders (vendor_id COLLATE "C")',
        ),
        (
            "add an index beside few, which has another collation than vendor_id: "
            "CREATE INDEX CONCURRENTLY orders_vendor_id ON orders (vendor_id)"
        ),
    ),
    "a prefix": (
        "mariadb",
        ("ALTER TABLE orders MODIFY vendor_id VARCHAR(40)", "CREATE INDEX few ON orders (vendor_id(10))"),
        (
            "add an index beside few, which contains only the first 10 characters of vendor_id: "
            "CREATE INDEX orders_vendor_id ON orders (vendor_id)"
        ),
    ),
    "full text": (
        "mariadb",
        ("ALTER TABLE orders MODIFY vendor_id VARCHAR(40)", "CREATE FULLTEXT INDEX few ON orders (vendor_id)"),
        "add an index beside few, which is a fulltext index: CREATE INDEX orders_vendor_id ON orders (vendor_id)",
    ),
}


@pytest.mark.parametrize(("dialect", "statements", "advice"), STATISTICS.values(), ids=STATISTICS)
def test_the_advice_for_statistics_helps(
    make_database: MakeDatabase, dialect: Dialect, statements: tuple[str, ...], advice: str
) -> None:
    database = make_database(dialect, fill)
    on = " ON orders" if dialect == "mariadb" else ""
    execute(database, f"DROP INDEX ix_orders_vendor_id{on}", *statements)
    assert VENDOR + advice in hints(database)
    repair(database, advice)
    assert not any(each.startswith(VENDOR) for each in hints(database))


def test_a_hash_index_finds_a_vendor(make_database: MakeDatabase) -> None:
    database = make_database("postgresql", fill)
    execute(database, "DROP INDEX ix_orders_vendor_id", "CREATE INDEX few ON orders USING hash (vendor_id)")
    assert not any(each.startswith(VENDOR) for each in hints(database))


def test_a_unique_constraint_finds_a_vendor(make_database: MakeDatabase) -> None:
    """SQLite names the index of a constraint by itself."""
    database = make_database("sqlite", fill)
    columns = "id INTEGER PRIMARY KEY, vendor_id, platform_id, status, currency, total_cents, created_at, updated_at"
    execute(database, "DROP TABLE orders", f"CREATE TABLE orders ({columns}, UNIQUE (vendor_id, id))")
    assert not any(each.startswith(VENDOR) for each in hints(database))


def test_months_need_an_index_of_all_rows(make_database: MakeDatabase) -> None:
    database = make_database("postgresql", fill)
    execute(database, "CREATE INDEX few ON orders (vendor_id, created_at) WHERE status = 'open'")
    (hint,) = hints(database)
    assert hint == (
        f"{MONTHS}add an index beside few, which is partial (status::text = 'open'::text): "
        "CREATE INDEX CONCURRENTLY orders_vendor_id_created_at ON orders (vendor_id, created_at)"
    )
    assert used(database) == (True, False)
    repair(database, hint)
    assert hints(database) == set()
    assert used(database) == (True, True)


def test_a_period_needs_the_same_index_where_months_are_not_used(make_database: MakeDatabase) -> None:
    database = make_database("mariadb", fill)
    (hint,) = hints(database)
    assert hint == f"{PERIODS}add: CREATE INDEX orders_vendor_id_created_at ON orders (vendor_id, created_at)"
    repair(database, hint)
    assert hints(database) == set()
    assert used(database) == (True, False)
