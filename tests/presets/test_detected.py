"""`detect` knows each shop by its preset, and mistakes none for another."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import Engine, create_engine, text

from exporter.cli import main
from exporter.config.presets import shipped
from tests.support import handmade
from tests.support.databases import DIALECTS, Database, Dialect, MakeDatabase, SharedDatabase
from tests.support.elsewhere import duckdb_file
from tests.support.other_shops import (
    evershop,
    load,
    medusa,
    opencart,
    oscar,
    prestashop,
    saleor,
    vendure,
    woocommerce,
    woocommerce_network,
    woocommerce_posts,
    woocommerce_wcfm,
)

Shared = Callable[[SharedDatabase, pytest.TempPathFactory], Database]


class Answer(NamedTuple):
    """What must be written for a shop: its preset, and what else its configuration and comments have."""

    shop: Shared
    preset: str
    parameters: str = ""
    variants: str = ""


def _orion(dialect: Dialect) -> Shared:
    return lambda shared, _: shared(dialect, handmade.build)


ANSWERS = {
    "evershop": Answer(lambda shared, _: evershop.evershop(shared), "evershop", variants="landing-pages"),
    "medusa": Answer(lambda shared, _: medusa.medusa(shared), "medusa"),
    "opencart": Answer(
        lambda shared, _: opencart.opencart(shared), "opencart", "{prefix: oc_, time_zone: America/New_York}"
    ),
    "oscar-postgresql": Answer(lambda shared, folders: oscar.oscar(shared, "postgresql", folders), "django-oscar"),
    "oscar-sqlite": Answer(lambda shared, folders: oscar.oscar(shared, "sqlite", folders), "django-oscar"),
    "prestashop": Answer(
        lambda shared, _: prestashop.prestashop(shared), "prestashop", "{prefix: ps_, time_zone: Europe/Paris}"
    ),
    "saleor": Answer(lambda shared, _: saleor.saleor(shared), "saleor"),
    "vendure": Answer(lambda shared, _: vendure.vendure(shared), "vendure"),
    "woocommerce": Answer(lambda shared, _: woocommerce.alone(shared), "woocommerce", "{prefix: wp_}"),
    "woocommerce-dokan": Answer(lambda shared, _: woocommerce.dokan(shared), "woocommerce", "{prefix: wp_}", "dokan"),
    "woocommerce-network": Answer(
        lambda shared, _: woocommerce_network.network(shared), "woocommerce", "{prefix: wp_}", "network"
    ),
    "woocommerce-posts": Answer(
        lambda shared, _: woocommerce_posts.posts(shared), "woocommerce", "{prefix: wp_}", "posts"
    ),
    "woocommerce-wcfm": Answer(lambda shared, _: woocommerce_wcfm.wcfm(shared), "woocommerce", "{prefix: wp_}", "wcfm"),
    **{f"orion-{dialect}": Answer(_orion(dialect), "orion") for dialect in DIALECTS},
}
LONG = {"oscar-postgresql", "oscar-sqlite", "woocommerce-posts", "woocommerce-wcfm"}
"""Shops that are left to `make soak`: making their tables takes long, or their preset is that of another."""


@pytest.fixture
def detected(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[str], str]:
    """Return what `detect` writes for the database of a URL, or why it writes nothing."""

    def detect(url: str) -> str:
        monkeypatch.setenv("ORION_EXPORTER_DATABASE_URL", url)
        code, output = main(["detect"]), capsys.readouterr()
        assert (code == 0) == bool(output.out)
        assert bool(output.out) != bool(output.err)
        return output.out + output.err

    return detect


def presets_in(written: str) -> list[str]:
    return [line.removeprefix("preset: ") for line in written.splitlines() if line.startswith("preset: ")]


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.soak] if name in LONG else []) for name in ANSWERS]
)
def test_each_shop_has_one_answer(
    name: str,
    detected: Callable[[str], str],
    shared_database: SharedDatabase,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    answer = ANSWERS[name]
    written = detected(answer.shop(shared_database, tmp_path_factory).url)
    if answer.preset not in shipped():
        assert presets_in(written) == []
        return
    parameters = [f"parameters: {answer.parameters}"] if answer.parameters else []
    assert [line for line in written.splitlines() if not line.startswith("#")] == [
        f"preset: {answer.preset}", *parameters
    ]  # fmt: skip
    assert f"# All relations of the preset {answer.preset} can be read here. It feeds: tenancy" in written
    applying = [line for line in written.splitlines() if line.startswith("# Variants that apply: ")]
    assert applying == ([f"# Variants that apply: {answer.variants}."] if answer.variants else [])


def test_every_preset_has_a_shop_that_it_is_found_in() -> None:
    from_code = {"magento2", "nopcommerce", "shopware6", "spree"}
    assert shipped().keys() <= {each.preset for each in ANSWERS.values()} | from_code


@pytest.mark.parametrize("dialect", DIALECTS)
def test_an_empty_database_is_no_shop(
    dialect: Dialect, detected: Callable[[str], str], make_database: MakeDatabase
) -> None:
    assert "there is no table in " in detected(make_database(dialect).url)


def two_prefixes(engine: Engine) -> None:
    """Make two shops of WooCommerce in one database."""
    load(engine, "woocommerce")
    _rename(engine, lambda name: f"old_{name.removeprefix('wp_')}")
    load(engine, "woocommerce")


def other_prefix(engine: Engine) -> None:
    load(engine, "woocommerce")
    _rename(engine, lambda name: f"shop7_{name.removeprefix('wp_')}")


def _rename(engine: Engine, name: Callable[[str], str]) -> None:
    with engine.begin() as connection:
        tables = list(connection.scalars(text("SHOW TABLES")))
        renamed = ", ".join(f"`{each}` TO `{name(each)}`" for each in tables)
        connection.exec_driver_sql(f"RENAME TABLE {renamed}")


def test_another_prefix_is_found(detected: Callable[[str], str], make_database: MakeDatabase) -> None:
    written = detected(make_database("mariadb", other_prefix).url)
    assert written.endswith("preset: woocommerce\nparameters: {prefix: shop7_}\n")
    assert presets_in(written) == ["woocommerce"]


def test_two_shops_with_two_prefixes_are_two_answers(
    detected: Callable[[str], str], make_database: MakeDatabase
) -> None:
    written = detected(make_database("mariadb", two_prefixes).url)
    first, second = written.split("\n# Or:\n")
    assert {first.splitlines()[-1], second.splitlines()[-1]} == {
        "parameters: {prefix: wp_}", "parameters: {prefix: old_}"
    }  # fmt: skip


def in_schema(engine: Engine) -> None:
    """Make EverShop in a schema that is not the default one."""
    load(engine, "evershop")
    with engine.begin() as connection:
        connection.execute(text("ALTER SCHEMA public RENAME TO shop"))
        connection.execute(text("CREATE SCHEMA public"))


def test_another_schema_is_named_and_can_be_looked_at(
    detected: Callable[[str], str], make_database: MakeDatabase
) -> None:
    url = make_database("postgresql", in_schema).url
    told = detected(url)
    assert "there is no table in schema public of " in told
    assert "; but 71 tables in schema shop (add ?options=-csearch_path%3Dshop to its URL, " in told
    assert presets_in(detected(f"{url}?options=-csearch_path%3Dshop")) == ["evershop"]


def without_half(engine: Engine, half: int) -> None:
    """Make EverShop, and drop every second of its tables."""
    load(engine, "evershop")
    with engine.begin() as connection:
        names = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1"
        for name in list(connection.scalars(text(names)))[half::2]:
            connection.execute(text(f'DROP TABLE "{name}" CASCADE'))


@pytest.mark.parametrize("half", [0, 1])
def test_half_a_shop_is_one_answer(half: int, detected: Callable[[str], str], make_database: MakeDatabase) -> None:
    written = detected(make_database("postgresql", without_half, half).url)
    assert "# Or:" not in written
    assert written.startswith(("# A guess by the names of 3", "# EverShop 2.2 on PostgreSQL"))
    if presets_in(written):
        assert "# This is nearly the preset evershop, but a part of it cannot be read here:\n# - relation " in written


def without_a_table(engine: Engine) -> None:
    load(engine, "evershop")
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE shipment_item"))


def test_a_shop_without_a_table_is_nearly_known(detected: Callable[[str], str], make_database: MakeDatabase) -> None:
    written = detected(make_database("postgresql", without_a_table).url)
    assert presets_in(written) == ["evershop"]
    (gap,) = (line for line in written.splitlines() if line.startswith("# - "))
    assert gap.startswith("# - relation shipments ")
    assert "shipment_item" in gap
    (fed,) = (line for line in written.splitlines() if line.startswith("# It feeds: "))
    assert "orders, carts, payments, refunds, jobs. The other modules of the preset fail." in fed


def test_duckdb_has_answers(detected: Callable[[str], str], tmp_path: Path) -> None:
    url = duckdb_file(tmp_path / "shop.duckdb")
    assert presets_in(detected(url)) == ["orion"]
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE platforms"))
    engine.dispose()
    written = detected(url)
    assert written.startswith("# A guess by the names of ")
    assert "      FROM orders\n" in written
