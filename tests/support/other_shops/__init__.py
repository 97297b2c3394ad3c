"""Shops that others wrote, with data: dumps in a folder beside the repository, not inside it."""

import gzip
import os
import subprocess
from pathlib import Path
from typing import Any
from zoneinfo import TZPATH

from sqlalchemy import URL, Connection, Engine, text

from tests.support.tools import missing, tool

DUMPS = Path(__file__).parents[4] / "shared/shops"


def dump(name: str) -> Path:
    """Return the file with the statements that make the shop `name`.

    Without it the test is skipped, or fails where CI=true.
    """
    path = DUMPS / f"{name}.sql.gz"
    if not path.is_file():
        missing(f"there is no dump of the shop {name}: {path} does not exist")
    return path


def load(engine: Engine, name: str, without: bytes | None = None) -> None:
    """Make the shop `name` in the empty database of `engine`, with the database's own client.

    It is a recipe: `shared_database(dialect, load, name)` loads a shop once in a session. Lines that contain `without`
    are skipped, such as those of an extension that the server lacks and no table uses.
    """
    statements = gzip.decompress(dump(name).read_bytes())
    if without is not None:
        statements = b"".join(line for line in statements.splitlines(keepends=True) if without not in line)
    _execute(engine.url, statements)


def insert(connection: Connection, table: str, **row: Any) -> None:
    """Insert a row into a table of MariaDB."""
    columns = ", ".join(f"`{name}`" for name in row)
    places = ", ".join(f":{name}" for name in row)
    connection.execute(text(f"INSERT INTO `{table}` ({columns}) VALUES ({places})"), row)


def load_zone(engine: Engine, name: str) -> None:
    """Make a time zone known to the server of MariaDB, whose tables of time zones are empty."""
    with engine.connect() as connection:
        if connection.scalar(text("SELECT 1 FROM mysql.time_zone_name WHERE Name = :name"), {"name": name}):
            return
    file = next((path for folder in TZPATH if (path := Path(folder, name)).is_file()), None)
    if file is None:
        missing(f"the time zone {name} is not installed; on Debian: apt-get install tzdata")
    program = tool("mariadb-tzinfo-to-sql", "mysql_tzinfo_to_sql")
    statements = subprocess.run([program, file, name], capture_output=True, check=True).stdout
    _execute(engine.url.set(database="mysql"), statements)


def _execute(url: URL, statements: bytes) -> None:
    command, environ = _client(url)
    done = subprocess.run(command, env=os.environ | environ, input=statements, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def _client(url: URL) -> tuple[list[str], dict[str, str]]:
    """Return the command that executes the statements on its standard input, and the variable with its password."""
    host, port, user, database, password = map(str, (url.host, url.port, url.username, url.database, url.password))
    if url.get_backend_name() == "postgresql":
        options = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction"]
        place = [f"--host={host}", f"--port={port}", f"--username={user}", f"--dbname={database}"]
        return [str(tool("psql")), *options, *place], {"PGPASSWORD": password}
    place = [f"--host={host}", f"--port={port}", f"--user={user}", f"--database={database}"]
    return [str(tool("mariadb")), "--no-defaults", "--protocol=TCP", *place], {"MYSQL_PWD": password}
