"""The connection to a database: its settings (a URL or fields) and the target that they describe."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr

from exporter.config.regular_file import content_of
from exporter.config.section import Seconds, Section
from exporter.config.values import DRIVERS, MAX_PORT, normal_url


@dataclass(frozen=True, slots=True)
class ConnectionTarget:
    """The parts of an SQLAlchemy URL: either `url` (normalised), or the other fields.

    As a field, the password may contain any character. `repr` and `str` do not show secrets.
    """

    drivername: str
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    host: str | None = None
    port: int | None = None
    database: str | None = None
    query: Mapping[str, str] = field(default_factory=dict, repr=False)
    url: str | None = field(default=None, repr=False)


class SettingError(ValueError):
    """A valid setting that cannot be used, such as an unreadable secret file. `loc` is its location."""

    def __init__(self, loc: tuple[str, ...], message: str) -> None:
        super().__init__(f"{'.'.join(loc)}: {message}")
        self.loc, self.message = loc, message


def _secret_url(url: SecretStr) -> SecretStr:
    normal_url(url.get_secret_value())
    return url


MAIN = "main"
"""The name of the shop's database."""


def location_of(name: str) -> tuple[str, ...]:
    """Return the location of the settings of a database, by its name."""
    return ("database",) if name == MAIN else ("databases", name)


_FIELDS = ("driver", "host", "port", "name", "user", "password", "password_file", "path", "options")


class DatabaseSettings(Section):
    """A database, configured by a URL or by fields. The exporter only reads from it."""

    exclusive = (
        (("url",), ("url_file", *_FIELDS)),
        (("url_file",), _FIELDS),
        (("password",), ("password_file",)),
    )

    url: Annotated[SecretStr, AfterValidator(_secret_url)] | None = Field(
        default=None,
        description="Database URL, `postgresql://user:password@host:5432/name`; cannot be combined with the fields "
        "below. It may name any SQLAlchemy dialect whose driver is installed, such as `duckdb:////srv/shop.duckdb`.",
    )
    url_file: Path | None = Field(default=None, description="File that contains the URL; read for each new connection.")
    driver: Literal["postgresql", "mariadb", "mysql", "sqlite"] | None = Field(
        default=None, description="Database type, if the connection is configured by fields."
    )
    host: str | None = Field(
        default=None, description="Host name or address of the server; if unset, the driver's default."
    )
    port: int | None = Field(
        default=None, ge=1, le=MAX_PORT, description="Port of the server; if unset, the driver's default."
    )
    name: str | None = Field(default=None, description="Name of the database.")
    user: str | None = Field(default=None, description="User name; read-only access is sufficient.")
    password: SecretStr | None = Field(default=None, description="Password; may contain any character.")
    password_file: Path | None = Field(
        default=None,
        description="File that contains the password; read for each new connection, so that it can be rotated.",
    )
    path: str | None = Field(default=None, description="Path of the SQLite database file.")
    options: Mapping[str, str] = Field(
        default_factory=dict,
        repr=False,
        description="Additional options, passed to the driver unchanged, such as `sslmode: require`.",
    )
    statement_timeout: Seconds = Field(
        default=30.0,
        description="Maximum duration of a statement, enforced by the server if it can, and otherwise by the exporter.",
    )
    lock_timeout: Seconds = Field(default=5.0, description="Maximum time that a statement waits for a lock.")
    connect_timeout: Seconds = Field(default=5.0, description="Maximum time for establishing a connection.")

    @classmethod
    def _conflicts(cls, given: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        yield from super()._conflicts(given)
        fields = [name for name in _FIELDS if name in given]
        if not fields or "url" in given or "url_file" in given:
            return
        driver = given.get("driver")
        if driver is None:
            yield "driver", f"is required with {', '.join(fields)}"
        elif isinstance(driver, str) and driver in DRIVERS:
            needed, unused = ("path", _FIELDS[1:7]) if driver == "sqlite" else ("name", ("path",))
            if needed not in given:
                yield needed, f"is required for {driver}"
            yield from ((name, f"does not apply to {driver}") for name in unused if name in given)

    @property
    def configured(self) -> bool:
        """Whether a database is configured."""
        return bool(self.url or self.url_file or self.driver)

    def target(self, name: str = MAIN) -> ConnectionTarget:
        """Return the connection target. Secret files are read on each call, so that rotated passwords are picked up.

        `name` is that of the database. Raises SettingError if no database is configured or a secret file cannot be
        used.
        """
        loc = location_of(name)
        if not self.configured:
            raise SettingError(loc, "no database configured; set url, url_file or driver")
        if url := self._secret((*loc, "url_file"), self.url, self.url_file):
            try:
                url = normal_url(url)
            except ValueError as error:
                raise SettingError((*loc, "url_file"), f"content of {self.url_file} {error}") from None
            return ConnectionTarget(url.partition(":")[0], url=url)
        return ConnectionTarget(
            drivername=DRIVERS[self.driver or ""],
            username=self.user,
            password=self._secret((*loc, "password_file"), self.password, self.password_file),
            host=self.host,
            port=self.port,
            database=self.name or self.path,
            query=dict(self.options),
        )

    @staticmethod
    def _secret(loc: tuple[str, ...], value: SecretStr | None, file: Path | None) -> str | None:
        if file is None:
            return value.get_secret_value() if value else None
        try:
            text = content_of(file).decode()
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else "not valid UTF-8"
            raise SettingError(loc, f"cannot read {file}: {reason}") from None
        return re.sub(r"\r?\n\Z", "", text)
