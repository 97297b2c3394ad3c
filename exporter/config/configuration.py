"""Loads the configuration from defaults, preset, file, environment and command line, with the origin of each setting.

Sources are merged per setting: a later source overrides an earlier one, and also replaces settings that its own
settings exclude. Each problem is reported on one line: origin, setting, message, and the closest valid name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from exporter.config.connection import MAIN, SettingError
from exporter.config.document import REFUSED, Document
from exporter.config.origin import Loc, Origin, Problem
from exporter.config.preset_settings import WhenSettings
from exporter.config.presets import Preset, is_path
from exporter.config.problems import lines_of
from exporter.config.registry import setting_at
from exporter.config.resolving import Layers, Resolved, layers_of
from exporter.config.settings import Settings, validate
from exporter.config.sources import Sources
from exporter.config.written import Written


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
    layers: Layers = field(repr=False)
    resolved: Resolved = field(repr=False)

    @property
    def files(self) -> frozenset[str]:
        """The paths of the files that it and passwords were read from, as messages name them."""
        databases = self.settings.every_database.values()
        secrets = [path for each in databases for path in (each.url_file, each.password_file)]
        preset = self.preset.source if self.preset and is_path(self.preset.name) else None
        return frozenset(str(path) for path in (self.path, preset, *secrets) if path)

    def error(self, loc: Loc, message: str, suggestions: Sequence[str] = ()) -> ConfigurationError:
        """Return an error for a location; if its last name resembles one of `suggestions`, the message suggests it."""
        return self.errors([Problem(loc, message, tuple(suggestions))])

    def errors(self, problems: Sequence[Problem]) -> ConfigurationError:
        """Return an error for several problems."""
        return _error(problems, self.origins, self.path)

    @property
    def preset(self) -> Preset | None:
        """The preset, if there is one."""
        return self.layers.preset

    @property
    def is_decided(self) -> bool:
        """Whether it is known which variants of the preset apply."""
        return not self.resolved.undecided

    @property
    def written(self) -> Mapping[Loc, Written]:
        """The source of each SQL text, with its parameters as placeholders."""
        return self.resolved.document.written

    def when(self, variant: str) -> WhenSettings:
        """Return when a variant of the preset applies."""
        return self.layers.when(variant)

    def database_of_variant(self, name: str) -> str:
        """Return the name of the database by which a variant of the preset is chosen."""
        return self.layers.database_of(name)

    def of_preset(self, loc: Loc) -> bool:
        """Whether a setting is given by the preset, and not overridden."""
        return self.preset is not None and loc in self.origins and self.origins[loc].source == self.preset.source

    def with_variants(self, chosen: Sequence[str]) -> "Configuration":
        """Return the configuration with these variants of the preset, in addition to those that it pins.

        Raises ConfigurationError.
        """
        return _configuration(self.layers, self.path, chosen)


def load(
    path: Path | None,
    environ: Mapping[str, str],
    overrides: Mapping[tuple[str, ...], object] = MappingProxyType({}),
) -> Configuration:
    """Load the configuration. `overrides` (command line) take precedence over `environ`, the file and the defaults.

    An override of None counts as unset. Variants of the preset that the configuration does not pin are left out, until
    `with_variants` names them. Raises ConfigurationError with one line per problem.
    """
    sources = Sources()
    if path is not None and not sources.file(path, environ):  # without the file other problems would be misleading
        raise _error(sources.problems, sources.origins, path)
    sources.environment(environ)
    sources.overrides(overrides)
    own = Document(sources.values, sources.origins, sources.problems, sources.written)
    layers = layers_of(own, path.parent if path else Path())
    return _configuration(layers, path, None)


def configuration_of(values: Mapping[str, object]) -> Configuration:
    """Return the configuration with these settings, which have the form of a file; variables do not apply.

    Raises ConfigurationError as `load` does.
    """
    sources = Sources()
    if not sources.mapping(values):
        raise _error(sources.problems, sources.origins, None)
    own = Document(sources.values, sources.origins, sources.problems, sources.written)
    return _configuration(layers_of(own, Path()), None, None)


def _configuration(layers: Layers, path: Path | None, chosen: Sequence[str] | None) -> Configuration:
    resolved = layers.resolved(chosen)
    document = resolved.document
    settings, invalid = validate(document.value)
    problems = document.problems + [each for each in invalid if not _refused(document.value, each.loc)]
    if not problems:
        problems = list(_unusable(settings))
    if problems:
        raise _error(problems, document.origins, path)
    return Configuration(settings, path, document.origins, layers, resolved)


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
