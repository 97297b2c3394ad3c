"""The settings: pydantic models of the configuration file and of the environment.

Every setting is said once, here. The file, the environment variables, the JSON Schema and the documentation follow
from these models. A value that is refused never appears in a message: it may be a secret.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError

from exporter.config.alert_settings import AlertSettings, ThresholdSettings
from exporter.config.connection import DatabaseSettings
from exporter.config.document import Problem
from exporter.config.section import Seconds, SecondsOrZero, Section, problems_in
from exporter.config.values import check_crontab, check_path, split_address, split_list


def _address(address: str) -> str:
    split_address(address)
    return address


def _distinct(addresses: tuple[str, ...]) -> tuple[str, ...]:
    if not addresses:
        raise ValueError("must not be empty")
    if len(set(addresses)) < len(addresses):
        raise ValueError("names an address twice")
    return addresses


class ProviderSettings(Section):
    """One provider: whether and when it reads the database."""

    exclusive = ((("every",), ("cron",)),)

    enabled: bool = Field(default=True, description="Whether the provider runs at all.")
    every: Seconds | None = Field(
        default=None, description="The time between two refreshes; without one `refresh.every`."
    )
    cron: Annotated[str, AfterValidator(check_crontab)] | None = Field(
        default=None,
        description="A crontab instead of `every`: minute, hour, day, month and weekday (0 and 7 are Sunday), in UTC. "
        "A day and a weekday must both match.",
    )
    max_age: Seconds | None = Field(
        default=None,
        description="How old its numbers may grow before they are dropped; without one the larger of five intervals "
        "and ten minutes, for a crontab twice its longest gap.",
    )
    jitter: SecondsOrZero | None = Field(
        default=None, description="Delays each start at random by up to this; without one `refresh.jitter`."
    )
    timeout: Seconds | None = Field(
        default=None,
        description="How long a refresh may take before its statement is cancelled; without one `refresh.timeout`.",
    )
    statement_timeout: Seconds | None = Field(
        default=None, description="How long a statement may run; without one `database.statement_timeout`."
    )
    lock_timeout: Seconds | None = Field(
        default=None, description="How long a statement may wait for a lock; without one `database.lock_timeout`."
    )
    changed_only: bool = Field(
        default=True,
        description="Whether a refresh may read only what has changed, where an index leads with a NOT NULL "
        "`updated_at`; see above for what that can miss.",
    )
    changed_only_above: SecondsOrZero = Field(
        default=2.0, description="How long a full refresh must have taken for that to be worth it."
    )
    full_every: Seconds = Field(default=3600.0, description="The time after which a refresh reads every row again.")
    overlap: Seconds = Field(
        default=300.0,
        description="How far before the last refresh changes are looked for: longer than the shop's longest "
        "transaction that writes.",
    )
    max_series: int = Field(
        default=500_000,
        ge=0,
        description="Above so many series only platforms are exported, until a full refresh finds fewer than 90 % of "
        "them; 0 for any number.",
    )
    detail: Literal["vendor", "platform"] = Field(
        default="vendor", description="How fine its numbers are: of each vendor, or of whole platforms only."
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
    timeout: Seconds = Field(
        default=300.0, description="How long a refresh may take before its statement is cancelled."
    )
    workers: int = Field(default=2, ge=1, le=32, description="How many providers may read the database at once.")


class WebSettings(Section):
    """Where the exporter listens."""

    listen_addresses: Annotated[
        tuple[Annotated[str, AfterValidator(_address)], ...], BeforeValidator(split_list), AfterValidator(_distinct)
    ] = Field(
        default=("127.0.0.1:9797",),
        json_schema_extra={"minItems": 1},
        description="Where to listen: `127.0.0.1:9797`, `[::1]:9797`, or `:9797` for every interface.",
    )
    telemetry_path: Annotated[str, AfterValidator(check_path)] = Field(
        default="/metrics", description="The path of the metrics."
    )
    enable_lifecycle: bool = Field(
        default=False, description="Whether `POST /-/reload` reads the configuration anew, as SIGHUP does."
    )
    config_file: Path | None = Field(
        default=None,
        description="A file that says who is let in: TLS and passwords, in the format of Prometheus' exporters; read "
        "again when it changes. Without one everyone is.",
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
    alerts: Mapping[str, AlertSettings] = Field(default_factory=dict, description="Alerts of your own, by name.")
    thresholds: tuple[ThresholdSettings, ...] = Field(
        default=(),
        description="Thresholds of alerts that differ: a list of `{alert, platform, vendor, value}`, where `platform` "
        "and `vendor` may be left out. The table `alert_thresholds` of the shop comes before it.",
    )
    web: WebSettings = Field(default_factory=WebSettings, description="Where the exporter listens.")
    log: LogSettings = Field(default_factory=LogSettings, description="What the exporter logs.")


def validate(values: Mapping[str, object]) -> tuple[Settings, list[Problem]]:
    """Return the settings that `values` give, and every problem; with problems, the settings are the defaults."""
    try:
        return Settings.model_validate(values), []
    except ValidationError as error:
        return Settings(), problems_in(Settings, error)
