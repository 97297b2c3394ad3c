"""The GRANT statements of `grants` are what a role needs, and not more."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from exporter.app.application import assemble
from exporter.app.check import check
from exporter.app.grants import grants, tables_of
from exporter.config.configuration import load
from tests.relations.mini import file_in, mini
from tests.support.databases import Dialect, MakeDatabase
from tests.support.reader import reader


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
        (
            "SELECT a.x, (SELECT max(y) FROM b WHERE of = a.id) AS y FROM a JOIN c ON c.of = a.id ORDER BY x",
            {("", "a"): {"x", "id"}, ("", "b"): {"y", "of"}, ("", "c"): {"of"}},
        ),
        ("SELECT x FROM a WHERE z IN (SELECT y FROM b)", {("", "a"): {"x", "z"}, ("", "b"): {"y"}}),
        (
            "WITH a AS (SELECT x FROM b), c AS (SELECT y FROM d) SELECT a.x FROM a JOIN c ON c.y = a.x",
            {("", "b"): {"x"}, ("", "d"): {"y"}},
        ),
    ],
)
def test_the_tables_of_a_select(sql: str, tables: dict[tuple[str, str], set[str] | None]) -> None:
    assert tables_of(sql, "postgresql") == tables


@pytest.mark.parametrize("dialect", ["postgresql", "mariadb"])
def test_a_role_with_these_grants_can_read_the_relations(
    dialect: Dialect, make_database: MakeDatabase, tmp_path: Path
) -> None:
    database = make_database(dialect, mini)
    application = assemble(load(file_in(tmp_path), {"ORION_EXPORTER_DATABASE_URL": database.url}))

    def statements(role: str) -> list[str]:
        found = list(grants(application, role))
        assert len(found) == 2
        assert all("goods" in each or "sales" in each for each in found)
        return found

    with closing(application.databases), reader(database, statements) as url:
        allowed = assemble(load(file_in(tmp_path), {"ORION_EXPORTER_DATABASE_URL": url}))
        with closing(allowed.databases):
            problems = [each for each in check(allowed) if each.level == "problem"]
        # One value has no mapping, which has nothing to do with grants.
        assert [each for each in problems if "mapped nowhere" not in each.message] == []
        engine = create_engine(url)
        with engine.connect() as connection, pytest.raises(DBAPIError):
            connection.execute(text("INSERT INTO goods VALUES (9, NULL)"))
        engine.dispose()


def test_a_select_that_is_not_understood_is_told(tmp_path: Path) -> None:
    path = file_in(tmp_path, "relations: {products: {sql: 'SELECT a b c AS d FROM', omit: [is_active, is_featured]}}\n")
    path.write_text('relations:\n  users:\n    sql: "SELECT role, is_active FROM ~~~ (users)"\n', encoding="utf-8")
    application = assemble(load(path, {"ORION_EXPORTER_DATABASE_URL": "postgresql://u@localhost/d"}))
    (line,) = grants(application, "u")
    assert (
        line
        == "-- Which tables relation users reads is not clear from relations.users.sql (shop.yml:3:5): grant them, too."
    )
