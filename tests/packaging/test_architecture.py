"""The architecture as a test that fails: imports run one way, in the open, through one door per library."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packaging import ROOT, sources
from tests.support.tools import tool

PRODUCT = ("exporter", "providers", "grafana")
LONGEST_FILE = 250
LONGEST_FUNCTION = 40

TEST_FILES = {path.stem for path in sources("tests") if path.name.startswith("test_")}

# The command line loads what a command needs, and the plugin of pytest what a test run needs; a service contract finds
# its default when it is first asked for.
LAZY = ("exporter/cli", "exporter/pytest_plugin", "exporter/contracts/")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[Function]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"), str(path))
    yield from (node for node in ast.walk(tree) if isinstance(node, Function))


def imported(path: Path) -> Iterator[str]:
    """Yield what a file imports: `a.b` and `a.b.c` for `from a.b import c`, with the dots of a relative import."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield from (module, *(f"{module}.{alias.name}" for alias in node.names))


def loaded_by(statement: str) -> set[str]:
    """Return the top-level modules outside the standard library that `statement` loads in a fresh interpreter."""
    program = f"import sys; before = set(sys.modules); {statement}; print(*(set(sys.modules) - before))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True, cwd=ROOT
    )
    return {name.partition(".")[0] for name in run.stdout.split()} - sys.stdlib_module_names


def test_importing_the_exporter_loads_no_provider_and_no_library() -> None:
    assert loaded_by("import exporter") == {"exporter"}


@pytest.mark.parametrize("path", sources("exporter/contracts"), ids=str)
def test_a_contract_needs_no_library(path: Path) -> None:
    module = ".".join(path.with_suffix("").parts).removesuffix(".__init__")
    assert loaded_by(f"import {module}") == {"exporter"}


def test_imports_run_one_way() -> None:
    # Where a terminal's width is unknown, rich would break module names over lines.
    environment = {**os.environ, "COLUMNS": "200"}
    command = [str(tool("lint-imports")), "--no-cache", "--no-logo"]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("path", sources("exporter", "providers"), ids=str)
def test_no_import_hides_in_a_function(path: Path) -> None:
    hidden = [
        f"{path}:{node.lineno}"
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not hidden or path.as_posix().startswith(LAZY)


@pytest.mark.parametrize("path", sources("tests"), ids=str)
def test_what_tests_share_is_in_no_test_file(path: Path) -> None:
    parts = {part for name in imported(path) if name.startswith((".", "tests.")) for part in name.split(".")}
    assert parts & TEST_FILES == set()


@pytest.mark.parametrize("path", sources(*PRODUCT), ids=str)
def test_a_function_fits_on_a_screen(path: Path) -> None:
    lengths = {f"{path}:{f.lineno} {f.name}": (f.end_lineno or f.lineno) - f.lineno + 1 for f in functions(path)}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("path", sources(*PRODUCT), ids=str)
def test_a_file_says_one_thing(path: Path) -> None:
    assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
