"""Which truths of a preset `verify` compares, and with what SQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from exporter.app.application import Application, assemble_at_once
from exporter.app.truth_numbers import Truth
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
def application(url: str, folder: Path, more: str = "", preset: str = PRESET) -> Iterator[Application]:
    (folder / "preset.yaml").write_text(preset, encoding="utf-8")
    file = folder / "shop.yml"
    file.write_text(f"preset: ./preset.yaml\n{more}", encoding="utf-8")
    clock = FakeClock(datetime(2026, 2, 7, 12, tzinfo=UTC))
    made = assemble_at_once(load(file, {"ORION_EXPORTER_DATABASE_URL": url}), clock)
    try:
        yield made
    finally:
        made.databases.close()


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


HERE_AND_THERE = """
about: A shop with its orders elsewhere.
relations:
  orders:
    sql: SELECT state AS status, amount AS total, cur AS currency, made AS created_at FROM sales
    omit: [id, vendor_id, platform_id, refunded, refunded_cents, is_paid, paid_at, updated_at]
    database: warehouse
  products:
    sql: SELECT on_sale AS is_active FROM goods
    omit: [id, vendor_id, platform_id, is_featured, price_cents, created_at, updated_at]
truth:
  - {metric: orion_orders_open, means: Open ones., sql: {sqlite: SELECT 0 AS value, mysql: SELECT 3 AS value}}
  - metric: orion_products
    means: Goods.
    sql:
      sqlite: SELECT IIF(on_sale, 'active', 'inactive') AS state, count(*) AS value FROM goods GROUP BY 1
      mysql: SELECT 0 AS value
"""


def test_a_truth_is_read_from_the_database_of_its_relations(make_database: MakeDatabase, tmp_path: Path) -> None:
    shop, warehouse = make_database("sqlite", mini), make_database("mariadb", mini)
    with shop.engine.begin() as connection:
        connection.execute(text("DROP TABLE sales"))
    with warehouse.engine.begin() as connection:
        connection.execute(text("UPDATE sales SET state = 'pending' WHERE no < 4"))
        connection.execute(text("DROP TABLE goods"))
    folder = {"preset": HERE_AND_THERE, "more": f"databases: {{warehouse: {{url: '{warehouse.url}'}}}}\n"}
    with application(shop.url, tmp_path, **folder) as made:
        truths = {each.metric: each.databases for each in truths_of(made)}
        assert truths == {"orion_orders_open": ("warehouse",), "orion_products": ("main",)}
        found = {each.subject: each.message for each in verify(made, list(truths_of(made)))}
    assert found["orion_orders_open"] == "1 series equals the truth: Open ones."
    assert found["orion_products"] == "2 series equal the truth: Goods."


def test_another_database_does_not_change_what_a_relation_means(make_database: MakeDatabase, tmp_path: Path) -> None:
    url = make_database("sqlite", mini).url
    own = f"""
variant: {{large: false}}
databases: {{warehouse: {{url: '{url}'}}}}
relations: {{products: {{database: warehouse}}}}
"""
    with application(url, tmp_path, own) as made:
        truths = {each.metric: each.databases for each in truths_of(made)}
    assert truths == {
        "orion_products": ("warehouse",), "orion_platform_products": ("warehouse",), "orion_platform_info": ("main",),
    }  # fmt: skip


@pytest.mark.parametrize("own", ["providers: {catalog: {enabled: false}}", "relations: {products: null}"])
def test_what_the_configuration_does_not_export_is_not_compared(
    own: str, make_database: MakeDatabase, tmp_path: Path
) -> None:
    with application(make_database("sqlite", mini).url, tmp_path, f"variant: {{large: false}}\n{own}\n") as made:
        found = {each.subject: each for each in verify(made, list(truths_of(made)))}
    message = "not compared with its truth: this configuration does not export it"
    assert (found["orion_products"].level, found["orion_products"].message) == ("hint", message)
    assert found["orion_platform_info"].level == "ok"


def test_a_metric_that_the_preset_does_not_export_differs_from_its_truth(
    make_database: MakeDatabase, tmp_path: Path
) -> None:
    preset = PRESET.replace("metric: orion_products", "metric: orion_prodcts")
    with application(make_database("sqlite", mini).url, tmp_path, preset=preset) as made:
        found = {each.subject: each for each in verify(made, list(truths_of(made)))}
    assert found["orion_prodcts"].level == "problem"


def test_a_metric_of_several_databases_is_not_compared(make_database: MakeDatabase, tmp_path: Path) -> None:
    with application(make_database("sqlite", mini).url, tmp_path) as made:
        *_, found = verify(made, [Truth("orion_products", "Goods.", "SELECT 1 AS value", ("main", "warehouse"))])
    message = "not compared with its truth: one SELECT cannot read the databases main, warehouse"
    assert (found.level, found.message) == ("hint", message)


def test_without_a_preset_there_are_no_truths(make_database: MakeDatabase) -> None:
    made = assemble_at_once(load(None, {"ORION_EXPORTER_DATABASE_URL": make_database("sqlite", mini).url}))
    assert list(truths_of(made)) == []
    made.database.close()
