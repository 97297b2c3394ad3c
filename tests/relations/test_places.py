"""`for_each` reads the same SELECT for each of several places."""

import pytest
from sqlalchemy import Engine, select, text

from exporter.config.connection import ConnectionTarget
from exporter.contracts.failures import SchemaError
from exporter.database.ids import AnyId
from exporter.relations.contract import column, relation
from exporter.relations.database import database_of
from exporter.relations.notes import taken
from exporter.relations.relations import ForEach, Relation, Relations
from tests.support.databases import DIALECTS, Dialect, MakeDatabase

SITES = relation("sites", "a site", column("id", AnyId))
EACH = ForEach("SELECT prefix FROM places ORDER BY prefix", "prefix", limit=3)


def places(engine: Engine, *prefixes: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE places (prefix VARCHAR(100))"))
        for prefix in prefixes:
            connection.execute(text("INSERT INTO places VALUES (:prefix)"), {"prefix": prefix})
        for prefix in ("a_", "b_"):
            connection.execute(text(f"CREATE TABLE {prefix}site (id INTEGER)"))
            connection.execute(text(f"INSERT INTO {prefix}site VALUES (1), (2)"))


def read(url: str) -> tuple[list[int], tuple[str, ...]]:
    """Return the rows of all places, and what the reading noticed."""
    sites = Relation("sites", "SELECT id FROM {{prefix}}site -- 100%", frozenset({"id"}), for_each=EACH)
    target = ConnectionTarget(url.partition(":")[0], url=url)
    database = database_of(lambda: target, Relations({"sites": sites}, by_name=False))
    try:
        with database.read() as db:
            return sorted(db.scalars(select(SITES.c.id))), taken(db)
    finally:
        database.close()


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_rows_of_all_places_are_read(dialect: Dialect, make_database: MakeDatabase) -> None:
    assert read(make_database(dialect, places, "a_", "b_").url) == ([1, 1, 2, 2], ())


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_place_without_the_tables_is_skipped_and_told(dialect: Dialect, make_database: MakeDatabase) -> None:
    rows, (note,) = read(make_database(dialect, places, "a_", "c_").url)
    assert rows == [1, 2]
    assert note.startswith("relation sites: a place is skipped, as ")


@pytest.mark.parametrize(
    "value", ["b_site; DROP TABLE a_site", "b_site UNION SELECT 1 --", "a" * 31, "ä", "a.b", 'a"b']
)
def test_only_an_identifier_becomes_part_of_a_statement(value: str, make_database: MakeDatabase) -> None:
    rows, (note,) = read(make_database("sqlite", places, "a_", value).url)
    assert rows == [1, 2]
    assert note == "for_each skipped 1 values that are no identifiers (letters, digits and _, at most 30)"


def test_no_place_is_a_failure(make_database: MakeDatabase) -> None:
    with pytest.raises(SchemaError, match="found no place"):
        read(make_database("sqlite", places).url)


def test_too_many_places_are_a_failure(make_database: MakeDatabase) -> None:
    with pytest.raises(SchemaError, match="more than 3 places"):
        read(make_database("sqlite", places, "a_", "b_", "c_", "d_").url)
