"""Debian's MariaDB, started in a temporary folder, on its own socket and loopback port."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pymysql
from sqlalchemy import URL

from tests.support.databases import Server
from tests.support.folders import account, environment, memory, run_as, server_folder
from tests.support.tools import Account, free_port, process, tool

# Nothing here outlives a test. A time zone that is not UTC shows an exporter that relies on the session's.
_OPTIONS = (
    "--bind-address=127.0.0.1",
    "--skip-name-resolve",
    "--character-set-server=utf8mb4",
    "--collation-server=utf8mb4_general_ci",
    "--default-time-zone=-03:30",
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-flush-method=nosync",
    "--innodb-doublewrite=0",
    "--innodb-buffer-pool-size=128M",
    "--innodb-log-file-size=32M",
    "--skip-log-bin",
)


@contextmanager
def running(place: str | None = None, options: Sequence[str] = ()) -> Iterator[Server]:
    """Start a server in a folder of `place`, or where it is quickest; its user `orion` may do everything."""
    owner, server = account(), tool("mariadbd")
    with server_folder("mariadb", owner, place or memory()) as folder:
        _initialise(tool("mariadb-install-db"), folder, owner)
        password, port = secrets.token_urlsafe(12), free_port()
        socket, log = folder / "socket", folder / "log"
        url = URL.create("mysql+pymysql", "orion", password, "127.0.0.1", port)
        with process(
            [
                server,
                "--no-defaults",
                f"--datadir={folder / 'data'}",
                f"--socket={socket}",
                f"--port={port}",
                f"--pid-file={folder / 'pid'}",
                f"--tmpdir={folder}",
                f"--init-file={_users(folder, password)}",
                *_OPTIONS,
                *options,
            ],
            log=log,
            up=lambda: _answers(port, password),
            account=owner,
            cwd=folder,
            env=environment(folder),
        ):
            yield Server("mariadb", url, "DROP DATABASE {name}", socket, log, password)


def _initialise(program: Path, folder: Path, owner: Account | None) -> None:
    command: list[str | Path] = [
        program,
        "--no-defaults",
        "--auth-root-authentication-method=normal",
        "--skip-test-db",
        f"--datadir={folder / 'data'}",
        f"--tmpdir={folder}",
    ]
    run_as(owner, command, folder)


def _users(folder: Path, password: str) -> Path:
    """Write the statements that the server begins with: one user with the password, and no root without one."""
    file = folder / "users.sql"
    # mariadbd reads one statement from each line. Only the owner of the folder and root can reach the file.
    file.write_text(
        f"CREATE USER orion IDENTIFIED BY '{password}';\n"
        "GRANT ALL ON *.* TO orion WITH GRANT OPTION;\n"
        "DELETE FROM mysql.global_priv WHERE User IN ('', 'root');\n"
        "FLUSH PRIVILEGES;\n"
    )
    return file


def _answers(port: int, password: str) -> bool:
    try:
        pymysql.connect(host="127.0.0.1", port=port, user="orion", password=password, connect_timeout=2).close()
    except pymysql.err.OperationalError:
        return False
    return True
