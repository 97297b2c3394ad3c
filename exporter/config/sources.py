"""Merges the sources of the configuration in order of precedence: file, environment, command line."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from exporter.config.connection import MAIN
from exporter.config.document import REFUSED, Document, read
from exporter.config.origin import Loc, Origin, Problem
from exporter.config.registry import PREFIX, SETTINGS, Setting, setting_at
from exporter.config.written import Written

CONFIG_FILE = PREFIX + "CONFIG_FILE"

# Kubernetes sets these variables in each pod for a Service; one called orion-exporter shares our prefix:
# https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
_SERVICE_LINK = re.compile(r"(\w+_)?(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)")
_SERVICE_URL = re.compile(r"(tcp|udp|sctp)://.*")


_GIVEN = "configuration"
"""Where settings are that no file has."""

_MAIN = ("databases", MAIN)
_TWICE = "cannot be combined with database, which is short for it; use one or the other"


class Sources:
    """The sources merged so far: values, origins and problems."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.origins: dict[Loc, Origin] = {}
        self.problems: list[Problem] = []
        self.written: dict[Loc, Written] = {}

    def file(self, path: Path, environ: Mapping[str, str]) -> bool:
        """Read a file; return False if it cannot be read or parsed, with the reason in `problems`."""
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else "not valid UTF-8"
            self.problems = [Problem((), f"cannot be read: {reason}", origin=Origin(str(path)))]
            return False
        return self._document(read(text, str(path), environ, is_typed, is_literal=is_sql), str(path))

    def mapping(self, values: Mapping[str, object]) -> bool:
        """Read values that have the form of a file; return False if they cannot be written as one."""
        # What a text becomes depends on its setting, as it does in a file.
        document = read(json.dumps(values, ensure_ascii=False, default=str), _GIVEN, None, is_typed, is_literal=is_sql)
        origin = Origin(_GIVEN)
        document.origins = dict.fromkeys(document.origins, origin)
        document.written = {loc: replace(of, origin=origin) for loc, of in document.written.items()}
        document.problems = [replace(each, origin=origin) for each in document.problems]
        return self._document(document, _GIVEN)

    def _document(self, document: Document, source: str) -> bool:
        self.origins, self.problems, self.written = document.origins, document.problems, document.written
        if document.value is REFUSED:
            return False
        if isinstance(document.value, dict):
            self.values = document.value
            self._shorten(source)
        elif document.value is not None:
            self.problems.append(Problem((), 'must be a mapping of settings, such as "refresh: {every: 60s}"'))
        return True

    def environment(self, environ: Mapping[str, str]) -> None:
        """Read the variables that start with the prefix; an empty variable counts as unset."""
        given: dict[Loc, Document] = {}
        of_main: dict[bool, str] = {}
        for name in sorted(name for name in environ if name.startswith(PREFIX) and name != CONFIG_FILE):
            loc = _location(name)
            if loc is not None and environ[name]:
                short = _short(loc)
                given[short] = _variable(name, environ[name], short)
                of_main |= {short != loc: name} if short[0] == "database" else {}
            elif loc is None and not _service_link(name, environ[name]):
                known = tuple(_variables(name))
                self.problems.append(Problem((name,), "unknown variable", known, Origin("environment")))
        if len(of_main) > 1:
            self.problems.append(Problem(_MAIN, _TWICE, origin=Origin(of_main[True])))
        self.merge(given)

    def overrides(self, overrides: Mapping[tuple[str, ...], object]) -> None:
        """Add the options of the command line; None counts as unset."""
        origin = Origin("command line")
        self.merge({loc: Document(value, {loc: origin}) for loc, value in overrides.items() if value is not None})

    def merge(self, given: Mapping[Loc, Document]) -> None:
        """Merge a source of higher precedence; its settings also remove those that they exclude."""
        for loc in given:
            setting = setting_at(loc)
            for name in setting.excluded if setting else ():
                self._remove((*loc[: len(setting.path) - 1], name) if setting else loc)
        for loc, document in given.items():
            self._remove(loc)
            self._put(loc, document.value)
            self.origins |= document.origins
            for length in range(1, len(loc)):
                self.origins.setdefault(loc[:length], document.origins[loc])
            self.problems += document.problems

    def _shorten(self, source: str) -> None:
        """Move `databases.main` of a file to `database`, which is short for it."""
        databases = self.values.get("databases")
        main = databases.pop(MAIN, None) if isinstance(databases, dict) else None
        if main is None:
            return
        if self.values.get("database") is not None:
            self.problems.append(Problem(_MAIN, _TWICE, origin=self.origins.get(_MAIN, Origin(source))))
            return
        self.values["database"] = main
        self.origins = {_short(loc): origin for loc, origin in self.origins.items()}

    def _remove(self, loc: Loc) -> None:
        *parents, last = loc
        section: Any = self.values
        for name in parents:
            section = section.get(name) if isinstance(section, dict) else None
        if isinstance(section, dict):
            section.pop(last, None)
        self.origins = {here: origin for here, origin in self.origins.items() if here[: len(loc)] != loc}
        self.written = {here: of for here, of in self.written.items() if here[: len(loc)] != loc}

    def _put(self, loc: Loc, value: object) -> None:
        *parents, last = loc
        section: Any = self.values
        for name in parents:
            if section.get(name) is None:
                section[name] = {}
            section = section[name]
            if not isinstance(section, dict):  # a problem of the file, which validation reports
                return
        section[last] = value


def _short(loc: Loc) -> Loc:
    """Return the location without `databases.main`, for which `database` is short."""
    return ("database", *loc[2:]) if loc[:2] == _MAIN else loc


def is_typed(loc: Loc) -> bool:
    """Whether a location is one of values that no setting describes, so that YAML's own types apply to it."""
    setting = setting_at(loc)
    return setting is not None and setting.kind == "open"


def is_sql(loc: Loc) -> bool:
    """Whether a location is one of SQL, in which nothing of the environment is put: it would not be quoted."""
    setting, *rest = loc[2:] or ("",)
    is_helper = setting == "with" and bool(rest)
    if loc[:1] == ("relations",):
        return is_helper or "sql" in loc[2:] or "platform_sql" in loc[2:]
    return loc[:1] == ("providers",) and (is_helper or loc[2:] in {("sql",), ("for_each", "sql")})


def is_zone(loc: Loc) -> bool:
    """Whether a location is one of a time zone, which a parameter may name."""
    return loc[:1] in {("relations",), ("providers",)} and loc[2:] == ("time_zone",)


def _location(variable: str) -> Loc | None:
    found = [(setting, setting.location(variable)) for setting in SETTINGS]
    locations = [(setting, loc) for setting, loc in found if loc is not None]
    # The shortest name wins: PROVIDERS_ORDERS_OPTIONS_EVERY is an option of orders, not the interval of orders_options.
    best = min(locations, key=lambda each: _name_length(*each), default=None)
    return best[1] if best else None


def _name_length(setting: Setting, loc: Loc) -> int:
    return sum(len(str(here)) for part, here in zip(setting.path, loc, strict=False) if part == "*")


def _variables(unknown: str) -> Iterator[str]:
    """Yield all valid variables, with `<NAME>` replaced by each part of `unknown` that may be a name."""
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
    listed = kind in {"list", "table"} and text.startswith("[") and text.endswith("]")
    if listed or kind == "open" or (kind == "mapping" and whole):
        document = read(text, name, None, is_typed, loc)
        document.origins[loc] = Origin(name)
        return document
    return Document(text, {loc: Origin(name)})


def _service_link(name: str, value: str) -> bool:
    rest = name.removeprefix(PREFIX)
    link = rest == "PORT" or rest.endswith("_PORT")
    return bool(_SERVICE_LINK.fullmatch(rest) or (link and _SERVICE_URL.fullmatch(value)))
