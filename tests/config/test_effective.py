"""The effective settings of a provider: every default filled in."""

from pathlib import Path

import pytest

from exporter.config.configuration import load
from exporter.config.connection import SettingError
from exporter.config.effective import effective
from tests.config.files import loaded

HOUR, DAY = 3600.0, 86_400.0


@pytest.mark.parametrize(
    ("environ", "interval", "max_age"),
    [
        ({}, 60.0, 600.0),
        ({"EVERY": "2m"}, 120.0, 600.0),
        ({"EVERY": "5m"}, 300.0, 1500.0),
        ({"EVERY": "5m", "MAX_AGE": "6m"}, 300.0, 360.0),
        ({"CRON": "0 3 * * *"}, DAY, 2 * DAY),
        ({"CRON": "*/2 * * * *"}, 120.0, 240.0),
        ({"CRON": "0 3 * * *", "MAX_AGE": "25h"}, DAY, 25 * HOUR),
    ],
)
def test_interval_and_max_age(environ: dict[str, str], interval: float, max_age: float) -> None:
    given = {f"ORION_EXPORTER_PROVIDERS_ORDERS_{name}": value for name, value in environ.items()}
    found = effective(load(None, given).settings, "orders")
    assert (found.schedule.interval, found.max_age) == (interval, max_age)


@pytest.mark.parametrize(("every", "jitter"), [("1s", 0.1), ("30s", 3.0), ("1h", 5.0)])
def test_the_jitter_is_a_tenth_of_the_interval_and_at_most_five_seconds(every: str, jitter: float) -> None:
    settings = load(None, {"ORION_EXPORTER_REFRESH_EVERY": every}).settings
    assert effective(settings, "orders").schedule.jitter == jitter


def test_a_provider_s_own_settings_win_over_those_of_all(tmp_path: Path) -> None:
    text = """
refresh: {every: 2m, jitter: 0s, timeout: 1m}
database: {statement_timeout: 7s, lock_timeout: 3s}
providers:
  orders: {every: 1h, jitter: 7s, timeout: 9m, statement_timeout: 1m}
  cms: {cron: 0 * * * *, detail: platform}
  catalog: {max_series: 5}
"""
    settings = loaded(tmp_path, text).settings
    orders, cms, catalog, tenancy = (effective(settings, name) for name in ("orders", "cms", "catalog", "tenancy"))
    assert (orders.schedule.interval, orders.schedule.jitter, orders.max_age) == (HOUR, 7.0, 5 * HOUR)
    assert (orders.timeout, orders.statement_timeout, orders.lock_timeout) == (540.0, 60.0, 3.0)
    assert (str(cms.schedule), cms.per_vendor, cms.schedule.jitter) == ("by cron 0 * * * *", False, 0.0)
    assert catalog.max_series == 5
    assert (str(tenancy.schedule), tenancy.timeout, tenancy.statement_timeout) == ("every 120 s", 60.0, 7.0)


@pytest.mark.parametrize(
    ("environ", "setting", "said"),
    [
        ({"CRON": "0 0 30 2 *"}, "cron", "never matches any time"),
        ({"CRON": "61 * * * *"}, "cron", "invalid crontab"),
        ({"EVERY": "5m", "MAX_AGE": "4m"}, "max_age", "must be at least 5m"),
    ],
)
def test_what_cannot_be_is_a_setting_error(environ: dict[str, str], setting: str, said: str) -> None:
    given = {f"ORION_EXPORTER_PROVIDERS_ORDERS_{name}": value for name, value in environ.items()}
    settings = load(None, given).settings
    with pytest.raises(SettingError, match=said) as error:
        effective(settings, "orders")
    assert error.value.loc == ("providers", "orders", setting)
