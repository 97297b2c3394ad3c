"""Pages that are made of the code. UPDATE_GOLDEN=1 writes them; read the difference."""

import os
from collections.abc import Callable

import pytest

from exporter.collection.discovery import find
from exporter.collection.relations import contracts
from exporter.config.presets import shipped
from exporter.query.grain import OWNERS
from exporter.relations.contract import Column, RelationTable
from exporter.relations.sql_text import check, columns_of
from providers import PROVIDERS
from tests.docs import cli_page, presets_page, python_page, relations_page
from tests.docs.markdown import DOCS

GENERATED: dict[str, Callable[[], str]] = {
    "reference/cli.md": cli_page.page,
    "reference/presets.md": presets_page.page,
    "reference/python.md": python_page.page,
    "reference/relations.md": relations_page.page,
}


@pytest.mark.parametrize("path", GENERATED)
def test_a_generated_page_is_what_the_code_says(path: str) -> None:
    text = GENERATED[path]()
    if os.environ.get("UPDATE_GOLDEN"):
        (DOCS / path).write_text(text, encoding="utf-8")
    assert (DOCS / path).read_text(encoding="utf-8") == text


def test_every_public_name_is_on_its_page() -> None:
    text = python_page.page()
    for package in python_page.PACKAGES:
        assert f"\n## {package}\n" in text
    assert {"### MetricValue", "### QueryMetricsProvider", "### StatsAggregator", "### count"} <= set(text.splitlines())


def test_every_command_and_option_is_on_its_page() -> None:
    text = cli_page.page()
    names = "serve demo shop once check plan explain detect grants verify metrics new schema token"
    for command in names.split():
        assert f"## `{command}`" in text
    assert "| `--web.listen-address=ADDRESS` |" in text
    assert "| `CATEGORY` |" in text


def test_every_preset_is_on_its_page_with_its_state() -> None:
    rows = [line for line in presets_page.page().splitlines() if line.startswith("| `")]
    assert [row.split("`")[1] for row in rows] == list(shipped())
    states = {row.split("`")[1]: row.split("|")[-2].strip() for row in rows}
    assert (states["shopware6"], states["vendure"]) == ("beta", "tested")


def test_every_relation_is_on_its_page() -> None:
    text = relations_page.page()
    assert "| `currency` | text | ISO 4217 code of the currency | `orion_order_revenue`," in text
    assert "| `created_at` | time | when it was ordered | `orion_order_last_created_timestamp_seconds`," in text


@pytest.mark.parametrize("table", list(contracts(find(PROVIDERS, tuple)).values()), ids=lambda each: each.name)
def test_the_example_of_a_relation_is_one(table: RelationTable) -> None:
    check(table.example)
    columns = set(columns_of(table.example) or ())
    contract = [each for each in table.c if isinstance(each, Column)]
    replaced = {each.instead_of for each in contract if each.name in columns}
    needed = {each.name for each in contract if not each.optional} - replaced - {*OWNERS}
    assert needed <= columns <= {each.name for each in contract}
    assert all(each.meaning for each in contract)
