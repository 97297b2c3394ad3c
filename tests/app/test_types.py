"""`check` names each column that cannot be read as what it is declared to contain, with its type."""

import pytest

from exporter.app.check import check
from exporter.app.findings import Finding
from tests.app.indexes import checked, execute
from tests.support.databases import Database, Dialect, MakeDatabase
from tests.support.random_shop import fill

RETYPED = {
    "postgresql": "ALTER TABLE {table} ALTER {name} DROP DEFAULT, ALTER {name} DROP NOT NULL, "
    "ALTER {name} TYPE {type} USING NULL",
    "mariadb": "ALTER TABLE {table} DROP COLUMN {name}, ADD COLUMN {name} {type}",
}
UNUSABLE = [
    ("orders", "total_cents", "text", "orders", "a number"),
    ("inventory", "quantity", "timestamp", "inventory", "a number"),
    ("customers", "last_order_at", "text", "customers", "a date or a timestamp"),
    ("products", "updated_at", "bigint", "catalog", "a date or a timestamp"),
    ("vendors", "is_active", "date", "directory", "a flag: a boolean, 0 and 1, or Y and N"),
    ("content_pages", "is_published", "date", "cms", "a flag: a boolean, 0 and 1, or Y and N"),
]


def findings(database: Database, *modules: str) -> list[Finding]:
    """Return what `check` finds with these modules."""
    with checked(database, *modules) as application:
        return list(check(application))


@pytest.mark.parametrize("dialect", ["postgresql", "mariadb"])
@pytest.mark.parametrize("case", UNUSABLE, ids=lambda case: f"{case[0]}.{case[1]}")
def test_the_column_its_type_and_what_it_must_be_are_named(
    make_database: MakeDatabase, dialect: Dialect, case: tuple[str, str, str, str, str]
) -> None:
    table, name, type_, subject, must_be = case
    database = make_database(dialect, fill, 1, rows=20)
    assert [each for each in findings(database, subject, "tenancy") if each.level == "problem"] == []
    execute(database, RETYPED[dialect].format(table=table, name=name, type=type_))
    found = findings(database, subject, "tenancy")  # which reads the directory, too
    told = [each for each in found if each.level == "problem" and each.subject == subject]
    assert [each.message.partition(" has the type ")[0] for each in told] == [f"{table}.{name}"]
    (message,) = (each.message for each in told)
    assert type_[:4] in message
    assert message.endswith(f"; it must be {must_be}")


def test_values_of_a_flag_that_cannot_be_judged_are_a_hint(dialect: Dialect, make_database: MakeDatabase) -> None:
    database = make_database(dialect, fill, 1, rows=20)
    with database.engine.begin() as connection:
        users = connection.exec_driver_sql("SELECT count(*) FROM users").scalar_one()
        connection.exec_driver_sql("CREATE TABLE people AS SELECT * FROM users")
        connection.exec_driver_sql("ALTER TABLE people DROP COLUMN is_active")
        connection.exec_driver_sql("ALTER TABLE people ADD COLUMN is_active VARCHAR(9) DEFAULT 'maybe'")
        connection.exec_driver_sql("DROP TABLE users")
        connection.exec_driver_sql("ALTER TABLE people RENAME TO users")
    told = [each for each in findings(database, "tenancy") if "neither true nor false" in each.message]
    assert [(each.level, each.subject) for each in told] == [("hint", "tenancy")]
    assert f"users.is_active has the type {'character varying' if dialect == 'postgresql' else 'varchar'}" in (
        told[0].message.replace("VARCHAR", "varchar")
    )
    assert f"in {users} rows" in told[0].message
