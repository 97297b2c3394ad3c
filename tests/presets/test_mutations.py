"""A mistake in a preset is reported: no number gets lost or changes while everything seems to be well."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from exporter.app.application import Application
from exporter.app.check import check
from exporter.config.configuration import ConfigurationError
from exporter.database.failures import failure_of
from exporter.directory.tables import TABLES
from exporter.relations.relations import BY_PLATFORM
from tests.presets.comparing import Families, families_of, refreshed
from tests.presets.mutations import mutations
from tests.presets.shops import SHOPS, Relations, Shop, application, relations_in, with_parameters
from tests.support.databases import Database, SharedDatabase

LONG = {
    "django-oscar-postgresql",
    "django-oscar-sqlite",
    "evershop",
    "medusa",
    "opencart",
    "prestashop",
    "saleor",
    "woocommerce",
    "woocommerce-dokan",
    "woocommerce-posts",
    "woocommerce-wcfm",
}
"""Shops that are left to `make soak`, which tries the mistakes in all presets; Vendure has one of each kind."""

SIMILAR = {"carts", "payments", "refunds", "shipments", "payouts", "jobs"}
"""Relations that are left to it as well: they are like those that are tried here."""

STEP = 3
"""Every third mistake of a relation is tried, so both dropped and misspelt columns; `make soak` tries all."""

EVERY = [(shop, relation) for shop, of in SHOPS.items() for relation in relations_in(of)]
FEW = [(shop, relation) for shop, relation in EVERY if shop not in LONG and relation not in SIMILAR]


def columns_of(database: Database) -> set[str]:
    """Return the names of all columns of a database."""
    inspector = inspect(database.engine)
    return {each["name"] for columns in inspector.get_multi_columns().values() for each in columns}


def readers(exporter: Application, relation: str) -> list[str]:
    """Return the categories that read a relation; `tenancy` reads the directory first, and all others do, too."""
    every = [each.category for each in exporter.providers]
    if relation in {each.name for each in TABLES}:
        return sorted(every, key=lambda each: each != "tenancy")
    names = {relation, relation + BY_PLATFORM}
    return [each.category for each in exporter.providers if names & each.source.tables.keys()]


def is_refused(database: Database, sql: str) -> bool:
    """Whether the database does not know a column of a SELECT; "" is none."""
    with database.engine.connect() as connection:
        try:
            connection.execution_options(no_parameters=True).exec_driver_sql(f"SELECT 1 FROM ({sql}) AS r WHERE 1 = 0")
        except DBAPIError as error:
            return bool(sql) and failure_of(error).reason == "schema"
    return False


@dataclass(frozen=True, slots=True)
class Trial:
    """A shop without mistakes: what these categories export of it."""

    shop: Shop
    url: str
    folder: Path
    categories: Sequence[str]
    before: Families

    def is_noticed(self, relations: Relations) -> bool:
        """Whether relations with a mistake export the same nevertheless, or the exit code reports it."""
        try:
            exporter = application(self.shop, self.url, self.folder, relations, modules=self.categories)
        except ConfigurationError:
            return True
        with closing(exporter.database):
            if any(refreshed(exporter, [category]) for category in self.categories):
                return True
            after = families_of(exporter, *self.categories)
            return after == self.before or any(each.level == "problem" for each in check(exporter))


def unnoticed(
    name: str, relation: str, shared: SharedDatabase, folders: pytest.TempPathFactory, folder: Path, *, step: int
) -> list[str]:
    """Try a relation with one mistake at a time, every `step`-th one, and return those that nobody notices."""
    shop = SHOPS[name]
    database, relations = shop.database(shared, folders), relations_in(shop)
    exporter = application(shop, database.url, folder)
    with closing(exporter.database):
        categories = readers(exporter, relation)
        assert categories
        assert refreshed(exporter, categories) == {}
        trial = Trial(shop, database.url, folder, categories, families_of(exporter, *categories))
    made = list(mutations(relations, relation, columns_of(database)))
    refused = [each for each in made if is_refused(database, with_parameters(shop, each.sql))]
    accepted = [each for each in made if each not in refused]
    assert refused
    assert accepted
    # All that are refused fail in the same way, so one is enough.
    tried = [*refused[:1], *accepted[::step]]
    return [each.name for each in tried if not trial.is_noticed(each.relations)]


@pytest.mark.parametrize(("name", "relation"), FEW)
def test_a_mistake_is_reported(
    name: str, relation: str, shared_database: SharedDatabase, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    assert unnoticed(name, relation, shared_database, tmp_path_factory, tmp_path, step=STEP) == []


@pytest.mark.soak
@pytest.mark.parametrize(("name", "relation"), EVERY)
def test_each_mistake_is_reported(
    name: str, relation: str, shared_database: SharedDatabase, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    assert unnoticed(name, relation, shared_database, tmp_path_factory, tmp_path, step=1) == []
