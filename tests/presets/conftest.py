"""The exporter of the shop that the fixture `name` of a file chooses, and what it must export."""

from collections.abc import Iterator

import pytest

from exporter.app.application import Application
from tests.presets.comparing import Families, families_of, refreshed
from tests.presets.shops import SHOPS, Shop, application, at_present
from tests.presets.truths import Numbers, Truths, at, numbers, truths
from tests.support.databases import Database, SharedDatabase


@pytest.fixture
def shop(name: str) -> Shop:
    """The shop."""
    return SHOPS[name]


@pytest.fixture
def found(shop: Shop) -> Truths:
    """The truths of the preset with the shop's variant."""
    return truths(shop.preset, shop.variant)


@pytest.fixture
def database(shop: Shop, shared_database: SharedDatabase, tmp_path_factory: pytest.TempPathFactory) -> Database:
    """The database of the shop."""
    return shop.database(shared_database, tmp_path_factory)


@pytest.fixture(scope="module")
def kept() -> Iterator[dict[str, Application]]:
    """The exporters, which all tests of a file share."""
    made: dict[str, Application] = {}
    yield made
    for exporter in made.values():
        exporter.database.close()


@pytest.fixture
def exporter(
    name: str, shop: Shop, database: Database, kept: dict[str, Application], tmp_path_factory: pytest.TempPathFactory
) -> Application:
    """The exporter, refreshed without a failure."""
    if name not in kept:
        kept[name] = application(shop, database.url, tmp_path_factory.mktemp(name))
        if database.dialect == "mariadb":
            at_present(kept[name], shop.now)
        assert refreshed(kept[name]) == {}
    return kept[name]


@pytest.fixture
def exported(exporter: Application) -> Families:
    """What it exports."""
    return families_of(exporter)


@pytest.fixture
def truth(shop: Shop, found: Truths, database: Database) -> Iterator[dict[str, Numbers]]:
    """What it must export, by metric."""
    parameters = at(shop.now) | dict(shop.parameters)
    with database.engine.connect() as connection:
        yield {metric: numbers(connection, each, parameters) for metric, each in found.by_metric.items()}
