"""Where a database is, and what its driver is told when it connects."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import URL, Engine, create_engine, make_url
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import NoSuchModuleError

from exporter.config.connection import ConnectionTarget, SettingError
from exporter.database.limits import Limits

_APPLICATION = "orion-exporter"


def writing_engine(target: ConnectionTarget) -> Engine:
    """Return an engine that may write, for the demo shop alone; raises SettingError if the driver is not installed."""
    url = url_of(target)
    try:
        return create_engine(url, hide_parameters=True)
    except (ModuleNotFoundError, NoSuchModuleError):
        raise not_installed(url) from None


def not_installed(url: URL) -> SettingError:
    """Return the error for a driver that is not installed."""
    return SettingError(("database",), f"the driver {url.drivername} is not installed{_hint(url)}")


def _hint(url: URL) -> str:
    if url.get_backend_name() == "mysql":
        return "; pip install 'orion-exporter[mysql]' brings mysql+pymysql"
    return "; postgresql, mysql and sqlite are known"


def url_of(target: ConnectionTarget) -> URL:
    """Return where a target is, as SQLAlchemy wants it, with the password."""
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
    """Return what a driver gets beside the address: deadlines, keepalives and our name."""
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
    # A server that takes the connection and then says nothing is not what PyMySQL's own connect_timeout is about.
    patience = round(limits.idle) + timeout
    return {
        "connect_timeout": timeout,
        "charset": "utf8mb4",
        "program_name": _APPLICATION,
        "read_timeout": patience,
        "write_timeout": patience,
    }
