"""Finds the table behind the SELECT of a relation, as the drivers of PostgreSQL, MariaDB and MySQL report it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, FromClause, TableClause, column, false, select
from sqlalchemy.orm import Session

from exporter.database.catalog import postgresql
from exporter.database.catalog.reading import relation_of
from exporter.database.catalog.relation import Relation
from exporter.relations.of_session import relations_of
from exporter.relations.sql_text import SqlError, tokens

_NOT_PLAIN = {"WITH", "LIMIT", "FETCH", "OFFSET", "UNION", "INTERSECT", "EXCEPT", "FOR"}
_INSIDE = 2
"""Number of times that SELECT occurs in the text of a SELECT with another one in it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A table or view of the database, and its names for the columns of a relation."""

    table: Relation
    names: Mapping[str, str]


def origin(db: Session, relation: FromClause | None, columns: Collection[str]) -> Origin | None:
    """Return from which table a relation has these columns.

    None if they are from several tables or computed, if the driver does not tell, or if there is no such table. The
    columns of a relation without a SELECT are those of the table of its name. Raises sqlalchemy.exc.DBAPIError.
    """
    if not isinstance(relation, TableClause):
        return None
    connection, given = db.connection(), relations_of(db).of(relation.name)
    if given is None or not given.sql:
        table = relation_of(connection, relation.name)
        return None if table is None else Origin(table, {each: each for each in columns})
    if connection.dialect.name == "postgresql":
        return _of_postgresql(connection, relation, columns)
    if connection.dialect.name in {"mysql", "mariadb"} and given.for_each is None and _is_plain(given.sql):
        return _of_mysql(connection, given.sql, columns)
    return None


def _of_postgresql(connection: Connection, relation: TableClause, columns: Collection[str]) -> Origin | None:
    result: Any = connection.execute(select(*map(column, columns)).select_from(relation).where(false()))
    told, found = result.cursor.pgresult, [each[0] for each in result.cursor.description]
    places = {name: (told.ftable(at), told.ftablecol(at)) for at, name in enumerate(found)}
    result.close()
    tables = {table for table, _ in places.values()}
    if len(tables) != 1 or 0 in tables:
        return None
    (number,) = tables
    table, names = postgresql.relation_of_oid(connection, number)
    return None if table is None else Origin(table, {name: names[at] for name, (_, at) in places.items()})


def _of_mysql(connection: Connection, sql: str, columns: Collection[str]) -> Origin | None:
    # In a derived table, its alias is reported instead of the table; so the SELECT is run as it is.
    result: Any = connection.exec_driver_sql(f"{sql}\nLIMIT 0".replace("%", "%%"))
    fields = {each.name: each for each in result.cursor._result.fields}  # noqa: SLF001 - PyMySQL has no other way
    result.close()
    here = connection.exec_driver_sql("SELECT database()").scalar()
    wanted = [fields[each] for each in columns if each in fields]
    tables = {(_text(each.db), each.org_table) for each in wanted}
    if len(wanted) != len(columns) or len(tables) != 1 or not all(each.org_name for each in wanted):
        return None
    ((schema, name),) = tables
    table = relation_of(connection, name) if schema == here else None
    return None if table is None else Origin(table, {each: fields[each].org_name for each in columns})


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def _is_plain(sql: str) -> bool:
    """Whether a SELECT has no other one in it, and a LIMIT may be appended to it."""
    try:
        words = [each.text.upper() for each in tokens(sql) if each.kind == "name"]
    except SqlError:
        return False
    return words.count("SELECT") < _INSIDE and _NOT_PLAIN.isdisjoint(words)
