"""When a provider is due; longest gaps, weekdays and ages are in tests/core/test_pace.py."""

from datetime import UTC, datetime, timedelta

import pytest
from exporter.pace import pace, trigger_of
from exporter.settings import ProviderSettings

NOW = datetime(2026, 3, 1, 12, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("settings", "due"),
    [
        (ProviderSettings(every=90.0), NOW + timedelta(seconds=90)),
        (ProviderSettings(cron="*/5 * * * *"), NOW.replace(minute=5, second=0)),
        (ProviderSettings(cron="30 3 * * *"), NOW.replace(day=2, hour=3, minute=30, second=0)),
    ],
)
def test_the_next_time_is_an_interval_later_or_what_the_crontab_says_in_utc(
    settings: ProviderSettings, due: datetime
) -> None:
    assert trigger_of(settings).get_next_fire_time(NOW, NOW) == due


@pytest.mark.parametrize("way", [{"every": 60.0}, {"cron": "* * * * *"}])
@pytest.mark.parametrize(("jitter", "expected"), [(None, None), (0.0, None), (5.0, 5.0)])
def test_a_start_is_delayed_at_random_only_where_jitter_is_set(
    way: dict[str, float | str], jitter: float | None, expected: float | None
) -> None:
    assert trigger_of(ProviderSettings.model_validate({**way, "jitter": jitter})).jitter == expected


@pytest.mark.xfail(reason="it is never less than ten minutes, which is documented for intervals only")
def test_numbers_of_a_crontab_are_dropped_after_twice_its_longest_gap() -> None:
    assert pace(ProviderSettings(cron="* * * * *"), NOW) == (60.0, 120.0)
