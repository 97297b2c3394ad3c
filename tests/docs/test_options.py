"""The table of the options of providers has each of them, with its default."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import timedelta

from exporter.collection.discovery import find
from exporter.config.values import format_duration
from providers import PROVIDERS
from tests.docs.markdown import ROOT

SETTINGS = ROOT / "docs/CONFIGURATION.md"


def shown(default: object) -> str:
    """Return a default as the table shows it."""
    every = default if isinstance(default, tuple) else (default,)
    texts = (format_duration(each.total_seconds()) if isinstance(each, timedelta) else each for each in every)
    return ", ".join(f"`{each}`" for each in texts)


def options() -> Iterator[tuple[str, str, str]]:
    for category, one in find(PROVIDERS, tuple).items():
        if isinstance(one.loaded, type) and is_dataclass(one.loaded):
            yield from ((category, each.name, shown(each.default)) for each in fields(one.loaded))


def test_the_table_has_every_option_with_its_default() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `([a-z_]+)` \| (.*?) \| ", SETTINGS.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted(options())
    assert len(rows) > 3
