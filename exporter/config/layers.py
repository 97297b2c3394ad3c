"""Puts one source of settings over another: what the upper one gives replaces the same setting of the lower one."""

from collections.abc import Mapping
from typing import Any

from exporter.config.document import Document
from exporter.config.origin import Loc
from exporter.config.registry import SETTINGS, setting_at

_NAMED = {each.path[:-1] for each in SETTINGS if each.path[-2:-1] == ("*",)}
"""Locations of sections that have a name, such as relations."""


def overlaid(lower: Document, upper: Document) -> Document:
    """Return a document with the settings of both, with their origins and problems.

    Mappings are merged, lists and texts replaced. A setting removes those that it excludes. Null removes a setting, a
    whole section that has a name, or a key of a mapping; where there is none, it stays.
    """
    made = Document(lower.value, dict(lower.origins), [*lower.problems, *upper.problems], dict(lower.written))
    made.value = _Overlay(made, upper).put((), lower.value, upper.value)
    return made


class _Overlay:
    def __init__(self, made: Document, upper: Document) -> None:
        self._made, self._upper = made, upper

    def put(self, loc: Loc, below: Any, value: Any) -> Any:
        """Return the value at a location, made of the one below and the upper one."""
        if not (isinstance(value, Mapping) and isinstance(below, Mapping)):
            self._forget(loc)
            self._take(loc)
            return value
        if loc in self._upper.origins:
            self._made.origins[loc] = self._upper.origins[loc]
        merged = dict(below)
        for name, each in value.items():
            for other in _excluded((*loc, name)) if each is not None else ():
                merged.pop(other, None)
                self._forget((*loc, other))
        for name, each in value.items():
            here = (*loc, name)
            if each is None and name in merged and _is_removable(here):
                del merged[name]
                self._forget(here)
            else:
                merged[name] = self.put(here, merged.get(name), each)
        return merged

    def _forget(self, loc: Loc) -> None:
        for known in (self._made.origins, self._made.written):
            for here in [here for here in known if here[: len(loc)] == loc]:
                del known[here]

    def _take(self, loc: Loc) -> None:
        self._made.origins.update({at: of for at, of in self._upper.origins.items() if at[: len(loc)] == loc})
        self._made.written.update({at: of for at, of in self._upper.written.items() if at[: len(loc)] == loc})


def _excluded(loc: Loc) -> frozenset[str]:
    setting = setting_at(loc)
    return setting.excluded if setting is not None and len(setting.path) == len(loc) else frozenset()


def _is_removable(loc: Loc) -> bool:
    """Whether null removes all that is there: a named section, or something inside of a mapping."""
    if any(len(path) == len(loc) and _matches(path, loc) for path in _NAMED):
        return True
    setting = setting_at(loc)
    return setting is not None and setting.kind == "mapping" and len(loc) > len(setting.path)


def _matches(path: tuple[str, ...], loc: Loc) -> bool:
    return all(part in ("*", here) for part, here in zip(path, loc, strict=True))
