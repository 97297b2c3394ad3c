"""What follows from the models: the documentation, the JSON Schema and the example agree with them."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from exporter.config.configuration import load
from exporter.config.effective import effective
from exporter.config.registry import SETTINGS, json_schema
from grafana.settings_table import table
from tests.config.json_schema import allowed

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "deploy" / "orion-exporter.example.yaml"


def test_the_table_has_every_setting() -> None:
    rows = table().splitlines()[2:]
    assert len(rows) == len(SETTINGS)
    assert (
        "| `web.listen_addresses` | `ORION_EXPORTER_WEB_LISTEN_ADDRESSES` | `127.0.0.1:9797` | "
        "Addresses to listen on: `127.0.0.1:9797`, `[::1]:9797`, or `:9797` for all interfaces. |"
    ) in rows
    assert all(row.count(" | ") == 3 for row in rows)


def test_a_setting_without_a_default_is_marked_as_required() -> None:
    required = {".".join(setting.path) for setting in SETTINGS if setting.required}
    assert required == {
        "alerts.*.category",
        "alerts.*.default",
        "providers.*.alerts.*.default",
        "providers.*.alerts.*.metric",
        "providers.*.for_each.as",
        "providers.*.for_each.sql",
        "providers.*.metrics.*.help",
        "relations.*.for_each.as",
        "relations.*.for_each.sql",
    }
    (row,) = (row for row in table().splitlines() if row.startswith("| `alerts.<name>.category` |"))
    assert "| `ORION_EXPORTER_ALERTS_<NAME>_CATEGORY` | required |" in row


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.variable)
def test_every_setting_is_described(setting: object) -> None:
    description = getattr(setting, "description", "")
    assert re.fullmatch(r"[A-Z].+\.", description)


def test_the_example_loads() -> None:
    configuration = load(EXAMPLE, {"DB_PORT": "5433"})
    settings = configuration.settings
    assert settings.database.target().port == 5433
    assert effective(settings, "orders").schedule.interval == 30
    options = {"open": ["pending", "processing"], "open_horizon": "30d", "minor_unit": "currency"}
    assert settings.providers["orders"].options == options


def test_the_example_names_every_setting() -> None:
    names = set(re.findall(r"^[\s#-]*([a-z_]+):", EXAMPLE.read_text(), re.MULTILINE))
    assert {setting.path[-1] for setting in SETTINGS} <= names


def test_what_the_example_comments_out_works_too(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(re.sub(r"# (jitter|sslmode|- \S)", r"\1", EXAMPLE.read_text()))
    settings = load(tmp_path / "config.yaml", {}).settings
    assert settings.web.listen_addresses == ("127.0.0.1:9797", "[::1]:9797", ":9797")
    assert (settings.refresh.jitter, settings.database.options["sslmode"]) == (5, "require")


def test_the_schema_allows_the_example() -> None:
    assert allowed(EXAMPLE.read_text())


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "refresh: {every: 90}",
        "refresh: {every: 1h30m}",
        "refresh: {every: '${EVERY}', workers: '${N:-2}'}",
        "providers: {orders: {options: {anything: [1]}}}",
        "refresh: {jitter: 0}",
        "log: {level: '${LEVEL}'}",
        "{preset: orion, variant: {}, relations: {orders: null}}",
        "relations: {orders: {sql: SELECT 1, map: {status: {1: 'paid', 'null': a}}, omit: [id], minor_unit: 2}}",
        "relations: {vendors: {sql: SELECT 1, first_party: {code: us}, for_each: {sql: SELECT 1, as: a, limit: 5}}}",
    ],
)
def test_the_schema_allows_what_loads(text: str, tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(text)
    assert load(tmp_path / "config.yaml", {"EVERY": "5s", "N": "3", "LEVEL": "info"}).origins
    assert allowed(text)


@pytest.mark.parametrize(
    "text",
    [
        "refsh: {}",
        "refresh: {evry: 5}",
        "refresh: {every: soon}",
        "refresh: {every: 0}",
        "log: {level: loud}",
        "refresh: {workers: many}",
        "web: {listen_addresses: {}}",
        "providers: {orders: {enabled: 5}}",
        "log: []",
        "refresh: {every: ''}",
        "refresh: {every: 366d1x}",
        "database: {port: 0}",
        "preset: [orion]",
        "variant: {large: sometimes}",
        "relations: {orders: SELECT 1}",
        "relations: {orders: {slq: SELECT 1}}",
        "relations: {orders: {sql: SELECT 1, minor_unit: 7}}",
    ],
)
def test_the_schema_refuses_what_does_not_load(text: str) -> None:
    assert not allowed(text)


def test_the_schema_has_what_an_editor_shows() -> None:
    schema: Any = json_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    every = schema["$defs"]["RefreshSettings"]["properties"]["every"]
    assert (every["title"], every["default"]) == ("Every", 60.0)
    assert every["description"] == "Default refresh interval."
    assert all(
        property_.get("description") for model in schema["$defs"].values() for property_ in model["properties"].values()
    )


def test_reading_the_configuration_needs_no_database_library() -> None:
    code = "import sys, exporter.config.configuration; print('sqlalchemy' in sys.modules, 'providers' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout == "False False\n"
