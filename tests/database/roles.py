"""The role of deploy/sql: what the files grant, what the code reads, and the role itself on a real server."""

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import ColumnClause, TableClause, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection

from exporter.collection.discovery import discover
from exporter.config.configuration import load
from exporter.query import Query
from providers import PROVIDERS
from tests.support import postgres
from tests.support.databases import Database, Dialect
from tests.support.tools import tool

ROOT = Path(__file__).parents[2]
NAME = {"postgresql": "orion_exporter", "mariadb": "'orion_exporter'@'%'"}
GUIDE = (ROOT / "docs/DATABASE.md").read_text(encoding="utf-8")
PASSWORD = "of the test"

_GRANT = re.compile(r"^GRANT (SELECT \(([^)]+)\)[^;]*?)\s+ON (\w+) TO ([^;]+);", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Grant:
    """A line of the file: the privileges as they are written, the columns that they name, and who gets them."""

    privileges: str
    columns: tuple[str, ...]
    grantee: str


def granted(dialect: Dialect) -> dict[str, Grant]:
    """Return what the file of a dialect grants, by table; no table is there twice."""
    found: dict[str, Grant] = {}
    text = (ROOT / f"deploy/sql/{dialect}.sql").read_text(encoding="utf-8")
    for privileges, columns, table, grantee in _GRANT.findall(text):
        assert table not in found, f"twice: {table}"
        found[table] = Grant(privileges, tuple(re.split(r",\s*", columns)), grantee)
    assert len(found) == text.count("\nGRANT SELECT"), "a grant that this does not understand"
    return found


def read_by_providers() -> dict[str, dict[str, set[str]]]:
    """Return the tables and columns that each built-in provider reads, by category."""
    found: dict[str, dict[str, set[str]]] = {}
    for provider in discover(load(None, {}), PROVIDERS, tuple):
        if provider.source.pivoted is not None:  # what the thresholds read is granted by those who want it
            found[provider.category] = _read_by(provider.source.pivoted.queries)
    return found


def _read_by(queries: Iterable[Query]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for query in queries:
        for table, columns in query.tables().items():
            found.setdefault(table, set()).update(columns)
        # What a period, a filter or a refresh of what has changed may add to the statement.
        for column in (query.vendor, query.platform, query.time_column, query.updated_at, query.primary_key):
            if isinstance(column, ColumnClause) and isinstance(column.table, TableClause):
                found.setdefault(column.table.name, set()).add(column.name)
    return found


def command(dialect: Dialect) -> str:
    """Return the line of the guide that applies the file."""
    (line,) = re.findall(rf"^.*deploy/sql/{dialect}\.sql$", GUIDE, re.MULTILINE)
    return str(line)


def apply(database: Database, home: Path) -> None:
    """Run the line of the guide as the server's administrator, in a shell."""
    name = make_url(database.url).database or ""
    line = command(database.dialect).replace("dbname=shop", f"dbname={name}").replace("mariadb shop", f"mariadb {name}")
    done = subprocess.run(
        ["bash", "-euc", line], cwd=ROOT, env=_environment(database, home), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr


def _environment(database: Database, home: Path) -> Mapping[str, str]:
    url = make_url(database.url)
    if database.dialect == "postgresql":
        psql = postgres.programs(home, None)
        return {
            "PATH": f"{psql}:{os.environ['PATH']}",
            "PGHOST": str(url.host),
            "PGPORT": str(url.port),
            "PGUSER": str(url.username),
            "PGPASSWORD": str(url.password),
        }
    options = home / ".my.cnf"
    options.touch(mode=0o600)
    options.write_text(
        f"[client]\nhost={url.host}\nport={url.port}\nuser={url.username}\npassword={url.password}\nprotocol=tcp\n"
    )
    return {"PATH": f"{tool('mariadb').parent}:{os.environ['PATH']}", "HOME": str(home)}


def for_thresholds(dialect: Dialect) -> str:
    """Return the grant that the file has for those who keep thresholds in a table."""
    text = (ROOT / f"deploy/sql/{dialect}.sql").read_text(encoding="utf-8")
    (grant,) = re.findall(r"-- (GRANT .* ON alert_thresholds .*;)", text)
    return str(grant)


@contextmanager
def role(database: Database, home: Path, *, thresholds: bool = False) -> Iterator[str]:
    """Make the role as the guide says, and return the URL to read with it; it is gone at the end."""
    apply(database, home)
    if thresholds:
        execute(database, for_thresholds(database.dialect))
    try:
        unlock(database)
        url = make_url(database.url).set(username="orion_exporter", password=PASSWORD)
        yield url.render_as_string(hide_password=False)
    finally:
        name = NAME[database.dialect]
        execute(database, *([f"DROP OWNED BY {name}"] if database.dialect == "postgresql" else []))
        execute(database, f"DROP {'ROLE' if database.dialect == 'postgresql' else 'USER'} {name}")


def unlock(database: Database) -> None:
    """Give the role its password: on MariaDB with the guide's own statement."""
    if database.dialect == "postgresql":
        execute(database, f"ALTER ROLE {NAME['postgresql']} PASSWORD '{PASSWORD}'")
        return
    (statement,) = re.findall(r"^ALTER USER.*;$", GUIDE, re.MULTILINE)
    execute(database, str(statement).replace("the password", PASSWORD))


def execute(database: Database, *statements: str) -> None:
    """Run statements as they are, as the administrator."""
    with database.engine.connect() as connection:
        driver: DBAPIConnection = connection.connection.dbapi_connection  # type: ignore[assignment]  # it is connected
        cursor = driver.cursor()
        for statement in statements:
            cursor.execute(statement)
        driver.commit()
