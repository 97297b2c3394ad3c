"""Builds SQLAlchemy URLs and the connect arguments of drivers."""

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import NoSuchModuleError, SQLAlchemyError

from exporter.config.connection import ConnectionTarget, SettingError
from exporter.config.values import DRIVERS
from exporter.database.connecting import EXTRA, connecting, open_driver
from exporter.database.dialects import KNOWN, opens_read_only
from exporter.database.limits import Limits

_PACKAGES = {
    "mysql+pymysql": EXTRA,
    "mariadb+pymysql": EXTRA,
    "postgresql+psycopg": "psycopg[binary]",
    "postgresql+psycopg2": "psycopg2-binary",
    "duckdb": "orion-exporter[duckdb]",
    "mssql+pymssql": "pymssql",
    "mssql": "pyodbc",
    "oracle": "oracledb",
    "bigquery": "sqlalchemy-bigquery",
    "clickhouse": "clickhouse-sqlalchemy",
    "cockroachdb": "sqlalchemy-cockroachdb",
    "databricks": "databricks-sqlalchemy",
    "firebird": "sqlalchemy-firebird",
    "redshift": "sqlalchemy-redshift",
    "snowflake": "snowflake-sqlalchemy",
    "trino": "trino[sqlalchemy]",
    "vertica": "sqlalchemy-vertica-python",
}
"""The package of a dialect, or of one of its drivers: https://docs.sqlalchemy.org/en/20/dialects/"""

_APPLICATION = "orion-exporter"

_SHORT = 4


def writing_engine(target: ConnectionTarget) -> Engine:
    """Return an engine with write access, used only by the demo shop.

    Raises SettingError if the driver is not installed, or does not accept the URL.
    """
    engine = engine_of(url := url_of(target))

    @event.listens_for(engine, "do_connect")
    def connect(dialect: Dialect, *_: object) -> Any:
        with connecting(url):
            return open_driver(dialect, url, {})

    return engine


def engine_of(url: URL, loc: tuple[str, ...] = ("database",), **arguments: Any) -> Engine:
    """Return an engine. Raises SettingError for `loc` if the driver is not installed, or does not accept the URL."""
    try:
        return create_engine(url, hide_parameters=True, **arguments)
    except (ImportError, NoSuchModuleError):
        raise SettingError(loc, f"driver {url.drivername} is not installed; {_remedy(url)}") from None
    except (SQLAlchemyError, ValueError, TypeError) as error:
        message = f"{error}; check the address, and the options in {'.'.join(loc)}.options or the URL"
        raise SettingError(loc, " ".join(message.split())) from None


def _remedy(url: URL) -> str:
    name = url.get_backend_name()
    if package := _PACKAGES.get(url.drivername) or _PACKAGES.get(name):
        return f"run pip install '{package}'"
    if name in KNOWN:
        return f"use {name} without the name of a driver"
    meant = get_close_matches(name, (*DRIVERS, *_PACKAGES), n=1, cutoff=0.75)
    package = f"install the package with the SQLAlchemy dialect {name}"
    return f'did you mean "{meant[0]}"?' if meant else f"{package}, or use {', '.join(DRIVERS)}"


def url_of(target: ConnectionTarget) -> URL:
    """Return a target as an SQLAlchemy URL, including the password."""
    if target.url is not None:
        return make_url(target.url)
    return URL.create(
        target.drivername,
        target.username,
        target.password,
        target.host,
        target.port,
        target.database,
        dict(target.query),
    )


def confidential_in(url: URL) -> frozenset[str]:
    """Return the path of the file that a URL names, as written and as an absolute one, and the values of its options.

    Short values and numbers are none: they reveal nothing, and are parts of other texts.
    """
    options = [each for value in url.query.values() for each in ([value] if isinstance(value, str) else value)]
    found = {each for each in options if len(each) >= _SHORT and not each.isdecimal()}
    path = (url.database or "").removeprefix("file:")
    is_file = url.get_backend_name() in {"sqlite", "duckdb"} or "/" in path
    if path and url.host is None and is_file and path != ":memory:":
        found |= {path, str(Path(path).absolute()), str(Path(path).resolve())}
    return frozenset(found)


def driver_parameters(dialect: Dialect, url: URL, limits: Limits) -> Mapping[str, Any]:
    """Return the connect arguments of a driver in addition to the address: timeouts, keepalives, application name."""
    timeout = max(1, round(limits.connect))
    if dialect.name == "duckdb":
        return {"read_only": True} if opens_read_only(url) else {}
    if dialect.driver in {"psycopg", "psycopg2"}:
        return {
            **({"prepare_threshold": None} if dialect.driver == "psycopg" else {}),
            "connect_timeout": timeout,
            "application_name": _APPLICATION,
            "keepalives_idle": 30,
            "keepalives_interval": 10,
            "keepalives_count": 3,
            "tcp_user_timeout": round(limits.statement * 1000),
        }
    if dialect.driver != "pymysql":
        return {}
    # Statements of a server that no longer responds would never end otherwise; `open_driver` limits the handshake.
    patience = round(limits.idle) + timeout
    return {
        "connect_timeout": timeout,
        "charset": "utf8mb4",
        "program_name": _APPLICATION,
        "read_timeout": patience,
        "write_timeout": patience,
    }
