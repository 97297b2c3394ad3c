"""Bad files, and exactly what is said about each."""

from pathlib import Path
from textwrap import dedent

import pytest

from exporter.config.configuration import ConfigurationError, load
from exporter.config.values import RESERVED_PATHS
from tests.config.files import errors, loaded, write

ADDRESS = 'must be host:port, such as "127.0.0.1:9797", "[::1]:9797" or ":9797"'
BARE_IPV6 = 'must have a valid host name; put IPv6 addresses in brackets, such as "[::1]:9797"'
CRON = 'must have five fields: minute hour day month weekday, such as "*/5 * * * *"'
DURATION = 'must be a duration such as "500ms", "30s", "5m" or "1h30m", from 1ms to 365d'
NO_URL = (
    "is not a valid database URL such as postgresql://user:password@host:5432/name (or mariadb, mysql, sqlite); "
    "percent-encode special characters in the password, or set driver, host, name, user and password"
)

BAD = {
    "unknown section": ("provders:\n", 'config.yaml:1:1: provders: unknown key; did you mean "providers"?'),
    "unknown key": (
        "providers:\n  orders:\n    evry: 60s\n",
        'config.yaml:3:5: providers.orders.evry: unknown key; did you mean "every"?',
    ),
    "unknown key, in capitals": (
        "log:\n  LEVEL: info\n",
        'config.yaml:2:3: log.LEVEL: unknown key; did you mean "level"?',
    ),
    "unknown key, like none": (
        "log:\n  xyz: 1\n",
        "config.yaml:2:3: log.xyz: unknown key; known: level, format",
    ),
    "number as key": ("log:\n  1: x\n", "config.yaml:2:3: log.1: unknown key; known: level, format"),
    "duplicate key": (
        "log:\n  level: info\n  level: debug\n",
        "config.yaml:3:3: log.level: duplicate key; first defined on line 2",
    ),
    "mapping as key": ("log:\n  ? {a: b}\n  : c\n", "config.yaml:2:5: log: keys must be strings"),
    "merge key": (
        "log: &a\n  level: info\nweb:\n  <<: *a\n",
        "config.yaml:4:3: web.<<: merge keys are not supported; repeat the settings",
    ),
    "list at the top": (
        "- log\n",
        'config.yaml:1:1: must be a mapping of settings, such as "refresh: {every: 60s}"',
    ),
    "text at the top": ("log", 'config.yaml:1:1: must be a mapping of settings, such as "refresh: {every: 60s}"'),
    "text for a section": ("log: info\n", "config.yaml:1:1: log: must be a mapping"),
    "list for a section": ("providers:\n  - orders\n", "config.yaml:1:1: providers: must be a mapping"),
    "text for a provider": ("providers:\n  orders: 60s\n", "config.yaml:2:3: providers.orders: must be a mapping"),
    "text for options": (
        "providers:\n  orders:\n    options: 60s\n",
        "config.yaml:3:5: providers.orders.options: must be a mapping",
    ),
    "list for text": ("web:\n  telemetry_path: [a]\n", "config.yaml:2:3: web.telemetry_path: must be a string"),
    "mapping for a list": ("web:\n  listen_addresses: {}\n", "config.yaml:2:3: web.listen_addresses: must be a list"),
    "empty list": ("web:\n  listen_addresses: []\n", "config.yaml:2:3: web.listen_addresses: must not be empty"),
    "null in a list": (
        "web:\n  listen_addresses:\n    -\n",
        "config.yaml:3:6: web.listen_addresses[0]: must be a string",
    ),
    "tab": ("log:\n\tlevel: info\n", "config.yaml:2:1: tabs are not allowed here; indent with spaces"),
    "no colon": (
        "log:\n  level: info\n  format\n",
        "config.yaml:4:1: not valid YAML: could not find expected ':'",
    ),
    "colon in a value": (
        "log:\n  level: a: b\n",
        "config.yaml:2:11: not valid YAML: mapping values are not allowed here",
    ),
    "at sign": ("log:\n  level: @a\n", "config.yaml:2:10: a value cannot start with this character; quote it"),
    "undefined alias": (
        "log:\n  level: *a\n",
        'config.yaml:2:10: undefined alias; quote values that start with "*"',
    ),
    "unknown tag": (
        "log:\n  level: !a b\n",
        'config.yaml:2:10: log.level: unknown tag; quote values that start with "!"',
    ),
    "Python object": (
        "log: !!python/object/apply:os.getcwd []\n",
        'config.yaml:1:6: log: unknown tag; quote values that start with "!"',
    ),
    "two documents": (
        "log:\n  level: info\n---\nlog:\n",
        "config.yaml:3:1: found a second document (---); only one is allowed",
    ),
    "control character": ("log: \x07\n", "config.yaml:1:6: not valid YAML: found a character that YAML does not allow"),
    "alias to itself": ("log: &a [*a]\n", "config.yaml:1:6: nested too deeply; check the aliases (*)"),
    "nested a thousand times": ("[" * 5000, "config.yaml: nested too deeply"),
    "unset variable": (
        "log:\n  level: ${LEVEL}\n",
        "config.yaml:2:10: log.level: environment variable LEVEL is not set; set it or use ${LEVEL:-default}",
    ),
    "open placeholder": (
        "log:\n  level: ${LEVEL\n",
        'config.yaml:2:10: log.level: invalid placeholder "${"; write "$${" for a literal "${"',
    ),
    "no duration": ("refresh:\n  every: soon\n", f"config.yaml:2:3: refresh.every: {DURATION}"),
    "zero": ("refresh:\n  every: 0\n", f"config.yaml:2:3: refresh.every: {DURATION}"),
    "negative": ("refresh:\n  every: -5s\n", f"config.yaml:2:3: refresh.every: {DURATION}"),
    "negative jitter": (
        "refresh:\n  jitter: -5\n",
        f"config.yaml:2:3: refresh.jitter: {DURATION.replace('1ms', '0s')}",
    ),
    "no whole number": ("refresh:\n  workers: 1.5\n", "config.yaml:2:3: refresh.workers: must be a whole number"),
    "too small": ("refresh:\n  workers: 0\n", "config.yaml:2:3: refresh.workers: must be at least 1"),
    "no boolean": (
        "providers:\n  orders:\n    enabled: maybe\n",
        "config.yaml:3:5: providers.orders.enabled: must be true or false",
    ),
    "no choice": ("log:\n  level: loud\n", "config.yaml:2:3: log.level: must be 'debug', 'info', 'warning' or 'error'"),
    "every and cron": (
        "providers:\n  orders:\n    every: 60s\n    cron: 0 * * * *\n",
        "config.yaml:3:5: providers.orders.every: cannot be combined with cron; use one or the other",
    ),
    "six fields": (
        "providers:\n  orders:\n    cron: 0 0 * * * *\n",
        f"config.yaml:3:5: providers.orders.cron: {CRON}",
    ),
    "no address": (
        "web:\n  listen_addresses: [localhost]\n",
        f"config.yaml:2:22: web.listen_addresses[0]: {ADDRESS}",
    ),
    "no port": (
        "web:\n  listen_addresses:\n    - :9797\n    - localhost:65536\n",
        f"config.yaml:4:7: web.listen_addresses[1]: {ADDRESS}",
    ),
    "bare IPv6": (
        "web:\n  listen_addresses: ['::1:9797']\n",
        f"config.yaml:2:22: web.listen_addresses[0]: {BARE_IPV6}",
    ),
    "bad IPv6": (
        "web:\n  listen_addresses: ['[::g]:9797']\n",
        "config.yaml:2:22: web.listen_addresses[0]: must have a valid IPv6 address in the brackets",
    ),
    "address twice": (
        "web:\n  listen_addresses: ':1,:1'\n",
        "config.yaml:2:3: web.listen_addresses: must not contain duplicates",
    ),
    "relative path": (
        "web:\n  telemetry_path: metrics\n",
        'config.yaml:2:3: web.telemetry_path: must be a path that starts with "/", such as "/metrics"',
    ),
    "reserved path": (
        "web:\n  telemetry_path: /healthz/\n",
        f"config.yaml:2:3: web.telemetry_path: must not be a reserved path ({', '.join(RESERVED_PATHS)})",
    ),
    "path of the API": (
        "web:\n  telemetry_path: /api/v1/vendors\n",
        f"config.yaml:2:3: web.telemetry_path: must not be a reserved path ({', '.join(RESERVED_PATHS)})",
    ),
}


@pytest.mark.parametrize(("text", "expected"), BAD.values(), ids=BAD)
def test_what_is_said(tmp_path: Path, text: str, expected: str) -> None:
    assert errors(tmp_path, text) == expected


DATABASES = {
    "url and fields": (
        "{url: 'sqlite:///a', host: b, port: 1}",
        "config.yaml:2:4: database.url: cannot be combined with host, port; use one or the other",
    ),
    "url and file": (
        "{url: 'sqlite:///a', url_file: b}",
        "config.yaml:2:4: database.url: cannot be combined with url_file; use one or the other",
    ),
    "two passwords": (
        "{driver: mysql, name: a, password: b, password_file: c}",
        "config.yaml:2:28: database.password: cannot be combined with password_file; use one or the other",
    ),
    "too large": (
        "{driver: mysql, name: a, port: 65536}",
        "config.yaml:2:28: database.port: must be at most 65535",
    ),
    "no driver": ("{host: a, name: b}", "config.yaml:1:1: database.driver: is required with host, name"),
    "no name": ("{driver: postgresql}", "config.yaml:1:1: database.name: is required for postgresql"),
    "no path": ("{driver: sqlite}", "config.yaml:1:1: database.path: is required for sqlite"),
    "path of a server": (
        "{driver: mariadb, name: a, path: b}",
        "config.yaml:2:30: database.path: does not apply to mariadb",
    ),
    "host of a file": (
        "{driver: sqlite, path: a, host: b}",
        "config.yaml:2:29: database.host: does not apply to sqlite",
    ),
    "other driver": (
        "{driver: oracle, name: a}",
        "config.yaml:2:4: database.driver: must be 'postgresql', 'mariadb', 'mysql' or 'sqlite'",
    ),
    "no url": ("{url: orders}", f"config.yaml:2:4: database.url: {NO_URL}"),
    "url of the web": ("{url: 'https://a'}", f"config.yaml:2:4: database.url: {NO_URL}"),
    "password not encoded": ("{url: 'mysql://u:p@ss@h/n'}", f"config.yaml:2:4: database.url: {NO_URL}"),
    "url in a list": ("{url: [a]}", "config.yaml:2:4: database.url: must be a string"),
    "list as option": (
        "{driver: mysql, name: a, options: {b: [c]}}",
        "config.yaml:2:38: database.options.b: must be a string",
    ),
    "no such file": (
        "{driver: mysql, name: a, password_file: /nowhere/secret}",
        "config.yaml:2:28: database.password_file: cannot read /nowhere/secret: No such file or directory",
    ),
}


@pytest.mark.parametrize(("text", "expected"), DATABASES.values(), ids=DATABASES)
def test_what_is_said_about_a_database(tmp_path: Path, text: str, expected: str) -> None:
    assert errors(tmp_path, f"database:\n  {text}\n") == expected


def test_every_problem_is_one_line_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = """\
        database: {port: http, host: a, url: b}
        refresh:
          every: ${EVERY}
          workers: many
        web: {listen_addresses: [a, ':1', b]}
        refresh: {}
        """
    found = errors(tmp_path, dedent(text), {"ORION_EXPORTER_LOG_LEVEL": "loud"}).splitlines()
    assert [line.split(": ")[:2] for line in found] == [
        ["config.yaml:1:12", "database.port"],
        ["config.yaml:1:33", "database.url"],
        ["config.yaml:1:33", "database.url"],
        ["config.yaml:3:10", "refresh.every"],
        ["config.yaml:4:3", "refresh.workers"],
        ["config.yaml:5:26", "web.listen_addresses[0]"],
        ["config.yaml:5:35", "web.listen_addresses[2]"],
        ["config.yaml:6:1", "refresh"],
        ["ORION_EXPORTER_LOG_LEVEL", "log.level"],
    ]


def test_a_bomb_of_aliases_is_refused(tmp_path: Path) -> None:
    lines = ["a0: &a0 x"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert "too many values; check the aliases (*)" in errors(tmp_path, "\n".join(lines))


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"nowhere\.yaml: cannot be read: No such file or directory$"):
        load(tmp_path / "nowhere.yaml", {})
    with pytest.raises(ConfigurationError, match=r": cannot be read: Is a directory$"):
        load(tmp_path, {})
    (tmp_path / "latin.yaml").write_bytes(b"log: \xe9\n")
    with pytest.raises(ConfigurationError, match=r"latin\.yaml: cannot be read: not valid UTF-8$"):
        load(tmp_path / "latin.yaml", {})


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "database:\nproviders:\nlog:\n  level:\n", "{}", "---\n"])
def test_a_file_may_say_nothing(tmp_path: Path, text: str) -> None:
    assert loaded(tmp_path, text).settings == load(None, {}).settings


def test_a_byte_order_mark_is_no_part_of_a_key(tmp_path: Path) -> None:
    assert loaded(tmp_path, "\ufefflog: {level: debug}").settings.log.level == "debug"


def test_an_error_of_the_caller_has_a_place_and_a_suggestion(tmp_path: Path) -> None:
    configuration = loaded(tmp_path, "providers:\n  order:\n    every: 60s\n")
    error = configuration.error(("providers", "order"), "unknown provider", ["catalog", "orders"])
    assert str(error).endswith('/config.yaml:2:3: providers.order: unknown provider; did you mean "orders"?')
    assert error.lines == (str(error),)
    inside = configuration.error(("providers", "order", "options"), "needs open")
    assert str(inside).endswith("/config.yaml:2:3: providers.order.options: needs open")


def test_an_error_of_the_caller_without_a_place() -> None:
    assert str(load(None, {}).error(("database",), "is needed")) == "configuration: database: is needed"
    environ = {"ORION_EXPORTER_PROVIDERS_ORDER_ENABLED": "no"}
    error = load(None, environ).error(("providers", "order"), "unknown provider", ["orders"])
    assert str(error) == (
        'ORION_EXPORTER_PROVIDERS_ORDER_ENABLED: providers.order: unknown provider; did you mean "orders"?'
    )


def test_the_same_path_as_was_given_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "x:")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigurationError, match=r"^config\.yaml:1:1: x: unknown key"):
        load(Path("config.yaml"), {})
