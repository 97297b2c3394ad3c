"""A column that the shop has no longer is a failure `schema` that names it, and costs the modules that read it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import Engine

from exporter.app.application import Application
from exporter.app.grants import tables_of
from exporter.directory.tables import TABLES
from exporter.relations.relations import BY_PLATFORM
from tests.presets.comparing import refreshed
from tests.presets.shops import SHOPS, application, pinned
from tests.support.databases import MakeDatabase

DIRECTORY = {table.name for table in TABLES}
SAMPLE = 1
"""How many columns of each shop are tried beside one of the directory; `make soak` tries all."""

LONG = {
    "django-oscar-postgresql",
    "django-oscar-sqlite",
    "opencart",
    "saleor",
    "woocommerce-dokan",
    "woocommerce-posts",
    "woocommerce-wcfm",
}
"""Shops that are left to `make soak`: making their tables takes long, or their preset is that of another."""


class Column(NamedTuple):
    """A column of one of the shop's tables."""

    table: str
    name: str


def columns_read(exporter: Application) -> Mapping[Column, set[str]]:
    """Return the relations that read each column of the shop's tables."""
    found: dict[Column, set[str]] = defaultdict(set)
    for relation in exporter.relations.given.values():
        for (_, table), columns in tables_of(relation.sql, exporter.databases.dialect).items():
            for column in columns or ():
                found[Column(table, column)].add(relation.name.removesuffix(BY_PLATFORM))
    return found


@contextmanager
def renamed(engine: Engine, column: Column) -> Iterator[None]:
    """Rename a column, and back at the end."""
    quote = engine.dialect.identifier_preparer.quote_identifier
    table, name, other = map(quote, (column.table, column.name, "renamed"))
    for before, after in ((name, other), (other, name)):
        with engine.begin() as connection:
            connection.exec_driver_sql(f"ALTER TABLE {table} RENAME COLUMN {before} TO {after}".replace("%", "%%"))
        if before == name:
            yield


def wrong_failures(exporter: Application, preset: str, column: Column, relations: set[str]) -> Iterator[str]:
    """Yield what is wrong with the failures after the column of these relations is gone."""
    failures = refreshed(exporter)
    readers = {
        each.category
        for each in exporter.providers
        if not each.source.is_absent and (relations & DIRECTORY or relations & {
            name.removesuffix(BY_PLATFORM) for name in each.tables
        })
    }  # fmt: skip
    if failures.keys() != readers:
        yield f"{column} of {sorted(relations)}: {sorted(failures)} failed instead of {sorted(readers)}"
    for category, message in failures.items():
        named = any(f"relation {each}" in message and f"{preset}.yaml:" in message for each in relations)
        if not named or column.name not in message:
            yield f"{column}: {category} failed with {message}"
        if relations & DIRECTORY and "(read by every module)" not in message:
            yield f"{column}: not said to cost every module: {message}"
    reasons = {each.failure.reason for each in exporter.store.states() if each.failure}
    if reasons - {"schema"}:
        yield f"{column}: {reasons}"


def tried(columns: Sequence[Column], count: int) -> Sequence[Column]:
    """Return so many of the columns, from all over."""
    return columns[:: max(1, len(columns) // count)][:count]


def try_columns(
    name: str, count: int | None, made: MakeDatabase, folders: pytest.TempPathFactory, folder: Path
) -> None:
    shop = SHOPS[name]
    database = shop.database(made, folders)
    exporter = application(shop, database.url, folder, pins=pinned(shop))
    with closing(exporter.databases):
        assert refreshed(exporter) == {}
        read = columns_read(exporter)
        assert read
        of_directory = [each for each in sorted(read) if read[each] & DIRECTORY]
        others = [each for each in sorted(read) if not read[each] & DIRECTORY]
        chosen = sorted(read) if count is None else [*tried(of_directory, 1), *tried(others, count)]
        wrong: list[str] = []
        for column in chosen:
            with renamed(database.engine, column):
                wrong += wrong_failures(exporter, shop.preset, column, read[column])
        assert wrong == []
        assert refreshed(exporter) == {}


@pytest.mark.parametrize("name", [
    pytest.param(name, marks=[pytest.mark.soak] if name in LONG else []) for name in SHOPS
])  # fmt: skip
def test_a_column_that_is_gone_is_named(
    name: str, make_database: MakeDatabase, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    try_columns(name, SAMPLE, make_database, tmp_path_factory, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("name", SHOPS)
def test_each_column_that_is_gone_is_named(
    name: str, make_database: MakeDatabase, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    try_columns(name, None, make_database, tmp_path_factory, tmp_path)
