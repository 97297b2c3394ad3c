"""How requests are read: parameters, methods, paths; and what is answered to those that are wrong."""

from datetime import datetime
from decimal import Decimal
from typing import Any, cast

import pytest

from exporter.contracts.failures import Failure
from exporter.contracts.metrics import MetricValue
from exporter.server.api.asking import Answer, BusyError, Gone, Question, TooSlowError
from exporter.server.api.operations import OPERATIONS
from exporter.server.fields import MOST_PARAMETERS
from tests.server.api.shops import Client, asking, scene_of
from tests.server.serving import Scene
from tests.statistics.application import build
from tests.support.random_shop import NOW
from tests.support.templates import Recipe, Templates

PATHS = [each.path for each in OPERATIONS]


@pytest.fixture(scope="module")
def scene(sqlite_templates: Templates) -> Scene:
    return scene_of(sqlite_templates.shared(Recipe(build)))


@pytest.fixture(scope="module")
def client(scene: Scene) -> Client:
    return Client(scene.source)


MOMENT = "must be a date, or a date and time as in RFC 3339; write + as %2B"
WRONG: list[tuple[str, str, str]] = [
    ("/vendors?limit=0", "limit", "greater than or equal to 1"),
    ("/vendors?limit=1001", "limit", "less than or equal to 1000"),
    ("/vendors?limit=1.0", "limit", "must be a whole number"),
    ("/vendors?limit=1_0", "limit", "must be a whole number"),
    ("/vendors?limit=%20 1", "limit", "must be a whole number"),
    ("/vendors?limit=\u0661", "limit", "must be a whole number"),
    ("/vendors?limit=", "limit", "must be a whole number"),
    ("/vendors?limit=1&limit=1", "limit", "must not be repeated"),
    ("/vendors?q=", "q", "at least 1 character"),
    (f"/vendors?q={'x' * 129}", "q", "at most 128 characters"),
    ("/vendors?platform=", "platform", "at least 1 character"),
    (f"/vendors?platform={'1' * 513}", "platform", "at most 512 characters"),
    ("/vendors?after=%00", "after", "pattern"),
    ("/vendors?after=A", "after", "pattern"),
    ("/vendors?after=", "after", "pattern"),
    ("/statistics?category=", "category", "at least 1 character"),
    ("/statistics?" + "&".join(["category=orders"] * 65), "category", "at most 64 items"),
    ("/statistics?vendor=1&vendor=2", "vendor", "must not be repeated"),
    ("/statistics?platform=", "platform", "at least 1 character"),
    ("/statistics?from=", "from", MOMENT),
    ("/statistics?from=yesterday", "from", MOMENT),
    ("/statistics?from=2026-02-30", "from", MOMENT),
    ("/statistics?from=2026-W01", "from", MOMENT),
    ("/statistics?from=20260101", "from", MOMENT),
    ("/statistics?from=2026-01-01T00:00:00+01:00", "from", MOMENT),  # + is a blank in a query string
    ("/statistics?from=0001-01-01T00:00:00%2B01:00", "from", MOMENT),
    ("/statistics?from=\u0662\u0660\u0662\u0666-01-01", "from", MOMENT),
    ("/statistics?to=1", "to", MOMENT),
    ("/statistics?to=2026-01-01", "", "to requires from, as a period is at most 400 days long"),
    ("/statistics?from=2026-02-01&to=2026-01-01", "", "from must be before to, in full minutes"),
    ("/statistics?from=2026-02-01T00:00:01Z&to=2026-02-01T00:00:59Z", "", "from must be before to, in full minutes"),
    ("/statistics?from=2024-01-01&to=2026-01-01", "", "from and to must be at most 400 days apart"),
    ("/statistics?from=2024-01-01", "from", "must be at most 400 days ago without to"),
]


@pytest.mark.parametrize(("path", "parameter", "detail"), WRONG)
def test_a_wrong_parameter_is_named_with_what_is_wrong(client: Client, path: str, parameter: str, detail: str) -> None:
    problem = client.problem(400, path)
    (error,) = problem["errors"]
    assert error["parameter"] == parameter
    assert detail in error["detail"]
    assert error["detail"] in problem["detail"]


@pytest.mark.parametrize("path", PATHS)
def test_unknown_parameters_are_not_repeated_but_the_allowed_ones_are(client: Client, path: str) -> None:
    for query in ("<script>=1", "Vendor=1", "limit[]=1", "=", "vendor%00=1", "from_=2026-01-01"):
        problem = client.problem(400, f"{path}?{query}")
        assert problem["errors"] == [{"parameter": "", "detail": "unknown parameter"}]
        assert "script" not in problem["detail"]
    assert client.problem(400, "/platforms?x=1")["detail"] == "unknown parameter; no parameters are allowed"
    assert client.problem(400, "/vendors?x=1")["detail"].endswith("allowed parameters: platform, q, limit, after")


def test_all_that_is_wrong_is_said_in_one_answer(client: Client) -> None:
    problem = client.problem(400, "/vendors?limit=x&q=&after=!")
    assert [each["parameter"] for each in problem["errors"]] == ["q", "limit", "after"]


@pytest.mark.parametrize("path", PATHS)
def test_too_many_parameters_are_refused(client: Client, path: str) -> None:
    problem = client.problem(400, f"{path}?" + "&".join(["category=orders"] * (MOST_PARAMETERS + 1)))
    assert problem["detail"] == "more than 256 parameters; send fewer"


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/statistics?vendor=3", "vendor"),
        ("/statistics?vendor=", "vendor"),  # this shop has no first party
        ("/statistics?vendor=acme", "vendor"),
        ("/statistics?vendor=01", "vendor"),
        ("/statistics?vendor=1%00", "vendor"),
        ("/statistics?vendor=%ff", "vendor"),
        ("/statistics?platform=3", "platform"),
        ("/vendors?platform=main", "platform"),
        ("/statistics?category=order", "category"),
        ("/statistics?category=orders&category=Orders", "category"),
    ],
)
def test_unknown_ids_do_not_exist(client: Client, path: str, parameter: str) -> None:
    assert [each["parameter"] for each in client.problem(404, path)["errors"]] == [parameter]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
def test_other_methods_are_refused_with_those_that_are_allowed(client: Client, path: str, method: str) -> None:
    answer = client.ask(path, method)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert answer.json()["detail"] == "only GET and HEAD are allowed"


@pytest.mark.parametrize("path", ["", "/", "/vendors/", "/vendors/1", "/nothing", "/%2e%2e/platforms", "//platforms"])
def test_an_unknown_path_is_told_the_known_ones(client: Client, path: str) -> None:
    detail = client.problem(404, path)["detail"]
    assert detail == "no such path; /api/v1/ has platforms, vendors, statistics, openapi.json"


class Asks:
    """Records the questions, and answers none of them."""

    def __init__(self, error: Exception | None = None) -> None:
        self.questions: list[tuple[Question, str]] = []
        self._error = error

    async def __call__(self, question: Question, caller: str, _gone: Gone) -> Answer:
        self.questions.append((question, caller))
        if self._error is not None:
            raise self._error
        return Answer({}, {}, NOW.timestamp())


@pytest.mark.parametrize(
    ("query", "begin", "end"),
    [
        ("from=2026-01-31&to=2026-02-01", "2026-01-31T00:00:00+00:00", "2026-02-01T00:00:00+00:00"),
        ("from=2026-01-31T00:00:59.999Z", "2026-01-31T00:00:00+00:00", None),
        ("from=2026-01-31t12:30:00%2B02:00", "2026-01-31T10:30:00+00:00", None),
        ("from=2026-01-31T12:30:00-00:30", "2026-01-31T13:00:00+00:00", None),
        ("from=2026-01-30&to=2026-01-31T12:30:45", "2026-01-30T00:00:00+00:00", "2026-01-31T12:30:00+00:00"),
        ("from=0001-01-01&to=0001-01-02", "0001-01-01T00:00:00+00:00", "0001-01-02T00:00:00+00:00"),
        ("from=2024-12-01&to=2026-01-05", "2024-12-01T00:00:00+00:00", "2026-01-05T00:00:00+00:00"),
    ],
)
def test_the_period_of_a_question(scene: Scene, query: str, begin: str | None, end: str | None) -> None:
    asks = Asks()
    client = Client(asking(scene, asks))
    answer = client.json(f"/statistics?vendor=1&platform=2&category=orders&{query}")
    ((question, caller),) = asks.questions
    said = [each.isoformat() if each else None for each in (question.date_from, question.date_to)]
    assert (said, caller, question.categories) == ([begin, end], "all", frozenset({"orders"}))
    assert (question.vendor and question.vendor.id, question.platform and question.platform.id) == (1, 2)
    assert (answer["categories"], answer["missing"]) == ([], [])
    read = [each and datetime.fromisoformat(each).isoformat() for each in answer["period"].values()]
    assert (list(answer["period"]), read) == (["from", "to"], [begin, end])


@pytest.mark.parametrize(
    ("error", "status", "headers"),
    [
        (BusyError("too many questions; ask again later"), 429, {"retry-after": "5"}),
        (TooSlowError("no answer in 10 s; ask for a shorter period"), 504, {}),
    ],
)
def test_a_question_that_is_not_answered(scene: Scene, error: Exception, status: int, headers: dict[str, str]) -> None:
    client = Client(asking(scene, Asks(error)))
    assert client.problem(status, "/statistics?from=2026-01-01")["detail"] == str(error)
    answer = client.ask("/statistics?from=2026-01-01")
    assert headers.items() <= dict(answer.headers).items()


class Odd:
    """What a packaged provider may return."""

    def __init__(self, **fields: Any) -> None:
        good: dict[str, Any] = {"key": "odd.x", "value": 1, "label": "X", "unit": "", "description": "", "icon": ""}
        vars(self).update(good | {"labels": {}, "previous": None} | fields)


def test_a_value_that_is_none_fails_only_its_category(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    good = MetricValue("good.x", 10**20, "X", "good", labels={"of": cast("str", 3)}, previous=float("nan"))
    odd: dict[str, list[Any]] = {
        "text": [Odd(value="1")],
        "none": [Odd(value=None)],
        "huge": [Odd(value=10**400)],
        "words": [Odd(label=object())],
        "bare": [object()],
        "labels": [Odd(labels=None)],
        "decimal": [Odd(value=Decimal("0.1"), labels={"a": "b"})],
        "nan": [Odd(value=float("nan")), Odd(value=-0.0)],
        "good": [good],
    }

    async def ask(_question: Question, _caller: str, _gone: Gone) -> Answer:
        return Answer(odd, {"bad": Failure("query", "password=hunter2")}, NOW.timestamp(), frozenset({"odd.x"}))

    answer = Client(asking(scene, ask)).json("/statistics?from=2026-01-01")
    failed = ["bad", "text", "none", "huge", "words", "bare", "labels"]
    assert answer["missing"] == [{"category": each, "reason": "failed"} for each in failed]
    numbers = {each["category"]: [value["value"] for value in each["values"]] for each in answer["categories"]}
    assert numbers == {"decimal": [0.1], "nan": [0.0], "good": [1e20]}
    (kept,) = answer["categories"][2]["values"]
    assert (kept["flat_key"], kept["labels"], kept["previous"]) == ('good.x{of="3"}', {"of": "3"}, None)
    assert sum(each.name.startswith("exporter") for each in caplog.records) == len(failed) - 1
    assert "hunter2" not in caplog.text + str(answer)


def test_without_anybody_who_answers_periods_there_are_none(scene: Scene) -> None:
    detail = "periods are not available here; omit from and to"
    assert Client(scene.source).problem(501, "/statistics?from=2026-01-01")["detail"] == detail


def test_an_unexpected_error_is_logged_and_not_shown(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    client = Client(asking(scene, Asks(RuntimeError("password=hunter2"))))
    problem: Any = client.problem(500, "/statistics?from=2026-01-01")
    assert problem["detail"] == "internal error; see the log of the exporter"
    ours = [each.getMessage() for each in caplog.records if each.name.startswith("exporter")]
    assert ours == ["cannot answer a request to the API"]
