"""What `check` advises so that changed rows are found: what is missing and no more, with statements that help."""

import pytest

from tests.app.indexes import CHANGES, CONCURRENTLY, CREATE, DROP, execute, hints, repair, used
from tests.query.incremental.orders import fill
from tests.support.databases import Dialect, MakeDatabase
from tests.support.sampling import sampled

CASES: dict[str, tuple[Dialect, tuple[str, ...], str]] = {
    "no index, PostgreSQL": (
        "postgresql",
        (DROP["postgresql"],),
        f"index a NOT NULL column that every write sets: {CONCURRENTLY}",
    ),
    "no index, MariaDB": ("mariadb", (DROP["mariadb"],), f"index a NOT NULL column that every write sets: {CREATE}"),
    "no index, SQLite": ("sqlite", (DROP["sqlite"],), f"index a NOT NULL column that every write sets: {CREATE}"),
    "NULL, PostgreSQL": (
        "postgresql",
        ("ALTER TABLE orders ALTER updated_at DROP NOT NULL",),
        "make updated_at NOT NULL, once no row has NULL there: ALTER TABLE orders ALTER COLUMN updated_at SET NOT NULL",
    ),
    "a constraint for new rows only": (
        "postgresql",
        (
            "ALTER TABLE orders ALTER updated_at DROP NOT NULL",
            "ALTER TABLE orders ADD CONSTRAINT later NOT NULL updated_at NOT VALID",
        ),
        "make updated_at NOT NULL, once no row has NULL there: ALTER TABLE orders ALTER COLUMN updated_at SET NOT NULL",
    ),
    "NULL, MariaDB": (
        "mariadb",
        (
            (
                "ALTER TABLE orders MODIFY updated_at DATETIME(6) NULL DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP(6) "
                "COMMENT 'NULL or, DEFAULT NULL'"
            ),
        ),
        (
            "make updated_at NOT NULL, once no row has NULL there: ALTER TABLE orders MODIFY `updated_at` datetime(6) "
            "NOT NULL ON UPDATE current_timestamp(6) COMMENT 'NULL or, DEFAULT NULL'"
        ),
    ),
    "a timestamp that may be NULL, MariaDB": (
        "mariadb",
        ("ALTER TABLE orders MODIFY updated_at TIMESTAMP NULL DEFAULT CURRENT_TIMESTAMP",),
        (
            "make updated_at NOT NULL, once no row has NULL there: ALTER TABLE orders MODIFY `updated_at` timestamp "
            "NOT NULL DEFAULT current_timestamp()"
        ),
    ),
    "no primary key, PostgreSQL": (
        "postgresql",
        ("ALTER TABLE orders DROP CONSTRAINT orders_pkey",),
        (
            "make id the primary key: CREATE UNIQUE INDEX CONCURRENTLY orders_pkey ON orders (id); "
            "ALTER TABLE orders ADD PRIMARY KEY USING INDEX orders_pkey"
        ),
    ),
    "no primary key, MariaDB": (
        "mariadb",
        ("ALTER TABLE orders MODIFY id INTEGER NOT NULL", "ALTER TABLE orders DROP PRIMARY KEY"),
        "make id the primary key: ALTER TABLE orders ADD PRIMARY KEY (id)",
    ),
    "partial, PostgreSQL": (
        "postgresql",
        (DROP["postgresql"], "CREATE INDEX orders_updated_at ON orders (updated_at) WHERE status = 'open'"),
        (
            "add an index beside orders_updated_at, which is partial (status::text = 'open'::text): "
            "CREATE INDEX CONCURRENTLY orders_updated_at_2 ON orders (updated_at)"
        ),
    ),
    "partial, SQLite": (
        "sqlite",
        (DROP["sqlite"], "CREATE INDEX late ON orders (updated_at) WHERE status = 'open'"),
        f"add an index beside late, which is partial (status = 'open'): {CREATE}",
    ),
    "an expression, PostgreSQL": (
        "postgresql",
        (DROP["postgresql"], "CREATE INDEX late ON orders ((updated_at::date))"),
        f"add an index beside late, which is on the expression (updated_at::date): {CONCURRENTLY}",
    ),
    "an expression, SQLite": (
        "sqlite",
        (DROP["sqlite"], "CREATE INDEX late ON orders (date(updated_at))"),
        f"add an index beside late, which is on the expression date(updated_at): {CREATE}",
    ),
    "another collation, SQLite": (
        "sqlite",
        (DROP["sqlite"], "CREATE INDEX late ON orders (updated_at COLLATE nocase)"),
        f"add an index beside late, which has another collation than updated_at: {CREATE}",
    ),
    "BRIN": (
        "postgresql",
        (DROP["postgresql"], "CREATE INDEX late ON orders USING brin (updated_at)"),
        f"add an index beside late, which is a brin index: {CONCURRENTLY}",
    ),
    "hash": (
        "postgresql",
        (DROP["postgresql"], "CREATE INDEX late ON orders USING hash (updated_at)"),
        f"add an index beside late, which is a hash index: {CONCURRENTLY}",
    ),
    "invalid": (
        "postgresql",
        (
            DROP["postgresql"],
            'CREATE INDEX "Late" ON orders (updated_at, status)',
            "UPDATE pg_index SET indisvalid = false WHERE indexrelid = '\"Late\"'::regclass",
        ),
        (
            'replace index "Late", which is invalid: DROP INDEX CONCURRENTLY "Late"; '
            'CREATE INDEX CONCURRENTLY "Late" ON public.orders USING btree (updated_at, status)'
        ),
    ),
    "ignored": (
        "mariadb",
        ("ALTER TABLE orders ALTER INDEX ix_orders_updated_at IGNORED",),
        (
            "let the database use index ix_orders_updated_at, which is ignored: "
            "ALTER TABLE orders ALTER INDEX ix_orders_updated_at NOT IGNORED"
        ),
    ),
    "the second column": (
        "postgresql",
        (DROP["postgresql"], "CREATE INDEX late ON orders (status, updated_at)"),
        f"index a NOT NULL column that every write sets: {CONCURRENTLY}",
    ),
}


@pytest.mark.parametrize(("dialect", "statements", "advice"), sampled(CASES.values(), CASES))
def test_the_advice_for_changed_rows_helps(
    make_database: MakeDatabase, dialect: Dialect, statements: tuple[str, ...], advice: str
) -> None:
    database = make_database(dialect, fill)
    before = hints(database)
    execute(database, *statements)
    assert hints(database) - before == {CHANGES + advice}
    assert used(database)[0] is False
    repair(database, CHANGES + advice)
    assert hints(database) <= before
    assert used(database)[0] is True


GOOD: dict[str, tuple[Dialect, str]] = {
    "descending": ("postgresql", "CREATE INDEX late ON orders (updated_at DESC)"),
    "more columns": ("mariadb", "CREATE UNIQUE INDEX late ON orders (updated_at, id)"),
    "an unnecessary condition, PostgreSQL": (
        "postgresql",
        "CREATE INDEX late ON orders (updated_at) WHERE updated_at IS NOT NULL",
    ),
    "an unnecessary condition, SQLite": (
        "sqlite",
        "CREATE INDEX late ON orders (updated_at) WHERE updated_at IS NOT NULL",
    ),
    "descending, SQLite": ("sqlite", 'CREATE UNIQUE INDEX "a b" ON orders (updated_at DESC, id)'),
}


@pytest.mark.parametrize(("dialect", "statement"), GOOD.values(), ids=GOOD)
def test_an_index_that_can_be_used_is_believed(make_database: MakeDatabase, dialect: Dialect, statement: str) -> None:
    database = make_database(dialect, fill)
    before = hints(database)
    execute(database, DROP[dialect], statement)
    assert hints(database) == before
    assert used(database)[0] is True


def test_all_that_is_missing_is_named(make_database: MakeDatabase) -> None:
    database = make_database("postgresql", fill)
    before = hints(database)
    execute(database, "ALTER TABLE orders ALTER updated_at DROP NOT NULL", DROP["postgresql"])
    found = hints(database) - before
    assert len(found) == 2
    for hint in found:
        assert used(database)[0] is False
        repair(database, hint)
    assert used(database)[0] is True


def test_sqlite_cannot_alter_a_column(make_database: MakeDatabase) -> None:
    database = make_database("sqlite", fill)
    before = hints(database)
    columns = "id INTEGER, vendor_id, platform_id, status, currency, total_cents, created_at, updated_at"
    execute(
        database,
        "ALTER TABLE orders RENAME TO old",
        f"CREATE TABLE orders ({columns})",
        "CREATE INDEX late ON orders (updated_at)",
    )
    how = "create orders again with it and copy the rows, as SQLite cannot"
    assert {each for each in hints(database) - before if each.startswith(CHANGES)} == {
        f"{CHANGES}make id the primary key: {how} add it",
        f"{CHANGES}make updated_at NOT NULL, once no row has NULL there: {how} alter a column",
    }
