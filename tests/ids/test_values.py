"""Ids of any content are found, and no others: one by one, and as a list."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, column, select, table

from exporter.database.ids import AnyId, among, same, text_of
from tests.ids.shop import execute
from tests.support.databases import Database, Dialect

TEXTS = [
    *(
        "",
        "'",
        "''",
        "\\",
        "\\'",
        '"',
        "`",
        "%",
        "%s",
        "%%",
        "%(x)s",
        ":x",
        "?",
        "{",
        "}",
        "{a,b}",
        ",",
        "NULL",
        "null",
    ),
    *("a", "A", " a", "a\n", "\t", "\x1a", "\x7f", "\xe9", "e", "e\u0301", "\N{SHOPPING BAGS}", "x'; DROP TABLE t; --"),
]
BYTES = [b"", b"\x00", b"\xff'\\\"%", b"abc", bytes(range(256))]
NUMBERS = [0, 1, -1, 2**31, -(2**31) - 1, 2**53, 2**53 + 1, 2**63 - 1, -(2**63)]
HUGE = [Decimal(value) for value in (0, 1, 2**63, 2**64, 10**30, -(10**30))]

TYPES: dict[Dialect, dict[str, list[Any]]] = {
    "sqlite": {"TEXT": [*TEXTS, "a\x00b", "\x00"], "BLOB": BYTES, "INTEGER": NUMBERS},
    "postgresql": {"text": TEXTS, "varchar": TEXTS, "bytea": BYTES, "bigint": NUMBERS, "numeric": HUGE},
    "mariadb": {
        "VARCHAR(99) COLLATE utf8mb4_nopad_bin": [*TEXTS, "a\x00b", "\x00"],
        "VARBINARY(999)": BYTES,
        "BIGINT": NUMBERS,
        "DECIMAL(40)": HUGE,
        "BIGINT UNSIGNED": [2**63, 2**64 - 1],
    },
}
CASES = [(dialect, type_, values) for dialect, types in TYPES.items() for type_, values in types.items()]

ids = table("ids", column("id", AnyId), column("n"))


def found(connection: Connection, condition: Any) -> list[int]:
    return sorted(connection.scalars(select(ids.c.n).where(condition)))


@pytest.mark.parametrize(("dialect", "type_", "values"), CASES, ids=[f"{d}-{type_}" for d, type_, _ in CASES])
def test_each_is_found_and_no_other(dialect: Dialect, type_: str, values: list[Any], database: Database) -> None:
    execute(database.engine, f"CREATE TABLE ids (id {type_}, n INTEGER)")
    with database.engine.connect() as connection:
        connection.execute(ids.insert(), [{"id": value, "n": n} for n, value in enumerate(values)])
        read = connection.scalars(select(ids.c.id).order_by(ids.c.n)).all()
        assert read == values
        for n, value in enumerate(values):
            assert found(connection, same(ids.c.id, value)) == [n], value
            assert found(connection, among(dialect, ids.c.id, [value])) == [n], value
            assert found(connection, ids.c.id == value) == [n], value
        assert found(connection, among(dialect, ids.c.id, values)) == list(range(len(values)))
        assert found(connection, among(dialect, ids.c.id, [])) == []


@pytest.mark.parametrize(("type_", "id_"), [("INTEGER", 2**64), ("INTEGER", -(2**70)), ("BIGINT", 2**63)])
def test_a_number_too_large_for_the_column_is_nobody_s(database: Database, type_: str, id_: int) -> None:
    execute(database.engine, f"CREATE TABLE ids (id {type_}, n INTEGER)", "INSERT INTO ids VALUES (1, 1), (-1, 2)")
    with database.engine.connect() as connection:
        assert found(connection, same(ids.c.id, id_)) == []


@pytest.mark.parametrize(
    ("id_", "text"),
    [
        (5, "5"),
        (Decimal(5), "5"),
        (Decimal("1E+20"), "1" + 20 * "0"),
        ("a b", "a b"),
        ("a b  ", "a b"),
        (b"\x00\xff", "00ff"),
    ],
)
def test_people_read_an_id(id_: object, text: str) -> None:
    assert text_of(id_) == text
