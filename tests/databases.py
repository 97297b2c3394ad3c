"""A fresh, empty, real database for a test: SQLite, PostgreSQL or MariaDB."""

import os
import pwd
import secrets
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol, get_args

from sqlalchemy import URL, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from tests.tools import Account

Dialect = Literal["sqlite", "postgresql", "mariadb"]
DIALECTS: tuple[Dialect, ...] = get_args(Dialect)

MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory."""

ROOM_BYTES = 2_000_000_000
"""What the servers of a few processes may need together."""


@dataclass(frozen=True, slots=True)
class Database:
    """An empty database: its dialect, its URL with the password in it, and an engine that may write."""

    dialect: Dialect
    url: str
    engine: Engine


@dataclass(frozen=True, slots=True)
class Server:
    """A running database server: its administrator's URL, the statement that drops a database, and its socket."""

    dialect: Dialect
    url: URL
    drop: str
    socket: Path
    log: Path
    password: str = field(default="", repr=False)


class MakeDatabase(Protocol):
    """The fixture `make_database`."""

    def __call__(self, dialect: Dialect) -> Database:
        """Return a fresh database; it is dropped when the test ends."""


@contextmanager
def on_server(server: Server) -> Iterator[Database]:
    """Create a database with a name of its own, and drop it with whatever is still connected to it."""
    name = f"shop_{secrets.token_hex(6)}"
    administrator = create_engine(server.url, isolation_level="AUTOCOMMIT")
    url = server.url.set(database=name)
    try:
        _execute(administrator, f"CREATE DATABASE {name}")
        with _engine(url) as engine:
            yield Database(server.dialect, url.render_as_string(hide_password=False), engine)
    finally:
        if server.dialect == "mariadb":
            _disconnect(administrator, name)
        _execute(administrator, server.drop.format(name=name))
        administrator.dispose()


@contextmanager
def in_file(path: Path) -> Iterator[Database]:
    """Create an SQLite database in the file `path`."""
    sqlite3.connect(path).close()
    url = URL.create("sqlite", database=str(path))
    with _engine(url) as engine:
        # Nothing outlives a test, so nothing has to reach the disk.
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF"))
        yield Database("sqlite", url.render_as_string(), engine)


@contextmanager
def _engine(url: URL) -> Iterator[Engine]:
    engine = create_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


def _execute(engine: Engine, statement: str) -> None:
    with engine.connect() as connection:
        connection.execute(text(statement))


def _disconnect(administrator: Engine, name: str) -> None:
    """A transaction that a failed test left open would keep DROP DATABASE waiting for its lock."""
    with administrator.connect() as connection:
        query = text("SELECT id FROM information_schema.processlist WHERE db = :name")
        for number in connection.scalars(query, {"name": name}).all():
            # A connection that has just been closed may be gone before it can be killed.
            with suppress(DBAPIError):
                connection.exec_driver_sql(f"KILL CONNECTION {int(number)}")


def account() -> Account | None:
    """Return whom a server runs as: `nobody` if the tests run as root (both servers refuse root), else oneself."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


@contextmanager
def server_folder(prefix: str, owner: Account | None, place: str = "/tmp") -> Iterator[Path]:
    """Make a folder that only `owner` (and root) can enter, and remove it with everything in it.

    The path of a socket has at most 104 bytes, which a folder deeper than /tmp would exceed.
    """
    folder = Path(tempfile.mkdtemp(prefix=f"orion-{prefix}-", dir=place))
    try:
        if owner is not None:
            os.chown(folder, owner.uid, owner.gid)
        yield folder
    finally:
        shutil.rmtree(folder)


def memory() -> str:
    """Return where a server's data is quickest: in memory, if there is room; else on the disk."""
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM_BYTES
    return str(MEMORY) if roomy else "/tmp"


def environment(folder: Path) -> dict[str, str]:
    """Return a server's whole environment: none of a developer's own settings (PGPORT, LC_ALL) reaches it."""
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin"))
    return {"PATH": path, "LC_ALL": "C", "HOME": str(folder), "TMPDIR": str(folder)}


def run_as(owner: Account | None, command: Sequence[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `command` as `owner` in `folder` and return what it said; fails the test with its output if it fails."""
    done = subprocess.run(
        list(command),
        user=owner.uid if owner else None,
        group=owner.gid if owner else None,
        extra_groups=[] if owner else None,
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done
