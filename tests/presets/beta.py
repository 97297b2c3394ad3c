"""The presets that nobody has run on a real shop: what is exported for a few rows must be what they were made for."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from exporter.app.application import Application, assemble_at_once
from exporter.config.configuration import load
from tests.presets.comparing import Families
from tests.presets.truths import Labels, Numbers
from tests.support.clock import FakeClock
from tests.support.databases import Database, SharedDatabase
from tests.support.other_shops import magento2_numbers as of_magento
from tests.support.other_shops import nopcommerce_numbers, shopware6_numbers, spree_numbers
from tests.support.other_shops.magento2 import NOW as NOW_IN_MAGENTO
from tests.support.other_shops.magento2 import magento2
from tests.support.other_shops.nopcommerce import NOW as NOW_IN_NOPCOMMERCE
from tests.support.other_shops.nopcommerce import nopcommerce, nopcommerce_on_mariadb
from tests.support.other_shops.shopware6 import NOW as NOW_IN_SHOPWARE
from tests.support.other_shops.shopware6 import shopware6
from tests.support.other_shops.spree import NOW as NOW_IN_SPREE
from tests.support.other_shops.spree import spree

_LINE = re.compile(r"(\w+)(?:\{(.*)\})? (\S+)")
_LABEL = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Trial:
    """A preset with variants and parameters, and the series that must be exported, as lines of text."""

    preset: str
    now: datetime
    numbers: str
    variant: Mapping[str, bool] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)


def wanted(lines: str) -> Families:
    """Return the series in lines of text, by family. A family has the same labels in each of its lines."""
    found: dict[str, dict[Labels, float]] = {}
    for name, labels, value in _LINE.findall(lines):
        series = found.setdefault(name, {})
        key = frozenset(_LABEL.findall(labels))
        assert key not in series, f"{name}{labels} twice"
        series[key] = float(value)
    return found


def wrong(lines: str, exported: Families) -> list[str]:
    """Return where series are not those of the lines; further series of the same families must be 0.

    Labels that a line does not have are left open: those of the series are added up.
    """
    return [
        f"{name}{dict(labels)}: must be {want.get(labels, 0)}, is {found.get(labels, 0)}"
        for name, want in wanted(lines).items()
        for found in [_without_open_labels(exported.get(name, {}), want)]
        for labels in sorted(want.keys() | found.keys(), key=sorted)
        if round(want.get(labels, 0), 6) != round(found.get(labels, 0), 6)
    ]


def _without_open_labels(series: Numbers, want: Numbers) -> Numbers:
    names = {name for labels in want for name, _ in labels}
    found: dict[Labels, float] = {}
    for labels, value in series.items():
        rest = frozenset(each for each in labels if each[0] in names)
        found[rest] = found.get(rest, 0) + value
    return found


@contextmanager
def exporting(trial: Trial, url: str, folder: Path) -> Iterator[Application]:
    """Give an exporter of this database by the preset."""
    given: dict[str, Any] = {"preset": trial.preset}
    given |= {"parameters": dict(trial.parameters)} if trial.parameters else {}
    given |= {"variant": dict(trial.variant)} if trial.variant else {}
    file = folder / "shop.yml"
    file.write_text(yaml.safe_dump(given), encoding="utf-8")
    made = assemble_at_once(load(file, {"ORION_EXPORTER_DATABASE_URL": url}), FakeClock(trial.now))
    with closing(made.databases):
        yield made


SHOPS: dict[str, Callable[[SharedDatabase], Database]] = {
    "magento2": magento2,
    "shopware6": shopware6,
    "nopcommerce": nopcommerce,
    "nopcommerce-mysql": nopcommerce_on_mariadb,
    "spree": spree,
}

TRIALS = {
    "magento2": Trial(
        "magento2",
        NOW_IN_MAGENTO,
        of_magento.NUMBERS + of_magento.OF_THE_SHOP + of_magento.LEGACY_STOCK,
        {"msi": False, "webkul": False},
    ),
    "magento2-msi": Trial(
        "magento2",
        NOW_IN_MAGENTO,
        of_magento.NUMBERS + of_magento.OF_THE_SHOP + of_magento.STOCK_IN_SOURCES,
        {"webkul": False},
    ),
    "magento2-webkul": Trial(
        "magento2", NOW_IN_MAGENTO, of_magento.NUMBERS + of_magento.OF_VENDORS + of_magento.STOCK_IN_SOURCES
    ),
    "magento2-order": Trial(
        "magento2", NOW_IN_MAGENTO, of_magento.IN_THE_CURRENCY_OF_ORDERS, parameters={"currency": "order"}
    ),
    "shopware6": Trial("shopware6", NOW_IN_SHOPWARE, shopware6_numbers.NUMBERS),
    "nopcommerce": Trial("nopcommerce", NOW_IN_NOPCOMMERCE, nopcommerce_numbers.NUMBERS),
    "nopcommerce-mysql": Trial("nopcommerce", NOW_IN_NOPCOMMERCE, nopcommerce_numbers.NUMBERS),
    "spree": Trial("spree", NOW_IN_SPREE, spree_numbers.NUMBERS),
}


def database(name: str, shared: SharedDatabase) -> Database:
    """Return the database of a trial."""
    return SHOPS.get(name, SHOPS[TRIALS[name].preset])(shared)
