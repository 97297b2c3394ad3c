"""The registry of all settings, derived from the models: path, environment variable, default and description.

Environment variables, documentation and the JSON Schema are generated from it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from exporter.config.origin import Loc
from exporter.config.section import Section, section_in
from exporter.config.settings import Settings

PREFIX = "ORION_EXPORTER_"

Kind = Literal["value", "list", "mapping", "open", "table"]


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. In `path`, `*` stands for any name.

    The kind `mapping` maps names to strings, `open` maps names to arbitrary YAML, and `table` is a list of sections. A
    `required` setting has no default.
    """

    path: tuple[str, ...]
    kind: Kind
    default: object
    description: str
    excluded: frozenset[str]
    choices: tuple[str, ...] = ()
    required: bool = False

    @property
    def variable(self) -> str:
        """The environment variable of the setting; `<NAME>` stands for any name."""
        return PREFIX + "_".join(self.path).upper().replace("*", "<NAME>")

    def location(self, variable: str) -> Loc | None:
        """Return the location that an environment variable sets, or None if it belongs to another setting."""
        pattern = re.escape(self.variable).replace("<NAME>", "(.+?)")
        match = re.fullmatch(pattern + ("(?:_(.+))?" if self.kind in {"mapping", "open"} else ""), variable)
        if match is None:
            return None
        names = iter([name.lower() for name in match.groups() if name])
        return (*(next(names) if part == "*" else part for part in self.path), *names)

    def covers(self, loc: Loc) -> bool:
        """Return whether `loc` is this setting or inside it."""
        return len(loc) >= len(self.path) and all(
            part in ("*", here) for part, here in zip(self.path, loc, strict=False)
        )

    def shown(self, loc: Loc) -> Loc:
        """Return the part of `loc` that is safe to print; keys after it can be secrets, as in `password: {secret}`."""
        inside = {"value": 0, "list": 1, "mapping": 1, "table": 2, "open": len(loc)}[self.kind]
        return loc[: len(self.path) + inside]


def _settings(section: type[Section], path: tuple[str, ...] = ()) -> Iterator[Setting]:
    for name, info in section.model_fields.items():
        here = (*path, info.alias or name)
        origin, inner = get_origin(info.annotation), section_in(info.annotation)
        if inner is not None and origin is not tuple:
            yield from _settings(inner, (*here, "*") if origin is Mapping else here)
            continue
        kind: Kind = "table" if inner is not None else "list" if origin is tuple else "value"
        if origin is Mapping:
            kind = "open" if get_args(info.annotation)[1] is Any else "mapping"
        required = info.is_required()
        # Where there is no default, pydantic returns its own marker.
        default = None if required else info.get_default(call_default_factory=True)
        excluded = frozenset(section.excluded(name))
        yield Setting(here, kind, default, info.description or "", excluded, _choices(info.annotation), required)


def _choices(annotation: Any) -> tuple[str, ...]:
    literal = (each for each in (annotation, *get_args(annotation)) if get_origin(each) is Literal)
    return get_args(next(literal, None))


SETTINGS = tuple(_settings(Settings))


def setting_at(loc: Loc) -> Setting | None:
    """Return the setting at or around `loc`; None for sections and unknown locations."""
    return next((setting for setting in SETTINGS if setting.covers(loc)), None)


def json_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of the configuration file; `${VAR}` is allowed for any scalar."""
    schema = Settings.model_json_schema()
    for model in [schema, *schema["$defs"].values()]:
        properties = model["properties"]
        model["properties"] = {name: _or_placeholder(value) for name, value in properties.items()}
    for mapping in (schema["properties"]["relations"], schema["$defs"]["RelationSettings"]["properties"]["map"]):
        _or_null(mapping)
    schema["properties"]["parameters"]["additionalProperties"] = {"type": ["string", "number"]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _or_null(mapping: dict[str, Any]) -> None:
    """Allow null as a value of a mapping, which removes what a preset gives, and of mappings in it."""
    inner = mapping["additionalProperties"]
    if "additionalProperties" in inner:
        _or_null(inner)
    mapping["additionalProperties"] = {"anyOf": [inner, {"type": "null"}]}


def _or_placeholder(value: dict[str, Any]) -> dict[str, Any]:
    notes: dict[str, Any] = {key: value[key] for key in ("title", "description", "default", "examples") if key in value}
    rule = {key: part for key, part in value.items() if key not in notes}
    if rule.get("type") in ("object", "array") or "$ref" in rule:
        return value
    return {**notes, "anyOf": [*rule.get("anyOf", [rule]), {"type": "string", "pattern": r"\$\{"}]}
