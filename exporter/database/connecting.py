"""Opens driver connections. Whatever is raised while connecting is a ConnectError: one line, without secrets."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any

from sqlalchemy import URL
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from exporter.config.connection import SettingError
from exporter.database.session_settings import MYSQL_SESSION

EXTRA = "orion-exporter[mysql]"
"""Installs PyMySQL, and what it needs for the logins of MySQL and MariaDB."""

_SHORT = 4
"""Shorter secrets are not masked, as they are part of other words."""

_TLS_FILE = re.compile(r"ssl_?(ca|cert|key|rootcert|crl)")
_SECRET = re.compile(r"(?i)pass|secret|token")
_MISSING = re.compile(r"(?i)'(cryptography|pynacl)' package is required")
_PLUGIN = re.compile(r"Authentication plugin '(?:b')?([^']+)'")
_ENCODED = {"password", "passwd", "server_public_key"}
"""Parameters that PyMySQL takes as bytes."""

_WAITS = ("read_timeout", "write_timeout")
_CONNECT = "connect_timeout"
_SILENT = re.compile(r"during query \(.*timed out\)")
"""What PyMySQL reports of a server that accepts the connection and then does not respond."""


class ConnectError(OperationalError):
    """The database cannot be connected to. `str()` is one line without secrets."""

    def __init__(self, message: str) -> None:
        super().__init__(None, None, ConnectionError(message))

    def __str__(self) -> str:
        return str(self.orig)


@contextmanager
def connecting(url: URL) -> Iterator[None]:
    """Raise a ConnectError instead of what the block raises, except for settings and for a pool that is in use."""
    try:
        yield
    except (SettingError, ConnectError, PoolTimeout):
        raise
    except Exception as error:  # noqa: BLE001 - drivers raise anything for options, files and passwords
        raise ConnectError(_message(error, url)) from None


def open_driver(dialect: Dialect, url: URL, defaults: Mapping[str, Any]) -> Any:
    """Return a connection of the driver; `defaults` are parameters that the URL may override."""
    args, given = dialect.create_connect_args(url)
    parameters = {**defaults, **given}
    if dialect.driver == "pymysql":
        # PyMySQL would encode passwords in Latin-1, and the key not at all. `surrogateescape` restores bytes of the
        # environment that are not UTF-8.
        for name in _ENCODED & parameters.keys():
            parameters[name] = parameters[name].encode("utf-8", "surrogateescape")
    limits = _of_handshake(dialect, parameters)
    connection = dialect.connect(*args, **{**parameters, **limits})
    if dialect.name in {"mysql", "mariadb"}:  # before SQLAlchemy asks which quotes and escapes the session uses
        with closing(connection.cursor()) as cursor:
            cursor.execute(f"SET SESSION {MYSQL_SESSION}")
    for name in limits:
        setattr(connection, f"_{name}", parameters.get(name))  # for statements, which take longer than a handshake
    return connection


def _of_handshake(dialect: Dialect, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the time limits of PyMySQL's handshake: its `connect_timeout` ends when the server has accepted."""
    if dialect.driver != "pymysql" or _CONNECT not in parameters:
        return {}
    limit = parameters[_CONNECT]
    return {name: min(parameters.get(name, limit), limit) for name in _WAITS}


def first_line(error: BaseException) -> str:
    """Return the first line of a driver's message, without the number of the error."""
    text = str(error.args[1]) if len(error.args) > 1 and isinstance(error.args[0], int) else str(error)
    return next(iter(text.strip().splitlines()), type(error).__name__)


def _message(error: Exception, url: URL) -> str:
    if isinstance(error, UnicodeError):  # its text contains characters of the password
        return "the address, user or password contains characters that cannot be encoded"
    if unreadable := _unreadable(url):
        return unreadable
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    line = first_line(cause)
    if plugin := _unsupported(line):
        known = "caching_sha2_password, ed25519 or mysql_native_password"
        return f"PyMySQL does not support the login {plugin}; use a user that is identified with {known}"
    if _SILENT.search(line):
        return "the server accepts the connection, but does not respond"
    if url.get_backend_name() == "sqlite" and "unable to open" in line:
        return f"{line} {url.database}; check that it exists and is readable"
    if isinstance(error, OSError) and not isinstance(
        error, ConnectionError
    ):  # TLS settings; drivers wrap the network's
        line += "; check that the TLS files in the options exist and belong together"
    if isinstance(error, TypeError | ValueError | LookupError | AttributeError):
        line += "; check database.options and the options in the URL"
    return _masked(line, url) + _install(line)


def _unreadable(url: URL) -> str:
    for name, value in url.query.items():
        if _TLS_FILE.fullmatch(name) and isinstance(value, str) and value != "system" and not os.access(value, os.R_OK):
            return f"{name}: cannot read {value}; check that the file exists and is readable"
    return ""


def _install(line: str) -> str:
    return f"; run pip install '{EXTRA}'" if _MISSING.search(line) else ""


def _unsupported(line: str) -> str:
    """Return the authentication plugin that PyMySQL does not have; "" if the line is about something else."""
    if "scramble_old_password" in line:  # a function that it calls and does not have
        return "mysql_old_password"
    found = _PLUGIN.search(line)
    return found[1] if found else ""


def _masked(line: str, url: URL) -> str:
    secrets = [url.password, *(value for name, value in url.query.items() if _SECRET.search(name))]
    for secret in secrets:
        if isinstance(secret, str) and len(secret) >= _SHORT and secret not in {url.username, url.database, url.host}:
            line = line.replace(secret, "***")
    return line
