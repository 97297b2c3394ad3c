"""django-oscar: the shop that `oscar_data` makes with Oscar's own migrations and factories."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from psycopg.sql import SQL, Identifier
from sqlalchemy import URL, Engine, inspect

from tests.packaging import ROOT
from tests.support.databases import Database, Dialect, SharedDatabase
from tests.support.postgres import programs
from tests.support.processes import alone, shared_folder

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
"""The present of the shop: an hour after its last order."""

ORDERS = 500


def oscar(shared: SharedDatabase, dialect: Dialect, folders: pytest.TempPathFactory) -> Database:
    """Return the database of the shop that all tests share; its engine cannot write."""
    return shared(dialect, load, shared_folder(folders))


def load(engine: Engine, place: Path) -> None:
    """Make the shop in an empty database, or copy it from the file in the folder `place` if it has been made before.

    On PostgreSQL, Oscar's migrations make the tables; the rows are those that its factories make on SQLite.
    """
    if engine.dialect.name == "sqlite":
        _copy(_original(place), engine)
        return
    kept, original = place / "oscar.postgresql", _original(place)
    with alone(place / f"{kept.name}.lock"):
        made = not kept.exists()
        if made:
            create(engine.url, "--empty")
            _transfer(original, engine)
            _client(engine, "pg_dump", "--no-owner", f"--file={kept}.new")
            Path(f"{kept}.new").rename(kept)
    if not made:
        _client(engine, "psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", f"--file={kept}")


def create(url: URL, *options: str) -> None:
    """Make the shop in an empty database, in a separate process: Django has one configuration in each."""
    settings = {
        "OSCAR_DATABASE": url.render_as_string(hide_password=False),
        "DJANGO_SETTINGS_MODULE": "tests.support.other_shops.oscar_settings",
        "PYTHONHASHSEED": "0",
    }
    command = [sys.executable, "-m", "tests.support.other_shops.oscar_data", *options]
    _run(command, os.environ | settings)


def _original(place: Path) -> Path:
    """Return the file of the shop on SQLite, which the first process makes that needs it."""
    kept = place / "oscar.sqlite"
    with alone(place / f"{kept.name}.lock"):
        if not kept.exists():
            create(URL.create("sqlite", database=f"{kept}.new"))
            Path(f"{kept}.new").rename(kept)
    return kept


def _run(command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr.decode()


def _copy(file: Path, engine: Engine) -> None:
    with closing(sqlite3.connect(file)) as source, engine.connect() as target:
        driver: sqlite3.Connection = target.connection.dbapi_connection  # type: ignore[assignment]  # of SQLite
        source.backup(driver)


def _transfer(file: Path, engine: Engine) -> None:
    """Replace the rows of all tables on PostgreSQL by those of the same tables on SQLite, whose times are in UTC."""
    with closing(sqlite3.connect(file)) as source, engine.begin() as connection:
        driver: psycopg.Connection = connection.connection.dbapi_connection  # type: ignore[assignment]  # of PostgreSQL
        driver.execute("SET LOCAL TIME ZONE 'UTC'")
        driver.execute("SET LOCAL session_replication_role = replica")  # which needs no order of tables
        tables = inspect(connection).get_table_names()
        driver.execute(SQL("TRUNCATE {}").format(SQL(", ").join(map(Identifier, tables))))
        for table in tables:
            rows = source.execute(f'SELECT * FROM "{table}"')
            names = SQL(", ").join(Identifier(column[0]) for column in rows.description)
            into = SQL("COPY {} ({}) FROM STDIN").format(Identifier(table), names)
            with driver.cursor() as cursor, cursor.copy(into) as copy:
                for row in rows:
                    copy.write_row(row)


def _client(engine: Engine, name: str, *options: str) -> None:
    """Run a client of the server's own version on the database."""
    url = engine.url
    address = [f"--host={url.host}", f"--port={url.port}", f"--username={url.username}", f"--dbname={url.database}"]
    with TemporaryDirectory() as copies:
        command = [str(programs(Path(copies), None) / name), *options, *address]
        _run(command, os.environ | {"PGPASSWORD": str(url.password)})
