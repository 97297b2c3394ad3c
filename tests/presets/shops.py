"""The presets and the shops that they are tested on, and the configuration that reads a shop by its preset."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from exporter.app.application import Application, assemble
from exporter.collection.discovery import find
from exporter.collection.relations import contracts
from exporter.config.configuration import load
from exporter.relations.contract import Column, RelationTable
from exporter.relations.sql_text import columns_of
from providers import PROVIDERS
from tests.presets.truths import PRESETS
from tests.support.clock import FakeClock
from tests.support.databases import Database, SharedDatabase
from tests.support.other_shops.vendure import vendure

PARTS = ("relations", "providers", "refresh", "alerts", "thresholds")
"""What a preset shares with a configuration."""

SAME = {"paid_at": "is_paid", "is_paid": "paid_at"}
"""Columns that stand for each other, as amounts in major units do for those in minor units."""

Relations = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Shop:
    """A preset with the data that it is tested on: the database, and a moment after the last row."""

    preset: str
    database: Callable[[SharedDatabase], Database]
    now: datetime
    parameters: Mapping[str, str] = field(default_factory=dict)
    """The values of `{{name}}`, as they are put into SQL."""
    variants: Sequence[str] = ()


SHOPS = {"vendure": Shop("vendure", vendure, datetime(2026, 11, 23, tzinfo=UTC))}


def configured(shop: Shop) -> dict[str, Any]:
    """Return the configuration that a preset stands for."""
    preset = deepcopy(_read(shop.preset))
    given = {part: preset[part] for part in PARTS if part in preset}
    for name in shop.variants:
        given["relations"] |= preset["variants"][name].get("relations", {})
    replaced: dict[str, Any] = _with_values(given, shop.parameters)
    return replaced


def relations_in(shop: Shop) -> Relations:
    """Return the relations of a preset as they are in a configuration."""
    found: Relations = configured(shop)["relations"]
    return found


def application(shop: Shop, url: str, folder: Path, relations: Relations | None = None) -> Application:
    """Return an exporter of this database by the preset, or by other relations than it has.

    Raises ConfigurationError.
    """
    file = folder / "shop.yml"
    given = configured(shop)
    given["relations"] = given["relations"] if relations is None else relations
    file.write_text(yaml.safe_dump(given, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return assemble(load(file, {"ORION_EXPORTER_DATABASE_URL": url}), FakeClock(shop.now))


def incomplete(relations: Relations) -> list[str]:
    """Return the columns that are neither selected nor omitted: of a preset, each has to be one of the two."""
    return [f"{name}.{column}" for name, of in relations.items() for column in _absent(_contracts()[name], of)]


def _absent(table: RelationTable, of: Mapping[str, Any]) -> Iterator[str]:
    for part in ("sql", "platform_sql"):
        if part not in of:
            continue
        selected = columns_of(of[part])
        assert selected is not None, "a preset names its columns"
        for column in (each for each in table.c if isinstance(each, Column)):
            alike = {each.name for each in table.c if isinstance(each, Column) and each.instead_of == column.name}
            alike |= {column.name, column.instead_of, SAME.get(column.name, "")}
            omitted = of.get("omit", ())
            if part == "platform_sql":  # whose rows belong to platforms, whatever the other SELECT omits
                omitted = [*(each for each in omitted if each != "platform_id"), "vendor_id"]
            if not alike & {*selected} and column.name not in omitted:
                yield f"{column.name} in {part}"


@cache
def _contracts() -> Mapping[str, RelationTable]:
    return contracts(find(PROVIDERS, tuple))


@cache
def _read(preset: str) -> Any:
    return yaml.safe_load((PRESETS / f"{preset}.yaml").read_text(encoding="utf-8"))


def _with_values(given: Any, parameters: Mapping[str, str]) -> Any:
    if isinstance(given, dict):
        return {name: _with_values(each, parameters) for name, each in given.items()}
    if isinstance(given, str):
        for name, value in parameters.items():
            given = given.replace(f"{{{{{name}}}}}", value)
    return given
