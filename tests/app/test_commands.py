"""What each command prints, and its exit code."""

import json
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.app.conftest import Run
from tests.support.shop import series_of

SECRET = "s3cret"


def test_once_prints_the_exposition_of_a_shop(run: Run, shop: str) -> None:
    result = run("once", DATABASE_URL=shop)
    assert (result.returncode, result.stderr) == (0, "")
    found = series_of(result.stdout)
    labels = {"vendor": "bolt", "platform": "de", "category": "orders", "status": "on_hold"}
    assert found["orion_orders", frozenset(labels.items())] == 1
    assert found["orion_exporter_provider_up", frozenset({("category", "orders")})] == 1


def test_once_in_openmetrics_ends_with_the_mark_of_the_format(run: Run, shop: str) -> None:
    result = run("once", "--format=openmetrics", DATABASE_URL=shop)
    assert result.stdout.endswith("# EOF\n")
    assert result.stdout.count("# EOF") == 1


def test_once_fails_where_a_provider_fails_and_prints_the_rest(run: Run, shop: str, tmp_path: Path) -> None:
    config = tmp_path / "shop.yaml"
    config.write_text(f"database: {{url: '{shop}'}}\nproviders: {{orders: {{options: {{open: 3}}}}}}\n")
    refused = run("once", "--config.file=shop.yaml")
    assert refused.returncode == 2
    assert refused.stderr.startswith("orion-exporter: shop.yaml:2:")
    assert "providers.orders.options.open" in refused.stderr

    missing = run("once", DATABASE_URL=f"sqlite:///{tmp_path}/none.sqlite")
    assert missing.returncode == 1
    assert "orion_exporter_database_up" in missing.stdout
    assert "reason=connection" in missing.stderr


def test_check_says_what_is_well(run: Run, shop: str) -> None:
    result = run("check", DATABASE_URL=shop)
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0].startswith("ok       configuration: ")
    assert lines[1].startswith("ok       database: sqlite:////")
    assert "ok       orders: reads orders" in lines
    assert not [line for line in lines if line.startswith("problem")]


def test_check_says_what_is_missing_and_what_to_do(run: Run, shop: str) -> None:
    engine = create_engine(shop)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE orders DROP COLUMN total_cents"))
        connection.execute(text("DROP TABLE media_files"))
        connection.execute(text("DROP TABLE inventory"))
        connection.execute(text("DROP INDEX ix_products_vendor_id"))
    engine.dispose()
    result = run("check", DATABASE_URL=shop)
    assert result.returncode == 1
    assert 'problem  orders: table "orders" has no readable column total_cents: create it' in result.stdout
    assert 'problem  cms: table "media_files" does not exist: create it' in result.stdout
    assert "ok       inventory: not installed (inventory); the provider is idle" in result.stdout
    assert "hint     catalog: statistics of one vendor scan all of products; add: CREATE INDEX" in result.stdout


def test_check_of_a_database_that_is_not_there(run: Run) -> None:
    result = run("check", DATABASE_URL=f"postgresql://reader:{SECRET}@127.0.0.1:1/shop?application_name={SECRET}")
    assert result.returncode == 1
    assert "problem  database: postgresql+psycopg://reader:***@127.0.0.1:1/shop: " in result.stdout
    assert SECRET not in result.stdout + result.stderr


def test_without_a_database_every_command_that_needs_one_says_so(run: Run) -> None:
    for command in ("serve", "once", "check"):
        result = run(command)
        assert result.returncode == 2
        assert "database: no database configured" in result.stderr


def test_metrics_as_json(run: Run) -> None:
    catalogue = {entry["name"]: entry for entry in json.loads(run("metrics", "--format=json").stdout)}
    assert catalogue["orion_orders"]["labels"]["status"][0] == "pending"
    assert catalogue["orion_orders"]["additive"] is True
    assert catalogue["orion_exporter_refreshes_total"]["type"] == "counter"


def test_check_says_whence_thresholds_come(run: Run, shop: str) -> None:
    given = {"DATABASE_URL": shop, "THRESHOLDS": "[{alert: OrionNoOrders, value: 2h}]"}
    assert "ok       alerts: reads alert_thresholds; configured thresholds: 1\n" in run("check", **given).stdout
    engine = create_engine(shop)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE alert_thresholds"))
    engine.dispose()
    said = 'alerts: configured thresholds: 1; table "alert_thresholds" does not exist or cannot be read\n'
    assert said in run("check", **given).stdout


def test_the_schema_is_json_schema(run: Run) -> None:
    schema = json.loads(run("schema").stdout)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["properties"]) == {
        "database",
        "databases",
        "preset",
        "variant",
        "parameters",
        "relations",
        "providers",
        "refresh",
        "alerts",
        "thresholds",
        "web",
        "log",
    }


def test_the_configuration_file_can_be_named_by_the_environment(run: Run, tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text("databse: {}\n")
    result = run("check", CONFIG_FILE="shop.yaml")
    assert result.returncode == 2
    assert result.stderr == 'orion-exporter: shop.yaml:1:1: databse: unknown key; did you mean "database"?\n'


def test_an_unknown_provider_is_refused_with_the_nearest_one(run: Run, tmp_path: Path, shop: str) -> None:
    (tmp_path / "shop.yaml").write_text("providers:\n  order:\n    enabled: false\n")
    result = run("once", "--config.file=shop.yaml", DATABASE_URL=shop)
    assert result.returncode == 2
    assert result.stderr == 'orion-exporter: shop.yaml:2:3: providers.order: unknown provider; did you mean "orders"?\n'


@pytest.mark.parametrize(("format_", "expected"), [("json", '"level": "error"'), ("logfmt", "level=error")])
def test_logs_have_the_chosen_format(run: Run, tmp_path: Path, format_: str, expected: str) -> None:
    result = run("once", f"--log.format={format_}", DATABASE_URL=f"sqlite:///{tmp_path}/none.sqlite")
    assert expected in result.stderr.splitlines()[0]
    if format_ == "json":
        assert all(json.loads(line)["msg"] for line in result.stderr.splitlines())
