"""A small shop that was refreshed once, and a scene of its states for each test."""

import pytest

from tests.server.api.shops import scene_of
from tests.server.serving import Scene
from tests.statistics.application import build
from tests.support.databases import Database
from tests.support.templates import Recipe, Templates


@pytest.fixture(scope="module")
def database(sqlite_templates: Templates) -> Database:
    return sqlite_templates.shared(Recipe(build))


@pytest.fixture(scope="module")
def refreshed(database: Database) -> Scene:
    return scene_of(database)


@pytest.fixture
def scene(refreshed: Scene) -> Scene:
    return Scene(refreshed.states)
