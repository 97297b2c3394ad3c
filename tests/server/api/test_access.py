"""What each kind of credentials reaches. What a caller may not see gives the same answer as what does not exist."""

from typing import Any

import pytest
from sqlalchemy import Engine

from exporter.demo.schema import platforms, vendor_platforms, vendors
from exporter.server.access.scopes import ONLY_ALL, Access
from exporter.server.api.operations import OPERATIONS, Operation
from tests.server.api.shops import Client, scene_of
from tests.server.serving import Scene
from tests.statistics.application import build
from tests.support.shops import insert_rows
from tests.support.templates import Recipe, Templates

KINDS = {
    "all": Access(),
    "acme": Access("vendor", "1", "token 1"),
    "bolt": Access("vendor", "2", "token 2"),
    "coil": Access("vendor", "3", "token 3"),
    "gone": Access("vendor", "9", "token 9"),
    "main": Access("platform", "1", "token 11"),
    "side": Access("platform", "2", "token 12"),
    "closed": Access("platform", "8", "token 18"),
}


def shop(engine: Engine) -> None:
    """Acme is on main and side, bolt on side, and coil, whose membership has ended, on none; `lone` has no vendor."""
    build(engine)
    insert_rows(engine, platforms, [{"id": 3, "code": "lone"}])
    insert_rows(engine, vendors, [{"id": 3, "code": "coil"}])
    insert_rows(engine, vendor_platforms, [{"vendor_id": 3, "platform_id": 2, "is_active": False}])


@pytest.fixture(scope="module")
def scene(sqlite_templates: Templates) -> Scene:
    return scene_of(sqlite_templates.shared(Recipe(shop)))


@pytest.fixture
def clients(scene: Scene) -> dict[str, Client]:
    return {name: Client(scene.source, access) for name, access in KINDS.items()}


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("all", ["lone", "main", "side"]),
        ("acme", ["main", "side"]),
        ("bolt", ["side"]),
        ("coil", []),
        ("gone", []),
        ("main", ["main"]),
        ("side", ["side"]),
        ("closed", []),
    ],
)
def test_the_platforms_that_are_listed(clients: dict[str, Client], who: str, seen: list[str]) -> None:
    assert [each["code"] for each in clients[who].json("/platforms")["platforms"]] == seen


@pytest.mark.parametrize(
    ("who", "query", "seen"),
    [
        ("all", {}, {"acme": ["1", "2"], "bolt": ["2"], "coil": []}),
        ("all", {"platform": "2"}, {"acme": ["1", "2"], "bolt": ["2"]}),
        ("all", {"platform": "3"}, {}),
        ("acme", {}, {"acme": ["1", "2"]}),
        ("acme", {"platform": "2"}, {"acme": ["1", "2"]}),
        ("acme", {"q": "bolt"}, {}),
        ("bolt", {}, {"bolt": ["2"]}),
        ("coil", {}, {"coil": []}),
        ("gone", {}, {}),
        ("main", {}, {"acme": ["1"]}),
        ("side", {}, {"acme": ["2"], "bolt": ["2"]}),
        ("side", {"platform": "2", "q": "b"}, {"bolt": ["2"]}),
    ],
)
def test_the_vendors_that_are_listed(
    clients: dict[str, Client], who: str, query: dict[str, str], seen: dict[str, list[str]]
) -> None:
    listed = clients[who].json("/vendors", **query)["vendors"]
    assert {each["code"]: each["platforms"] for each in listed} == seen


@pytest.mark.parametrize(
    ("who", "query", "subject", "orders"),
    [
        ("all", {}, (None, None), 4),
        ("acme", {}, ("acme", None), 3),
        ("acme", {"vendor": "1"}, ("acme", None), 3),
        ("acme", {"platform": "1"}, ("acme", "main"), 2),
        ("acme", {"vendor": "1", "platform": "2"}, ("acme", "side"), 1),
        ("bolt", {}, ("bolt", None), 1),
        ("coil", {}, ("coil", None), 0),
        ("main", {}, (None, "main"), 2),
        ("main", {"vendor": "1"}, ("acme", "main"), 2),
        ("side", {"vendor": "1"}, ("acme", "side"), 1),
        ("side", {"platform": "2"}, (None, "side"), 2),
    ],
)
def test_whose_numbers_they_are(
    clients: dict[str, Client], who: str, query: dict[str, str], subject: tuple[str | None, str | None], orders: int
) -> None:
    answer = clients[who].json("/statistics", **query, category="orders")
    shown = answer["subject"]
    assert tuple(shown[name] and shown[name]["code"] for name in ("vendor", "platform")) == subject
    assert answer["categories"][0]["totals"].get("orders.total", 0) == orders


FOREIGN: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    ("acme", "/statistics", {"vendor": "2"}, {"vendor": "77"}),
    ("acme", "/statistics", {"vendor": "2", "platform": "2"}, {"vendor": "77", "platform": "2"}),
    ("acme", "/statistics", {"platform": "3"}, {"platform": "77"}),
    ("bolt", "/statistics", {"platform": "1"}, {"platform": "77"}),
    ("bolt", "/statistics", {"vendor": "2", "platform": "1"}, {"vendor": "2", "platform": "77"}),
    ("bolt", "/vendors", {"platform": "1"}, {"platform": "77"}),
    ("coil", "/statistics", {"platform": "2"}, {"platform": "77"}),
    ("main", "/statistics", {"vendor": "2"}, {"vendor": "77"}),
    ("main", "/statistics", {"platform": "2"}, {"platform": "77"}),
    ("main", "/statistics", {"vendor": "2", "platform": "2"}, {"vendor": "77", "platform": "77"}),
    ("main", "/statistics", {"vendor": "1", "platform": "2"}, {"vendor": "1", "platform": "77"}),
    ("main", "/vendors", {"platform": "2"}, {"platform": "77"}),
    ("side", "/statistics", {"vendor": "3"}, {"vendor": "77"}),
    ("gone", "/statistics", {}, {"vendor": "77"}),
    ("closed", "/statistics", {}, {"platform": "77"}),
    ("closed", "/vendors", {}, {"platform": "77"}),
]


@pytest.mark.parametrize(("who", "path", "foreign", "absent"), FOREIGN)
def test_a_foreign_one_is_the_same_404_as_one_that_does_not_exist(
    clients: dict[str, Client], who: str, path: str, foreign: dict[str, Any], absent: dict[str, Any]
) -> None:
    given, expected = (clients[who].ask(path, **query) for query in (foreign, absent))
    assert (given.status_code, given.content) == (404, expected.content)
    assert dict(given.headers) == dict(expected.headers)
    tagged = clients[who].ask(path, headers={"If-None-Match": "*"}, **foreign)
    assert tagged.status_code == 404


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.id)
@pytest.mark.parametrize("who", KINDS)
def test_no_answer_has_a_word_of_others(clients: dict[str, Client], who: str, operation: Operation) -> None:
    """Every operation is asked by every kind of credentials, for every vendor and every platform."""
    hidden = {"acme": ["bolt", "coil", "lone"], "bolt": ["acme", "coil", "main", "lone"], "main": ["bolt", "coil"]}
    hidden |= {"side": ["coil", "main", "lone"], "coil": ["acme", "bolt", "main", "side"]}
    names = [each for each in ("vendor", "platform") if each in operation.query.model_fields]
    queries: list[dict[str, Any]] = [{}, *({str(name): str(number)} for name in names for number in range(1, 5))]
    for query in queries:
        text = clients[who].ask(operation.path, **query).text
        if operation.answered is not None:
            assert [word for word in hidden.get(who, ()) if f'"{word}"' in text] == []


def test_an_operation_without_a_statement_is_for_those_who_see_everything() -> None:
    stated: dict[str, Any] = {each: getattr(OPERATIONS[0], each) for each in ("id", "path", "summary", "description")}
    bare = Operation(**stated, query=OPERATIONS[0].query, answer=None, answered=None)
    assert bare.access == ONLY_ALL


def test_limits_are_those_of_the_caller_or_else_of_the_scope() -> None:
    """An application that mounts the API may only say who is who: one vendor's flood must not be all vendors'."""
    accesses = (KINDS["acme"], Access("vendor", "1"), Access("vendor", "2"), Access("vendor"), Access("platform", "1"))
    assert [each.counted_as for each in accesses] == ["token 1", "vendor 1", "vendor 2", "vendor", "platform 1"]
