"""The tables of a whole database, by their names and columns."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Inspector, inspect, text
from sqlalchemy.engine.reflection import ObjectKind
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from exporter.database.dialects import KNOWN, apart

_COLUMNS = """
    SELECT table_name, column_name, data_type FROM information_schema.columns
    WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position
"""
"""For dialects whose SQLAlchemy driver cannot say it, such as DuckDB's."""

_ELSEWHERE = """
    SELECT table_schema, COUNT(*) FROM information_schema.tables
    WHERE LOWER(table_schema) NOT IN
      ('information_schema', 'pg_catalog', 'pg_toast', 'mysql', 'performance_schema', 'sys')
    GROUP BY table_schema ORDER BY 2 DESC, 1
"""


_MOST_SCHEMAS = 3


def names_of_tables(connection: Connection) -> list[str]:
    """Return the names of the tables and views in the default schema."""
    if connection.dialect.name not in KNOWN:
        return [*_reflected(connection)]
    inspector = inspect(connection)
    return [*inspector.get_table_names(), *inspector.get_view_names()]


def columns_of_tables(connection: Connection) -> dict[str, dict[str, Any]]:
    """Return the types of the columns, by table or view and column; of names that can be written in one line."""
    tables = _reflected(connection)
    return {
        name: {column: type_ for column, type_ in tables[name].items() if column.isprintable()}
        for name in sorted(tables)
        if name.isprintable()
    }


def elsewhere(connection: Connection) -> dict[str, int]:
    """Return the number of tables that the user can see in other schemas, by schema: those with the most."""
    if connection.dialect.name == "sqlite":
        return {}
    own = inspect(connection).default_schema_name
    try:
        with apart(connection) as other:
            found = {str(schema): int(count) for schema, count in other.execute(text(_ELSEWHERE))}
    except DBAPIError:  # a dialect without an information schema
        return {}
    others = [schema for schema in found if schema != own and schema.isprintable()]
    return {schema: found[schema] for schema in others[:_MOST_SCHEMAS]}


def _by_information_schema(connection: Connection) -> Mapping[str, Mapping[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for table, column, type_ in connection.execute(text(_COLUMNS)):
        found.setdefault(table, {})[column] = type_
    return found


def _reflected(connection: Connection) -> Mapping[str, Mapping[str, Any]]:
    try:
        with apart(connection) as other:
            every = inspect(other).get_multi_columns(kind=ObjectKind.ANY)
            found = {name: columns for (_, name), columns in every.items()}
    except (SQLAlchemyError, NotImplementedError):  # on SQLite a view whose table is gone
        if connection.dialect.name not in KNOWN:
            return _by_information_schema(connection)
        found = dict(_one_by_one(connection, inspect(connection)))
    return {name: {each["name"]: each["type"] for each in columns} for name, columns in found.items()}


def _one_by_one(connection: Connection, inspector: Inspector) -> Iterator[tuple[str, Any]]:
    for name in (*inspector.get_table_names(), *inspector.get_view_names()):
        try:
            with connection.begin_nested():
                yield name, inspector.get_columns(name)
        except SQLAlchemyError:
            continue
