"""The presets, and the shops that they are tested on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from exporter.app.application import Application, assemble_at_once
from exporter.config.configuration import load
from tests.presets.truths import PRESETS
from tests.support.clock import FakeClock
from tests.support.databases import Database, SharedDatabase
from tests.support.other_shops.vendure import vendure

Relations = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Shop:
    """A preset with the data that it is tested on: the database, and a moment after the last row."""

    preset: str
    database: Callable[[SharedDatabase], Database]
    now: datetime
    parameters: Mapping[str, str] = field(default_factory=dict)
    """The values of `{{name}}`, which are identifiers or integers."""


SHOPS = {"vendure": Shop("vendure", vendure, datetime(2026, 11, 23, tzinfo=UTC))}


def relations_in(shop: Shop) -> Relations:
    """Return the relations of a preset, without those of variants."""
    found: Relations = _read(shop.preset)["relations"]
    return found


def application(shop: Shop, url: str, folder: Path, relations: Relations | None = None) -> Application:
    """Return an exporter of this database by the preset, or by a preset with other relations.

    Its variants are those that apply. Raises ConfigurationError.
    """
    given: dict[str, Any] = {"preset": shop.preset, "parameters": dict(shop.parameters)}
    if relations is not None:
        given["preset"] = "./changed.yaml"
        changed = {**_read(shop.preset), "relations": relations, "truth": [], "absent": []}
        _write(folder / "changed.yaml", changed)
    file = folder / "shop.yml"
    _write(file, given)
    return assemble_at_once(load(file, {"ORION_EXPORTER_DATABASE_URL": url}), FakeClock(shop.now))


@cache
def _read(preset: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((PRESETS / f"{preset}.yaml").read_text(encoding="utf-8"))
    return found


def _write(file: Path, given: Mapping[str, Any]) -> None:
    file.write_text(yaml.safe_dump(dict(given), sort_keys=False, allow_unicode=True), encoding="utf-8")
