"""The handmade shop in databases of dialects that the exporter does not know."""

from pathlib import Path
from typing import Any

from sqlalchemy import Column, Engine, MetaData, Table, create_engine, insert, make_url
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from exporter.demo.schema import METADATA
from tests.support import handmade

OTHER = "othersql"


class OtherDialect(PGDialect_psycopg):
    """PostgreSQL under a name that the exporter does not know."""

    name = OTHER
    supports_statement_cache = True


registry.register(OTHER, __name__, OtherDialect.__name__)


def other(url: str) -> str:
    """Return the URL of a PostgreSQL database as one of the other dialect."""
    return make_url(url).set(drivername=OTHER).render_as_string(hide_password=False)


def build(engine: Engine) -> None:
    """Create the tables of the shop, without keys and indexes, and put its rows into them."""
    tables = MetaData()
    for name, table in METADATA.tables.items():
        Table(name, tables, *(Column(column.name, column.type) for column in table.columns))
    tables.create_all(engine)
    with engine.begin() as connection:
        for name, (columns, rows) in handmade.SHOP.items():
            values: list[dict[str, Any]] = [dict(zip(columns.split(), row, strict=True)) for row in rows]
            connection.execute(insert(tables.tables[name]), values)


def duckdb_file(path: Path) -> str:
    """Write the shop into a file of DuckDB, and return its URL."""
    engine = create_engine(f"duckdb:///{path}")
    build(engine)
    engine.dispose()
    return f"duckdb:///{path}"
