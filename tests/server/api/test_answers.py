"""The answers of the API from snapshots: their form, their headers, and that they are what the models say."""

from typing import Any

import pytest

from exporter.server.api.models import Model, Platforms, Statistics, Vendors
from tests.server.api.shops import Client, scene_of
from tests.server.serving import Scene
from tests.statistics.application import build
from tests.support.templates import Recipe, Templates


@pytest.fixture(scope="module")
def scene(sqlite_templates: Templates) -> Scene:
    return scene_of(sqlite_templates.shared(Recipe(build)))


@pytest.fixture(scope="module")
def client(scene: Scene) -> Client:
    return Client(scene)


ANSWERS: list[tuple[str, type[Model]]] = [
    ("/platforms", Platforms),
    ("/vendors", Vendors),
    ("/vendors?limit=1", Vendors),
    ("/statistics", Statistics),
    ("/statistics?vendor=1", Statistics),
    ("/statistics?platform=1", Statistics),
    ("/statistics?vendor=1&platform=2", Statistics),
]


@pytest.mark.parametrize(("path", "model"), ANSWERS)
def test_an_answer_is_what_its_model_says(client: Client, path: str, model: type[Model]) -> None:
    answer = client.json(path)
    read = model.model_validate(answer)
    assert read.model_dump(mode="json", exclude_unset=True) == _with_short_times(answer)


def _with_short_times(value: Any) -> Any:
    """Return an answer with times as pydantic writes them, without a fraction of zero."""
    if isinstance(value, dict):
        return {key: _with_short_times(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_with_short_times(each) for each in value]
    return value.replace(".000Z", "Z") if isinstance(value, str) else value


def test_the_numbers_of_a_vendor(client: Client) -> None:
    orders = client.json("/statistics", vendor="1", category="orders")["categories"][0]
    assert orders["totals"]["orders.total"] == 3
    pending = next(each for each in orders["values"] if each["labels"] == {"status": "pending"})
    assert pending["flat_key"] == 'orders.total{status="pending"}'
    assert pending["value"] == 3
