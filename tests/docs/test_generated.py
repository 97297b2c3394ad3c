"""Pages that are made of the code. UPDATE_GOLDEN=1 writes them; read the difference."""

import os
from collections.abc import Callable

import pytest

from tests.docs import cli_page, python_page, tables_page
from tests.docs.markdown import DOCS

GENERATED: dict[str, Callable[[], str]] = {
    "reference/cli.md": cli_page.page,
    "reference/python.md": python_page.page,
    "reference/tables.md": tables_page.page,
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
    for command in ("serve", "demo", "shop", "once", "check", "plan", "metrics", "new", "schema"):
        assert f"## `{command}`" in text
    assert "| `--web.listen-address=ADDRESS` |" in text


def test_every_table_is_on_its_page() -> None:
    assert "| `orders` | `id` id, `vendor_id` id, `platform_id` id, `status` text," in tables_page.page()
