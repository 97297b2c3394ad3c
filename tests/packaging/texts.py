"""The texts that users see: HELP, logs, errors, settings, command line, pages, alerts and dashboards.

A string in Python counts if it looks like prose, or if it is an argument of a call that shows it (a log message, a
HELP text). `tests.packaging.prose` adds docstrings, comments and Markdown.
"""

import ast
import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

import yaml

from tests.packaging import ROOT

_DATA = {"exporter/demo/names.py"}
"""Files whose strings are data: the names of the demo's vendors."""

_PLACEHOLDER = re.compile(r"{[^{}]*(?:{[^{}]*}[^{}]*)*}")
_WORDS = re.compile(r"[a-z]{2}.*[ \n]|[ \n].*[a-z]{2}", re.DOTALL)
_SYNTAX = re.compile(
    r"(SET|START|BEGIN|KILL|PRAGMA) |CAST\(|TIMESTAMPDIFF|strftime|timezone\(|max_\w+ = |HTTP/|\w+/[\w-]+; |"
    r"default-src |.*style-src |# HELP|no such \(|interrupted\||\(\?i\)"
)
"""How strings begin that contain words but are not prose: SQL, headers, regular expressions."""

_SHOWN = {"debug", "info", "warning", "error", "exception", "PlainTextResponse", "MetricDefinition"}
"""Calls whose string arguments are shown even if they are single words."""

_JINJA = re.compile(r"{%.*?%}")
_JINJA_VALUE = re.compile(r"{{\s*(.*?)\s*}}")
_SHOWN_ATTRIBUTES = {"aria-label", "title", "alt", "placeholder"}


def document() -> str:
    """Return every text, one a line, below the path of its file."""
    blocks = ([f"# {path}", *map(_line, dict.fromkeys(texts))] for path, texts in texts_by_file())
    return "\n\n".join("\n".join(block) for block in blocks if len(block) > 1) + "\n"


def texts_by_file() -> Iterator[tuple[str, Iterator[str]]]:
    """Yield (path, texts in the order of the file)."""
    readers: dict[str, Callable[[str], Iterator[str]]] = {
        "exporter/**/*.py": of_python,
        "providers/**/*.py": of_python,
        "exporter/**/*.html": of_template,
        "grafana/prometheus/rules/*.yml": of_rules,
        "grafana/dashboards/*.json": of_dashboard,
    }
    for pattern, read in readers.items():
        for path in sorted(ROOT.glob(pattern)):
            name = path.relative_to(ROOT).as_posix()
            if name not in _DATA:
                yield name, read(path.read_text(encoding="utf-8"))


def _line(text: str) -> str:
    return text.strip("\n").replace("\n", "\\n")


def of_python(source: str) -> Iterator[str]:
    """Yield the texts of a Python file; an f-string is shown with its placeholders."""
    visitor = _Strings()
    visitor.visit(ast.parse(source))
    yield from visitor.texts


class _Strings(ast.NodeVisitor):
    """Collects strings in the order of the source, without docstrings and annotations."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # else it is a docstring
            self.visit(node.value)

    def visit_arg(self, _: ast.arg) -> None:
        pass  # skips the annotation

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for argument in node.args:
            text = _text(argument)
            if name in _SHOWN and text and (text[0].isupper() or name != "MetricDefinition"):
                self.texts.append(text)
            else:
                self.visit(argument)
        self.visit(node.func)
        for keyword in node.keywords:
            self.visit(keyword)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self._add_prose(_text(node))
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                self.visit(value.value)

    def visit_Constant(self, node: ast.Constant) -> None:
        self._add_prose(_text(node))

    def _add_prose(self, text: str) -> None:
        if _WORDS.search(_PLACEHOLDER.sub("{}", text.strip())) and not _SYNTAX.match(text):
            self.texts.append(text)


def _text(node: ast.AST) -> str:
    """Return the text of a string or an f-string; "" for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
        return node.value if isinstance(node.value, str) else node.value.decode("latin-1")
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(value) for value in node.values)
    if isinstance(node, ast.FormattedValue):
        nested = any(isinstance(part, ast.JoinedStr) for part in ast.walk(node.value))  # versions quote it differently
        return "{...}" if nested else f"{{{ast.unparse(node.value)}}}"
    return ""


class _Visible(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_starttag(self, _tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.texts += [value for name, value in attributes if value and name in _SHOWN_ATTRIBUTES]

    def handle_data(self, data: str) -> None:
        self.texts += [line.strip() for line in data.splitlines() if re.search("[A-Za-z]", line)]


def of_template(source: str) -> Iterator[str]:
    """Yield the visible texts of a Jinja template, and the attributes that are read aloud or shown."""
    visible = _Visible()
    visible.feed(_JINJA_VALUE.sub(r"{\1}", _JINJA.sub("\n", source)))
    yield from (text for text in visible.texts if re.search("[A-Za-z]", re.sub("{.*?}", "", text)))


def of_rules(source: str) -> Iterator[str]:
    """Yield the annotations that notifications show."""
    for group in yaml.safe_load(source)["groups"]:
        for rule in group["rules"]:
            annotations = rule.get("annotations", {})
            yield from (
                f"{rule['alert']}: {text}" for name, text in annotations.items() if name in {"summary", "description"}
            )


def of_dashboard(source: str) -> Iterator[str]:
    """Yield the titles and descriptions of a dashboard, its panels and its variables."""
    yield from _shown(json.loads(source))


def _shown(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from _shown(each)
    elif isinstance(part, dict):
        for name, each in part.items():
            if name in {"title", "description", "label", "content", "noValue"} and isinstance(each, str) and each:
                yield each
            else:
                yield from _shown(each)
