"""Whether the JSON Schema of the configuration allows a file."""

import re
from collections.abc import Mapping
from typing import Any

import yaml

from exporter.config.registry import json_schema

TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}


def allows(schema: Mapping[str, Any], value: object, definitions: Mapping[str, Any]) -> bool:
    """Return whether a schema allows a value: as much of JSON Schema as ours uses."""
    if "$ref" in schema:
        return allows(definitions[schema["$ref"].removeprefix("#/$defs/")], value, definitions)
    if "anyOf" in schema:
        return any(allows(each, value, definitions) for each in schema["anyOf"])
    if schema.get("type") == "object":
        return isinstance(value, dict) and _allows_members(schema, value, definitions)
    if schema.get("type") == "array":
        return isinstance(value, list) and all(allows(schema["items"], each, definitions) for each in value)
    return _allows_scalar(schema, value)


def _allows_members(schema: Mapping[str, Any], value: Mapping[str, object], definitions: Mapping[str, Any]) -> bool:
    known, other = schema.get("properties", {}), schema.get("additionalProperties", True)
    rules = {name: known.get(name, {} if other is True else other) for name in value}
    return all(rule is not False and allows(rule, value[name], definitions) for name, rule in rules.items())


def _allows_scalar(schema: Mapping[str, Any], value: object) -> bool:
    if "type" in schema and not isinstance(value, TYPES[schema["type"]]):
        return False
    if isinstance(value, int | float) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        return False
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        return False
    return value in schema.get("enum", [value])


def allowed(text: str) -> bool:
    schema: Any = json_schema()
    return allows(schema, yaml.safe_load(text), schema["$defs"])
