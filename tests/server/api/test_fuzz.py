"""Requests made from the OpenAPI document, and ones that it does not allow: each answer is as documented.

All checks of Schemathesis hold: no server error, status, media type and body as documented, valid requests accepted and
others rejected, and the methods that are allowed.
"""

from collections.abc import Mapping
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.schemas import BaseSchema

from exporter.server.access.scopes import EVERYTHING, Access
from exporter.server.api.operations import OPERATIONS, Operation
from exporter.server.api.routes import api_app
from tests.server.api.shops import ROOT, Limited, ask_of, asking, scene_of
from tests.support.random_shop import fill
from tests.support.templates import Recipe, Templates

EXAMPLES, FEW, MANY = 50, 15, 1_000

CASES = [
    (each, mode)
    for each in OPERATIONS
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    if mode.is_positive or each.query.model_fields  # without a parameter, no request is wrong
]
Schemas = Mapping[str, BaseSchema]

PERIODS: list[dict[str, str]] = [
    {},
    {},
    {"from": "2026-01-01", "to": "2026-02-01T00:00:00Z"},
    {"from": "2025-12-31T23:59:59+14:00"},
    {"from": "0001-01-01", "to": "0001-02-01"},
]
"""Valid periods; most pairs of moments are none, which a schema cannot say."""

SUBJECTS: list[dict[str, str | list[str]]] = [
    {},
    {"vendor": "37", "category": []},
    {"platform": "37", "category": "orders"},
    {"vendor": "37", "platform": "37", "category": ["orders", "catalog"]},
]
"""Those that exist; most texts are no ids."""


SCOPES = {
    "everything": EVERYTHING,
    "a vendor": Access("vendor", "37"),
    "a platform": Access("platform", "37"),
    "nobody": Access("vendor", "gone"),
}
"""What callers may see. A valid request of somebody who does not exist is answered, too, with 404 or an empty list."""

LIMITED = [
    pytest.param(scope, each, mode, marks=[] if each.id == "statistics" else [pytest.mark.soak])
    for scope in SCOPES
    if scope != "everything"
    for each, mode in CASES
]


@pytest.fixture(scope="module")
def schemas(sqlite_templates: Templates) -> Mapping[str, BaseSchema]:
    """The schema of the API for each scope."""
    database = sqlite_templates.shared(Recipe(fill, (3,), (("rows", 60), ("vendors", 4))))
    app = api_app(asking(scene_of(database), ask_of(database)))
    return {
        name: schemathesis.openapi.from_asgi(f"{ROOT}/openapi.json", Limited(app, access))
        for name, access in SCOPES.items()
    }


@pytest.mark.parametrize(("operation", "mode"), CASES)
def test_every_answer_is_as_documented(schemas: Schemas, operation: Operation, mode: GenerationMode) -> None:
    statuses = check(schemas["everything"], operation, mode, EXAMPLES)
    assert (200 if mode.is_positive else 400) in statuses


@pytest.mark.parametrize(("scope", "operation", "mode"), LIMITED)
def test_answers_to_limited_callers_are_as_documented(
    schemas: Schemas, scope: str, operation: Operation, mode: GenerationMode
) -> None:
    check(schemas[scope], operation, mode, FEW)


@pytest.mark.soak
@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize(("operation", "mode"), CASES)
def test_very_many_answers_are_as_documented(
    schemas: Schemas, scope: str, operation: Operation, mode: GenerationMode
) -> None:
    check(schemas[scope], operation, mode, MANY)


def check(schema: BaseSchema, operation: Operation, mode: GenerationMode, examples: int) -> list[int]:
    """Make requests, and return the status of each answer."""
    statuses: list[int] = []

    @settings(
        max_examples=examples, derandomize=True, database=None, deadline=None, suppress_health_check=[*HealthCheck]
    )
    @given(case=schema[operation.whole_path]["GET"].as_strategy(generation_mode=mode), data=st.data())
    def answers(case: "schemathesis.Case[Any]", data: st.DataObject) -> None:
        if mode.is_positive and operation.id == "statistics":
            others = {name: value for name, value in case.query.items() if name not in {"from", "to"}}
            case.query = others | data.draw(st.sampled_from(SUBJECTS)) | data.draw(st.sampled_from(PERIODS))
        statuses.append(case.call_and_validate().status_code)

    answers()
    assert len(statuses) >= (examples // 2 if operation.query.model_fields else 1)
    return statuses
