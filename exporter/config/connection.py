"""How to reach the database: the settings, a URL or fields, and what they give to connect to."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr

from exporter.config.section import Seconds, Section
from exporter.config.values import DRIVERS, MAX_PORT, normal_url


@dataclass(frozen=True, slots=True)
class ConnectionTarget:
    """What SQLAlchemy's URL is made of: `url` whole (normalised) if it was given so, else the pieces.

    A password in pieces may hold any character. Neither `repr` nor `str` shows a secret.
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
    """A setting that cannot be used now, such as a secret file that cannot be read. `loc` is its location."""

    def __init__(self, loc: tuple[str, ...], message: str) -> None:
        super().__init__(f"{'.'.join(loc)}: {message}")
        self.loc, self.message = loc, message


def _secret_url(url: SecretStr) -> SecretStr:
    normal_url(url.get_secret_value())
    return url


_FIELDS = ("driver", "host", "port", "name", "user", "password", "password_file", "path", "options")


class DatabaseSettings(Section):
    """The shop's database, as a URL or as fields; the exporter only reads it."""

    exclusive = (
        (("url",), ("url_file", *_FIELDS)),
        (("url_file",), _FIELDS),
        (("password",), ("password_file",)),
    )

    url: Annotated[SecretStr, AfterValidator(_secret_url)] | None = Field(
        default=None,
        description="The database as a URL, `postgresql://user:password@host:5432/name`; excludes the fields below.",
    )
    url_file: Path | None = Field(
        default=None, description="A file that holds the URL; read again for each new connection."
    )
    driver: Literal["postgresql", "mariadb", "mysql", "sqlite"] | None = Field(
        default=None, description="The kind of database, if it is given as fields."
    )
    host: str | None = Field(
        default=None, description="The server's name or address; without one the driver's default."
    )
    port: int | None = Field(
        default=None, ge=1, le=MAX_PORT, description="The server's port; without one the usual one."
    )
    name: str | None = Field(default=None, description="The database's name on the server.")
    user: str | None = Field(default=None, description="The user; one that may only read is enough.")
    password: SecretStr | None = Field(default=None, description="The password; it may hold any character.")
    password_file: Path | None = Field(
        default=None,
        description="A file that holds the password; read again for each new connection, so that it may change.",
    )
    path: str | None = Field(default=None, description="The file of an SQLite database.")
    options: Mapping[str, str] = Field(
        default_factory=dict, repr=False, description="Passed to the driver as it is, such as `sslmode: require`."
    )
    statement_timeout: Seconds = Field(
        default=30.0, description="How long one statement may run; the server enforces it."
    )
    lock_timeout: Seconds = Field(default=5.0, description="How long a statement may wait for a lock.")
    connect_timeout: Seconds = Field(default=5.0, description="How long opening a connection may take.")

    @classmethod
    def _conflicts(cls, given: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        yield from super()._conflicts(given)
        fields = [name for name in _FIELDS if name in given]
        if not fields or "url" in given or "url_file" in given:
            return
        driver = given.get("driver")
        if driver is None:
            yield "driver", f"is required beside {', '.join(fields)}"
        elif isinstance(driver, str) and driver in DRIVERS:
            needed, unused = ("path", _FIELDS[1:7]) if driver == "sqlite" else ("name", ("path",))
            if needed not in given:
                yield needed, f"is required for {driver}"
            yield from ((name, f"has no meaning for {driver}") for name in unused if name in given)

    @property
    def configured(self) -> bool:
        """Whether a database is given at all."""
        return bool(self.url or self.url_file or self.driver)

    def target(self) -> ConnectionTarget:
        """Return what to connect to; secret files are read each time, so that a new password is used from then on.

        Raises SettingError if no database is given or a secret file cannot be used.
        """
        if not self.configured:
            raise SettingError(("database",), "no database is given; set url, url_file or driver")
        if url := self._secret("url", self.url, self.url_file):
            try:
                url = normal_url(url)
            except ValueError as error:
                raise SettingError(("database", "url_file"), f"{self.url_file}: its content {error}") from None
            return ConnectionTarget(url.partition(":")[0], url=url)
        return ConnectionTarget(
            drivername=DRIVERS[self.driver or ""],
            username=self.user,
            password=self._secret("password", self.password, self.password_file),
            host=self.host,
            port=self.port,
            database=self.name or self.path,
            query=dict(self.options),
        )

    @staticmethod
    def _secret(name: str, value: SecretStr | None, file: Path | None) -> str | None:
        if file is None:
            return value.get_secret_value() if value else None
        try:
            text = file.read_bytes().decode()
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
            raise SettingError(("database", f"{name}_file"), f"cannot read {file}: {reason}") from None
        return re.sub(r"\r?\n\Z", "", text)
