"""The configuration: defaults, file, environment and command line in one, and where each part of it stands.

A higher source wins setting by setting; where two settings exclude each other, the higher source's choice replaces the
other. Every problem is one line: where it is, which setting, what is wrong, and the nearest name that exists.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from exporter.config.connection import SettingError
from exporter.config.document import REFUSED, Loc, Origin, Problem
from exporter.config.problems import lines_of
from exporter.config.registry import setting_at
from exporter.config.settings import Settings, validate
from exporter.config.sources import Sources


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
    return ConfigurationError(*lines_of(problems, origins, path, _shown))


def _shown(loc: Loc) -> Loc:
    setting = setting_at(loc)
    return setting.shown(loc) if setting else loc
