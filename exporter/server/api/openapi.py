"""The OpenAPI document of the API, from the table of operations: https://spec.openapis.org/oas/v3.1.0"""

from collections.abc import Iterator
from functools import cache
from http import HTTPStatus
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from exporter.server.answers import PROBLEM
from exporter.server.api.models import Model, ProblemDetails
from exporter.server.api.operations import OPERATIONS, Operation
from exporter.server.json_text import json_of

VERSION = "1"
"""Version of the API. Within it, answers only gain fields."""

_SCHEMAS = "#/components/schemas/{model}"
_COMMON = (401, 403, 405, 421, 429, 500, 503)
"""Statuses that every operation can have: of credentials, of host names, of the rate limit, and of faults."""


class _WithoutTitles(GenerateJsonSchema):
    """Omits the titles of fields, which only repeat their names."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - the signature is that of pydantic
        return False


@cache
def text() -> bytes:
    """Return the document as JSON; it is made once, which takes as long as some answers."""
    return json_of(document())


def document() -> dict[str, Any]:
    """Return the document. Its server is the folder above `/api/v1/`, wherever the API is mounted."""
    models = dict.fromkeys([each.answer for each in OPERATIONS if each.answer] + [ProblemDetails])
    _, schemas = models_json_schema(
        [(each, "serialization") for each in models], ref_template=_SCHEMAS, schema_generator=_WithoutTitles
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Orion exporter",
            "version": VERSION,
            "description": "Statistics of a shop, of its platforms and of its vendors: the numbers of the exposition.",
        },
        "servers": [{"url": "../.."}],
        "paths": {each.whole_path: {"get": _operation(each)} for each in OPERATIONS},
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {
                "basic": {"type": "http", "scheme": "basic"},
                "token": {"type": "http", "scheme": "bearer"},
            },
        },
        "security": [{}, {"basic": []}, {"token": []}],
    }


def _operation(operation: Operation) -> dict[str, Any]:
    answers = {str(status): _problem(status) for status in sorted({*operation.errors, *_COMMON})}
    return {
        "operationId": operation.id,
        "summary": operation.summary,
        "description": operation.description,
        "parameters": list(_parameters(operation)),
        "responses": {"200": _answer(operation.answer), "304": {"description": "Not Modified"}, **answers},
    }


def _parameters(operation: Operation) -> Iterator[dict[str, Any]]:
    every = operation.query.model_json_schema(schema_generator=_WithoutTitles).get("properties", {})
    for name, described in every.items():
        # A parameter that may be absent is one that may be null for pydantic.
        schema = next((each for each in described.get("anyOf", ()) if each["type"] != "null"), described)
        shown = {key: value for key, value in schema.items() if key != "description"}
        yield {"name": name, "in": "query", "description": described["description"], "schema": shown}


def _answer(model: type[Model] | None) -> dict[str, Any]:
    schema = {"type": "object"} if model is None else {"$ref": _SCHEMAS.format(model=model.__name__)}
    return {"description": "OK", "content": {"application/json": {"schema": schema}}}


def _problem(status: int) -> dict[str, Any]:
    schema = {"$ref": _SCHEMAS.format(model=ProblemDetails.__name__)}
    return {"description": HTTPStatus(status).phrase, "content": {PROBLEM: {"schema": schema}}}
