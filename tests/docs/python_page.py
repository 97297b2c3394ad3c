"""docs/reference/python.md: the public names, with their signatures and docstrings, read from the source."""

import ast
import re
from collections.abc import Iterator
from importlib.util import find_spec
from inspect import cleandoc
from pathlib import Path

PACKAGES = ("exporter.contracts", "exporter.query", "exporter.statistics", "exporter.testing")
"""The public packages: what their `__all__` names is kept compatible."""

_HEAD = """# Python API

<!-- Generated; UPDATE_GOLDEN=1 pytest tests/docs/test_generated.py writes it. -->

These packages are public. Every other module of the exporter may change without notice. [Extension points](../API.md)
shows how they are used.
"""

Definition = ast.ClassDef | ast.FunctionDef


def page() -> str:
    """Return the page."""
    return "\n".join([_HEAD, *(line for package in PACKAGES for line in _package(package))]).rstrip() + "\n"


def _package(package: str) -> Iterator[str]:
    tree = _parsed(package)
    imports = [each for each in tree.body if isinstance(each, ast.ImportFrom)]
    origins = {alias.name: each.module or "" for each in imports for alias in each.names}
    yield f"## {package}\n\n{ast.get_docstring(tree)}\n"
    for name in _public(tree):
        body = _parsed(origins[name]).body
        yield f"### {name}\n"
        yield from _described(name, body)


def _public(tree: ast.Module) -> list[str]:
    assigned = {ast.unparse(each.targets[0]): each.value for each in tree.body if isinstance(each, ast.Assign)}
    names: list[str] = ast.literal_eval(assigned["__all__"])
    return names


def _parsed(module: str) -> ast.Module:
    spec = find_spec(module)
    assert spec is not None
    assert spec.origin is not None
    return ast.parse(Path(spec.origin).read_text(encoding="utf-8"))


def _described(name: str, body: list[ast.stmt]) -> Iterator[str]:
    for number, each in enumerate(body):
        if isinstance(each, Definition) and each.name == name:
            yield from _class(each) if isinstance(each, ast.ClassDef) else _function(each)
            return
        if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == name:
            yield _code(ast.unparse(each))
            yield from _text_after(body[number + 1 : number + 2])
            return
    raise ValueError(f"{name} is not where it is imported from")


def _text_after(following: list[ast.stmt]) -> Iterator[str]:
    for each in following:
        if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant) and isinstance(each.value.value, str):
            yield cleandoc(each.value.value) + "\n"


def _function(function: ast.FunctionDef) -> Iterator[str]:
    yield _code(_signature(function))
    yield from _docstring(function)


def _docstring(definition: Definition) -> Iterator[str]:
    if text := ast.get_docstring(definition):
        yield text + "\n"


def _signature(function: ast.FunctionDef) -> str:
    decorators = "".join(f"@{ast.unparse(each)}\n" for each in function.decorator_list)
    returns = f" -> {ast.unparse(function.returns)}" if function.returns else ""
    arguments = re.sub(r"(?<=[\w\]])=", " = ", ast.unparse(function.args))
    return f"{decorators}def {function.name}({arguments}){returns}"


def _class(definition: ast.ClassDef) -> Iterator[str]:
    bases = ", ".join(map(ast.unparse, definition.bases))
    head = f"class {definition.name}({bases})" if bases else f"class {definition.name}"
    members = [each for each in definition.body if isinstance(each, ast.FunctionDef) and _shown(each)]
    fields = [
        f"    {ast.unparse(each)}"
        for each in definition.body
        if isinstance(each, ast.AnnAssign) and not ast.unparse(each.target).startswith("_")
    ]
    yield _code("\n".join([f"{head}:" if fields else head, *fields]))
    yield from _docstring(definition)
    for each in members:
        yield from _function(each)


def _shown(function: ast.FunctionDef) -> bool:
    return not function.name.startswith("_") or function.name == "__init__"


def _code(text: str) -> str:
    text = re.sub(r"'([A-Z]\w+)'", r"\1", text)  # a name that is quoted because it is not yet defined there
    text = text.replace("'", '"')
    return f"```python\n{text}\n```\n"
