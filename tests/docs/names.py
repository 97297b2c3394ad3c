"""The public names: those in `__all__` of four packages, and what each one is, in the sentence that documents it."""

import ast
import re
from importlib import import_module
from pathlib import Path

from tests.packaging import ROOT

PUBLIC = ("exporter.contracts", "exporter.query", "exporter.statistics", "exporter.testing")


def exported(package: str) -> list[str]:
    """Return `__all__` of a package."""
    names: list[str] = import_module(package).__all__
    return names


def reexported(package: str) -> dict[str, Path]:
    """Return each name without an underscore that a package imports from the exporter, with the file it is from."""
    tree = ast.parse((ROOT / package.replace(".", "/") / "__init__.py").read_text(encoding="utf-8"))
    return {
        alias.asname or alias.name: ROOT / f"{node.module.replace('.', '/')}.py"
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("exporter.")
        for alias in node.names
        if not (alias.asname or alias.name).startswith("_")
    }


def summaries(package: str) -> dict[str, str]:
    """Return the first sentence of the docstring of each name in `__all__`; "" where there is none."""
    files = reexported(package)
    return {name: first_sentence(docstring(files[name], name)) for name in exported(package)}


def docstring(file: Path, name: str) -> str:
    """Return the docstring of a class, a function or a constant; that of a constant is the text below it."""
    body = ast.parse(file.read_text(encoding="utf-8")).body
    for node, below in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name == name:
            return ast.get_docstring(node) or ""
        if isinstance(node, ast.Assign) and name in map(ast.unparse, node.targets):
            constant = below.value if isinstance(below, ast.Expr) else None
            return str(constant.value) if isinstance(constant, ast.Constant) else ""
    raise LookupError(f"{file.name} does not define {name}")


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, in one line."""
    return " ".join(re.split(r"(?<=\.)\s", text, maxsplit=1)[0].split())
