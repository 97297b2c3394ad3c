"""Refreshes of changes through relations: where the driver tells from which table columns are, or the owner does."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import yaml
from sqlalchemy import Engine, MetaData, Table, insert, text, update

from tests.query.incremental.orders import fill as fill_orders
from tests.query.incremental.watching import CATEGORIES, Watching, pending, refreshed
from tests.relations import tables
from tests.relations.disguise import Disguise
from tests.relations.tables import TABLES, Configuration, theirs
from tests.support.attribution import FirstParty
from tests.support.databases import DIALECTS, Dialect, MakeDatabase
from tests.support.samples_apart import differences
from tests.support.shop import Exporter, series_of

COLUMNS = "s.id, s.seller AS vendor_id, s.platform_id, s.total_cents, s.created_at, s.changed AS updated_at"
BARE = f"SELECT {COLUMNS}, s.status, s.currency FROM sale s"
COMPUTED = f"SELECT {COLUMNS}, lower(s.status) AS status, s.currency FROM sale s"
JOIN = "LEFT JOIN platforms p ON p.id = s.platform_id"
WITHOUT = "DROP INDEX ix_orders_updated_at{on}"
ANOTHER = (
    "CREATE TABLE orders (id INTEGER PRIMARY KEY, updated_at TIMESTAMP NOT NULL, changed TIMESTAMP NOT NULL)",
    "CREATE INDEX another ON orders (updated_at)",
    "CREATE INDEX yet_another ON orders (changed)",
)
"""A table that has the relation's name, and is something else."""


@dataclass(frozen=True)
class Case:
    """A SELECT for orders, and on which databases changes are found through it; `changes` are made before."""

    why: str
    sql: str = BARE
    found: tuple[Dialect, ...] = ()
    settings: str = "incremental: true"
    changes: tuple[str, ...] = ()


SERVED: tuple[Dialect, ...] = ("postgresql", "mariadb")
CASES = [
    Case("other names", BARE, SERVED),
    Case("a comment", f"{BARE} -- SELECT, and % of them", SERVED),
    Case("a join that no number needs", f"{BARE} {JOIN}", SERVED),
    Case("a subquery, of which PyMySQL has only the alias", f"SELECT * FROM ({BARE}) AS sale", ("postgresql",)),
    Case("a currency of another table", f"SELECT {COLUMNS}, s.status, p.code AS currency FROM sale s {JOIN}"),
    Case("a computed status", COMPUTED),
    Case("the owner's word", COMPUTED, DIALECTS, "incremental: true, trust: true"),
    Case("without a word", settings="incremental: false"),
    Case("local times", settings="incremental: true, time_zone: Europe/Paris"),
    Case("another table", BARE, SERVED, changes=ANOTHER),
    Case("no index", changes=(WITHOUT,)),
    Case("an index of another table", changes=(WITHOUT, *ANOTHER)),
]


def tried() -> Iterator[Any]:
    """Yield each case with the databases on which changes are found, and by turns with one on which they are not."""
    for number, case in enumerate(CASES):
        others = [each for each in DIALECTS if each not in case.found]
        turn = number % max(len(others), 1)  # not sqlite where another one does not find them either
        chosen = {*case.found, *others[turn : turn + 1]}
        for dialect in DIALECTS:
            marks = [] if dialect in chosen else [pytest.mark.soak]
            yield pytest.param(dialect, case, id=f"{dialect}-{case.why}", marks=marks)


def fill(engine: Engine) -> None:
    """Make the shop of changes, with orders in the table sale."""
    fill_orders(engine)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE orders RENAME TO sale"))
        for ours, other in (("vendor_id", "seller"), ("updated_at", "changed")):
            connection.execute(text(f"ALTER TABLE sale RENAME COLUMN {ours} TO {other}"))


def configuration(folder: Path, case: Case) -> Path:
    """Write the configuration of a case."""
    path = folder / "shop.yml"
    given = "\n".join(
        f"  {name}: {{sql: SELECT * FROM {name}}}" for name in ("platforms", "vendors", "vendor_platforms")
    )
    path.write_text(f"relations:\n{given}\n  orders: {{sql: {case.sql!r}, {case.settings}}}\n")
    assert yaml.safe_load(path.read_text())["relations"]["orders"]["sql"] == case.sql
    return path


@pytest.mark.parametrize(("dialect", "case"), [*tried()])
def test_changes_are_found_where_one_table_has_all_columns(
    dialect: Dialect, make_database: MakeDatabase, tmp_path: Path, case: Case
) -> None:
    database = make_database(dialect, fill)
    with database.engine.begin() as connection:
        for statement in case.changes:
            connection.execute(text(statement.format(on=" ON sale" if dialect == "mariadb" else "")))
    with closing(Watching(database.url, file=configuration(tmp_path, case))) as exporter:
        exporter.passes(100).refresh("orders").passes(600).refresh("orders")
        assert pending(exporter) == 10
        columns = "id, seller, platform_id, status, total_cents, currency, created_at, changed"
        with database.engine.begin() as connection:
            at = exporter.passes(60).stamp
            values = f"(9999, 1, 1, 'pending', 100, 'EUR', '{at}', '{at}')"
            connection.execute(text(f"INSERT INTO sale ({columns}) VALUES {values}"))
        assert refreshed(exporter) is (dialect in case.found)
        assert pending(exporter) == 11


def test_changes_are_found_in_another_database(dialect: Dialect, make_database: MakeDatabase, tmp_path: Path) -> None:
    main, other = make_database("postgresql", fill_orders), make_database(dialect, fill)
    path = tmp_path / "shop.yml"
    databases = f"database: {{url: '{main.url}'}}\ndatabases: {{other: {{url: '{other.url}'}}}}"
    given = f"relations: {{orders: {{database: other, sql: {BARE!r}, incremental: true, trust: true}}}}"
    path.write_text(f"preset: orion\n{databases}\n{given}\n")
    with closing(Watching(main.url, file=path, others={"other": other.url})) as exporter:
        exporter.passes(100).refresh("orders").passes(600).refresh("orders")
        with other.engine.begin() as connection:
            written = {"at": exporter.passes(60).stamp}
            connection.execute(text("UPDATE sale SET status = 'done', changed = :at WHERE seller = 1"), written)
        assert pending(exporter, "bolt") == 10
        assert refreshed(exporter)
        assert pending(exporter) in {0, None}
        assert pending(exporter, "bolt") == 10


DISGUISES = {
    "texts": Disguise(0, datetime(2026, 3, 1, 12, tzinfo=UTC), party=FirstParty()),
    "integers": Disguise(1, datetime(2026, 3, 1, 12, tzinfo=UTC), ids="uuid", words="integers", has_grains=True),
}
_TRUSTED = {"incremental": True, "trust": True}
_WATCHED = ("products", "inventory", "orders", "marketplace_products")


@pytest.mark.parametrize(("dialect", "of"), [
    pytest.param(dialect, of, id=f"{dialect}-{name}", marks=[pytest.mark.soak] if (place + number) % 2 else [])
    for number, (name, of) in enumerate(DISGUISES.items())
    for place, dialect in enumerate(DIALECTS)
])  # fmt: skip
def test_what_changes_tell_is_what_all_rows_tell(
    dialect: Dialect, make_database: MakeDatabase, tmp_path: Path, of: Disguise
) -> None:
    """Rows of vendors, of nobody and of the first party are changed, and copied, in a disguised shop."""
    database, path = make_database(dialect, tables.fill, of), tmp_path / "shop.yml"
    path.write_text(Configuration(of, dialect).text(more=dict.fromkeys(_WATCHED, _TRUSTED)))
    with closing(Watching(database.url, file=path, now=of.now)) as exporter:
        exporter.passes(100).refresh(*CATEGORIES).passes(600).refresh(*CATEGORIES)
        for step in range(2):
            change(database.engine, step, exporter.passes(60).stamp)
            exporter.passes(5).refresh(*CATEGORIES)
            assert exporter.failures() == {}
            with closing(Exporter(database.url, exporter.clock.now(), file=path).refresh(*CATEGORIES)) as full:
                for category in CATEGORIES:
                    assert differences(series_of(exporter.text(category)), series_of(full.text(category))) == []
        assert exporter.changed_only("orders") > 0


def change(engine: Engine, step: int, at: datetime) -> None:
    """Change every 40th row of the watched tables: the shop's clock says when, and sets other values."""
    with engine.begin() as connection:
        for name in _WATCHED:
            table = Table(TABLES[name], MetaData(), autoload_with=engine)
            key, state = table.c[theirs("id")], {"orders": theirs("status")}.get(name, theirs("isActive"))
            rows = connection.execute(table.select().order_by(key)).mappings().all()[step::40]
            values = {theirs("updated_at"): at}
            for row in rows:
                swapped = {state: rows[0][state]} if state in table.c else {}
                connection.execute(update(table).where(key == row[theirs("id")]).values({**values, **swapped}))
            copies = [{**row, theirs("id"): _copied(str(row[theirs("id")]), step), **values} for row in rows[:2]]
            if copies:
                connection.execute(insert(table), copies)


def _copied(key: str, step: int) -> str:
    """Return another id of the same form."""
    digits = "0123456789abcdef"
    return (
        f"{key[:-1]}{digits[(int(key[-1], 16) + step + 5) % 16]}" if len(key) == len(str(uuid4())) else f"{key}x{step}"
    )
