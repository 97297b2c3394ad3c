"""The settings: pydantic models of the configuration file and of the environment.

Every setting is said once, here. The file, the environment variables, the JSON Schema and the documentation follow
from these models. A value that is refused never appears in a message: it may be a secret.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, Self, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    SecretStr,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from exporter.document import (
    DRIVERS,
    DURATION_PATTERN,
    MAX_PORT,
    MAX_SECONDS,
    Problem,
    check_crontab,
    check_path,
    normal_url,
    parse_duration,
    split_address,
)


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


def default_max_age(interval: float) -> float:
    """Return how old numbers may grow, in seconds: five intervals, and at least ten minutes."""
    return max(5 * interval, 600.0)


def default_jitter(interval: float) -> float:
    """Return by how many seconds a start is delayed at random: a tenth of the interval, at most five seconds."""
    return min(interval / 10, 5.0)


def _duration_schema(minimum: float) -> WithJsonSchema:
    text = {"type": "string", "pattern": DURATION_PATTERN}
    number = {"type": "number", "minimum": minimum, "maximum": MAX_SECONDS}
    return WithJsonSchema({"anyOf": [text, number], "examples": ["30s", "5m", "1h30m"]})


Seconds = Annotated[float, BeforeValidator(parse_duration), _duration_schema(0.001)]
SecondsOrZero = Annotated[float, BeforeValidator(lambda value: parse_duration(value, 0.0)), _duration_schema(0.0)]


def _address(address: str) -> str:
    split_address(address)
    return address


def _distinct(addresses: tuple[str, ...]) -> tuple[str, ...]:
    if not addresses:
        raise ValueError("must not be empty")
    if len(set(addresses)) < len(addresses):
        raise ValueError("names an address twice")
    return addresses


def _by_comma(value: object) -> object:
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value


def _secret_url(url: SecretStr) -> SecretStr:
    normal_url(url.get_secret_value())
    return url


class Section(BaseModel):
    """A part of the settings. A key without a value counts as not given; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    # Pairs of which only one side may be given; a higher source's choice replaces the other side.
    exclusive: ClassVar[tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = ()

    @classmethod
    def excluded(cls, name: str) -> set[str]:
        """Return the settings that cannot stand beside `name`."""
        pairs = [*cls.exclusive, *((right, left) for left, right in cls.exclusive)]
        return {other for left, right in pairs if name in left for other in right}

    @classmethod
    def _conflicts(cls, given: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        for left, right in cls.exclusive:
            beside = [name for name in right if name in given]
            for name in left:
                if name in given and beside:
                    yield name, f"cannot stand beside {', '.join(beside)}; use one or the other"

    @model_validator(mode="wrap")
    @classmethod
    def _check(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        # Around the fields, so that a conflict is reported together with what else is wrong.
        data = {} if data is None else data
        if not isinstance(data, Mapping):
            return handler(data)
        given = {name: value for name, value in data.items() if value is not None or name not in cls.model_fields}
        errors = [_detail((name,), message) for name, message in cls._conflicts(given)]
        try:
            section = handler(given)
        except ValidationError as error:
            if not errors:
                raise
            errors += [_detail(found["loc"], _message(found)) for found in error.errors()]
        if errors:
            raise ValidationError.from_exception_data(cls.__name__, errors)
        return section


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


class ProviderSettings(Section):
    """One provider: whether and when it reads the database."""

    exclusive = ((("every",), ("cron",)),)

    enabled: bool = Field(default=True, description="Whether the provider runs at all.")
    every: Seconds | None = Field(
        default=None, description="The time between two refreshes; without one `refresh.every`."
    )
    cron: Annotated[str, AfterValidator(check_crontab)] | None = Field(
        default=None, description="A crontab instead of `every`: minute, hour, day, month and weekday, in UTC."
    )
    max_age: Seconds | None = Field(
        default=None,
        description="How old its numbers may grow before they are dropped; without one the larger of five intervals "
        "and ten minutes, for a crontab twice its longest gap.",
    )
    jitter: SecondsOrZero | None = Field(
        default=None, description="Delays each start at random by up to this; without one `refresh.jitter`."
    )
    options: Mapping[str, Any] = Field(
        default_factory=dict, repr=False, description="The provider's own options, such as `open_horizon: 30d`."
    )


class RefreshSettings(Section):
    """What holds for every provider that does not say otherwise."""

    every: Seconds = Field(default=60.0, description="The time between two refreshes of a provider.")
    jitter: SecondsOrZero | None = Field(
        default=None,
        description="Delays each start at random by up to this; without one a tenth of the interval, at most 5s.",
    )
    workers: int = Field(default=2, ge=1, le=32, description="How many providers may read the database at once.")


class WebSettings(Section):
    """Where the exporter listens."""

    listen_addresses: Annotated[
        tuple[Annotated[str, AfterValidator(_address)], ...], BeforeValidator(_by_comma), AfterValidator(_distinct)
    ] = Field(
        default=("127.0.0.1:9797",),
        json_schema_extra={"minItems": 1},
        description="Where to listen: `127.0.0.1:9797`, `[::1]:9797`, or `:9797` for every interface.",
    )
    telemetry_path: Annotated[str, AfterValidator(check_path)] = Field(
        default="/metrics", description="The path of the metrics."
    )


class LogSettings(Section):
    """What the exporter writes to standard error."""

    level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="The least severe level written."
    )
    format: Literal["logfmt", "json"] = Field(default="logfmt", description="How a line is written.")


class Settings(Section):
    """Configuration of orion-exporter."""

    database: DatabaseSettings = Field(default_factory=DatabaseSettings, description="The shop's database.")
    providers: Mapping[str, ProviderSettings] = Field(
        default_factory=dict, description="Settings of single providers, by category (`orders`)."
    )
    refresh: RefreshSettings = Field(default_factory=RefreshSettings, description="When providers are refreshed.")
    web: WebSettings = Field(default_factory=WebSettings, description="Where the exporter listens.")
    log: LogSettings = Field(default_factory=LogSettings, description="What the exporter logs.")

    def provider(self, category: str) -> ProviderSettings:
        """Return a provider's settings with `every`, `jitter` and `max_age` filled in; `max_age` not for a crontab."""
        given = self.providers.get(category) or ProviderSettings()
        every = None if given.cron else given.every or self.refresh.every
        jitters = (given.jitter, self.refresh.jitter, default_jitter(every or self.refresh.every))
        jitter = next(jitter for jitter in jitters if jitter is not None)
        max_age = given.max_age or (default_max_age(every) if every else None)
        return given.model_copy(update={"every": every, "jitter": jitter, "max_age": max_age})


_MESSAGES = {
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "dict_type": "must be a mapping",
    "extra_forbidden": "unknown key",
    "greater_than_equal": "must be at least {ge}",
    "int_from_float": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "less_than_equal": "must be at most {le}",
    "literal_error": "must be {expected}",
    "mapping_type": "must be a mapping",
    "model_type": "must be a mapping",
    "path_type": "must be a path",
    "setting": "{message}",
    "string_type": "must be text",
    "tuple_type": "must be a list",
    "value_error": "{error}",
}


def _message(error: Mapping[str, Any]) -> str:
    # Our own words, since pydantic's may show the value.
    return _MESSAGES.get(error["type"], "is not valid").format_map(error.get("ctx", {}))


def _detail(loc: tuple[str | int, ...], message: str) -> InitErrorDetails:
    return {"type": PydanticCustomError("setting", "{message}", {"message": message}), "loc": loc, "input": None}


def validate(values: Mapping[str, object]) -> tuple[Settings, list[Problem]]:
    """Return the settings that `values` give, and every problem; with problems, the settings are the defaults."""
    try:
        return Settings.model_validate(values), []
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
    return Settings(), [Problem(each["loc"], _message(each), _known(each)) for each in found]


def section_in(annotation: Any) -> type[Section] | None:
    """Return the section that a field's annotation holds, itself or as the values of a mapping; None for a leaf."""
    candidates = (annotation, *get_args(annotation))
    return next((each for each in candidates if isinstance(each, type) and issubclass(each, Section)), None)


def _known(error: Mapping[str, Any]) -> tuple[str, ...]:
    section: type[Section] = Settings
    for part in error["loc"][:-1]:
        inner = section.model_fields.get(part)
        section = (section_in(inner.annotation) if inner else None) or section
    return tuple(section.model_fields) if error["type"] == "extra_forbidden" else ()
