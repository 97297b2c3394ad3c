"""Shops that others wrote, with data: dumps in a folder beside the repository, not inside it."""

import gzip
import os
import subprocess
from pathlib import Path

from sqlalchemy import URL, Engine

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


def load(engine: Engine, name: str) -> None:
    """Make the shop `name` in the empty database of `engine`, with the database's own client.

    It is a recipe: `shared_database(dialect, load, name)` loads a shop once in a session.
    """
    statements = gzip.decompress(dump(name).read_bytes())
    command, environ = _client(engine.url)
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
