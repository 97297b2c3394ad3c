"""Reads presets: YAML files of the form of the configuration, with what describes a kind of shop."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from exporter.config.document import REFUSED, Document, read
from exporter.config.origin import Loc, Origin, Problem
from exporter.config.parameters import misused, unknown_zones
from exporter.config.preset_settings import PARTS, PresetSettings, WhenSettings
from exporter.config.section import problems_in
from exporter.config.sources import is_sql, is_typed, is_zone

ORION = "orion"
"""The preset that holds if the configuration has neither a preset nor relations."""

_PLACE = "presets"
_REVISION_DIGITS = 12
_NOT_HERE = ("database", "databases", "web", "log", "preset", "variant")
_VARIANT = 2
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Preset:
    """A preset: the name or path by which it was asked for, its text, and its settings with their origins."""

    name: str
    source: str
    text: str
    document: Document
    settings: PresetSettings

    @property
    def revision(self) -> str:
        """A digest of its text, which differs between versions."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:_REVISION_DIGITS]

    @property
    def label(self) -> str:
        """The name, or the name of the file without its folder."""
        return Path(self.name).stem if is_path(self.name) else self.name

    @property
    def base(self) -> Document:
        """The settings that it has in common with the configuration, without variants."""
        return _below(self.document, ())

    def variant(self, name: str) -> Document:
        """Return the settings of a variant."""
        return _below(self.document, ("variants", name))

    def when(self, name: str) -> WhenSettings:
        """Return when a variant applies."""
        return self.settings.variants[name].when


class PresetError(ValueError):
    """A preset that cannot be used; each of the problems has an origin, unless it is the setting `preset`."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(each.message for each in problems))
        self.problems = problems


def shipped() -> Mapping[str, str]:
    """Return the texts of the presets that are part of the exporter, by name."""
    found = {each.name: each for each in files("providers").joinpath(_PLACE).iterdir()}
    return {
        name.removesuffix(".yaml"): found[name].read_text(encoding="utf-8")
        for name in sorted(found)
        if name.endswith(".yaml")
    }


def is_path(reference: str) -> bool:
    """Whether a preset is given by a path, not by the name of a shipped one."""
    return "/" in reference or "\\" in reference or reference.endswith((".yaml", ".yml"))


def read_preset(reference: str, folder: Path) -> Preset:
    """Read a preset, by its name or by a path relative to `folder`. Raises PresetError."""
    source, text = text_of(reference, folder)
    document = read(text, source, typed=_is_typed, is_literal=_is_sql)
    problems = document.problems
    if document.value is not REFUSED:
        settings, invalid = _validated(document)
        problems = [*problems, *(each for each in invalid if not _is_refused(document.value, each.loc))]
        if not problems:
            return Preset(reference, source, text, document, settings)
    raise PresetError(*(_located(each, document, source) for each in problems))


def text_of(reference: str, folder: Path) -> tuple[str, str]:
    """Return where a preset is, for messages, and its text. Raises PresetError."""
    if not is_path(reference):
        every = shipped()
        if reference not in every:
            message = "there is no preset of this name; the path of a file ends in .yaml"
            raise PresetError(Problem(("preset", reference), message, tuple(every)))
        return f"providers/{_PLACE}/{reference}.yaml", every[reference]
    path = folder / reference
    try:
        return str(path), path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not valid UTF-8"
        raise PresetError(Problem(("preset",), f"cannot read {path}: {reason}")) from None


def _validated(document: Document) -> tuple[PresetSettings, list[Problem]]:
    value = document.value
    if not isinstance(value, dict):
        return PresetSettings(about="-"), [Problem((), "must be a mapping with the key about")]
    problems = [
        Problem((name,), "is no setting of a preset; write it in the configuration")
        for name in _NOT_HERE
        if name in value
    ]
    rest = {name: each for name, each in value.items() if name not in _NOT_HERE}
    try:
        settings = PresetSettings.model_validate(_without_nulls(rest))
    except ValidationError as error:
        return PresetSettings(about="-"), [*problems, *problems_in(PresetSettings, error)]
    problems += _of_variants(value.get("variants"), settings)
    tables = [table for each in settings.variants.values() for table in each.when.columns]
    zones = {loc: text for loc in document.origins if is_zone(_inner(loc)) and (text := _at(value, loc))}
    problems += misused(settings.parameters, document.written, _places(settings), (*tables, *zones.values()))
    problems += unknown_zones(settings.parameters, zones)
    return settings, problems


def _at(value: Any, loc: Loc) -> str:
    """Return the text at a location; "" if there is none."""
    for part in loc:
        value = value.get(part) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""


def _of_variants(given: Any, settings: PresetSettings) -> Iterator[Problem]:
    """Yield the variants that nothing decides, and those whose names are none."""
    for name in given or ():
        loc = ("variants", name)
        if not _NAME.fullmatch(name):
            yield Problem(loc, "must have a name of letters, digits, _ and -, such as multi-site")
        elif name not in settings.variants:
            yield Problem(loc, "needs when: a SELECT, or {tables: ..., columns: ...}")
        elif not list(conditions(settings.variants[name].when)):
            yield Problem((*loc, "when"), "has no condition; write a SELECT, or {tables: ..., columns: ...}")


def _places(settings: PresetSettings) -> tuple[str, ...]:
    """Return the placeholders of `for_each`."""
    every = [settings, *settings.variants.values()]
    relations = (relation for each in every for relation in each.relations.values())
    return tuple(dict.fromkeys(each.for_each.as_ for each in relations if each.for_each is not None))


def _without_nulls(value: Any) -> Any:
    """Return a value without keys that are null: those of variants remove something."""
    if not isinstance(value, dict):
        return value
    return {name: _without_nulls(each) for name, each in value.items() if each is not None}


def _is_refused(value: Any, loc: Loc) -> bool:
    for part in loc:
        if value is REFUSED:
            return True
        value = value.get(part) if isinstance(value, dict) else None
    return value is REFUSED


def _located(problem: Problem, document: Document, source: str) -> Problem:
    loc = problem.loc
    nearest = (document.origins[loc[:length]] for length in range(len(loc), -1, -1) if loc[:length] in document.origins)
    return replace(problem, origin=problem.origin or next(nearest, Origin(source)))


def _below(document: Document, at: Loc) -> Document:
    """Return the settings at a location of a preset as a document that begins there."""
    value = document.value
    for part in at:
        value = value[part] or {}
    kept = {name: value[name] for name in PARTS if value.get(name) is not None}

    def within(loc: Loc) -> bool:
        return loc[: len(at)] == at and len(loc) > len(at) and loc[len(at)] in kept

    return Document(
        kept,
        {loc[len(at) :]: of for loc, of in document.origins.items() if within(loc)},
        [],
        {loc[len(at) :]: of for loc, of in document.written.items() if within(loc)},
    )


def _inner(loc: Loc) -> Loc:
    """Return the location of a setting in the configuration, for one of a preset or of a variant of it."""
    return loc[_VARIANT:] if loc[:1] == ("variants",) else loc


def _is_typed(loc: Loc) -> bool:
    return is_typed(_inner(loc))


def _is_sql(loc: Loc) -> bool:
    inner = _inner(loc)
    return (
        is_sql(inner)
        or inner[:1] in {("when",), ("truth_with",)}
        or inner == ("truth_for_each", "places", "sql")
        or (loc[:1] == ("parameters",) and loc[2:] == ("detect",))
        or (inner[:1] == ("truth",) and "sql" in inner)
    )


def conditions(settings: WhenSettings) -> Iterator[str]:
    """Yield the conditions of a variant in words."""
    if settings.sql:
        yield "its SELECT is true"
    yield from (f"table {each} exists" for each in settings.tables)
    yield from (f"table {table} has {', '.join(names)}" for table, names in settings.columns.items())
