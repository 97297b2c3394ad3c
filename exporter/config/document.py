"""How a text becomes values: YAML in which each value knows where it stands.

Scalars stay text as they were written, because the type belongs to the setting: `password: 0123` and `user: no` keep
their meaning. Only what no setting describes is typed by YAML's own rules. `${VAR}` and `${VAR:-default}` are replaced
after parsing, so that a variable's value cannot become structure.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

Loc = tuple[str | int, ...]

# Far above any honest file, far below what a nest of aliases expands to.
MAX_NODES = 10_000
MAX_DEPTH = 20

# Stands for a value that was refused and reported; no setting accepts it.
REFUSED = object()

_TAG = "tag:yaml.org,2002:"
_TYPED = {_TAG + name for name in ("int", "float", "bool", "null")}
_KNOWN_TAGS = _TYPED | {_TAG + name for name in ("str", "timestamp", "value", "merge", "seq", "map")}
_PLACEHOLDER = re.compile(r"\$\$\{|\$\{(?:(?P<name>[A-Za-z_]\w*)(?P<default>:-[^}]*)?\})?", re.ASCII)
_QUOTED = re.compile(r"""'[^']*'|"[^"]*\"""")
_HARMLESS = re.compile(r"'(<.*>|[-:?,\[\]{}])'")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from: a file with line and column (from 1), a variable, or the command line."""

    source: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.source}:{self.line}:{self.column}" if self.line else self.source


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with the value at `loc`; `known` are the names among which the nearest one is suggested."""

    loc: Loc
    message: str
    known: tuple[str, ...] = ()
    origin: Origin | None = None


@dataclass(slots=True)
class Document:
    """What a text holds: its value, the origin of each location, and what was refused."""

    value: Any = None
    origins: dict[Loc, Origin] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class _RefusedError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def substitute(text: str, environ: Mapping[str, str]) -> str:
    """Return `text` with `${VAR}` and `${VAR:-default}` replaced; `$${` is a literal `${`.

    The default is also used for an empty variable, as in a shell. Raises ValueError for an unset variable without a
    default, and for a `${` that is not closed.
    """

    def replace(match: re.Match[str]) -> str:
        name, default = match["name"], match["default"]
        if match[0] == "$${":
            return "${"
        if name is None:
            raise ValueError('"${" begins no variable; write "$${" for a literal "${"')
        if default is not None:
            return environ.get(name) or default.removeprefix(":-")
        if name not in environ:
            raise ValueError(f"environment variable {name} is not set; set it or write ${{{name}:-default}}")
        return environ[name]

    return _PLACEHOLDER.sub(replace, text)


def read(
    text: str,
    source: str,
    environ: Mapping[str, str] | None = None,
    typed: Callable[[Loc], bool] = lambda _: False,
    at: Loc = (),
) -> Document:
    """Return what a YAML text holds.

    `source` names the text in origins, `environ` holds the values of `${VAR}` (None: no substitution), `typed` tells
    for which locations YAML's own types apply, and `at` is the location of the whole text. Problems are returned.
    """
    reader = _Reader(source, environ, typed)
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        if root is not None:
            reader.document.value = reader.value(root, at)
    except _RefusedError as refused:
        return Document(REFUSED, problems=[refused.problem])
    except RecursionError:
        return Document(REFUSED, problems=[Problem(at, "nested too deeply", origin=Origin(source))])
    except yaml.YAMLError as error:
        return Document(REFUSED, problems=[Problem(at, _syntax(error), origin=_where(error, source, text))])
    return reader.document


class _Reader:
    def __init__(self, source: str, environ: Mapping[str, str] | None, typed: Callable[[Loc], bool]) -> None:
        self.source, self.environ, self.typed = source, environ, typed
        self.document = Document()
        self.nodes = 0
        self.types = yaml.SafeLoader("")

    def origin(self, node: yaml.Node) -> Origin:
        return Origin(self.source, node.start_mark.line + 1, node.start_mark.column + 1)

    def refuse(self, loc: Loc, node: yaml.Node, message: str) -> object:
        self.document.problems.append(Problem(loc, message, origin=self.origin(node)))
        return REFUSED

    def value(self, node: yaml.Node, loc: Loc) -> object:
        self.nodes += 1
        if self.nodes > MAX_NODES or len(loc) > MAX_DEPTH:
            excess = "too many values" if self.nodes > MAX_NODES else "nested too deeply"
            raise _RefusedError(Problem((), f"{excess}: aliases (*) may repeat a lot", origin=self.origin(node)))
        self.document.origins.setdefault(loc, self.origin(node))
        if node.tag not in _KNOWN_TAGS:
            return self.refuse(loc, node, 'unknown tag; put a value that begins with "!" in quotes')
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*loc, index)) for index, child in enumerate(node.value)]
        return self.mapping(node, loc) if isinstance(node, yaml.MappingNode) else self.scalar(node, loc)

    def mapping(self, node: yaml.MappingNode, loc: Loc) -> object:
        values: dict[str, object] = {}
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.refuse(loc, key, "a key must be text")
            elif key.tag == _TAG + "merge":
                self.refuse((*loc, "<<"), key, "merge keys are not supported; repeat the settings")
            elif key.value in values:
                first = self.document.origins[*loc, key.value].line
                self.refuse((*loc, key.value), key, f"duplicate key; it stands on line {first} already")
            else:
                self.document.origins[*loc, key.value] = self.origin(key)
                values[key.value] = self.value(child, (*loc, key.value))
        return values

    def scalar(self, node: yaml.Node, loc: Loc) -> object:
        try:
            text = node.value if self.environ is None else substitute(node.value, self.environ)
        except ValueError as error:
            return self.refuse(loc, node, str(error))
        plain = getattr(node, "style", None) is None
        if plain and (not text or (node.tag == _TAG + "null" and text == node.value)):
            return None
        if not (plain and self.typed(loc)):
            return text
        return self.typed_value(text)

    def typed_value(self, text: str) -> object:
        tag = self.types.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]  # types-pyyaml
        try:
            return self.types.construct_object(yaml.ScalarNode(tag, text)) if tag in _TYPED else text
        except ValueError:  # "0x_" looks like a number to PyYAML
            return text


def _where(error: yaml.YAMLError, source: str, text: str) -> Origin:
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        return Origin(source, mark.line + 1, mark.column + 1)
    before = text[: getattr(error, "position", 0)]
    return Origin(source, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _syntax(error: yaml.YAMLError) -> str:
    # PyYAML quotes what it found, which may be a secret: only its own tokens are passed on.
    problem = str(getattr(error, "problem", None) or "found a character that YAML does not allow")
    if "'\\t'" in problem:
        return "a tab cannot stand here; indent with spaces"
    if "cannot start any token" in problem:
        return "a value cannot begin with this character; put it in quotes"
    if "undefined alias" in problem:
        return 'undefined alias; put a value that begins with "*" in quotes'
    if "another document" in problem:
        return "found a second document (---); a file holds one"
    return "not valid YAML: " + _QUOTED.sub(lambda found: found[0] if _HARMLESS.fullmatch(found[0]) else "it", problem)
