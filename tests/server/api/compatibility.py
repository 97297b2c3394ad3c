"""What clients of an OpenAPI document would lose with another one."""

from collections.abc import Iterator, Mapping
from typing import Any

_TEXTS = frozenset({"description", "summary", "title"})
_NAMES = ("/properties", "/schemas", "/paths")
"""Mappings of names that clients use; a field may be called `description`, too."""

_MAY_GROW = ("/required", "/security", "/enum")

_RESTRICTIONS = {"const", "enum", "exclusiveMaximum", "exclusiveMinimum", "format", "maximum", "minimum", "multipleOf"}
_RESTRICTIONS |= {"maxItems", "maxLength", "minItems", "minLength", "not", "pattern", "type", "uniqueItems"}
"""Keywords by which a schema allows less; a parameter that gets one refuses what clients send."""


def lost(before: Any, after: Any, place: str = "") -> Iterator[str]:
    """Yield what `before` has and `after` does not have, or has differently. Texts for people may change."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in before if place.endswith(_NAMES) else before.keys() - _TEXTS:
            if name in after:
                yield from lost(before[name], after[name], f"{place}/{name}")
            else:
                yield f"{place}/{name} is missing"
        if "/parameters/" in place and not place.endswith(_NAMES):
            yield from (f"{place}/{name} is new" for name in after if name in _RESTRICTIONS - before.keys())
    elif isinstance(before, list) and isinstance(after, list):
        yield from _lost_of_list(before, after, place)
    elif before != after:
        yield f"{place} was {before!r}, is {after!r}"


def _lost_of_list(before: list[Any], after: list[Any], place: str) -> Iterator[str]:
    if place.endswith("/parameters"):
        yield from lost({each["name"]: each for each in before}, {each["name"]: each for each in after}, place)
        yield from (f"{place}: {each['name']} is required" for each in after if each.get("required"))
        return
    yield from (f"{place}: {each!r} is missing" for each in before if each not in after)
    if not place.endswith(_MAY_GROW):
        yield from (f"{place}: {each!r} is new" for each in after if each not in before)
