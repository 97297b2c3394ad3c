"""A shop in which every column of one role is of one kind, with rows for each column and each value."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import count
from typing import Any

from sqlalchemy import Column, Connection, Engine, Table, insert

from exporter.demo.schema import METADATA
from exporter.directory.tables import TABLES
from tests.kinds.declared import Declared, Role, declared, role_of, used
from tests.kinds.kind import KNOWN, Kind, Value
from tests.support.databases import Dialect

VENDORS, PLATFORMS = 44, 24
_AGAIN = 10_000
"""The number of the first row that is written again."""

Literals = dict[str, str]


def build(engine: Engine) -> None:
    """Create the tables, platforms and vendors without a code, and a few memberships."""
    METADATA.create_all(engine)
    with engine.begin() as connection:
        for name, number in (("platforms", PLATFORMS), ("vendors", VENDORS)):
            connection.execute(insert(METADATA.tables[name]), [{"id": id_} for id_ in range(1, number + 1)])
        pairs = ((1, 1), (1, 2), (2, 1))
        members = [{"vendor_id": vendor, "platform_id": platform} for vendor, platform in pairs]
        connection.execute(insert(METADATA.tables["vendor_platforms"]), members)


@cache
def columns_of(role: Role) -> Sequence[Declared]:
    """Return the columns of this role that are tried: those that a query uses, and those of the directory."""
    ours = used()
    directory = {table.name for table in TABLES}
    found = (column for column, of in declared().items() if of is role)
    return [column for column in found if column in ours or column.table in directory]


def become(connection: Connection, kind: Kind) -> Counter[tuple[Declared, Any]]:
    """Give all columns of its role the kind, and add rows; return how often each column was given each meaning."""
    columns = columns_of(kind.role)
    for table in dict.fromkeys(column.table for column in columns):
        retype(connection, kind, METADATA.tables[table], [column for column in columns if column.table == table])
    return _filled(connection, kind, columns)


def write(connection: Connection, kind: Kind, stamp: datetime) -> None:
    """Write the rows of tables that keep when they were written once more, at this moment."""
    columns = [each for each in columns_of(kind.role) if _is_stamped(METADATA.tables[each.table])]
    _filled(connection, kind, columns, _AGAIN, {"updated_at": f"'{stamp}'"})


def _is_stamped(table: Table) -> bool:
    return "updated_at" in table.columns and not table.c.updated_at.nullable


def _filled(
    connection: Connection, kind: Kind, columns: Sequence[Declared], first: int = 1, given: Literals | None = None
) -> Counter[tuple[Declared, Any]]:
    """Add rows for each column and each of its values; return how often each column was given each meaning."""
    meant: Counter[tuple[Declared, Any]] = Counter()
    numbers: Mapping[str, Iterator[int]] = defaultdict(lambda: count(first))
    given = given or {}
    # The status comes last: its rows are the oldest, and none with an ordinary status hides them.
    for column in sorted(columns):
        for value in _fitting(kind, column):
            meant[column, value.meaning] += 1
            for row in _rows(kind, column, value, next(numbers[column.table])):
                names, literals = ", ".join(row | given), ", ".join((row | given).values())
                connection.exec_driver_sql(f"INSERT INTO {column.table} ({names}) VALUES ({literals})")
    return meant


def _fitting(kind: Kind, column: Declared) -> Sequence[Value]:
    """Return the values that a column takes: a primary key is never NULL."""
    of = METADATA.tables[column.table].c[column.name]
    return [each for each in kind.values_of(column) if each.meaning is not None or not of.primary_key]


def retype(connection: Connection, kind: Kind, table: Table, columns: Sequence[Declared]) -> None:
    """Empty these columns, change their type, and fill them with what is most ordinary."""
    names = [column.name for column in columns if not table.c[column.name].primary_key]
    if names:
        connection.exec_driver_sql(f"UPDATE {table.name} SET {', '.join(f'{name} = NULL' for name in names)}")
    types = {}
    for column in columns:
        before, types[column.name] = kind.statements(column)
        for statement in before:
            connection.exec_driver_sql(statement)
    if kind.dialect == "sqlite":
        _rebuild(connection, table, types)
    else:
        change = {"mariadb": "MODIFY {0} {1}", "postgresql": "ALTER {0} TYPE {1} USING NULL::{1}"}[kind.dialect]
        changes = ", ".join(change.format(name, type_) for name, type_ in types.items())
        connection.exec_driver_sql(f"ALTER TABLE {table.name} {changes}")
    for column in columns:
        if column.name in names and kind.role is Role.FLAG:
            connection.exec_driver_sql(f"UPDATE {table.name} SET {column.name} = {kind.values_of(column)[0].sql}")


def dialect_of(connection: Connection) -> Dialect:
    """Return the kind of database; MariaDB speaks as MySQL."""
    names: dict[str, Dialect] = {
        "sqlite": "sqlite",
        "postgresql": "postgresql",
        "mysql": "mariadb",
        "mariadb": "mariadb",
    }
    return names[connection.dialect.name]


def without_key(connection: Connection, table: Table) -> None:
    """Take the primary key from a table, so that nothing keeps its rows unique."""
    if connection.dialect.name == "sqlite":
        _rebuild(connection, table, {})
    else:
        key = f"CONSTRAINT {table.name}_pkey" if dialect_of(connection) == "postgresql" else "PRIMARY KEY"
        connection.exec_driver_sql(f"ALTER TABLE {table.name} DROP {key}")


def _rebuild(connection: Connection, table: Table, types: Literals) -> None:
    """Change types on SQLite, which cannot: create the table again; without types, without its primary key."""
    find = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?"
    statement = connection.exec_driver_sql(find, (table.name,)).scalar_one()
    for name, type_ in types.items():
        statement, done = re.subn(rf"(?m)^\t{name} \w+(\(\d+\))?", f"\t{name} {type_}", statement)
        assert done == 1, (table.name, name)
    if not types:
        statement = re.sub(r",\s*PRIMARY KEY \([^)]*\)", "", statement)
    connection.exec_driver_sql(f"CREATE TABLE was AS SELECT * FROM {table.name}")
    connection.exec_driver_sql(f"DROP TABLE {table.name}")
    connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"INSERT INTO {table.name} SELECT * FROM was")
    connection.exec_driver_sql("DROP TABLE was")
    for index in table.indexes:
        index.create(connection)


def _rows(kind: Kind, column: Declared, value: Value, number: int) -> Iterator[Literals]:
    """Yield what to insert for a value; most often one row."""
    row = {**_ordinary(kind, METADATA.tables[column.table], number), column.name: value.sql}
    if value.sql == "'NaN'" and column.name in {"quantity", "reserved_quantity"}:
        # What is more than a number is not known; here it is not asked.
        row["quantity" if column.name == "reserved_quantity" else "reserved_quantity"] = "NULL"
    yield row
    if column == Declared("vendor_platforms", "is_primary"):
        # Another platform comes first, unless this one is primary.
        yield {**row, "platform_id": "1", column.name: "NULL"}


def _ordinary(kind: Kind, table: Table, number: int) -> Literals:
    return {column.name: _literal(kind, column, number) for column in table.columns}


def _literal(kind: Kind, column: Column[Any], number: int) -> str:
    """Return what a column has where it is not the one that is tried."""
    of = Declared(column.table.name, column.name)
    if role_of(column) is Role.ID:
        return _id(of, number)
    if role_of(column) is kind.role and of in columns_of(kind.role):
        return "NULL" if of.name in {"code", "name"} else kind.values_of(of)[0].sql
    known = KNOWN.get(str(of), ("any",))[0]
    return {
        Role.FLAG: "FALSE" if of.name in {"is_enabled", "is_primary"} else "TRUE",
        Role.MOMENT: f"'2026-02-20 10:{_minute(of, number):02}:00'",
        Role.NUMBER: "1",
        Role.TEXT: "NULL" if of.name in {"code", "name"} else f"'{known}'",
    }[role_of(column)]


def _minute(column: Declared, number: int) -> int:
    """Return a minute; the more unusual a value is, the later its row was completed, and the earlier created."""
    return number % 60 if column.name == "completed_at" else 59 - number % 60


def _id(column: Declared, number: int) -> str:
    """Return an id; where keys are unique, each row has a vendor, a platform or a user that no other has."""
    if column.name == "id":
        return str(1000 + number)
    if column.name not in {"vendor_id", "platform_id"}:
        return str(number)
    if column.table == "content_pages" and column.name == "vendor_id" and number % 4 == 0:
        return "NULL"
    apart = {("vendor_platforms", "vendor_id"): 2 + number, ("vendor_platforms", "platform_id"): 2}
    apart[("platform_modules", "platform_id")] = 2 + number
    usual = 2 if column.name == "vendor_id" and number % 3 == 0 else 1
    return str(apart.get((column.table, column.name), usual))
