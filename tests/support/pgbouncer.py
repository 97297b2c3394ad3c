"""Debian's PgBouncer before a PostgreSQL server, in transaction mode and with as little help as it can give."""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import URL

from tests.support.databases import Server
from tests.support.folders import account, environment, server_folder
from tests.support.tools import Account, free_port, process, tool

# One connection to the server for all clients: whatever a transaction leaves behind, the next one meets.
# No startup parameter is ignored, nothing is reset between transactions, and nothing can be prepared.
_SETTINGS = """\
[databases]
* = host={host} port={port}

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {own_port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {users}
pool_mode = transaction
default_pool_size = 1
"""

_CAN_PREPARE = (1, 21)
"""The first version that has `max_prepared_statements`; those before it prepare nothing."""


@contextmanager
def before(server: Server) -> Iterator[URL]:
    """Start PgBouncer before `server`, for its administrator; yield the URL to reach the server through it."""
    owner, program = account(), tool("pgbouncer")
    with server_folder("pgbouncer", owner) as folder:
        url = server.url.set(port=free_port())
        with process(
            [program, _configuration(folder, server, url, program, owner)],
            log=folder / "log",
            up=lambda: _answers(url),
            account=owner,
            cwd=folder,
            env=environment(folder),
        ):
            yield url


def _configuration(folder: Path, server: Server, url: URL, program: Path, owner: Account | None) -> Path:
    users, file = folder / "users", folder / "pgbouncer.ini"
    _write(users, f'"{server.url.username}" "{server.password}"\n', owner)
    settings = _SETTINGS.format(host=server.url.host, port=server.url.port, own_port=url.port, users=users)
    if _version(program) >= _CAN_PREPARE:
        settings += "max_prepared_statements = 0\n"
    _write(file, settings, owner)
    return file


def _write(path: Path, text: str, owner: Account | None) -> None:
    path.touch(mode=0o600)
    path.write_text(text)
    if owner is not None:
        os.chown(path, owner.uid, owner.gid)


def _version(program: Path) -> tuple[int, ...]:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"PgBouncer (\d+)\.(\d+)", said)
    assert found, said
    return tuple(map(int, found.groups()))


def _answers(url: URL) -> bool:
    try:
        psycopg.connect(
            host=url.host,
            port=url.port,
            user=url.username,
            password=url.password,
            dbname=url.database,
            connect_timeout=2,
        ).close()
    except psycopg.OperationalError:
        return False
    return True
