"""The presets, and the shops that they are tested on."""

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml
from sqlalchemy import event

from exporter.app.application import Application, assemble_at_once
from exporter.config.configuration import load
from exporter.config.parameters import given
from exporter.config.presets import Preset, read_preset
from tests.presets.truths import PRESETS
from tests.support.clock import FakeClock
from tests.support.databases import Database, SharedDatabase
from tests.support.modules import MODULES, only
from tests.support.other_shops import (
    evershop,
    medusa,
    opencart,
    oscar,
    prestashop,
    saleor,
    vendure,
    woocommerce,
    woocommerce_posts,
    woocommerce_wcfm,
)

Relations = dict[str, dict[str, Any]]

Made = Callable[[SharedDatabase, pytest.TempPathFactory], Database]
"""Returns the database of a shop, which all tests share."""

KEPT = ("map", "first_party", "database")
"""What a relation keeps if a variant has another SELECT for it."""


@dataclass(frozen=True, slots=True)
class Shop:
    """A preset with the data that it is tested on: the database, and a moment after the last row."""

    preset: str
    database: Made
    now: datetime
    parameters: Mapping[str, str] = field(default_factory=dict)
    """The values of `{{name}}` where they are not the defaults."""
    variant: str | None = None
    """The variant that applies to it."""

    def with_parameters(self, **parameters: str) -> "Shop":
        """Return it with other values of parameters."""
        return replace(self, parameters={**self.parameters, **parameters})


def _oscar(dialect: Literal["sqlite", "postgresql"]) -> Shop:
    return Shop("django-oscar", lambda shared, folders: oscar.oscar(shared, dialect, folders), oscar.NOW)


def _woocommerce(made: Callable[[SharedDatabase], Database], variant: str | None = None) -> Shop:
    return Shop("woocommerce", lambda shared, _: made(shared), woocommerce.NOW, woocommerce.PARAMETERS, variant)


SHOPS = {
    "woocommerce": _woocommerce(woocommerce.alone),
    "woocommerce-dokan": _woocommerce(woocommerce.dokan, "dokan"),
    "woocommerce-wcfm": _woocommerce(woocommerce_wcfm.wcfm, "wcfm"),
    "woocommerce-posts": _woocommerce(woocommerce_posts.posts, "posts"),
    "evershop": Shop("evershop", lambda shared, _: evershop.evershop(shared), evershop.NOW, variant="landing-pages"),
    "vendure": Shop("vendure", lambda shared, _: vendure.vendure(shared), datetime(2026, 11, 23, tzinfo=UTC)),
    "django-oscar-sqlite": _oscar("sqlite"),
    "django-oscar-postgresql": _oscar("postgresql"),
    "medusa": Shop("medusa", lambda shared, _: medusa.medusa(shared), medusa.NOW),
    "saleor": Shop("saleor", lambda shared, _: saleor.saleor(shared), saleor.NOW),
    "prestashop": Shop(
        "prestashop", lambda shared, _: prestashop.prestashop(shared), prestashop.NOW, prestashop.PARAMETERS
    ),
    "opencart": Shop("opencart", lambda shared, _: opencart.opencart(shared), opencart.NOW, opencart.PARAMETERS),
}


def parameters_of(shop: Shop) -> Mapping[str, str]:
    """Return the SQL for each parameter of a preset."""
    parameters, problems = given(_preset(shop.preset).settings.parameters, shop.parameters, shop.preset)
    assert problems == []
    return parameters.sql


def with_parameters(shop: Shop, sql: str) -> str:
    """Return a SELECT of a preset as it is executed."""
    for name, value in parameters_of(shop).items():
        sql = sql.replace(f"{{{{{name}}}}}", value)
    return sql


def pinned(shop: Shop) -> Mapping[str, bool]:
    """Return the variants of a shop's preset, pinned to those that apply."""
    return {name: name == shop.variant for name in _read(shop.preset).get("variants", {})}


def relations_in(shop: Shop) -> Relations:
    """Return the relations of a preset, with those of the shop's variant."""
    preset = _read(shop.preset)
    found: Relations = deepcopy(preset["relations"])
    for name, of in preset["variants"][shop.variant]["relations"].items() if shop.variant else ():
        kept = {key: each for key, each in found.get(name, {}).items() if key in KEPT or "sql" not in of}
        found[name] = {**kept, **of}
    return found


def application(
    shop: Shop,
    url: str,
    folder: Path,
    relations: Relations | None = None,
    pins: Mapping[str, bool] | None = None,
    *,
    modules: Iterable[str] = MODULES,
) -> Application:
    """Return an exporter of this database by the preset, or by a preset with other relations.

    Its variants are those that apply, if they are not pinned. Raises ConfigurationError.
    """
    given: dict[str, Any] = {"preset": shop.preset, "parameters": dict(shop.parameters), "variant": dict(pins or {})}
    if relations is not None:
        given["preset"] = "./changed.yaml"
        # They are those of a variant already.
        changed = {**_read(shop.preset), "relations": relations, "variants": {}, "truth": [], "absent": []}
        _write(folder / "changed.yaml", changed)
    file = folder / "shop.yml"
    _write(file, given)
    return assemble_at_once(load(file, {**only(*modules), "ORION_EXPORTER_DATABASE_URL": url}), FakeClock(shop.now))


def at_present(exporter: Application, now: datetime) -> Application:
    """Let MariaDB have the same present as the exporter, because jobs are due and reservations expire by its clock."""

    def connected(driver: Any, _: object) -> None:
        with driver.cursor() as cursor:
            cursor.execute(f"SET timestamp = {now.timestamp()}")

    event.listen(exporter.database.engine, "connect", connected)
    return exporter


@cache
def _preset(name: str) -> Preset:
    return read_preset(name, Path())


@cache
def _read(preset: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((PRESETS / f"{preset}.yaml").read_text(encoding="utf-8"))
    return found


def _write(file: Path, given: Mapping[str, Any]) -> None:
    file.write_text(yaml.safe_dump(dict(given), sort_keys=False, allow_unicode=True), encoding="utf-8")
