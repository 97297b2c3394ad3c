"""Weekdays of a crontab are those of cron: 0 and 7 are Sunday, whatever the scheduler counts from."""

from datetime import UTC, datetime, timedelta

import pytest

from exporter.config.crontab import crontab, longest_gap

SUNDAY = datetime(2026, 3, 1, tzinfo=UTC)


def days_of(field: str) -> list[str]:
    """Return the weekdays of one week on which the crontab is due."""
    trigger = crontab(f"0 12 * * {field}")
    starts = [SUNDAY + timedelta(days=day) for day in range(7)]
    due = [trigger.get_next_fire_time(None, start) for start in starts]
    return [start.strftime("%a") for start, moment in zip(starts, due, strict=True) if moment.date() == start.date()]


@pytest.mark.parametrize(
    ("field", "days"),
    [
        ("0", "Sun"),
        ("7", "Sun"),
        ("1-5", "Mon Tue Wed Thu Fri"),
        ("5-7", "Sun Fri Sat"),
        ("*/2", "Sun Tue Thu Sat"),
        ("1/3", "Mon Thu"),
        ("mon-wed,sat", "Mon Tue Wed Sat"),
        ("*", "Sun Mon Tue Wed Thu Fri Sat"),
    ],
)
def test_weekdays(field: str, days: str) -> None:
    assert days_of(field) == days.split()


@pytest.mark.parametrize(
    ("cron", "hours"),
    [("0 * * * *", 1), ("0 9-17 * * *", 16), ("0 3 * * 1-5", 72), ("0 0 * * 0", 7 * 24), ("0 0 1 * *", 31 * 24)],
)
def test_the_longest_gap_of_a_crontab(cron: str, hours: float) -> None:
    assert longest_gap(cron) == hours * 3600
