"""The effective settings of a provider: every default filled in, once, so that nobody else knows the fallbacks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from exporter.config.connection import SettingError
from exporter.config.crontab import longest_gap
from exporter.config.settings import ProviderSettings, RefreshSettings, Settings
from exporter.config.values import format_duration

_LEAST_MAX_AGE = 600.0
_MOST_JITTER = 5.0


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a provider is due; times in seconds. With a `crontab`, `interval` is the longest time between two runs."""

    interval: float
    jitter: float
    crontab: str = ""

    def __str__(self) -> str:
        return f"by cron {self.crontab}" if self.crontab else f"every {self.interval:g} s"


@dataclass(frozen=True, slots=True)
class EffectiveSettings:
    """What is in force for one provider; times in seconds. `max_series` 0 is no limit."""

    schedule: Schedule
    max_age: float
    timeout: float
    statement_timeout: float
    lock_timeout: float
    changed_only: bool
    changed_only_above: float
    full_every: float
    overlap: float
    max_series: int
    per_vendor: bool
    options: Mapping[str, Any]
    timeouts_elsewhere: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """Statement and lock timeout in each database but the main one, by name."""


def effective(settings: Settings, category: str) -> EffectiveSettings:
    """Return the effective settings of a provider.

    `max_age` is, unless given, the larger of five intervals and ten minutes; for a crontab twice its longest gap.
    Raises SettingError for a crontab that is not valid or never runs, and for a `max_age` below the interval.
    """
    given = settings.providers.get(category) or ProviderSettings()
    schedule = _schedule(given, settings.refresh, category)
    return EffectiveSettings(
        schedule=schedule,
        max_age=_max_age(given, schedule, category),
        timeout=given.timeout or settings.refresh.timeout,
        statement_timeout=given.statement_timeout or settings.database.statement_timeout,
        lock_timeout=given.lock_timeout or settings.database.lock_timeout,
        changed_only=given.changed_only,
        changed_only_above=given.changed_only_above,
        full_every=given.full_every,
        overlap=given.overlap,
        max_series=given.max_series,
        per_vendor=given.detail == "vendor",
        options=given.options,
        timeouts_elsewhere={
            name: (given.statement_timeout or each.statement_timeout, given.lock_timeout or each.lock_timeout)
            for name, each in settings.databases.items()
        },
    )


def _schedule(given: ProviderSettings, refresh: RefreshSettings, category: str) -> Schedule:
    interval, crontab = given.every or refresh.every, ""
    if given.cron is not None:
        loc = ("providers", category, "cron")
        interval, crontab = _gap(given.cron, loc), given.cron
        if not interval:
            raise SettingError(loc, "never matches any time")
    jitter = next((each for each in (given.jitter, refresh.jitter) if each is not None), None)
    usual = refresh.every if crontab else interval
    return Schedule(interval, min(usual / 10, _MOST_JITTER) if jitter is None else jitter, crontab)


def _gap(cron: str, loc: tuple[str, ...]) -> float:
    try:
        return longest_gap(cron)
    except ValueError as error:
        raise SettingError(loc, f"invalid crontab: {error}") from None


def _max_age(given: ProviderSettings, schedule: Schedule, category: str) -> float:
    interval = schedule.interval
    default = 2 * interval if schedule.crontab else max(5 * interval, _LEAST_MAX_AGE)
    max_age = given.max_age or default
    if max_age < interval:
        least = format_duration(interval)
        message = f"must be at least {least}, the refresh interval; otherwise metrics expire between refreshes"
        raise SettingError(("providers", category, "max_age"), message)
    return max_age
