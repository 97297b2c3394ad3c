"""The OpenAPI document of the API, from the table of operations: https://spec.openapis.org/oas/v3.1.0"""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from pydantic.json_schema import models_json_schema

from exporter.server.api.models import Model, ProblemDetails
from exporter.server.api.operations import OPERATIONS, Operation
from exporter.server.api.problems import MEDIA_TYPE

VERSION = "1"
"""Version of the API. Within it, answers only gain fields."""

_SCHEMAS = "#/components/schemas/{model}"
_COMMON = (401, 405, 500)


def document() -> dict[str, Any]:
    """Return the document. Its server is the folder above `/api/v1/`, wherever the API is mounted."""
    models = dict.fromkeys([each.answer for each in OPERATIONS if each.answer] + [ProblemDetails])
    _, schemas = models_json_schema([(each, "serialization") for each in models], ref_template=_SCHEMAS)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Orion exporter",
            "version": VERSION,
            "description": "Statistics of a shop, of its platforms and of its vendors: the numbers of the exposition.",
        },
        "servers": [{"url": "../.."}],
        "paths": {each.whole_path: dict(_methods(each)) for each in OPERATIONS},
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {
                "basic": {"type": "http", "scheme": "basic"},
                "token": {"type": "http", "scheme": "bearer"},
            },
        },
        "security": [{}, {"basic": []}, {"token": []}],
    }


def _methods(operation: Operation) -> Iterator[tuple[str, dict[str, Any]]]:
    shared = {"summary": operation.summary, "parameters": list(_parameters(operation))}
    answers = {str(status): _problem(status) for status in sorted({*operation.errors, *_COMMON})}
    for method, name in (("get", operation.id), ("head", f"{operation.id}_head")):
        yield method, {"operationId": name, **shared, "responses": {"200": _answer(operation.answer), **answers}}


def _parameters(operation: Operation) -> Iterator[dict[str, Any]]:
    schema = operation.query.model_json_schema(ref_template=_SCHEMAS)
    for name, of in schema.get("properties", {}).items():
        shown = {key: value for key, value in of.items() if key not in {"title", "description"}}
        yield {"name": name, "in": "query", "description": of["description"], "required": False, "schema": shown}


def _answer(model: type[Model] | None) -> dict[str, Any]:
    schema = {"type": "object"} if model is None else {"$ref": _SCHEMAS.format(model=model.__name__)}
    return {"description": "OK", "content": {"application/json": {"schema": schema}}}


def _problem(status: int) -> dict[str, Any]:
    schema = {"$ref": _SCHEMAS.format(model=ProblemDetails.__name__)}
    return {"description": HTTPStatus(status).phrase, "content": {MEDIA_TYPE: {"schema": schema}}}
