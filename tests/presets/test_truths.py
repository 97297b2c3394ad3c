"""How truths are read and executed."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from exporter.app.truths import with_helpers
from tests.presets.truths import (
    FAMILIES,
    Numbers,
    Truth,
    at,
    by,
    numbers,
    truths,
    wrong_labels,
)
from tests.support.databases import Database, Dialect, MakeDatabase

ROWS = """
    SELECT 'acme' AS vendor, 'main' AS platform, 'active' AS state, 2 AS value
    UNION ALL SELECT 'acme', 'side', 'active', 3
    UNION ALL SELECT 'bolt', 'main', 'inactive', NULL
"""

PRESET = """
about: |
  A shop.
truth:
  - {metric: orion_orders, means: Orders., sql: "1"}
  - {metric: orion_users, means: Users., sql: "2"}
  - {metric: orion_customers, means: Customers., sql: "3"}
absent: [orion_pages]
variants:
  large:
    about: |
      A large one.
    truth:
      - {metric: orion_users, means: Users., sql: "4"}
      - {metric: orion_pages, means: Pages., sql: "5"}
    absent: [orion_customers]
"""


@pytest.fixture
def database(dialect: Dialect, make_database: MakeDatabase) -> Database:
    return make_database(dialect)


def ask(database: Database, sql: str, **parameters: str) -> Numbers:
    with database.engine.connect() as connection:
        return numbers(connection, Truth("orion_products", "Products.", sql), parameters)


def test_columns_are_labels_and_null_is_no_series(database: Database) -> None:
    found = ask(database, ROWS)
    assert found == {
        frozenset({("vendor", "acme"), ("platform", "main"), ("state", "active")}): 2,
        frozenset({("vendor", "acme"), ("platform", "side"), ("state", "active")}): 3,
    }
    assert by(found, "vendor") == {("acme",): 5}
    assert by(found) == {(): 5}
    assert by(found, "platform", "state") == {("main", "active"): 2, ("side", "active"): 3}


def test_sql_is_executed_as_written_with_its_parameters(database: Database) -> None:
    found = ask(database, "SELECT 'a:b 100%s' AS vendor, {{prefix}}7 AS value", prefix="3")
    assert found == {frozenset({("vendor", "a:b 100%s")}): 37}


def test_now_is_a_moment_in_utc(database: Database) -> None:
    noon = datetime(2026, 3, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    found = ask(database, "SELECT {{now}} AS vendor, 1 AS value", **at(noon))
    assert found == {frozenset({("vendor", "2026-03-01 10:00:00")}): 1}


def test_a_truth_may_have_a_query_for_each_kind_of_database(database: Database) -> None:
    sql = {"sqlite": "SELECT 1 AS value", "postgresql": "SELECT 2 AS value", "mysql": "SELECT 3 AS value"}
    with database.engine.connect() as connection:
        found = numbers(connection, Truth("orion_users", "Users.", sql))
    assert by(found) == {(): {"sqlite": 1, "postgresql": 2, "mariadb": 3}[database.dialect]}


def test_a_truth_has_the_helpers_that_it_reads() -> None:
    helpers = {"one": "SELECT 1 AS n", "two": "SELECT n + 1 AS n FROM one", "three": "SELECT nothing"}
    assert with_helpers("SELECT n FROM other", helpers) == "SELECT n FROM other"
    assert with_helpers("SELECT n FROM two", helpers) == (
        "WITH one AS (\nSELECT 1 AS n\n), two AS (\nSELECT n + 1 AS n FROM one\n)\nSELECT n FROM two"
    )


def test_a_name_of_its_own_with_is_not_a_helper() -> None:
    own = "WITH one AS (SELECT 3 AS n), two AS (SELECT n FROM zero JOIN one) SELECT n FROM two"
    helpers = {"zero": "SELECT 0 AS n", "one": "SELECT 1 AS n"}
    assert with_helpers(own, helpers) == own.replace("WITH ", "WITH zero AS (\nSELECT 0 AS n\n), ")


def test_a_variant_replaces_helpers_for_its_own_truths_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.presets.truths.PRESETS", tmp_path)
    text = PRESET.replace('"2"', "SELECT 2 FROM one").replace('"5"', "SELECT 5 FROM one")
    text = text.replace("truth:", "truth_with: {one: SELECT 1}\ntruth:", 1)
    text = text.replace("    truth:", "    truth_with: {one: SELECT 7}\n    truth:")
    (tmp_path / "made-up-helpers.yaml").write_text(text, encoding="utf-8")
    assert truths("made-up-helpers").by_metric["orion_users"].sql == "WITH one AS (\nSELECT 1\n)\nSELECT 2 FROM one"
    of_variant = truths("made-up-helpers", "large").by_metric["orion_pages"]
    assert of_variant.sql == "WITH one AS (\nSELECT 7\n)\nSELECT 5 FROM one"


def test_a_variant_replaces_truths_and_removes_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.presets.truths.PRESETS", tmp_path)
    (tmp_path / "made-up.yaml").write_text(PRESET, encoding="utf-8")
    assert truths("made-up").absent == ["orion_pages"]
    found = truths("made-up", "large")
    assert {metric: each.sql for metric, each in found.by_metric.items()} == {
        "orion_orders": "1", "orion_users": "4", "orion_pages": "5",
    }  # fmt: skip
    assert found.absent == ["orion_customers"]
    assert found.about == "A shop.\nA large one.\n"


def test_a_shop_without_a_preset_may_have_truths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.presets.truths.WITHOUT_PRESET", tmp_path)
    (tmp_path / "still-without.yaml").write_text(PRESET, encoding="utf-8")
    assert truths("still-without").about == "A shop.\n"


@pytest.mark.parametrize("sql", [
    "SELECT 'acme' AS vendor, 1 AS value UNION ALL SELECT 'acme', 2",
    "SELECT NULL AS vendor, 1 AS value",
    "SELECT '' AS vendor, 1 AS value",
    "SELECT 1 AS vendor, 1 AS value",
])  # fmt: skip
def test_labels_are_texts_and_unique(database: Database, sql: str) -> None:
    with pytest.raises(AssertionError, match="label"):
        ask(database, sql)


def test_labels_are_those_of_the_metric(database: Database) -> None:
    found = ask(database, ROWS)
    assert wrong_labels("orion_products", found) == set()
    assert wrong_labels("orion_team_members", found) == set()
    assert wrong_labels("orion_pages", found) == {"state active"}
    assert wrong_labels("orion_products_featured", found) == {"labels ['platform', 'state', 'vendor']"}
    failed = ask(database, "SELECT 'main' AS platform, 'failed' AS status, 1 AS value")
    assert wrong_labels("orion_platform_orders", failed) == set()


def test_every_metric_of_a_module_can_have_a_truth() -> None:
    assert {"orion_orders", "orion_platform_orders", "orion_vendor_info", "orion_users"} <= FAMILIES.keys()
    assert not any(name.startswith("orion_exporter") for name in FAMILIES)
