"""The answers of the API from snapshots: their form, and that they are what the models say."""

from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from pydantic import BaseModel
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from exporter.contracts.failures import Failure
from exporter.contracts.metrics import MetricsContext, MetricValue
from exporter.demo.schema import platform_modules, vendors
from exporter.server.api.models import Platforms, ProblemDetails, Statistics, Vendors
from tests.server.api.shops import Client, ask_of, asking, scene_of
from tests.server.serving import Scene, good, waiting
from tests.statistics.application import build
from tests.support.databases import Database, MakeDatabase
from tests.support.random_shop import NOW
from tests.support.seed import provider
from tests.support.shop import Exporter
from tests.support.shops import insert_rows
from tests.support.templates import Recipe, Templates


@pytest.fixture
def client(scene: Scene, database: Database) -> Client:
    return Client(asking(scene, ask_of(database)))


ANSWERS: list[tuple[str, type[BaseModel]]] = [
    ("/platforms", Platforms),
    ("/vendors", Vendors),
    ("/vendors?limit=1", Vendors),
    ("/statistics", Statistics),
    ("/statistics?vendor=1", Statistics),
    ("/statistics?platform=1", Statistics),
    ("/statistics?vendor=1&platform=2", Statistics),
    ("/statistics?vendor=1&from=2026-01-01&to=2026-04-01", Statistics),
    ("/statistics?vendor=3", ProblemDetails),
    ("/vendors?limit=0", ProblemDetails),
]


@pytest.mark.parametrize(("path", "model"), ANSWERS)
def test_an_answer_is_what_its_model_says(client: Client, path: str, model: type[BaseModel]) -> None:
    answer = client.ask(path).json()
    assert model.model_validate(answer).model_dump(mode="json", by_alias=True, exclude_unset=True) == with_short_times(
        answer
    )


def with_short_times(value: Any) -> Any:
    """Return an answer with times as pydantic writes them, without a fraction of zero."""
    if isinstance(value, dict):
        return {key: with_short_times(each) for key, each in value.items()}
    if isinstance(value, list):
        return [with_short_times(each) for each in value]
    return value.replace(".000Z", "Z") if isinstance(value, str) else value


def test_the_lists(client: Client) -> None:
    listed = client.json("/platforms")
    assert (listed["collected_at"], listed["stale_at"]) == ("2026-03-01T12:00:00.000Z", "2026-03-01T12:10:00.000Z")
    assert [(each["id"], each["code"], each["state"]) for each in listed["platforms"]] == [
        ("1", "main", "active"),
        ("2", "side", "unknown"),
    ]
    vendors = client.json("/vendors")
    assert [(each["id"], each["code"], each["platforms"]) for each in vendors["vendors"]] == [
        ("1", "acme", ["1", "2"]),
        ("2", "bolt", ["2"]),
    ]
    assert vendors["next"] is None


def test_the_numbers_of_a_vendor(client: Client) -> None:
    answer = client.json("/statistics", vendor="1", category="orders")
    assert answer["subject"]["vendor"]["code"] == "acme"
    assert answer["subject"]["platform"] is None
    assert answer["missing"] == []
    (orders,) = answer["categories"]
    assert (orders["collected_at"], orders["stale_at"]) == ("2026-03-01T12:00:00.000Z", "2026-03-01T12:10:00.000Z")
    assert orders["totals"]["orders.total"] == 3
    pending = next(each for each in orders["values"] if each["labels"] == {"status": "pending"})
    assert pending == {
        "key": "orders.total",
        "flat_key": 'orders.total{status="pending"}',
        "value": 3,
        "label": "Orders",
        "unit": "",
        "description": "Number of orders, by status (relation orders, column status).",
        "icon": "shopping-cart",
        "labels": {"status": "pending"},
        "additive": True,
    }


@pytest.mark.parametrize(
    ("subject", "orders"),
    [({}, 4), ({"vendor": "1"}, 3), ({"platform": "2"}, 2), ({"vendor": "1", "platform": "2"}, 1)],
)
def test_whose_numbers_they_are(client: Client, subject: dict[str, str], orders: int) -> None:
    answer = client.json("/statistics", **subject, category=["orders", "catalog", "orders"])
    assert [each["category"] for each in answer["categories"]] == ["catalog", "orders"]
    assert answer["categories"][1]["totals"]["orders.total"] == orders
    shown = {name: each["id"] for name, each in answer["subject"].items() if each}
    assert shown == subject


def test_what_is_missing_and_why(scene: Scene) -> None:
    secret = Failure("internal", "password=hunter2")
    scene.writer.change("orders", lambda _: waiting("orders").failed(secret, 1.0))
    scene.writer.change("catalog", lambda _: waiting("catalog"))
    scene.writer.change("cms", lambda _: waiting("cms").idle(1.0))
    scene.writer.change("inventory", lambda state: state.failed(secret, 1.0))  # its snapshot is still fresh
    answer = Client(scene.source).ask("/statistics", vendor="1")
    assert {each["category"]: each["reason"] for each in answer.json()["missing"]} == {
        "orders": "failed",
        "catalog": "waiting",
    }
    shown = {each["category"] for each in answer.json()["categories"]}
    assert "inventory" in shown
    assert not {"orders", "catalog", "cms"} & shown
    assert "hunter2" not in answer.text


def test_stale_numbers_are_not_shown(scene: Scene) -> None:
    client = Client(scene.source)
    scene.clock.advance(601)
    answer = client.json("/statistics", vendor="1", category="orders")
    assert (answer["categories"], answer["missing"]) == ([], [{"category": "orders", "reason": "stale"}])
    assert client.json("/vendors")["stale_at"] == "2026-03-01T12:10:00.000Z"  # names stay; the client sees their age


def test_a_module_that_is_off_or_has_no_numbers_is_not_missing(make_database: MakeDatabase) -> None:
    database = make_database("sqlite", build)
    insert_rows(database.engine, platform_modules, [{"platform_id": 2, "module": "orders", "is_enabled": False}])
    off = scene_of(database)
    off.writer.change("cms", lambda _: replace(waiting("cms"), has_numbers=False))
    client = Client(off.source)
    off.clock.advance(601)
    missing = {each["category"] for each in client.json("/statistics", platform="2")["missing"]}
    assert not {"orders", "cms"} & missing
    assert "catalog" in missing
    assert "orders" in {each["category"] for each in client.json("/statistics", platform="1")["missing"]}


def test_before_the_first_refresh_there_is_no_answer() -> None:
    client = Client(Scene([waiting("orders"), good("cms")]).source)  # this snapshot of cms answers nothing
    for path in ("/platforms", "/vendors", "/statistics"):
        answer = client.ask(path)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        assert client.problem(503, path)["detail"].startswith("nothing has been read from the database yet")
    assert client.ask("/openapi.json").status_code == 200


def test_a_module_that_is_disabled_on_a_platform_is_omitted(sqlite_templates: Templates) -> None:
    client = Client(scene_of(sqlite_templates.shared(Recipe(without_cms))).source)
    for subject in ({"platform": "1"}, {"vendor": "1", "platform": "1"}):
        answer = client.json("/statistics", **subject)
        assert "cms" not in {each["category"] for each in [*answer["categories"], *answer["missing"]]}
    assert client.json("/statistics", platform="2", category="cms")["categories"]


def without_cms(engine: Engine) -> None:
    build(engine)
    insert_rows(engine, platform_modules, [{"platform_id": 1, "module": "cms", "is_enabled": False}])


def test_a_vendor_that_a_category_has_not_seen_yet_is_waited_for(scene: Scene, sqlite_templates: Templates) -> None:
    later = scene_of(sqlite_templates.shared(Recipe(with_coil)), seconds=30)
    scene.writer.change("orders", lambda _: later.store["orders"])
    answer = Client(scene.source).json("/statistics", vendor="3", category=["catalog", "orders"])
    assert answer["subject"]["vendor"]["code"] == "coil"
    assert [each["category"] for each in answer["categories"]] == ["orders"]
    assert answer["missing"] == [{"category": "catalog", "reason": "waiting"}]


def with_coil(engine: Engine) -> None:
    build(engine)
    insert_rows(engine, vendors, [{"id": 3, "code": "coil", "name": "Coil", "is_active": True, "is_verified": True}])


class Cards:
    """Is only asked vendor by vendor, and platform by platform."""

    metrics_category = "loyalty"

    def get_vendor_metrics(self, _db: Session, vendor_id: int, _context: MetricsContext) -> list[MetricValue]:
        return [MetricValue("loyalty.cards", vendor_id, "Cards", "loyalty", description="Cards.")]

    get_platform_metrics = get_vendor_metrics


def test_a_provider_that_is_only_asked_vendor_by_vendor_is_omitted_for_the_installation(database: Database) -> None:
    with closing(Exporter(database.url, NOW, more=[provider(Cards())])) as exporter:
        client = Client(Scene(exporter.refresh("loyalty").store.states(), exporter.clock).source)
    assert "loyalty" not in [each["category"] for each in client.json("/statistics")["categories"]]
    for subject in ({"vendor": "1"}, {"platform": "1"}):
        assert [each["category"] for each in client.json("/statistics", **subject)["categories"]] == ["loyalty"]
