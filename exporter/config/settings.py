"""The pydantic models of all settings.

They are the single definition: file format, environment variables, JSON Schema and documentation are derived from them.
Messages never contain the rejected value, as it may be a secret.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError

from exporter.config.alert_settings import AlertSettings, ThresholdSettings
from exporter.config.connection import MAIN, DatabaseSettings
from exporter.config.declared_settings import DeclarationSettings
from exporter.config.origin import Problem
from exporter.config.relation_settings import RelationSettings
from exporter.config.section import Seconds, SecondsOrZero, Section, problems_in
from exporter.config.token_settings import TokenSettings, check_tokens
from exporter.config.values import check_crontab, check_host_name, check_path, split_address, split_list

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def _address(address: str) -> str:
    split_address(address)
    return address


def _distinct(addresses: tuple[str, ...]) -> tuple[str, ...]:
    if not addresses:
        raise ValueError("must not be empty")
    if len(set(addresses)) < len(addresses):
        raise ValueError("must not contain duplicates")
    return addresses


def _name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError("must have a name of letters, digits, _ and -, that starts with a letter")
    return name


class RunSettings(Section):
    """Settings of how a provider runs, whether it is declared or coded."""

    enabled: bool = Field(default=True, description="Whether the provider is enabled.")
    every: Seconds | None = Field(default=None, description="Refresh interval; if unset, `refresh.every`.")
    cron: Annotated[str, AfterValidator(check_crontab)] | None = Field(
        default=None,
        description="Crontab to use instead of `every`: minute, hour, day, month and weekday (0 and 7 are Sunday), in "
        "UTC. If both day and weekday are restricted, both must match.",
    )
    max_age: Seconds | None = Field(
        default=None,
        description="Maximum age of the metrics; older ones are not exported. If unset, five intervals but at least "
        "ten minutes; for a crontab, twice its longest gap.",
    )
    jitter: SecondsOrZero | None = Field(
        default=None, description="Maximum random delay of each refresh; if unset, `refresh.jitter`."
    )
    timeout: Seconds | None = Field(
        default=None,
        description="Maximum duration of a refresh, after which its statement is cancelled; if unset, "
        "`refresh.timeout`.",
    )
    statement_timeout: Seconds | None = Field(
        default=None, description="Maximum duration of a statement; if unset, `database.statement_timeout`."
    )
    lock_timeout: Seconds | None = Field(
        default=None,
        description="Maximum time that a statement waits for a lock; if unset, `database.lock_timeout`.",
    )
    changed_only: bool = Field(
        default=True,
        description="Whether a refresh may read only changed rows, if an index leads with a NOT NULL `updated_at`; see "
        "docs/CONFIGURATION.md for what this can miss.",
    )
    changed_only_above: SecondsOrZero = Field(
        default=2.0, description="Minimum duration of a full refresh for `changed_only` to take effect."
    )
    full_every: Seconds = Field(default=3600.0, description="Time between full refreshes, which read all rows.")
    overlap: Seconds = Field(
        default=300.0,
        description="How far before the last refresh to look for changes; must exceed the shop's longest write "
        "transaction.",
    )
    max_series: int = Field(
        default=500_000,
        ge=0,
        description="Maximum number of series. Beyond it only platform totals are exported, until a full refresh finds "
        "fewer than 90% of the limit. 0 disables the limit.",
    )
    detail: Literal["vendor", "platform"] = Field(
        default="vendor", description="Level of detail: per vendor, or platform totals only."
    )
    options: Mapping[str, Any] = Field(
        default_factory=dict, repr=False, description="Provider-specific options, such as `open_horizon: 30d`."
    )


class ProviderSettings(DeclarationSettings, RunSettings):
    """Settings of one provider."""

    exclusive = ((("every",), ("cron",)), (("sql",), ("relation",)))


class RefreshSettings(Section):
    """Defaults for all providers, and the number of workers."""

    every: Seconds = Field(default=60.0, description="Default refresh interval.")
    jitter: SecondsOrZero | None = Field(
        default=None,
        description="Default maximum random delay of each refresh; if unset, a tenth of the interval, but at most 5s.",
    )
    timeout: Seconds = Field(
        default=300.0,
        description="Default maximum duration of a refresh, after which its statement is cancelled.",
    )
    workers: int = Field(default=2, ge=1, le=32, description="Number of providers that are refreshed concurrently.")


class WebSettings(Section):
    """Settings of the HTTP server."""

    listen_addresses: Annotated[
        tuple[Annotated[str, AfterValidator(_address)], ...], BeforeValidator(split_list), AfterValidator(_distinct)
    ] = Field(
        default=("127.0.0.1:9797",),
        json_schema_extra={"minItems": 1},
        description="Addresses to listen on: `127.0.0.1:9797`, `[::1]:9797`, or `:9797` for all interfaces.",
    )
    telemetry_path: Annotated[str, AfterValidator(check_path)] = Field(
        default="/metrics", description="Path under which metrics are exposed."
    )
    allowed_hosts: Annotated[
        tuple[Annotated[str, AfterValidator(check_host_name)], ...], BeforeValidator(split_list)
    ] = Field(
        default=(),
        description="Host names by which clients may address the exporter while it requires no credentials, such as "
        "`exporter.example.com` or `*.example.com`. IP addresses, names without a dot, `*.svc`, `*.cluster.local`, "
        "`*.local`, `*.internal` and names in `web.listen_addresses` are always allowed; others get a 421, which "
        "protects from DNS rebinding.",
    )
    enable_lifecycle: bool = Field(
        default=False, description="Whether `POST /-/reload` reloads the configuration, like SIGHUP."
    )
    period_timeout: Seconds = Field(
        default=10.0,
        description="Maximum duration of an answer about a period, which is read from the database; it includes the "
        "time that the question waits for others.",
    )
    config_file: Path | None = Field(
        default=None,
        description="Web configuration file with TLS, authentication and rate limit, in the format of Prometheus "
        "exporters; reloaded when it changes. Without it and without `web.tokens`, access is unrestricted.",
    )
    tokens: Annotated[tuple[TokenSettings, ...], AfterValidator(check_tokens)] = Field(
        default=(),
        description="Tokens that clients send as `Authorization: Bearer TOKEN`: a list of `{name, scope, sha256}`, or "
        "`sha256_file` instead of `sha256`. The scope is `all`, `{platform: ID}`, `{vendor: ID}` or `first_party`. "
        "With any of them, everything except `/healthz` and `/readyz` requires credentials. Unlike other settings "
        "under `web`, they take effect with a reload. `orion-exporter token` creates them.",
    )


class LogSettings(Section):
    """Settings of the log, which is written to standard error."""

    level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Minimum severity of logged messages."
    )
    format: Literal["logfmt", "json"] = Field(default="logfmt", description="Output format of log messages.")


class Settings(Section):
    """Configuration of orion-exporter."""

    database: DatabaseSettings = Field(
        default_factory=DatabaseSettings, description="The shop's database; short for `databases.main`."
    )
    databases: Mapping[Annotated[str, AfterValidator(_name)], DatabaseSettings] = Field(
        default_factory=dict,
        description="Further databases, by name, with the same settings as `database`; `main` is the shop's.",
    )
    preset: Annotated[str, Field(min_length=1)] | None = Field(
        default=None,
        description="What shop it is: the name of a shipped preset, or the path of a preset file, relative to the "
        "configuration file. If unset, `orion` (tables by name), unless there are `relations`.",
    )
    variant: Mapping[str, bool] = Field(
        default_factory=dict,
        description="By variant of the preset, whether it applies; others are chosen by looking at the database.",
    )
    parameters: Mapping[str, str] = Field(
        default_factory=dict, description="Values of the preset's parameters, which stand as `{{name}}` in its SQL."
    )
    relations: Mapping[str, RelationSettings] = Field(
        default_factory=dict,
        description="SELECTs that yield what providers read, by relation (such as `orders`). They override those of "
        "the preset; `null` removes one. Without a preset, a relation without a SELECT does not exist.",
    )
    providers: Mapping[str, ProviderSettings] = Field(
        default_factory=dict,
        description="Settings of individual providers, by category (such as `orders`), and declared providers.",
    )
    refresh: RefreshSettings = Field(
        default_factory=RefreshSettings, description="Defaults for all providers, and the number of workers."
    )
    alerts: Mapping[str, AlertSettings] = Field(default_factory=dict, description="Custom alerts, by name.")
    thresholds: tuple[ThresholdSettings, ...] = Field(
        default=(),
        description="Threshold overrides: a list of `{alert, platform, vendor, value}`, where `platform` and `vendor` "
        "are optional. Rows of the relation `alert_thresholds` take precedence.",
    )
    web: WebSettings = Field(default_factory=WebSettings, description="The HTTP server.")
    log: LogSettings = Field(default_factory=LogSettings, description="Logging.")

    @property
    def every_database(self) -> Mapping[str, DatabaseSettings]:
        """The settings of all databases by name, the main one first."""
        return {MAIN: self.database, **self.databases}


def validate(values: Mapping[str, object]) -> tuple[Settings, list[Problem]]:
    """Return the validated settings and no problems, or the default settings and all problems."""
    try:
        return Settings.model_validate(values), []
    except ValidationError as error:
        return Settings(), problems_in(Settings, error)
