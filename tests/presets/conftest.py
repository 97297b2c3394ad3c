"""The exporter of the shop that the fixture `name` of a file chooses, and what it must export."""

from collections.abc import Iterator

import pytest

from exporter.app.application import Application
from tests.presets.comparing import Families, families_of, refreshed
from tests.presets.shops import SHOPS, application
from tests.presets.truths import Numbers, Truths, at, numbers, truths
from tests.support.databases import Database, SharedDatabase


@pytest.fixture
def found(name: str) -> Truths:
    """The truths of the preset."""
    return truths(SHOPS[name].preset)


@pytest.fixture
def database(name: str, shared_database: SharedDatabase, tmp_path_factory: pytest.TempPathFactory) -> Database:
    """The database of the shop."""
    return SHOPS[name].database(shared_database, tmp_path_factory)


@pytest.fixture(scope="module")
def kept() -> Iterator[dict[str, Application]]:
    """The exporters, which all tests of a file share."""
    made: dict[str, Application] = {}
    yield made
    for exporter in made.values():
        exporter.database.close()


@pytest.fixture
def exporter(
    name: str, database: Database, kept: dict[str, Application], tmp_path_factory: pytest.TempPathFactory
) -> Application:
    """The exporter, refreshed without a failure."""
    if name not in kept:
        kept[name] = application(SHOPS[name], database.url, tmp_path_factory.mktemp(name))
        assert refreshed(kept[name]) == {}
    return kept[name]


@pytest.fixture
def exported(exporter: Application) -> Families:
    """What it exports."""
    return families_of(exporter)


@pytest.fixture
def truth(name: str, found: Truths, database: Database) -> Iterator[dict[str, Numbers]]:
    """What it must export, by metric."""
    with database.engine.connect() as connection:
        yield {metric: numbers(connection, each, at(SHOPS[name].now)) for metric, each in found.by_metric.items()}
