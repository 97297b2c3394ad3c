"""The grammar of single values: placeholders, types, durations, addresses, URLs."""

import math
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import make_url

from exporter.config.document import substitute
from exporter.config.values import MAX_SECONDS, format_duration, normal_url, parse_duration, split_address
from tests.config.files import loaded

UNITS = {"d": 86400, "h": 3600, "m": 60, "s": 1}


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("500ms", 0.5),
        ("60s", 60),
        ("5m", 300),
        ("1h30m", 5400),
        ("2d", 172800),
        ("1.5h", 5400),
        ("1m500ms", 60.5),
        ("90", 90),
        ("0.25", 0.25),
        (90, 90),
        (0.25, 0.25),
        ("365d", MAX_SECONDS),
    ],
)
def test_a_duration(text: object, seconds: float) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    "text",
    [
        *"5S s 30m1h 5s5s -5 +5 0 0s 0.5ms 1e3 366d inf nan 5w".split(),
        *("", " 5s", "5 s", "5s\n", "9" * 400, "\u0665s"),
        *(0, -1, 10**400, math.inf, math.nan, True, None, []),
    ],
)
def test_no_duration(text: object) -> None:
    with pytest.raises(ValueError, match=r"^must be a duration such as"):
        parse_duration(text)


@given(st.integers(1, int(MAX_SECONDS) * 1000))
def test_a_duration_that_is_written_is_read_again(milliseconds: int) -> None:
    assert parse_duration(format_duration(milliseconds / 1000)) == milliseconds / 1000


@given(st.dictionaries(st.sampled_from(list(UNITS)), st.integers(1, 90), min_size=1))
def test_the_parts_of_a_duration_add_up(parts: dict[str, int]) -> None:
    text = "".join(f"{parts[unit]}{unit}" for unit in UNITS if unit in parts)
    assert parse_duration(text) == sum(count * UNITS[unit] for unit, count in parts.items())


@given(st.text(max_size=12))
def test_any_text_is_a_duration_within_bounds_or_refused(text: str) -> None:
    seconds = 1.0
    with suppress(ValueError):
        seconds = parse_duration(text)
    assert 0.001 <= seconds <= MAX_SECONDS


def test_format_of_durations() -> None:
    assert [format_duration(seconds) for seconds in (0, 0.5, 60, 90061.5)] == ["0s", "500ms", "1m", "1d1h1m1s500ms"]


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("127.0.0.1:9797", "127.0.0.1", 9797),
        ("[::1]:9797", "::1", 9797),
        (":9797", "", 9797),
        ("[::]:0", "::", 0),
        ("shop-1.example:65535", "shop-1.example", 65535),
    ],
)
def test_an_address(text: str, host: str, port: int) -> None:
    assert split_address(text) == (host, port)


@pytest.mark.parametrize("text", ["", ":", "a", "a:", "a:b", "::1:80", "[::1]", "[::1]80", "a:65536", "a b:1", "[a]:1"])
def test_no_address(text: str) -> None:
    with pytest.raises(ValueError, match=r"must (be|have)"):
        split_address(text)


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("postgres://u:p@h/n", "postgresql+psycopg://u:p@h/n"),
        ("postgresql://u:p@h:5432/n?sslmode=require", "postgresql+psycopg://u:p@h:5432/n?sslmode=require"),
        ("postgresql:///n?host=/run/postgresql", "postgresql+psycopg:///n?host=/run/postgresql"),
        ("postgresql+psycopg2://h/n", "postgresql+psycopg2://h/n"),
        ("postgres+psycopg://h/n", "postgresql+psycopg://h/n"),
        ("mysql://u@[::1]:3306/n", "mysql+pymysql://u@[::1]:3306/n"),
        ("mariadb://h/n", "mysql+pymysql://h/n"),
        ("mariadb+pymysql://h/n", "mariadb+pymysql://h/n"),
        ("sqlite:////var/shop.db", "sqlite:////var/shop.db"),
        ("sqlite:////var/a@b:c.db?mode=ro", "sqlite:////var/a@b:c.db?mode=ro"),
        ("mysql://u:p/w?x:#@h/n", "mysql+pymysql://u:p/w?x:#@h/n"),
    ],
)
def test_a_url_names_its_driver(url: str, normal: str) -> None:
    assert normal_url(url) == normal
    assert make_url(normal).drivername == normal.partition(":")[0]


@given(st.text("ab:/@?[]1%=&", max_size=14))
def test_sqlalchemy_reads_every_url_that_is_accepted(rest: str) -> None:
    url = "sqlite:///x"
    with suppress(ValueError):
        url = normal_url(f"mysql://{rest}")
    read = make_url(url)
    assert "@" not in (read.host or "")


@pytest.mark.parametrize(
    "url",
    ["", "shop", "http://h", "postgres:h", "mysql://u:p@s@h/n", "mysql://h:port/n", "postgresqls://h", " mysql://h"],
)
def test_no_url(url: str) -> None:
    with pytest.raises(ValueError, match="is not a valid database URL such as"):
        normal_url(url)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("${A}", "1"),
        ("${A}${A}-", "11-"),
        ("${UNSET:-x}", "x"),
        ("${EMPTY:-x}", "x"),
        ("${EMPTY}", ""),
        ("${A:-x}", "1"),
        ("${UNSET:-}", ""),
        ("${UNSET:-a:-b}", "a:-b"),
        ("$${A}", "${A}"),
        ("$$${A}", "$${A}"),
        ("$A $ $$", "$A $ $$"),
        ("${NESTED}", "${A}"),
    ],
)
def test_placeholders(text: str, expected: str) -> None:
    assert substitute(text, {"A": "1", "EMPTY": "", "NESTED": "${A}"}) == expected


@given(st.text())
def test_a_value_cannot_become_structure(tmp_path_factory: pytest.TempPathFactory, value: str) -> None:
    text = "database:\n  driver: postgresql\n  name: '${V}'\n  user: ${V}\n  options: {a: \"${V}\"}\n"
    database = loaded(tmp_path_factory.getbasetemp(), text, {"V": value}).settings.database
    assert (database.name, database.user, database.options) == (value, value or None, {"a": value})


def test_the_setting_decides_on_the_type(tmp_path: Path) -> None:
    text = """
database: {driver: postgresql, name: 0123, user: no, password: 1e3, port: "${PORT}", host: 2024-01-01}
providers: {orders: {enabled: "${ON}"}}
refresh:
  workers: "3"
  every: ${EVERY}
"""
    settings = loaded(tmp_path, text, {"PORT": "5433", "ON": "no", "EVERY": "90"}).settings
    target = settings.database.target()
    assert (target.database, target.username, target.password, target.host) == ("0123", "no", "1e3", "2024-01-01")
    assert (target.port, settings.providers["orders"].enabled) == (5433, False)
    assert (settings.refresh.workers, settings.refresh.every) == (3, 90.0)


def test_a_variable_may_leave_a_setting_at_its_default(tmp_path: Path) -> None:
    settings = loaded(tmp_path, "refresh:\n  every: ${E:-}\nlog:\n  level: ${L}\n", {"L": ""}).settings
    assert (settings.refresh.every, settings.log.level) == (60.0, "info")


def test_options_of_a_provider_have_types_of_their_own(tmp_path: Path) -> None:
    options = ["a: 5", "b: '5'", "c: [1.5, ~, true]", "d: {e: 7}", "f: '${E}'", "g: 2024-13-45", "h: 0x_", "i: ${E}"]
    lines = "".join(f"\n      {option}" for option in options)
    settings = loaded(tmp_path, f"providers:\n  x:\n    options:{lines}\n", {"E": "7"}).settings
    assert settings.providers["x"].options == {
        "a": 5,
        "b": "5",
        "c": [1.5, None, True],
        "d": {"e": 7},
        "f": "7",
        "g": "2024-13-45",
        "h": "0x_",
        "i": 7,
    }


def test_aliases_are_values(tmp_path: Path) -> None:
    text = "providers:\n  a: &slow {every: 1h}\n  b: *slow\n"
    assert loaded(tmp_path, text).settings.providers["b"].every == 3600
