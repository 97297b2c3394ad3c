"""Parses YAML and tracks the line and column of each value.

Scalars are kept as written, because the setting defines the type: `password: 0123` and `user: no` are strings. YAML's
own types apply only to values that no setting describes (provider options). `${VAR}` and `${VAR:-default}` are replaced
after parsing, so a variable cannot inject YAML structure.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import yaml

from exporter.config.origin import Loc, Origin, Problem
from exporter.config.written import Written

# Far above any real file, far below what nested aliases can expand to ("billion laughs").
MAX_NODES = 10_000
MAX_DEPTH = 20

# Placeholder for a value that was rejected and reported; no setting accepts it.
REFUSED = object()

_TAG = "tag:yaml.org,2002:"
_TYPED = {_TAG + name for name in ("int", "float", "bool", "null")}
_KNOWN_TAGS = _TYPED | {_TAG + name for name in ("str", "timestamp", "value", "merge", "seq", "map")}
_PLACEHOLDER = re.compile(r"\$\$\{|\$\{(?:(?P<name>[A-Za-z_]\w*)(?P<default>:-[^}]*)?\})?", re.ASCII)
_QUOTED = re.compile(r"""'[^']*'|"[^"]*\"""")
_HARMLESS = re.compile(r"'(<.*>|[-:?,\[\]{}])'")


@dataclass(slots=True)
class Document:
    """A parsed text: its value, the origin of each location, and the problems found.

    `written` has the source of each text in which nothing is replaced.
    """

    value: Any = None
    origins: dict[Loc, Origin] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    written: dict[Loc, Written] = field(default_factory=dict)


class _RefusedError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def substitute(text: str, environ: Mapping[str, str]) -> str:
    """Return `text` with `${VAR}` and `${VAR:-default}` replaced; `$${` is a literal `${`.

    As in a shell, the default also applies to an empty variable. Raises ValueError for an unset variable without a
    default, and for a `${` without a closing brace.
    """

    def replace(match: re.Match[str]) -> str:
        name, default = match["name"], match["default"]
        if match[0] == "$${":
            return "${"
        if name is None:
            raise ValueError('invalid placeholder "${"; write "$${" for a literal "${"')
        if default is not None:
            return environ.get(name) or default.removeprefix(":-")
        if name not in environ:
            raise ValueError(f"environment variable {name} is not set; set it or use ${{{name}:-default}}")
        return environ[name]

    return _PLACEHOLDER.sub(replace, text)


def read(
    text: str,
    source: str,
    environ: Mapping[str, str] | None = None,
    typed: Callable[[Loc], bool] = lambda _: False,
    at: Loc = (),
    *,
    is_literal: Callable[[Loc], bool] = lambda _: False,
) -> Document:
    """Parse a YAML text.

    `source` names the text in origins, `environ` provides the values of `${VAR}` (None: no substitution), `typed`
    returns whether YAML's own types apply to a location, and `at` is the location of the text in the configuration.
    In locations for which `is_literal` is true, nothing is replaced.
    Never raises: problems are part of the result.
    """
    reader = _Reader(source, text, environ, typed, is_literal)
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
    def __init__(
        self,
        source: str,
        text: str,
        environ: Mapping[str, str] | None,
        typed: Callable[[Loc], bool],
        is_literal: Callable[[Loc], bool],
    ) -> None:
        self.source, self.text = source, text
        self.environ, self.typed, self.is_literal = environ, typed, is_literal
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
            raise _RefusedError(Problem((), f"{excess}; check the aliases (*)", origin=self.origin(node)))
        self.document.origins.setdefault(loc, self.origin(node))
        if node.tag not in _KNOWN_TAGS:
            return self.refuse(loc, node, 'unknown tag; quote values that start with "!"')
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*loc, index)) for index, child in enumerate(node.value)]
        return self.mapping(node, loc) if isinstance(node, yaml.MappingNode) else self.scalar(node, loc)

    def mapping(self, node: yaml.MappingNode, loc: Loc) -> object:
        values: dict[str, object] = {}
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.refuse(loc, key, "keys must be strings")
            elif key.tag == _TAG + "merge":
                self.refuse((*loc, "<<"), key, "merge keys are not supported; repeat the settings")
            elif key.value in values:
                first = self.document.origins[*loc, key.value].line
                self.refuse((*loc, key.value), key, f"duplicate key; first defined on line {first}")
            else:
                self.document.origins[*loc, key.value] = self.origin(key)
                values[key.value] = self.value(child, (*loc, key.value))
        return self.without_torn(node, values, loc) if node.flow_style else values

    def without_torn(self, node: yaml.MappingNode, values: dict[str, object], loc: Loc) -> dict[str, object]:
        """Refuse a text in a flow mapping that ends at its first comma: what follows became keys without a colon."""
        torn = [
            key
            for key, child in node.value
            if isinstance(key, yaml.ScalarNode) and ":" not in self.text[key.end_mark.index : child.end_mark.index]
        ]
        for (key, text), (following, _) in pairwise(node.value):
            if following in torn and isinstance(text, yaml.ScalarNode) and self.is_literal((*loc, key.value)):
                values = {name: of for name, of in values.items() if name not in {each.value for each in torn}}
                message = 'ends at its first comma; in {...}, quote it: {sql: "SELECT a, b"}'
                values[key.value] = self.refuse((*loc, key.value), text, message)
        return values

    def scalar(self, node: yaml.Node, loc: Loc) -> object:
        try:
            is_sql = self.is_literal(loc)
            is_literal = self.environ is None or is_sql
            text = node.value if is_literal else substitute(node.value, self.environ or {})
            if is_sql:
                source = self.text[node.start_mark.index : node.end_mark.index]
                self.document.written[loc] = Written(text, source, self.origin(node))
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
        except ValueError:  # PyYAML resolves "0x_" to a number
            return text


def _where(error: yaml.YAMLError, source: str, text: str) -> Origin:
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        return Origin(source, mark.line + 1, mark.column + 1)
    before = text[: getattr(error, "position", 0)]
    return Origin(source, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _syntax(error: yaml.YAMLError) -> str:
    # PyYAML quotes the offending text, which may be a secret: only quoted YAML tokens are kept.
    problem = str(getattr(error, "problem", None) or "found a character that YAML does not allow")
    if "'\\t'" in problem:
        return "tabs are not allowed here; indent with spaces"
    if "cannot start any token" in problem:
        return "a value cannot start with this character; quote it"
    if "undefined alias" in problem:
        return 'undefined alias; quote values that start with "*"'
    if "another document" in problem:
        return "found a second document (---); only one is allowed"
    return "not valid YAML: " + _QUOTED.sub(lambda found: found[0] if _HARMLESS.fullmatch(found[0]) else "it", problem)
