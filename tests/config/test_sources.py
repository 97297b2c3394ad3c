"""Where a setting may come from, and which source wins."""

from collections.abc import Mapping
from keyword import iskeyword
from pathlib import Path

import pytest

from exporter.config.configuration import ConfigurationError, load
from exporter.config.registry import PREFIX, SETTINGS, Setting
from exporter.config.settings import Settings
from tests.config.files import errors, loaded

# What each setting needs beside it, and a value that is not its default, as text.
BESIDE = {"name": {"DRIVER": "mysql"}, "path": {"DRIVER": "sqlite"}, "driver": {"NAME": "shop"}}
SERVER = {"DRIVER": "mysql", "NAME": "shop"}
VALUES = {
    "url": "sqlite:///shop.db",
    "driver": "mariadb",
    "port": "3307",
    "options": "{a: b}",
    "enabled": "false",
    "changed_only": "false",
    "cron": "0 3 * * *",
    "workers": "7",
    "max_series": "1000",
    "detail": "platform",
    "enable_lifecycle": "true",
    "listen_addresses": "[::1]:1,:2",
    "telemetry_path": "/numbers",
    "level": "error",
    "format": "json",
    "default": "20%",
    "below": "true",
    "tokens": f"[{{name: prometheus, scope: all, sha256: {'a' * 64}}}]",
    "thresholds": "[{alert: OrionOpenOrdersHigh, value: 50}]",
    "count": "rows",
    "where": "{a: b}",
    "by": "{a: open}",
    "money": "true",
    "divisor": "1000",
    "unit": "s",
    "for": "1h",
    "severity": "info",
    "scope": "platform",
    "variant": "{large: true}",
    "parameters": "{prefix: wp_}",
    "map": "{status: {paid: processing}}",
    "with": "{helper: SELECT 1}",
    "limit": "7",
    "time_zone": "Europe/Paris",
    "minor_unit": "2",
    "incremental": "true",
    "trust": "true",
}
NEEDED = {
    ("alerts",): {"CATEGORY": "orders", "DEFAULT": "5"},
    ("providers", "*", "metrics"): {"HELP": "Sales."},
    ("providers", "*", "alerts"): {"METRIC": "sales", "DEFAULT": "5"},
    ("providers", "*", "for_each"): {"SQL": "SELECT 1", "AS": "site"},
    ("relations", "*", "for_each"): {"SQL": "SELECT 1", "AS": "site"},
}
"""Settings without which a section is invalid."""

PRESET = """
about: A shop.
parameters: {prefix: {type: identifier}}
variants: {large: {when: "SELECT 1 FROM {{prefix}}large"}}
"""


def given(setting: Setting, folder: Path) -> dict[str, str]:
    """Return an environment with `setting`, and with what it needs."""
    name = setting.path[-1]
    secret = folder / "secret"
    secret.write_text("sqlite:///shop.db")
    value = str(secret) if name.endswith("_file") else VALUES.get(name)
    is_time = isinstance(setting.default, float) or name in {"every", "max_age", "jitter"} or name.endswith("timeout")
    value = value or ("17s" if is_time else "text")
    of_database = setting.path[0] in {"database", "databases"}
    beside = BESIDE.get(name, {} if name.startswith("url") or not of_database else SERVER)
    section = setting.variable.replace("<NAME>", "MY_SHOP").removesuffix(name.upper())
    around = {f"{section}{key}": text for key, text in beside.items() if of_database}
    for path, needed in NEEDED.items():
        if setting.path[: len(path)] == path:
            *above, _ = setting.variable.replace("<NAME>", "MY_SHOP").rsplit(setting.path[-1].upper(), 1)
            around = {"".join(above) + key: text for key, text in needed.items()}
    if setting.path[0] in {"preset", "variant", "parameters"}:
        value = value if setting.path[0] != "preset" else str(folder / "preset.yaml")
        around = {f"{PREFIX}PRESET": str(folder / "preset.yaml"), f"{PREFIX}PARAMETERS_PREFIX": "a"}
        (folder / "preset.yaml").write_text(PRESET)
    return {**around, setting.variable.replace("<NAME>", "MY_SHOP"): value}


def at(settings: Settings, path: tuple[str, ...]) -> object:
    found: object = settings
    for name in path:
        attribute = f"{name}_" if iskeyword(name) else name
        found = found["my_shop"] if name == "*" and isinstance(found, Mapping) else getattr(found, attribute)
    return found


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.variable)
def test_every_setting_has_a_variable(tmp_path: Path, setting: Setting) -> None:
    settings = load(None, given(setting, tmp_path)).settings
    assert at(settings, setting.path) not in (setting.default, None)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.variable)
def test_no_setting_takes_a_list_of_lists(tmp_path: Path, setting: Setting) -> None:
    lines = [name if name != "*" else "my_shop" for name in setting.path]
    text = "\n".join("  " * depth + f"{name}:" for depth, name in enumerate(lines)) + " [[a]]"
    assert ".".join(lines) in errors(tmp_path, text)


def test_there_are_settings() -> None:
    variables = {setting.variable for setting in SETTINGS}
    assert {"ORION_EXPORTER_DATABASE_PASSWORD_FILE", "ORION_EXPORTER_PROVIDERS_<NAME>_EVERY"} < variables
    assert len(variables) == len(SETTINGS)


def test_a_higher_source_wins(tmp_path: Path) -> None:
    text = "web: {telemetry_path: /file}\nlog: {level: debug, format: json}\nrefresh: {every: 10s, workers: 3}\n"
    (tmp_path / "config.yaml").write_text(text)
    environ = {"ORION_EXPORTER_WEB_TELEMETRY_PATH": "/environment", "ORION_EXPORTER_LOG_LEVEL": "warning"}
    overrides: dict[tuple[str, ...], object] = {
        ("web", "telemetry_path"): "/flag",
        ("refresh", "workers"): 4,
        ("log", "level"): None,
    }
    settings = load(tmp_path / "config.yaml", environ, overrides).settings
    assert settings.web.telemetry_path == "/flag"
    assert settings.log.level == "warning"
    assert (settings.refresh.every, settings.refresh.workers) == (10.0, 4)
    assert settings.log.format == "json"
    assert settings.web.listen_addresses == ("127.0.0.1:9797",)


def test_an_error_names_its_source() -> None:
    with pytest.raises(ConfigurationError) as raised:
        load(None, {"ORION_EXPORTER_REFRESH_WORKERS": "many"}, {("web", "listen_addresses"): [":1", "b"]})
    assert raised.value.lines[0] == "ORION_EXPORTER_REFRESH_WORKERS: refresh.workers: must be a whole number"
    assert raised.value.lines[1].startswith("command line: web.listen_addresses[1]: must be host:port")


def test_an_unknown_override_is_an_error() -> None:
    with pytest.raises(ConfigurationError, match=r'^command line: web\.telemetry: unknown key; did you mean "telem'):
        load(None, {}, {("web", "telemetry"): "/x"})


def test_a_higher_choice_replaces_what_it_excludes(tmp_path: Path) -> None:
    fields = "database: {driver: mysql, name: a, password: b, options: {c: d}}\n"
    url = {"ORION_EXPORTER_DATABASE_URL": "sqlite:///shop.db"}
    assert loaded(tmp_path, fields, url).settings.database.target().url == "sqlite:///shop.db"
    orders = "providers: {orders: {every: 5s, max_age: 1h}}\n"
    cron = {"ORION_EXPORTER_PROVIDERS_ORDERS_CRON": "0 * * * *"}
    provider = loaded(tmp_path, orders, cron).settings.providers["orders"]
    assert (provider.every, provider.cron, provider.max_age) == (None, "0 * * * *", 3600.0)


def test_both_choices_in_one_source_are_an_error() -> None:
    name = "ORION_EXPORTER_PROVIDERS_ORDERS_"
    with pytest.raises(ConfigurationError, match=r"ORDERS_EVERY: providers\.orders\.every: cannot be combined with"):
        load(None, {f"{name}CRON": "0 * * * *", f"{name}EVERY": "5s"})


def test_an_empty_variable_counts_as_not_set(tmp_path: Path) -> None:
    assert loaded(tmp_path, "log: {level: debug}", {"ORION_EXPORTER_LOG_LEVEL": ""}).settings.log.level == "debug"


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        (":9797", (":9797",)),
        ("127.0.0.1:1, [::1]:2", ("127.0.0.1:1", "[::1]:2")),
        ('["[::1]:2", localhost:3]', ("[::1]:2", "localhost:3")),
    ],
)
def test_a_list_in_a_variable(text: str, addresses: tuple[str, ...]) -> None:
    assert load(None, {"ORION_EXPORTER_WEB_LISTEN_ADDRESSES": text}).settings.web.listen_addresses == addresses


def test_options_in_variables(tmp_path: Path) -> None:
    text = "providers: {orders: {options: {open: [a], horizon: 1, every: 2}}}"
    prefix = "ORION_EXPORTER_PROVIDERS_ORDERS_OPTIONS"
    one = loaded(tmp_path, text, {f"{prefix}_EVERY": "[b, 3]"}).settings.providers
    assert {name: provider.options for name, provider in one.items()} == {
        "orders": {"open": ["a"], "horizon": 1, "every": ["b", 3]}
    }
    whole = loaded(tmp_path, text, {prefix: "{open: b}", f"{prefix}_HORIZON": "'5'"}).settings.providers["orders"]
    assert whole.options == {"open": "b", "horizon": "5"}


def test_options_of_the_database_are_text() -> None:
    environ = {
        "ORION_EXPORTER_DATABASE_DRIVER": "postgresql",
        "ORION_EXPORTER_DATABASE_NAME": "shop",
        "ORION_EXPORTER_DATABASE_OPTIONS": "{sslmode: require}",
        "ORION_EXPORTER_DATABASE_OPTIONS_KEEPALIVES": "1",
    }
    assert load(None, environ).settings.database.target().query == {"sslmode": "require", "keepalives": "1"}


def test_a_variable_that_is_no_yaml() -> None:
    with pytest.raises(ConfigurationError) as raised:
        load(None, {"ORION_EXPORTER_PROVIDERS_ORDERS_OPTIONS": "{a: [b}"})
    assert str(raised.value) == (
        "ORION_EXPORTER_PROVIDERS_ORDERS_OPTIONS:1:7: providers.orders.options: "
        "not valid YAML: expected ',' or ']', but got '}'"
    )


@pytest.mark.parametrize(
    ("unknown", "nearest"),
    [
        ("DATABASE_PASWORD_FILE", "DATABASE_PASSWORD_FILE"),
        ("WEB_LISTEN_ADDRESS", "WEB_LISTEN_ADDRESSES"),
        ("PROVIDERS_ORDERS_EVRY", "PROVIDERS_ORDERS_EVERY"),
        ("PROVIDERS_MY_SHOP_MAXAGE", "PROVIDERS_MY_SHOP_MAX_AGE"),
        ("DATABSE_PORT", "DATABASE_PORT"),
    ],
)
def test_an_unknown_variable(unknown: str, nearest: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        load(None, {PREFIX + unknown: "1"})
    assert str(raised.value) == (f'environment: {PREFIX}{unknown}: unknown variable; did you mean "{PREFIX}{nearest}"?')


def test_what_kubernetes_sets_for_a_service_is_left_alone() -> None:
    environ = {
        "ORION_EXPORTER_CONFIG_FILE": "/etc/config.yaml",
        "ORION_EXPORTER_SERVICE_HOST": "10.0.0.1",
        "ORION_EXPORTER_SERVICE_PORT": "9797",
        "ORION_EXPORTER_SERVICE_PORT_HTTP": "9797",
        "ORION_EXPORTER_PORT": "tcp://10.0.0.1:9797",
        "ORION_EXPORTER_PORT_9797_TCP": "tcp://10.0.0.1:9797",
        "ORION_EXPORTER_PORT_9797_TCP_ADDR": "10.0.0.1",
        "ORION_EXPORTER_METRICS_PORT": "tcp://10.0.0.2:9797",
        "ORION": "1",
    }
    assert load(None, environ).settings == load(None, {}).settings


def test_a_wrong_section_of_the_file_is_reported_whatever_the_environment_says(tmp_path: Path) -> None:
    environ = {"ORION_EXPORTER_LOG_LEVEL": "debug"}
    assert errors(tmp_path, "log: 5\n", environ) == "config.yaml:1:1: log: must be a mapping"
