"""Parameters of a preset: `{{name}}` in its SQL stands for an identifier, an integer, a text or a time zone."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from exporter.config.origin import Loc, Problem
from exporter.config.preset_settings import ParameterSettings
from exporter.config.values import check_zone
from exporter.config.written import Written

# A comment, whose placeholders are left alone; something in quotes; or a placeholder.
_PART = re.compile(
    r"(?P<comment>--(?=\s|$)[^\n]*|/\*.*?\*/)"
    r"|(?P<quoted>'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`(?:[^`]|``)*`)"
    r"|\{\{(?P<name>[^{}]*)\}\}"
    r"|(?P<open>\{\{)",
    re.DOTALL,
)
_PLACEHOLDER = re.compile(r"\{\{(?P<name>[^{}]*)\}\}")
_IDENTIFIER = re.compile(r"[A-Za-z0-9_]{0,30}")
_INTEGER = re.compile(r"-?[0-9]{1,18}")
_OPEN = "{{"
"""Stands for the name where there is none."""

NOW = "now"
"""Stands for the current time in the truth of a preset."""

_RULES = {
    "identifier": "must be an identifier: at most 30 letters, digits and _",
    "integer": "must be an integer",
    "text": "must not contain a backslash or a control character",
}


class ParameterError(ValueError):
    """A placeholder that stands for nothing, and the position of its first character."""

    def __init__(self, message: str, name: str, at: int) -> None:
        super().__init__(message)
        self.message, self.name, self.at = message, name, at

    def told(self, known: tuple[str, ...]) -> str:
        """Return the message with the names that are known."""
        if not self.message.startswith("unknown"):
            return self.message
        return self.message + (f"; known: {', '.join(known)}" if known else "; a preset declares parameters")


def written_as(kind: str, value: str) -> str:
    """Return the SQL for a value, which means the same in every database. Raises ValueError for what has none."""
    if kind == "identifier" and _IDENTIFIER.fullmatch(value):
        return value
    if kind == "integer" and _INTEGER.fullmatch(value):
        return f"({value})" if value.startswith("-") else value  # two minus signs begin a comment
    if kind == "time_zone":
        return f"'{check_zone(value)}'"
    # Databases do not agree on what a backslash in a literal is.
    if kind == "text" and "\\" not in value and not re.search(r"[\x00-\x1f\x7f]", value):
        return "'" + value.replace("'", "''") + "'"
    raise ValueError(_RULES[kind])


def placeholders(sql: str) -> Iterator[tuple[str, int, bool]]:
    """Yield the name of each placeholder outside of comments, its position, and whether it is in quotes."""
    for part in _PART.finditer(sql):
        if part["quoted"]:
            for found in _PLACEHOLDER.finditer(part["quoted"]):
                yield found["name"].strip(), part.start() + found.start(), True
        elif part["name"] is not None:
            yield part["name"].strip(), part.start(), False
        elif part["open"]:
            yield _OPEN, part.start(), False


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters that a preset declares, with the SQL for the value of each."""

    declared: Mapping[str, ParameterSettings] = field(default_factory=dict)
    sql: Mapping[str, str] = field(default_factory=dict)

    def zone(self, text: str) -> str:
        """Return the time zone that a setting names: itself, or a parameter.

        Raises ParameterError for a placeholder that stands for no time zone.
        """
        found = _PLACEHOLDER.fullmatch(text)
        if found is None:
            return text
        name = found["name"].strip()
        if name not in self.declared:
            raise ParameterError(f"unknown parameter {{{{{name}}}}}", name, 0)
        if self.declared[name].type != "time_zone":
            raise ParameterError(f"{{{{{name}}}}} is no parameter of the type time_zone", name, 0)
        return self.sql.get(name, "'UTC'").strip("'")  # without a value, which is a problem by itself

    def put_into(self, sql: str, others: tuple[str, ...] = ()) -> str:
        """Return a text with the values in the place of the placeholders, except those of `others`.

        Raises ParameterError for a placeholder that stands for nothing, and for a text inside of quotes.
        """
        made, end = [], 0
        for name, at, is_quoted in placeholders(sql):
            if name in others:
                continue
            if name == _OPEN:
                raise ParameterError("{{ is never closed; write {{name}}", name, at)
            if name not in self.declared:
                raise ParameterError(f"unknown parameter {{{{{name}}}}}", name, at)
            if is_quoted and self.declared[name].type == "text":
                raise ParameterError(f"{{{{{name}}}}} becomes a literal with quotes; write it without", name, at)
            made += [sql[end:at], self.sql.get(name, "")]
            end = sql.index("}}", at) + 2
        return "".join(made) + sql[end:]


def given(
    declared: Mapping[str, ParameterSettings], values: Mapping[str, object], preset: str
) -> tuple[Parameters, list[Problem]]:
    """Return the parameters with the values of the configuration or their defaults, and the problems of these."""
    problems, sql = [], {}
    for name in values:
        if name not in declared:
            message = f"the preset {preset} has no parameter of this name" if preset else "there is no preset to use it"
            problems.append(Problem(("parameters", name), message, tuple(declared)))
    for name, settings in declared.items():
        value = settings.default if values.get(name) is None else values[name]
        if value is None:
            message = f"is required by the preset {preset}" + f"; {settings.description}" * bool(settings.description)
            problems.append(Problem(("parameters", name), message))
        elif isinstance(value, str):  # otherwise a problem of the file
            try:
                sql[name] = written_as(settings.type, value)
            except ValueError as error:
                problems.append(Problem(("parameters", name), str(error)))
    return Parameters(declared, sql), problems


def misused(
    declared: Mapping[str, ParameterSettings],
    texts: Mapping[Loc, Written],
    others: tuple[str, ...],
    keys: Iterable[str] = (),
) -> Iterator[Problem]:
    """Yield what is wrong with the placeholders in the texts of a preset, and its unused parameters.

    `others` are placeholders that stand for something else; `keys` are further texts with placeholders.
    """
    for loc, written in texts.items():
        is_truth = not {"truth", "truth_with"}.isdisjoint((*loc[:1], *loc[2:3]))  # of the preset, or of a variant
        try:
            Parameters(declared).put_into(written.value, (*others, NOW) if is_truth else others)
        except ParameterError as error:
            yield Problem(loc, error.told((*declared, *others)), origin=written.place(error.at))
    every = (*keys, *(written.value for written in texts.values()))
    used = {name for text in every for name, _, _ in placeholders(text)}
    for name, settings in declared.items():
        try:
            if settings.default is not None:
                written_as(settings.type, settings.default)
        except ValueError as error:
            yield Problem(("parameters", name, "default"), str(error))
    for name in declared.keys() - used:
        yield Problem(("parameters", name), f"is not used; write {{{{{name}}}}} in a SELECT, or remove it")


def unknown_zones(declared: Mapping[str, ParameterSettings], zones: Mapping[Loc, str]) -> Iterator[Problem]:
    """Yield what is wrong with the placeholders for time zones in a preset."""
    for loc, text in zones.items():
        try:
            Parameters(declared).zone(text)
        except ParameterError as error:
            yield Problem(loc, error.told(tuple(declared)))
