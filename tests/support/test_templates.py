"""A shop is built once, its copies are whole and apart, and what is shared cannot be written."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from tests.support import handmade
from tests.support.attribution import tables
from tests.support.databases import Database, Dialect, MakeDatabase, SharedDatabase

BUILT: list[str] = []


def things(engine: Engine, *numbers: int, name: str = "things") -> None:
    """Make a table of numbers, and take a note of it."""
    BUILT.append(f"{engine.dialect.name}: {name} {numbers}")
    with engine.begin() as connection:
        connection.execute(text(f"CREATE TABLE {name} (number integer)"))
        for number in numbers:
            connection.execute(text(f"INSERT INTO {name} VALUES ({number})"))


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    BUILT.clear()


def numbers(database: Database, name: str = "things") -> list[int]:
    with database.engine.connect() as connection:
        return list(connection.scalars(text(f"SELECT number FROM {name} ORDER BY number")))


def write(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("INSERT INTO things VALUES (99)"))


def test_a_shop_is_built_once_for_equal_arguments(dialect: Dialect, make_database: MakeDatabase) -> None:
    copies = [make_database(dialect, things, 1, 2) for _ in range(3)]
    assert [numbers(each) for each in copies] == [[1, 2]] * 3
    assert numbers(make_database(dialect, things, 1, 3)) == [1, 3]
    assert numbers(make_database(dialect, things, 1, 2, name="others"), "others") == [1, 2]
    assert len(BUILT) == len(set(BUILT)) == 3


def test_a_copy_is_the_test_s_own(
    dialect: Dialect, make_database: MakeDatabase, shared_database: SharedDatabase
) -> None:
    shared = shared_database(dialect, things, 4)
    first, second = make_database(dialect, things, 4), make_database(dialect, things, 4)
    write(first)
    assert (numbers(first), numbers(second), numbers(shared)) == ([4, 99], [4], [4])
    assert numbers(make_database(dialect, things, 4)) == [4]


def test_what_is_shared_is_one_database_and_cannot_be_written(
    dialect: Dialect, shared_database: SharedDatabase
) -> None:
    shared = shared_database(dialect, things, 5)
    assert shared_database(dialect, things, 5) is shared
    for _ in range(2):  # the second time with a connection of the pool
        with pytest.raises(DBAPIError, match=r"(?i)read.?only"):
            write(shared)
    assert numbers(shared) == [5]


def test_a_copy_has_every_row_and_every_index(dialect: Dialect, make_database: MakeDatabase) -> None:
    built, copy = make_database(dialect), make_database(dialect, handmade.build)
    handmade.build(built.engine)
    with built.engine.connect() as one, copy.engine.connect() as other:
        rows = tables(one)
        assert tables(other) == rows
        looks = [inspect(each) for each in (one, other)]
        for table in rows:
            columns = [[(each["name"], str(each["type"]), each["nullable"]) for each in look.get_columns(table)]
                       for look in looks]  # fmt: skip
            indexes = [{(each["name"], *each["column_names"]) for each in look.get_indexes(table)} for look in looks]
            keys = [look.get_pk_constraint(table)["constrained_columns"] for look in looks]
            assert (columns[0], indexes[0], keys[0]) == (columns[1], indexes[1], keys[1])
