"""How often and how old: what a provider's settings amount to."""

from datetime import UTC, datetime, timedelta

import pytest

from exporter.config.configuration import load
from exporter.config.settings import ProviderSettings
from exporter.refresh.pace import crontab, longest_gap, pace

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)  # a Sunday
HOUR, DAY = 3600.0, 86_400.0


@pytest.mark.parametrize(
    ("cron", "seconds"),
    [
        ("* * * * *", 60.0),
        ("*/5 * * * *", 300.0),
        ("0 * * * *", HOUR),
        ("0 3 * * *", DAY),
        ("0 8-18 * * *", 14 * HOUR),
        ("0 9 * * 1-5", 3 * DAY),
        ("0 9 * * 1", 7 * DAY),
        ("0 0 1 * *", 31 * DAY),
    ],
)
def test_the_longest_gap_of_a_crontab(cron: str, seconds: float) -> None:
    assert longest_gap(cron, NOW) == seconds


@pytest.mark.parametrize(
    ("weekdays", "days"),
    [
        ("0", "Sun"),
        ("7", "Sun"),
        ("1", "Mon"),
        ("sat", "Sat"),
        ("1-5", "Mon Tue Wed Thu Fri"),
        ("5-7", "Sun Fri Sat"),
        ("*/3", "Sun Wed Sat"),
        ("mon,3", "Mon Wed"),
    ],
)
def test_weekdays_are_those_of_cron(weekdays: str, days: str) -> None:
    trigger, moment, found = crontab(f"0 0 * * {weekdays}"), datetime(2026, 2, 28, 12, tzinfo=UTC), []
    while (fire := trigger.get_next_fire_time(None, moment)) < datetime(2026, 3, 8, tzinfo=UTC):
        found.append(fire.strftime("%a"))
        moment = fire + timedelta(seconds=1)
    assert " ".join(found) == days


@pytest.mark.parametrize("cron", ["0 0 * * 8", "0 0 * * 5-1", "61 * * * *", "0 0 * * so", "0 0 32 * *"])
def test_a_crontab_that_cannot_be_is_a_value_error(cron: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        crontab(cron)


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, (60.0, 600.0)),
        ({"EVERY": "5m"}, (300.0, 1500.0)),
        ({"EVERY": "5m", "MAX_AGE": "6m"}, (300.0, 360.0)),
        ({"CRON": "0 3 * * *"}, (DAY, 2 * DAY)),
        ({"CRON": "0 3 * * *", "MAX_AGE": "25h"}, (DAY, 25 * HOUR)),
    ],
)
def test_the_pace_of_a_provider(environ: dict[str, str], expected: tuple[float, float]) -> None:
    given = {f"ORION_EXPORTER_PROVIDERS_ORDERS_{name}": value for name, value in environ.items()}
    assert pace(load(None, given).settings.provider("orders"), NOW) == expected


def test_a_crontab_that_never_comes_has_no_gap() -> None:
    assert pace(ProviderSettings(cron="0 0 30 2 *"), NOW)[0] == 0
