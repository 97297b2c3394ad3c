"""Loads the configuration from defaults, file, environment and command line, and tracks the origin of each setting.

Sources are merged per setting: a later source overrides an earlier one, and also replaces settings that its own
settings exclude. Each problem is reported on one line: origin, setting, message, and the closest valid name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from exporter.config.connection import MAIN, SettingError
from exporter.config.document import REFUSED, Loc, Origin, Problem
from exporter.config.problems import lines_of
from exporter.config.registry import setting_at
from exporter.config.settings import Settings, validate
from exporter.config.sources import Sources


class ConfigurationError(ValueError):
    """An invalid configuration; `lines` has one line per problem, and `str()` joins them."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


@dataclass(frozen=True, slots=True)
class Configuration:
    """Valid settings and the origin of each. `path` is None if there is no configuration file."""

    settings: Settings
    path: Path | None
    origins: Mapping[Loc, Origin] = field(repr=False)

    def error(self, loc: Loc, message: str, suggestions: Sequence[str] = ()) -> ConfigurationError:
        """Return an error for a location; if its last name resembles one of `suggestions`, the message suggests it."""
        return _error([Problem(loc, message, tuple(suggestions))], self.origins, self.path)


def load(
    path: Path | None,
    environ: Mapping[str, str],
    overrides: Mapping[tuple[str, ...], object] = MappingProxyType({}),
) -> Configuration:
    """Load the configuration. `overrides` (command line) take precedence over `environ`, the file and the defaults.

    An override of None counts as unset. Raises ConfigurationError with one line per problem.
    """
    sources = Sources()
    if path is not None and not sources.file(path, environ):  # without the file other problems would be misleading
        raise _error(sources.problems, sources.origins, path)
    sources.environment(environ)
    sources.overrides(overrides)
    settings, invalid = validate(sources.values)
    problems = sources.problems + [each for each in invalid if not _refused(sources.values, each.loc)]
    if not problems:
        problems = list(_unusable(settings))
    if problems:
        raise _error(problems, sources.origins, path)
    return Configuration(settings, path, sources.origins)


def _unusable(settings: Settings) -> Iterator[Problem]:
    for name, database in settings.every_database.items():
        if name == MAIN and not database.configured:  # not every command needs it
            continue
        try:
            database.target(name)
        except SettingError as error:
            yield Problem(error.loc, error.message)


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
