"""After a reload, what is shown is what a fresh start would show, and what did not change keeps its snapshot."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from exporter.app.application import assemble_at_once
from exporter.app.live import Live
from exporter.app.serving import refresh_all
from exporter.config.configuration import load
from exporter.config.relation_settings import RelationSettings
from exporter.config.section import names_of
from exporter.directory.tables import TABLES
from exporter.exposition.rendering import Format, plain
from exporter.exposition.store import Store
from tests.faults.conftest import eventually
from tests.support import handmade
from tests.support.clock import FakeClock
from tests.support.modules import MODULES

ORDERS = "SELECT id, vendor_id, platform_id, status, total_cents, currency, created_at, updated_at FROM orders"
VENDORS = "SELECT id, code, name, is_active, is_verified FROM vendors"
FEW = ("tenancy", "customers", "cms", "orders", "marketplace")
"""The modules that are enabled."""
EVERY = frozenset({*FEW, "alerts"})
ALERTS = frozenset({"alerts"})
"""Read the shop's runbooks by the content service, of which nobody knows what it reads."""


class Change(NamedTuple):
    """A configuration before and after a reload, and the categories that it changes."""

    before: Mapping[str, Any]
    after: Mapping[str, Any]
    changed: frozenset[str] = frozenset({"orders"}) | ALERTS


def of_orders(before: Mapping[str, Any], after: Mapping[str, Any]) -> Change:
    """Return a change of the settings of the relation `orders`."""
    return Change({"relations": {"orders": before}}, {"relations": {"orders": after}})


SETTINGS: dict[str, Change] = {
    "sql": of_orders({"sql": ORDERS}, {"sql": f"{ORDERS} WHERE id > 1"}),
    "platform_sql": of_orders({"sql": ORDERS}, {"sql": ORDERS, "platform_sql": f"{ORDERS} WHERE id > 1"}),
    "omit": of_orders({"sql": "SELECT * FROM orders"}, {"sql": "SELECT * FROM orders", "omit": ["currency"]}),
    "map": of_orders({"sql": ORDERS}, {"sql": ORDERS, "map": {"status": {"on_hold": "pending"}}}),
    "first_party": Change(
        {"relations": {"vendors": {"sql": VENDORS}}},
        {"relations": {"vendors": {"sql": VENDORS, "first_party": {"code": "house"}}}},
        EVERY,
    ),
    "with": of_orders(
        {"with": {"them": "SELECT * FROM orders"}, "sql": "SELECT * FROM them"},
        {"with": {"them": "SELECT * FROM orders WHERE id > 1"}, "sql": "SELECT * FROM them"},
    ),
    "for_each": of_orders(
        {"for_each": {"sql": "SELECT 'orders'", "as": "name"}, "sql": "SELECT * FROM {{name}}"},
        {"for_each": {"sql": "SELECT 'few_orders'", "as": "name"}, "sql": "SELECT * FROM {{name}}"},
    ),
    "time_zone": of_orders({"sql": ORDERS}, {"sql": ORDERS, "time_zone": "Europe/Paris"}),
    "minor_unit": of_orders({"sql": ORDERS}, {"sql": ORDERS, "minor_unit": 3}),
    "incremental": of_orders({"sql": ORDERS}, {"sql": ORDERS, "incremental": True}),
    "trust": of_orders({"sql": ORDERS, "incremental": True}, {"sql": ORDERS, "incremental": True, "trust": True}),
    "database": of_orders({"sql": ORDERS}, {"sql": ORDERS, "database": "other"}),
}
"""By setting of a relation, a change of it."""

UNSEEN = {"incremental", "trust"}
"""Settings that change how rows are read, not what is shown."""

PRESET = """
about: A shop.
by_name: true
parameters: {{least: {{type: integer, default: '0'}}}}
variants: {{few: {{when: SELECT 1 = 0, relations: {{orders: {{sql: '{few}', omit: [refunded_cents, is_paid]}}}}}}}}
relations: {{orders: {{sql: '{orders} WHERE id > {{{{least}}}} {more}', omit: [refunded_cents, is_paid]}}}}
"""
STARS: dict[str, Any] = {"sql": "SELECT vendor_id, id FROM orders", "metrics": {"ids": {"help": "Ids.", "max": "id"}}}

OTHERS: dict[str, Change] = {
    **{
        f"sql of {table.name}": Change(
            {}, {"relations": {table.name: {"sql": f"SELECT * FROM {table.name} WHERE 1 = 0"}}}, EVERY
        )
        for table in TABLES
    },
    "removed relation": Change({}, {"relations": {"orders": None}}),
    "a declared provider": Change(
        {"providers": {"stars": STARS}},
        {"providers": {"stars": {**STARS, "sql": STARS["sql"] + " WHERE id < 3"}}},
        frozenset({"stars"}) | ALERTS,
    ),
    "a database that orders read": Change(
        {"databases": {"other": "shop"}, "relations": {"orders": {"sql": ORDERS, "database": "other"}}},
        {"databases": {"other": "other"}, "relations": {"orders": {"sql": ORDERS, "database": "other"}}},
        frozenset({"orders"}),
    ),
    "a database that nobody reads": Change(
        {"databases": {"other": "shop"}}, {"databases": {"other": "other"}}, frozenset()
    ),
    "the main database": Change({}, {"database": {"url": "other"}}, EVERY),
    "a parameter": Change({"preset": "preset.yaml"}, {"preset": "preset.yaml", "parameters": {"least": 2}}),
    "a variant": Change({"preset": "preset.yaml"}, {"preset": "preset.yaml", "variant": {"few": True}}),
    "the preset": Change({"preset": "preset.yaml"}, {"preset": "other.yaml"}),
}


class Running(NamedTuple):
    """An exporter that runs, with its folder."""

    live: Live
    folder: Path

    def write(self, parts: Mapping[str, Any]) -> None:
        """Write the configuration."""
        write(self.folder, parts)


def write(folder: Path, parts: Mapping[str, Any]) -> None:
    urls = {name: {"url": f"sqlite:///{folder}/{name}.sqlite"} for name in ("shop", "other")}
    given = {"preset": "orion", "refresh": {"every": "1h", "jitter": "0s"}, "database": {"url": "shop"}, **parts}
    off = {each: {"enabled": False} for each in MODULES if each not in FEW}
    given["providers"] = {**off, **given.get("providers", {})}
    given["database"] = urls[given["database"]["url"]]
    given["databases"] = {name: urls[url] for name, url in given.get("databases", {"other": "other"}).items()}
    (folder / "config.yaml").write_text(json.dumps(given))


def shown(store: Store) -> dict[str, str]:
    """Return what is shown of each category."""
    return {
        each.category: b"".join(plain(each.rendered[Format.TEXT])).decode() if each.snapshot else ""
        for each in store.states()
    }


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[Mapping[str, Any]], Running]]:
    """Return a function that starts an exporter with this configuration, and waits until all is refreshed."""
    for name in ("shop", "other"):
        handmade.in_file(tmp_path / f"{name}.sqlite")
        with closing(sqlite3.connect(tmp_path / f"{name}.sqlite")) as connection, connection:
            connection.execute("CREATE TABLE few_orders AS SELECT * FROM orders WHERE id > 2")
            if name == "other":
                for table in ("orders", "customers", "products", "inventory", "content_pages", "marketplace_products"):
                    connection.execute(f"DELETE FROM {table} WHERE id = 1")
                connection.execute("UPDATE vendors SET code = code || '-too'")
    for name, more in (("preset", ""), ("other", "AND id < 4")):
        (tmp_path / f"{name}.yaml").write_text(PRESET.format(orders=ORDERS, few=f"{ORDERS} WHERE id > 3", more=more))
    made: list[Live] = []

    def started(parts: Mapping[str, Any]) -> Running:
        write(tmp_path, parts)
        live = Live(
            load(tmp_path / "config.yaml", {}), lambda: load(tmp_path / "config.yaml", {}), FakeClock(handmade.NOW)
        )
        made.append(live)
        live.start()
        refreshed(live)
        return Running(live, tmp_path)

    yield started
    for live in made:
        live.stop()
        live.application.databases.close()


def refreshed(live: Live) -> None:
    """Wait until each category is refreshed."""
    eventually(lambda: live.application.configuration.is_decided and all(each.tried for each in live.store.states()))
    assert not [each.failure for each in live.store.states() if each.failure]


def fresh(folder: Path) -> dict[str, str]:
    """Return what is shown after a start with the configuration."""
    application = assemble_at_once(load(folder / "config.yaml", {}), FakeClock(handmade.NOW))
    assert refresh_all(application) == []
    application.databases.close()
    return shown(application.store)


def test_each_setting_of_a_relation_is_changed() -> None:
    assert set(SETTINGS) == set(names_of(RelationSettings))


@pytest.mark.parametrize("name", [*SETTINGS, *OTHERS])
def test_a_change_takes_effect_and_costs_no_other_category(
    start: Callable[[Mapping[str, Any]], Running], name: str
) -> None:
    change = (SETTINGS | OTHERS)[name]
    running = start(change.before)
    live = running.live
    before, snapshots = shown(live.store), {each.category: each.snapshot for each in live.store.states()}
    running.write(change.after)
    assert live.reload() == ()
    refreshed(live)
    kept = {each.category for each in live.store.states() if each.snapshot is snapshots[each.category]}
    assert kept == snapshots.keys() - change.changed
    after = shown(live.store)
    assert after == fresh(running.folder)
    assert (after == before) is (name in UNSEEN or not change.changed)


def test_a_reload_keeps_the_times(start: Callable[[Mapping[str, Any]], Running]) -> None:
    running = start({})
    before = {category: running.live.next_refresh(category) for category in EVERY}
    running.write({"providers": {"orders": {"options": {"open": ["pending"]}}, "cms": {"every": "2h"}}})
    assert running.live.reload() == ()
    refreshed(running.live)
    unchanged = EVERY - {"orders", "cms"}
    assert {category: running.live.next_refresh(category) for category in unchanged} == {
        category: before[category] for category in unchanged
    }
    started = max(filter(None, before.values())) - timedelta(hours=1)
    assert running.live.next_refresh("cms") == started + timedelta(hours=2)


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"relations": {"orders": {"sql": ORDERS, "database": "gone"}}}, "relations.orders.database"),
        ({"relations": {"vendors": {"sql": "SELECT id, (code FROM vendors"}}}, "( is never closed"),
        ({"preset": "preset.yaml", "parameters": {"least": "few"}}, "parameters.least: must be an integer"),
        ({"preset": "preset.yaml", "variant": {"many": True}}, "the preset preset has no variant of this name"),
        ({"preset": "gone.yaml"}, "cannot read"),
    ],
)
def test_a_wrong_change_costs_nothing(
    start: Callable[[Mapping[str, Any]], Running], wrong: Mapping[str, Any], problem: str
) -> None:
    running = start({"preset": "preset.yaml"})
    before, application = running.live.store.states(), running.live.application
    running.write(wrong)
    (line,) = running.live.reload()
    assert problem in line
    assert running.live.application is application
    assert all(now is then for now, then in zip(running.live.store.states(), before, strict=True))
