"""A random shop on top of which every column has some type of its role, and values that only this type has."""

from collections.abc import Sequence

from sqlalchemy import Connection, Engine, Table, text

from exporter.demo.schema import METADATA
from tests.kinds.declared import Declared, Role, declared
from tests.kinds.flags import FLAGS
from tests.kinds.kind import Kind
from tests.kinds.numbers import NUMBERS
from tests.kinds.shop import columns_of, dialect_of, retype, without_key
from tests.kinds.texts import TEXTS
from tests.query.times import KINDS as TIMES
from tests.support import random_shop
from tests.support.hostile_rows import Dice

_ROLES = {Role.TEXT: TEXTS, Role.FLAG: FLAGS, Role.NUMBER: NUMBERS}
_LEFT_OUT = {(Role.NUMBER, name) for name in ("not a number", "real", "double")}
_LEFT_OUT |= {(Role.FLAG, name) for name in ("date", "moment")}
"""Nearly all sums would be absent, or differences of huge numbers inexact; no flag would be true."""


def fill(engine: Engine, seed: int, *, vendors: int = 12, rows: int = 400) -> None:
    """Create a random shop, and give its columns types and values by chance, the same for the same seed."""
    random_shop.fill(engine, seed, vendors=vendors, rows=rows)
    random = Dice(seed)
    with engine.begin() as connection:
        _without_strictness(connection)
        without_key(connection, METADATA.tables["vendor_platforms"])
        twice = "INSERT INTO vendor_platforms SELECT * FROM vendor_platforms WHERE vendor_id % 3 = 0"
        connection.execute(text(twice))
        for role, kinds in _ROLES.items():
            for column in columns_of(role):
                if not METADATA.tables[column.table].c[column.name].primary_key:
                    _retype(connection, random, column, kinds)
        for column in (column for column, role in declared().items() if role is Role.MOMENT):
            _spoil(connection, random, column)


def _without_strictness(connection: Connection) -> None:
    if dialect_of(connection) == "mariadb":
        connection.execute(text("SET sql_mode = ''"))  # as it was when the zero dates were written


def _retype(connection: Connection, random: Dice, column: Declared, kinds: Sequence[Kind]) -> None:
    """Give a column a type, and each row one of its values."""
    dialect = dialect_of(connection)
    kind = random.choice(
        [kind for kind in kinds if kind.dialect == dialect and (kind.role, kind.name) not in _LEFT_OUT]
    )
    table = METADATA.tables[column.table]
    retype(connection, kind, table, [column])
    values = [each.sql for each in kind.values_of(column)]
    random.shuffle(values)
    cases = " ".join(f"WHEN {index} THEN {value}" for index, value in enumerate(values))
    given = f"CASE {_number_of_row(table, random)} % {len(values)} {cases} END"
    if dialect == "postgresql":
        given = f"({given})::{kind.statements(column)[1]}"
    connection.execute(text(f"UPDATE {table.name} SET {column.name} = {given}"))


def _spoil(connection: Connection, random: Dice, column: Declared) -> None:
    """Put times into a few rows that are no moments, or cannot be true."""
    table = METADATA.tables[column.table]
    # Whether a day that no month has, or a word, is a time at all is open.
    for time in (each for each in TIMES[dialect_of(connection)] if not each.startswith(("2026-", "2027-", "never"))):
        where = f"{_number_of_row(table, random)} % 97 = 1"
        connection.execute(text(f"UPDATE {table.name} SET {column.name} = '{time}' WHERE {where}"))


def _number_of_row(table: Table, random: Dice) -> str:
    """Return a number of a row in SQL, by its key; another one each time."""
    parts = [f"{key.name} * {random.randrange(3, 997, 2)}" for key in table.primary_key.columns if key.name != "module"]
    return f"(({' + '.join(parts)}) % 1009)"
