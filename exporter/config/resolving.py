"""Resolves a configuration: the preset, its variants in order, and the settings of file, environment and command line.

What a preset would find out by looking at the database is not known here: `Layers.resolved` takes the variants.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from exporter.config.connection import MAIN
from exporter.config.document import REFUSED, Document
from exporter.config.layers import overlaid
from exporter.config.origin import Loc, Problem
from exporter.config.parameters import ParameterError, Parameters, given
from exporter.config.preset_settings import WhenSettings
from exporter.config.presets import ORION, Preset, PresetError, read_preset
from exporter.config.sources import is_sql, is_zone

_TRUE = {"true", "yes", "on", "1", "t", "y"}


@dataclass(frozen=True, slots=True)
class Resolved:
    """Merged values, and all that is known about them.

    `active` are the variants in use; `undecided` are those that a look at the database has to choose. `removed` are
    relations that do not exist although the preset takes tables by name.
    """

    document: Document
    parameters: Parameters
    active: tuple[str, ...]
    undecided: tuple[str, ...]
    removed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Layers:
    """The settings of file, environment and command line, and the preset below them."""

    own: Document
    preset: Preset | None
    parameters: Parameters = field(default_factory=Parameters)
    pins: Mapping[str, bool] = field(default_factory=dict)

    @property
    def unpinned(self) -> tuple[str, ...]:
        """The variants that the configuration does not choose."""
        variants = self.preset.settings.variants if self.preset else ()
        return tuple(name for name in variants if name not in self.pins)

    def resolved(self, chosen: Sequence[str] | None) -> Resolved:
        """Return the merged settings with these variants; with None, those that have to be chosen are left out."""
        merged, active = Document({}), list[str]()
        if self.preset is not None:
            merged = self.preset.base
            for name in self.preset.settings.variants:
                if self.pins.get(name, name in (chosen or ())):
                    active.append(name)
                    merged = overlaid(merged, self.preset.variant(name))
        merged = overlaid(merged, self.own)
        removed = _without_relations(merged, by_name=self.preset is not None and self.preset.settings.by_name)
        _fill(merged, self.parameters)  # which copies each mapping
        merged.problems += _empty_in_maps(merged)
        merged.problems += _bare_selects(merged)
        return Resolved(merged, self.parameters, tuple(active), self.unpinned if chosen is None else (), removed)

    def when(self, name: str) -> WhenSettings:
        """Return when a variant applies, with the values of the parameters."""
        if self.preset is None:
            raise KeyError(name)
        when, put = self.preset.when(name), self.parameters.put_into
        return when.model_copy(
            update={
                "sql": put(when.sql) if when.sql else None,
                "tables": tuple(map(put, when.tables)),
                "columns": {put(table): tuple(map(put, names)) for table, names in when.columns.items()},
            }
        )

    def database_of(self, variant: str) -> str:
        """Return the name of the database that the condition of a variant reads: that of its relations.

        If it has none, that of all relations of the preset; the main one if they are in several.
        """
        if self.preset is None:
            raise KeyError(variant)
        settings = self.preset.settings
        names = settings.variants[variant].relations or settings.relations
        relations = self.resolved((variant,)).document.value.get("relations")
        given = [relations.get(name) for name in names] if isinstance(relations, dict) else []
        found = {str(each.get("database") or MAIN) for each in given if isinstance(each, dict)}
        return found.pop() if len(found) == 1 else MAIN


def layers_of(own: Document, folder: Path) -> Layers:
    """Return the layers of a configuration; its document gets the problems of the preset."""
    preset = None
    reference = own.value.get("preset") or ("" if own.value.get("relations") else ORION)
    if isinstance(reference, str) and reference:
        try:
            preset = read_preset(reference, folder)
        except PresetError as error:
            own.problems += error.problems
            return Layers(own, None)
    values = own.value.get("parameters") or {}
    declared = preset.settings.parameters if preset else {}
    parameters, problems = given(declared, values if isinstance(values, dict) else {}, preset.label if preset else "")
    own.problems += problems
    pins = own.value.get("variant") or {}
    layers = Layers(own, preset, parameters, _pins(pins) if isinstance(pins, dict) else {})
    own.problems += _unknown_variants(layers)
    return layers


def _pins(values: Mapping[str, object]) -> dict[str, bool]:
    return {name: str(value).lower() in _TRUE for name, value in values.items() if value is not None}


def _unknown_variants(layers: Layers) -> Iterator[Problem]:
    known = tuple(layers.preset.settings.variants) if layers.preset else ()
    for name in layers.pins:
        if name not in known:
            of = f"the preset {layers.preset.label} has no variant of this name" if layers.preset else "has no preset"
            yield Problem(("variant", name), of, known)


def _without_relations(merged: Document, *, by_name: bool) -> frozenset[str]:
    """Remove what null stands for: relations that are tables by name; elsewhere there is nothing to remove."""
    relations = merged.value.get("relations")
    if not isinstance(relations, dict):
        return frozenset()
    nulls = [name for name, of in relations.items() if of is None]
    if by_name:
        merged.value["relations"] = {name: of for name, of in relations.items() if of is not None}
        return frozenset(nulls)
    message = "has no SELECT; write {sql: SELECT ...} (null removes a relation of the preset, and there is none)"
    merged.problems += [Problem(("relations", name), message) for name in nulls]
    return frozenset()


def _bare_selects(merged: Document) -> Iterator[Problem]:
    """Yield a problem for each relation that is a text instead of a mapping, and refuse it."""
    relations = merged.value.get("relations")
    for name in [name for name, of in relations.items() if isinstance(of, str)] if isinstance(relations, dict) else ():
        relations[name] = REFUSED
        yield Problem(("relations", name), "must be a mapping; write {sql: ...}, with the SELECT in quotes")


def _empty_in_maps(merged: Document) -> Iterator[Problem]:
    """Yield a problem for each map, and each key of one, that has no value, and refuse it."""
    relations = merged.value.get("relations")
    for name, relation in relations.items() if isinstance(relations, dict) else ():
        maps: Any = relation.get("map") if isinstance(relation, dict) else None
        for column, each in maps.items() if isinstance(maps, dict) else ():
            loc = ("relations", name, "map", column)
            if each in (None, {}):
                maps[column] = REFUSED
                yield Problem(loc, "has no values; write {theirs: ours} (null removes a map of the preset)")
            for key in [key for key, ours in each.items() if ours is None] if isinstance(each, dict) else ():
                each[key] = REFUSED
                message = f'"{key}" has no value; write one (null removes a key of the preset\'s map)'
                yield Problem((*loc, key), message)


def _fill(merged: Document, parameters: Parameters) -> None:
    """Put the values of the parameters into all SQL."""
    merged.value = _filled(merged, parameters, (), merged.value, ())


def _filled(merged: Document, parameters: Parameters, loc: Loc, value: Any, others: tuple[str, ...]) -> Any:
    if isinstance(value, dict):
        each = value.get("for_each")
        name = each.get("as") if isinstance(each, dict) else None
        others = (*others, name) if isinstance(name, str) else others
        return {key: _filled(merged, parameters, (*loc, key), of, others) for key, of in value.items()}
    if not isinstance(value, str) or not (is_sql(loc) or is_zone(loc)):
        return value
    try:
        return parameters.zone(value) if is_zone(loc) else parameters.put_into(value, others)
    except ParameterError as error:
        written = merged.written.get(loc)
        origin = written.place(error.at) if written else None
        merged.problems.append(Problem(loc, error.told((*parameters.declared, *others)), origin=origin))
        return REFUSED
