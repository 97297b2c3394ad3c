"""The GRANT statements of `grants` are what a role needs, and not more."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from exporter.app.application import assemble
from exporter.app.check import check
from exporter.app.grants import grants, tables_of
from exporter.config.configuration import load
from tests.relations.mini import file_in, mini
from tests.support.databases import Dialect, MakeDatabase

PASSWORD = "of the test"


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ("SELECT id, code FROM seller", {("", "seller"): {"id", "code"}}),
        (
            "SELECT s.id, t.name FROM a.seller s JOIN title t ON t.of = s.id",
            {
                ("a", "seller"): {"id"},
                ("", "title"): {"name", "of"},
            },
        ),
        ("SELECT id, name FROM seller JOIN title ON of = id", {("", "seller"): None, ("", "title"): None}),
        ("SELECT * FROM seller", {("", "seller"): None}),
        ("SELECT s.* FROM seller s", {("", "seller"): None}),
        ("WITH t AS (SELECT a FROM b) SELECT t.a FROM t", {("", "b"): {"a"}}),
        ("SELECT count(*) AS n FROM seller", {("", "seller"): None}),
        ("SELECT a.x FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.y = a.z)", {("", "a"): {"x", "z"}, ("", "b"): {"y"}}),
    ],
)
def test_the_tables_of_a_select(sql: str, tables: dict[tuple[str, str], set[str] | None]) -> None:
    assert tables_of(sql, "postgresql") == tables


@pytest.mark.parametrize("dialect", ["postgresql", "mariadb"])
def test_a_role_with_these_grants_can_read_the_relations(
    dialect: Dialect, make_database: MakeDatabase, tmp_path: Path
) -> None:
    database = make_database(dialect, mini)
    url = make_url(database.url)
    role = f"reader_{url.database}"[-30:]
    create = {
        "postgresql": f"CREATE ROLE \"{role}\" LOGIN PASSWORD '{PASSWORD}'",
        "mariadb": f"CREATE USER '{role}'@'%' IDENTIFIED BY '{PASSWORD}'",
    }
    drop = {
        "postgresql": [f'DROP OWNED BY "{role}"', f'DROP ROLE "{role}"'],
        "mariadb": [f"DROP USER '{role}'@'%'"],
    }
    mine = url.set(username=role, password=PASSWORD)
    environ = {"ORION_EXPORTER_DATABASE_URL": mine.render_as_string(hide_password=False)}
    application = assemble(load(file_in(tmp_path), environ))
    admin, reader = create_engine(database.url, isolation_level="AUTOCOMMIT"), create_engine(mine)
    try:
        with admin.connect() as connection:
            connection.execute(text(create[dialect]))
            statements = list(grants(application, role))
            assert len(statements) == 2
            assert all("goods" in each or "sales" in each for each in statements)
            for each in statements:
                connection.execute(text(each.removesuffix(";")))
        # One value has no mapping, which has nothing to do with grants.
        problems = [each for each in check(application) if each.level == "problem"]
        assert [each for each in problems if "mapped nowhere" not in each.message] == []
        with reader.connect() as connection, pytest.raises(DBAPIError):
            connection.execute(text("INSERT INTO goods VALUES (9, NULL)"))
    finally:
        reader.dispose()
        application.database.close()
        with admin.connect() as connection:
            for each in drop[dialect]:
                connection.execute(text(each))
        admin.dispose()


def test_a_select_that_is_not_understood_is_told(tmp_path: Path) -> None:
    path = file_in(tmp_path, "relations: {products: {sql: 'SELECT a b c AS d FROM', omit: [is_active, is_featured]}}\n")
    path.write_text('relations:\n  users:\n    sql: "SELECT role, is_active FROM ~~~ (users)"\n', encoding="utf-8")
    application = assemble(load(path, {"ORION_EXPORTER_DATABASE_URL": "postgresql://u@localhost/d"}))
    (line,) = grants(application, "u")
    assert (
        line
        == "-- Which tables relation users reads is not clear from relations.users.sql (shop.yml:3:5): grant them, too."
    )
