"""Builds SQLAlchemy URLs and the connect arguments of drivers."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import NoSuchModuleError, SQLAlchemyError

from exporter.config.connection import ConnectionTarget, SettingError
from exporter.database.connecting import EXTRA, connecting, open_driver
from exporter.database.limits import Limits

_APPLICATION = "orion-exporter"


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


def engine_of(url: URL, **arguments: Any) -> Engine:
    """Return an engine. Raises SettingError if the driver is not installed, or does not accept the URL."""
    try:
        return create_engine(url, hide_parameters=True, **arguments)
    except (ImportError, NoSuchModuleError):
        raise SettingError(("database",), f"driver {url.drivername} is not installed; {_remedy(url)}") from None
    except (SQLAlchemyError, ValueError, TypeError) as error:
        message = f"{error}; check the address, and the options in database.options or the URL"
        raise SettingError(("database",), " ".join(message.split())) from None


def _remedy(url: URL) -> str:
    installed = {"mysql+pymysql": EXTRA, "postgresql+psycopg": "psycopg[binary]"}
    if package := installed.get(url.drivername):
        return f"run pip install '{package}'"
    return "use postgresql, mariadb, mysql or sqlite without the name of a driver"


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


def driver_parameters(dialect: Dialect, limits: Limits) -> Mapping[str, Any]:
    """Return the connect arguments of a driver in addition to the address: timeouts, keepalives, application name."""
    timeout = max(1, round(limits.connect))
    if dialect.name == "postgresql":
        return {
            "connect_timeout": timeout,
            "application_name": _APPLICATION,
            "prepare_threshold": None,
            "keepalives_idle": 30,
            "keepalives_interval": 10,
            "keepalives_count": 3,
            "tcp_user_timeout": round(limits.statement * 1000),
        }
    # PyMySQL's connect_timeout does not cover a server that accepts the connection and then does not respond.
    patience = round(limits.idle) + timeout
    return {
        "connect_timeout": timeout,
        "charset": "utf8mb4",
        "program_name": _APPLICATION,
        "read_timeout": patience,
        "write_timeout": patience,
    }
