"""The configuration: defaults, file, environment and command line in one, and where each part of it stands.

A higher source wins setting by setting; where two settings exclude each other, the higher source's choice replaces the
other. Every problem is one line: where it is, which setting, what is wrong, and the nearest name that exists.
"""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args, get_origin

from exporter.document import REFUSED, Document, Loc, Origin, Problem, format_duration, read
from exporter.settings import Section, SettingError, Settings, section_in, validate

PREFIX = "ORION_EXPORTER_"
CONFIG_FILE = PREFIX + "CONFIG_FILE"

# A hint that lists more names than these is no hint.
MAX_LISTED = 20

# Kubernetes gives each pod such variables for a Service, and ours may well be called orion-exporter.
_SERVICE_LINK = re.compile(r"(\w+_)?(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)")
_SERVICE_URL = re.compile(r"(tcp|udp|sctp)://.*")


class ConfigurationError(ValueError):
    """A configuration that cannot be used; `lines` has one line for each problem, and so has its text."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of the models: where it stands (`*` is any name) and how it is given.

    A `mapping` holds text by name, an `open` one whatever YAML can say.
    """

    path: tuple[str, ...]
    kind: Literal["value", "list", "mapping", "open"]
    default: object
    description: str
    excluded: frozenset[str]
    choices: tuple[str, ...] = ()

    @property
    def variable(self) -> str:
        """The environment variable that gives it; `<NAME>` stands for any name."""
        return PREFIX + "_".join(self.path).upper().replace("*", "<NAME>")

    def location(self, variable: str) -> Loc | None:
        """Return the location that a variable gives, or None if it is not this setting's."""
        pattern = re.escape(self.variable).replace("<NAME>", "(.+?)")
        match = re.fullmatch(pattern + ("(?:_(.+))?" if self.kind in {"mapping", "open"} else ""), variable)
        if match is None:
            return None
        names = iter([name.lower() for name in match.groups() if name])
        return (*(next(names) if part == "*" else part for part in self.path), *names)

    def covers(self, loc: Loc) -> bool:
        """Return whether `loc` is this setting, or lies inside it."""
        return len(loc) >= len(self.path) and all(
            part in ("*", here) for part, here in zip(self.path, loc, strict=False)
        )

    def shown(self, loc: Loc) -> Loc:
        """Return as much of `loc` as is not a value: `password: {secret}` makes a key of a secret."""
        inside = {"value": 0, "list": 1, "mapping": 1, "open": len(loc)}[self.kind]
        return loc[: len(self.path) + inside]


def _settings(section: type[Section], path: tuple[str, ...] = ()) -> Iterator[Setting]:
    for name, info in section.model_fields.items():
        here = (*path, name)
        origin, inner = get_origin(info.annotation), section_in(info.annotation)
        if inner is not None:
            yield from _settings(inner, (*here, "*") if origin is Mapping else here)
            continue
        kind: Literal["value", "list", "mapping", "open"] = "list" if origin is tuple else "value"
        if origin is Mapping:
            kind = "open" if get_args(info.annotation)[1] is Any else "mapping"
        default = info.get_default(call_default_factory=True)
        choices = [
            get_args(each) for each in (info.annotation, *get_args(info.annotation)) if get_origin(each) is Literal
        ]
        excluded = frozenset(section.excluded(name))
        yield Setting(here, kind, default, info.description or "", excluded, *choices)


SETTINGS = tuple(_settings(Settings))


def setting_at(loc: Loc) -> Setting | None:
    """Return the setting that `loc` is or lies inside, or None for a section or something unknown."""
    return next((setting for setting in SETTINGS if setting.covers(loc)), None)


@dataclass(frozen=True, slots=True)
class Configuration:
    """Settings that are valid, and where each one stands. `path` is None without a file."""

    settings: Settings
    path: Path | None
    origins: Mapping[Loc, Origin] = field(repr=False)

    def error(self, loc: Loc, message: str, suggestions: Sequence[str] = ()) -> ConfigurationError:
        """Return an error at a location, with the nearest of `suggestions` to its last name; the caller raises it."""
        return ConfigurationError(_line(Problem(loc, message, tuple(suggestions)), self.origins, self.path))


def load(
    path: Path | None,
    environ: Mapping[str, str],
    overrides: Mapping[tuple[str, ...], object] = MappingProxyType({}),
) -> Configuration:
    """Return the configuration: `overrides` (the command line), before `environ`, before the file, before defaults.

    An override of None counts as not given. Raises ConfigurationError with one line for each problem.
    """
    sources = _Sources()
    if path is not None:
        sources.file(path, environ)
    sources.environment(environ)
    sources.overrides(overrides)
    settings, invalid = validate(sources.values)
    problems = sources.problems + [each for each in invalid if not _refused(sources.values, each.loc)]
    if not problems and settings.database.configured:
        problems = _unusable(settings)
    if problems:
        ordered = sorted(problems, key=lambda each: _order(each, sources.origins, path))
        raise ConfigurationError(*(_line(problem, sources.origins, path) for problem in ordered))
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


class _Sources:
    """The sources read so far, merged."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.origins: dict[Loc, Origin] = {}
        self.problems: list[Problem] = []

    def file(self, path: Path, environ: Mapping[str, str]) -> None:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
            raise ConfigurationError(f"{path}: cannot be read: {reason}") from None
        document = read(text, str(path), environ, _typed)
        if document.value is REFUSED:  # what else there is to say would miss the file
            raise ConfigurationError(*(_line(problem, {}, path) for problem in document.problems))
        self.origins, self.problems = document.origins, document.problems
        if isinstance(document.value, dict):
            self.values = document.value
        elif document.value is not None:
            self.problems.append(Problem((), 'must be a mapping of settings, such as "refresh: {every: 60s}"'))

    def environment(self, environ: Mapping[str, str]) -> None:
        given: dict[Loc, Document] = {}
        for name in sorted(name for name in environ if name.startswith(PREFIX) and name != CONFIG_FILE):
            loc = _location(name)
            if loc is not None and environ[name]:
                given[loc] = _variable(name, environ[name], loc)
            elif loc is None and not _service_link(name, environ[name]):
                known = tuple(_variables(name))
                self.problems.append(Problem((name,), "unknown variable", known, Origin("environment")))
        self.merge(given)

    def overrides(self, overrides: Mapping[tuple[str, ...], object]) -> None:
        origin = Origin("command line")
        self.merge({loc: Document(value, {loc: origin}) for loc, value in overrides.items() if value is not None})

    def merge(self, given: Mapping[Loc, Document]) -> None:
        for loc in given:
            setting = setting_at(loc)
            for name in setting.excluded if setting else ():
                self.remove((*loc[: len(setting.path) - 1], name) if setting else loc)
        for loc, document in given.items():
            self.remove(loc)
            self.put(loc, document.value)
            self.origins |= document.origins
            for length in range(1, len(loc)):
                self.origins.setdefault(loc[:length], document.origins[loc])
            self.problems += document.problems

    def remove(self, loc: Loc) -> None:
        *parents, last = loc
        section: Any = self.values
        for name in parents:
            section = section.get(name) if isinstance(section, dict) else None
        if isinstance(section, dict):
            section.pop(last, None)
        self.origins = {here: origin for here, origin in self.origins.items() if here[: len(loc)] != loc}

    def put(self, loc: Loc, value: object) -> None:
        *parents, last = loc
        section: Any = self.values
        for name in parents:
            if section.get(name) is None:
                section[name] = {}
            section = section[name]
            if not isinstance(section, dict):  # the file is wrong there, which is reported
                return
        section[last] = value


def _typed(loc: Loc) -> bool:
    setting = setting_at(loc)
    return setting is not None and setting.kind == "open"


def _location(variable: str) -> Loc | None:
    found = [(setting, setting.location(variable)) for setting in SETTINGS]
    locations = [(setting, loc) for setting, loc in found if loc is not None]
    # PROVIDERS_ORDERS_OPTIONS_EVERY is an option of orders, not the interval of orders_options: the shortest name wins.
    best = min(locations, key=lambda each: _name_length(*each), default=None)
    return best[1] if best else None


def _name_length(setting: Setting, loc: Loc) -> int:
    return sum(len(str(here)) for part, here in zip(setting.path, loc, strict=False) if part == "*")


def _variables(unknown: str) -> Iterator[str]:
    """Yield the variables that `unknown` may have been meant for: all, with each name that it may hold."""
    parts = unknown.split("_")
    for setting in SETTINGS:
        before, wild, after = setting.variable.partition("<NAME>")
        if not wild:
            yield setting.variable
            continue
        length = len(before.split("_")) - 1
        for end in range(length + 1, len(parts)):
            yield before + "_".join(parts[length:end]) + after


def _variable(name: str, text: str, loc: Loc) -> Document:
    setting = setting_at(loc)
    whole = setting is not None and len(loc) == len(setting.path)
    kind = setting.kind if setting else "value"
    listed = kind == "list" and text.startswith("[") and text.endswith("]")
    if listed or kind == "open" or (kind == "mapping" and whole):
        document = read(text, name, None, _typed, loc)
        document.origins[loc] = Origin(name)
        return document
    return Document(text, {loc: Origin(name)})


def _service_link(name: str, value: str) -> bool:
    rest = name.removeprefix(PREFIX)
    link = rest == "PORT" or rest.endswith("_PORT")
    return bool(_SERVICE_LINK.fullmatch(rest) or (link and _SERVICE_URL.fullmatch(value)))


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


def json_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of the file, for editors; `${VAR}` may stand wherever a value may."""
    schema = Settings.model_json_schema()
    for model in [schema, *schema["$defs"].values()]:
        properties = model["properties"]
        model["properties"] = {name: _or_placeholder(value) for name, value in properties.items()}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _or_placeholder(value: dict[str, Any]) -> dict[str, Any]:
    notes: dict[str, Any] = {key: value[key] for key in ("title", "description", "default", "examples") if key in value}
    rule = {key: part for key, part in value.items() if key not in notes}
    if rule.get("type") in ("object", "array") or "$ref" in rule:
        return value
    return {**notes, "anyOf": [*rule.get("anyOf", [rule]), {"type": "string", "pattern": r"\$\{"}]}


def markdown() -> str:
    """Return the table of all settings: name, environment variable, default and meaning."""
    lines = ["| Setting | Environment variable | Default | Meaning |", "|---|---|---|---|"]
    for setting in SETTINGS:
        name = ".".join(setting.path).replace("*", "<name>")
        default = _text(setting.default)
        meaning = setting.description.replace("|", "\\|")
        if setting.choices:
            meaning += f" One of {', '.join(f'`{choice}`' for choice in setting.choices)}."
        lines.append(f"| `{name}` | `{setting.variable}` | {f'`{default}`' if default else ''} | {meaning} |")
    return "\n".join(lines) + "\n"


def _text(default: object) -> str:
    if default is None or default == {}:
        return ""
    if isinstance(default, float):
        return format_duration(default)
    if isinstance(default, tuple):
        return ",".join(default)
    return str(default).lower()
