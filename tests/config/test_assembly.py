"""Errors of a configuration that only the assembled parts detect are reported like all other errors."""

from pathlib import Path

import pytest

from exporter.app.application import assemble
from exporter.collection.provider import Provider
from exporter.config.configuration import Configuration, ConfigurationError, load
from tests.config.files import loaded
from tests.support.clock import FakeClock

DATABASE = "database: {url: 'sqlite:///shop.db'}\n"
TOO_HIGH = (
    "invalid crontab: Error validating expression '61': the last value (61) is higher than the maximum value (59)"
)

BAD = {
    "minute that no hour has": (
        "cron: 61 * * * *",
        f"cron: {TOO_HIGH}",
    ),
    "no weekday": (
        "cron: '* * * * foo'",
        'cron: invalid crontab: "foo" is not a weekday; use 0 (Sunday) to 7, or sun to sat',
    ),
    "no step of weekdays": (
        "cron: '* * * * */0'",
        'cron: invalid crontab: "*/0" has an invalid step; */2 is every second day',
    ),
    "no step": ("cron: '*/0 * * * *'", "cron: invalid crontab: Increment must be higher than 0"),
    "day that no month has": ("cron: 0 0 31 2 *", "cron: never matches any time"),
    "gone before the next interval": (
        "max_age: 30s",
        "max_age: must be at least 1m, the refresh interval; otherwise metrics expire between refreshes",
    ),
    "gone before the next cron": (
        "{cron: 0 * * * *, max_age: 59m}",
        "max_age: must be at least 1h, the refresh interval; otherwise metrics expire between refreshes",
    ),
}


def providers_of(configuration: Configuration) -> dict[str, Provider]:
    application = assemble(configuration, FakeClock())
    application.database.close()
    return {each.category: each for each in application.providers}


@pytest.mark.parametrize(("setting", "expected"), BAD.values(), ids=BAD)
def test_a_time_that_does_not_work_is_told_with_its_place(tmp_path: Path, setting: str, expected: str) -> None:
    configuration = loaded(tmp_path, f"{DATABASE}providers:\n  orders:\n    {setting}\n")
    with pytest.raises(ConfigurationError) as raised:
        providers_of(configuration)
    place, message = str(raised.value).removeprefix(f"{tmp_path}/config.yaml:4:").split(": providers.orders.", 1)
    assert (place.isdigit(), message) == (True, expected)


@pytest.mark.parametrize("setting", ["cron: '*/5 8-18 * * mon-fri'", "cron: 0 0 29 2 *", "{every: 1h, max_age: 1h}"])
def test_a_time_that_works(tmp_path: Path, setting: str) -> None:
    configuration = loaded(tmp_path, f"{DATABASE}providers:\n  orders:\n    {setting}\n")
    assert providers_of(configuration)["orders"].named


def test_a_disabled_provider_may_be_due_whenever(tmp_path: Path) -> None:
    configuration = loaded(tmp_path, f"{DATABASE}providers:\n  orders: {{enabled: false, cron: 61 * * * *}}\n")
    assert "orders" not in providers_of(configuration)


def test_no_database() -> None:
    with pytest.raises(ConfigurationError) as raised:
        assemble(load(None, {}))
    assert raised.value.lines == ("configuration: database: no database configured; set url, url_file or driver",)


def test_a_secret_file_that_vanished(tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("a")
    configuration = loaded(tmp_path, f"database: {{driver: mysql, name: shop, password_file: {secret}}}\n")
    secret.unlink()
    with pytest.raises(ConfigurationError) as raised:
        assemble(configuration)
    expected = f"database.password_file: cannot read {secret}: No such file or directory"
    assert raised.value.lines == (f"{tmp_path}/config.yaml:1:39: {expected}",)
