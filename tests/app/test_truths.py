"""Which truths of a preset `verify` compares, and with what SQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from exporter.app.application import Application, assemble_at_once
from exporter.app.truths import truths_of
from exporter.app.verify import verify
from exporter.config.configuration import load
from tests.relations.mini import mini
from tests.support.clock import FakeClock
from tests.support.databases import DIALECTS, Dialect, MakeDatabase

PRESET = """
about: A shop.
parameters:
  table: {type: identifier, default: goods}
relations:
  products:
    sql: SELECT on_sale AS is_active FROM {{table}}
    omit: [id, vendor_id, platform_id, is_featured, price_cents, created_at, updated_at]
truth:
  - metric: orion_products
    means: Goods.
    sql: |
      SELECT CASE WHEN on_sale THEN 'active' ELSE 'inactive' END AS state, count(*) AS value
      FROM {{table}} WHERE {{now}} > '2000-01-01 00:00:00' GROUP BY 1
  - {metric: orion_platform_products, means: None., sql: SELECT 9 AS value}
  - {metric: orion_vendor_info, means: Others., sql: {oracle: SELECT 1 AS value}}
  - {metric: orion_platform_info, means: Some., sql: SELECT 1 AS value}
variants:
  large:
    when: SELECT 1
    truth:
      - {metric: orion_platform_products, means: More., sql: {sqlite: SELECT 5 AS value, mysql: SELECT 5 AS value,
          postgresql: SELECT 5 AS value}}
    absent: [orion_platform_info]
"""


@contextmanager
def application(url: str, folder: Path, more: str = "") -> Iterator[Application]:
    (folder / "preset.yaml").write_text(PRESET, encoding="utf-8")
    file = folder / "shop.yml"
    file.write_text(f"preset: ./preset.yaml\n{more}", encoding="utf-8")
    clock = FakeClock(datetime(2026, 2, 7, 12, tzinfo=UTC))
    made = assemble_at_once(load(file, {"ORION_EXPORTER_DATABASE_URL": url}), clock)
    try:
        yield made
    finally:
        made.database.close()


@pytest.mark.parametrize("dialect", DIALECTS)
def test_truths_are_those_of_the_variants_in_use(dialect: Dialect, make_database: MakeDatabase, tmp_path: Path) -> None:
    with application(make_database(dialect, mini).url, tmp_path) as made:
        truths = {each.metric: each for each in truths_of(made)}
        assert {metric: each.means for metric, each in truths.items()} == {
            "orion_products": "Goods.", "orion_platform_products": "More.",
        }  # fmt: skip
        assert "FROM goods WHERE '2026-02-07 12:00:00' >" in truths["orion_products"].sql
        found = {each.subject: each.level for each in verify(made, list(truths.values()))}
    assert found["orion_products"] == "ok"
    assert found["orion_platform_products"] == "problem"


def test_a_relation_of_the_configuration_has_no_truth(make_database: MakeDatabase, tmp_path: Path) -> None:
    url = make_database("sqlite", mini).url
    own = """
variant: {large: false}
relations:
  products:
    sql: SELECT 1 = 1 AS is_active
    omit: [is_featured, price_cents, updated_at]
"""
    with application(url, tmp_path, own) as made:
        assert [each.metric for each in truths_of(made)] == ["orion_platform_info"]
    with application(url, tmp_path, "variant: {large: false}") as made:
        assert [each.means for each in truths_of(made)] == ["Goods.", "None.", "Some."]


def test_without_a_preset_there_are_no_truths(make_database: MakeDatabase) -> None:
    made = assemble_at_once(load(None, {"ORION_EXPORTER_DATABASE_URL": make_database("sqlite", mini).url}))
    assert list(truths_of(made)) == []
    made.database.close()
