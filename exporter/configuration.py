"""The configuration: defaults, file, environment and command line in one, and where each part of it stands.

A higher source wins setting by setting; where two settings exclude each other, the higher source's choice replaces the
other. Every problem is one line: where it is, which setting, what is wrong, and the nearest name that exists.
"""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from exporter.connection import SettingError
from exporter.document import REFUSED, Loc, Origin, Problem
from exporter.reference import setting_at
from exporter.settings import Settings, validate
from exporter.sources import Sources

# A hint that lists more names than these is no hint.
MAX_LISTED = 20


class ConfigurationError(ValueError):
    """A configuration that cannot be used; `lines` has one line for each problem, and so has its text."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


@dataclass(frozen=True, slots=True)
class Configuration:
    """Settings that are valid, and where each one stands. `path` is None without a file."""

    settings: Settings
    path: Path | None
    origins: Mapping[Loc, Origin] = field(repr=False)

    def error(self, loc: Loc, message: str, suggestions: Sequence[str] = ()) -> ConfigurationError:
        """Return an error at a location, with the nearest of `suggestions` to its last name; the caller raises it."""
        return _error([Problem(loc, message, tuple(suggestions))], self.origins, self.path)


def load(
    path: Path | None,
    environ: Mapping[str, str],
    overrides: Mapping[tuple[str, ...], object] = MappingProxyType({}),
) -> Configuration:
    """Return the configuration: `overrides` (the command line), before `environ`, before the file, before defaults.

    An override of None counts as not given. Raises ConfigurationError with one line for each problem.
    """
    sources = Sources()
    if path is not None and not sources.file(path, environ):  # what else there is to say would miss the file
        raise _error(sources.problems, sources.origins, path)
    sources.environment(environ)
    sources.overrides(overrides)
    settings, invalid = validate(sources.values)
    problems = sources.problems + [each for each in invalid if not _refused(sources.values, each.loc)]
    if not problems and settings.database.configured:
        problems = _unusable(settings)
    if problems:
        raise _error(problems, sources.origins, path)
    return Configuration(settings, path, sources.origins)


def _unusable(settings: Settings) -> list[Problem]:
    try:
        settings.database.target()
    except SettingError as error:
        return [Problem(error.loc, error.message)]
    return []


def _refused(value: Any, loc: Loc) -> bool:
    for part in loc:
        inside = (isinstance(value, dict) and part in value) or (isinstance(value, list) and isinstance(part, int))
        value = value[part] if inside else None
    return value is REFUSED


def _error(problems: Sequence[Problem], origins: Mapping[Loc, Origin], path: Path | None) -> ConfigurationError:
    ordered = sorted(problems, key=lambda each: _order(each, origins, path))
    return ConfigurationError(*(_line(problem, origins, path) for problem in ordered))


def _origin(problem: Problem, origins: Mapping[Loc, Origin], path: Path | None) -> Origin:
    loc = problem.loc
    nearest = (origins[loc[:length]] for length in range(len(loc), -1, -1) if loc[:length] in origins)
    return problem.origin or next(nearest, Origin(str(path) if path else "configuration"))


def _order(problem: Problem, origins: Mapping[Loc, Origin], path: Path | None) -> tuple[bool, int, int]:
    origin = _origin(problem, origins, path)
    return origin.source != str(path), origin.line, origin.column


def _line(problem: Problem, origins: Mapping[Loc, Origin], path: Path | None) -> str:
    setting = setting_at(problem.loc)
    loc = setting.shown(problem.loc) if setting else problem.loc
    dotted = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc).removeprefix(".")
    parts = (str(_origin(problem, origins, path)), dotted, problem.message)
    return ": ".join(part for part in parts if part) + _hint(problem)


def _hint(problem: Problem) -> str:
    if not problem.known:
        return ""
    name = str(problem.loc[-1])
    nearest = difflib.get_close_matches(name, problem.known, n=1) or difflib.get_close_matches(
        name.lower(), problem.known, n=1
    )
    if nearest:
        return f'; did you mean "{nearest[0]}"?'
    return "" if len(problem.known) > MAX_LISTED else f"; known: {', '.join(problem.known)}"
