"""`for_each` reads the same SELECT for each of several places."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, select, text
from sqlalchemy.exc import DBAPIError

from exporter.config.connection import ConnectionTarget
from exporter.config.relation_settings import RelationSettings
from exporter.contracts.failures import SchemaError
from exporter.database.engine import Database as Reader
from exporter.database.failures import failure_of
from exporter.database.ids import AnyId
from exporter.directory.directory import Directory
from exporter.relations.building import relations_from
from exporter.relations.contract import column, relation
from exporter.relations.database import database_of
from exporter.relations.notes import taken
from exporter.relations.relations import ForEach, Relation, Relations
from tests.support.databases import DIALECTS, Dialect, MakeDatabase

SITES = relation("sites", "a site", column("id", AnyId))
EACH = ForEach("SELECT prefix FROM places ORDER BY prefix", "prefix", limit=3)
DIRECTORY = ("platforms", "vendors")


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
    with closing(reader(url)) as database:
        return read_from(database)


def reader(url: str) -> Reader:
    sites = Relation("sites", "SELECT id FROM {{prefix}}site -- 100%", frozenset({"id"}), for_each=EACH)
    target = ConnectionTarget(url.partition(":")[0], url=url)
    return database_of(lambda: target, Relations({"sites": sites}, by_name=False))


def read_from(database: Reader) -> tuple[list[int], tuple[str, ...]]:
    with database.read() as db:
        return sorted(db.scalars(select(SITES.c.id))), taken(db)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_rows_of_all_places_are_read(dialect: Dialect, make_database: MakeDatabase) -> None:
    assert read(make_database(dialect, places, "a_", "b_").url) == ([1, 1, 2, 2], ())


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_place_without_the_tables_is_skipped_and_told(dialect: Dialect, make_database: MakeDatabase) -> None:
    rows, (note,) = read(make_database(dialect, places, "a_", "c_").url)
    assert rows == [1, 2]
    assert note.startswith("relation sites: a place is skipped, as ")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_place_whose_table_is_dropped_fails_once_and_is_skipped_then(
    dialect: Dialect, make_database: MakeDatabase
) -> None:
    made = make_database(dialect, places, "a_", "b_")
    with closing(reader(made.url)) as database:
        assert read_from(database) == ([1, 1, 2, 2], ())
        with made.engine.begin() as connection:
            connection.execute(text("DROP TABLE b_site"))
        with pytest.raises(DBAPIError) as caught:
            read_from(database)
        assert failure_of(caught.value).reason == "schema"
        for _ in range(2):
            rows, (note,) = read_from(database)
            assert rows == [1, 2]
            assert note.startswith("relation sites: a place is skipped, as ")


def test_a_place_that_is_skipped_has_no_other_place_looked_at_again(make_database: MakeDatabase) -> None:
    looked: list[str] = []
    with closing(reader(make_database("sqlite", places, "a_", "b_", "c_").url)) as database:
        database.observe("before_cursor_execute", lambda *of: looked.append(of[2]))
        for _ in range(2):
            read_from(database)
    probes = [each for each in looked if each.startswith("SELECT 1 FROM")]
    assert [each.partition("_site")[0][-1] for each in probes] == ["a", "b", "c", "c"]


def test_places_of_a_dialect_without_savepoints(tmp_path: Path) -> None:
    url = f"duckdb:///{tmp_path / 'shop.duckdb'}"
    engine = create_engine(url)
    places(engine, "a_", "b_", "c_")
    engine.dispose()
    rows, (note,) = read(url)
    assert rows == [1, 1, 2, 2]
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


@pytest.mark.parametrize("with_places", DIRECTORY)
def test_what_is_made_of_relations_with_places_has_them_too(with_places: str) -> None:
    for_each = {"sql": EACH.sql, "as": EACH.name, "limit": EACH.limit}
    given: dict[str, dict[str, object]] = {name: {"sql": f"SELECT id, code FROM {name}"} for name in DIRECTORY}
    given[with_places] = {"sql": "SELECT id, code FROM {{prefix}}site", "for_each": for_each}
    settings = {name: RelationSettings.model_validate(each) for name, each in given.items()}
    assert relations_from(settings, by_name=False).given["vendor_platforms"].for_each == EACH


def test_without_vendors_there_are_none_in_any_place(make_database: MakeDatabase) -> None:
    sql = "SELECT '{{prefix}}' AS id, '{{prefix}}' AS code FROM {{prefix}}site"
    settings = RelationSettings.model_validate({"sql": sql, "for_each": {"sql": EACH.sql, "as": EACH.name}})
    relations = relations_from({"platforms": settings}, by_name=False)
    url = make_database("sqlite", places, "a_", "b_").url
    target = ConnectionTarget("sqlite", url=url)
    with closing(database_of(lambda: target, relations)) as database, database.read() as db:
        assert {*Directory.read(db).platforms} == {"a_", "b_"}
