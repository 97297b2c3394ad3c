"""`orion-exporter preset`: lists the presets, and shows one, or what it is together with the configuration."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from exporter.config.configuration import Configuration, ConfigurationError
from exporter.config.document import read
from exporter.config.origin import Loc
from exporter.config.preset_settings import PARTS
from exporter.config.presets import PresetError, read_preset, shipped
from exporter.config.problems import lines_of
from exporter.config.sources import is_typed

_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_ .%/+-]*(?<! )")
_TYPED = re.compile(r"[A-Za-z_][A-Za-z0-9_ .%/+-]*(?<! )")
"""What is a text without quotes, even where YAML's own types apply, if it is not reserved."""
_RESERVED = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_INDENT = "  "


def listed() -> Iterator[str]:
    """Yield a line for each shipped preset: its name, and the first line of its description."""
    every = shipped()
    width = max(map(len, every), default=0)
    for name, text in every.items():
        about = read(text, name).value["about"]
        yield f"{name:{width}}  {about.splitlines()[0]}"


def text_of(reference: str) -> str:
    """Return the text of a preset, by its name or path. Raises ConfigurationError."""
    try:
        return read_preset(reference, Path()).text
    except PresetError as error:
        raise ConfigurationError(*lines_of(error.problems, {}, None, lambda loc: loc[:1])) from None


def resolved(configuration: Configuration) -> Iterator[str]:
    """Yield the lines of a configuration file without variants and parameters, each with the origin of its setting.

    Settings of databases, the web server and the log are left out, as they may contain secrets.
    """
    preset, result = configuration.preset, configuration.resolved
    if preset is not None:
        yield f"# preset {preset.label}, revision {preset.revision}"
        for name in preset.settings.variants:
            state = "unknown" if name in result.undecided else "yes" if name in result.active else "no"
            pinned = ", pinned" if name in configuration.layers.pins else ""
            yield f"# variant {name}: {state}{pinned}"
        if preset.settings.by_name:
            yield f"preset: {preset.label}"
    values: dict[str, Any] = {name: result.document.value[name] for name in PARTS if result.document.value.get(name)}
    if result.removed:
        values["relations"] = {**values.get("relations", {}), **dict.fromkeys(sorted(result.removed))}
    yield from _mapping(configuration, (), values)


def _mapping(configuration: Configuration, loc: Loc, values: Mapping[str, Any]) -> Iterator[str]:
    indent = _INDENT * len(loc)
    for name, value in values.items():
        here = (*loc, name)
        begin, comment = f"{indent}{scalar(name)}:", _comment(configuration, here)
        if isinstance(value, Mapping) and value:
            yield begin + comment
            yield from _mapping(configuration, here, value)
        elif isinstance(value, list) and any(isinstance(each, Mapping) for each in value):
            yield begin + comment
            items = enumerate(_flow(each, is_typed=is_typed(here)) for each in value)
            yield from (f"{indent}{_INDENT}- {item}{_comment(configuration, (*here, at))}" for at, item in items)
        elif isinstance(value, str) and _is_block(value):
            yield f"{begin} |{_chomping(value)}{comment}"
            yield from (f"{indent}{_INDENT}{line}".rstrip() for line in value.rstrip("\n").split("\n"))
        else:
            yield f"{begin} {_flow(value, is_typed=is_typed(here))}{comment}"


def _comment(configuration: Configuration, loc: Loc) -> str:
    origin = configuration.origins.get(loc)
    return f"  # {origin}" if origin else ""


def _is_block(text: str) -> bool:
    """Whether a text can be written over several lines: nothing in it would be changed."""
    lines = text.rstrip("\n").split("\n")
    is_simple = not lines[0].startswith(" ") and all(line == line.rstrip() for line in lines)
    return (
        "\n" in text and len(text) - len(text.rstrip("\n")) <= 1 and is_simple and text.replace("\n", "").isprintable()
    )


def _chomping(text: str) -> str:
    return "" if text.endswith("\n") else "-"


def _flow(value: Any, *, is_typed: bool) -> str:
    if isinstance(value, Mapping):
        each = (f"{scalar(name)}: {_flow(of, is_typed=is_typed)}" for name, of in value.items())
        return "{" + ", ".join(each) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flow(of, is_typed=is_typed) for of in value) + "]"
    return scalar(value, is_typed=is_typed)


def scalar(value: Any, *, is_typed: bool = False) -> str:
    """Return a value in YAML: a text without quotes if it stays one, or if its setting has a type."""
    if not isinstance(value, str):
        return json.dumps(value)
    is_plain = _TYPED.fullmatch(value) and value.lower() not in _RESERVED if is_typed else _PLAIN.fullmatch(value)
    return value if is_plain and value.lower() != "null" else json.dumps(value, ensure_ascii=False)
