"""Texts of a shop that want to be more than texts, in the answers of the API."""

import json
from pathlib import Path
from typing import Any

import pytest

from exporter.contracts.failures import Failure
from exporter.server.json_text import json_of
from tests.server.api.shops import HOSTILE, Client, client_of, known, listing
from tests.server.browser import chromium
from tests.server.serving import Scene, serving, waiting


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_of_the_shop_stays_a_text(text: str) -> None:
    answer = client_of([known("code", text, text)]).ask("/vendors")
    assert answer.content.isascii()
    assert not set(answer.text) & {"<", ">", "&"}
    assert [(each["id"], each["name"]) for each in answer.json()["vendors"]] == [(text, text)]


@pytest.mark.parametrize("text", HOSTILE[:-1])
def test_a_text_of_the_request_is_not_repeated(text: str) -> None:
    client = client_of([known("code")])
    parameters = {"/statistics": ["vendor", "platform", "category", "from", "to", text]}
    parameters |= {"/vendors": ["after", "limit", "platform"]}
    queries: list[tuple[str, dict[str, Any]]] = [(path, {name: text}) for path, of in parameters.items() for name in of]
    answers = [client.ask(path, **query) for path, query in queries]
    for answer in answers:
        assert answer.status_code in {400, 404}
        details = [answer.json()["detail"], *(each["detail"] for each in answer.json()["errors"])]
        assert [each for each in details if text in each] == []


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_json_has_no_such_number(number: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_of({"value": number})


@pytest.mark.parametrize("number", [0.1 + 0.2, 5e-324, 1.7976931348623157e308, 2.0**53 + 2, -0.1])
def test_numbers_are_exact(number: float) -> None:
    assert json.loads(json_of([number])) == [number]


def test_a_browser_shows_an_answer_as_text(tmp_path: Path) -> None:
    with serving(Scene([listing([known("code", each) for each in HOSTILE[:2]])])) as address:
        url = f"http://127.0.0.1:{address.port}/api/v1/vendors"
        seen = chromium(tmp_path, url, "--dump-dom")
    assert "<script" not in seen.stdout
    assert "u003cscript" in seen.stdout
    assert [line for line in seen.stderr.splitlines() if "CONSOLE" in line and "taken" in line] == []


def test_the_message_of_a_failure_is_not_shown() -> None:
    failed = waiting("orders").failed(Failure("internal", "password=hunter2"), 1.0)
    answer = Client(Scene([listing([known("code")]), failed]).source).ask("/statistics")
    assert answer.json()["missing"] == [{"category": "orders", "reason": "failed"}]
    assert "hunter2" not in answer.text
