"""The public names: `__all__` is exact, and docs/API.md has each name with the first sentence of its docstring."""

import ast
import doctest
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

from tests.docs.names import PUBLIC, exported, reexported, summaries
from tests.docs.pages import API, MODULES
from tests.packaging import ROOT, sources
from tests.support.markdown import blocks, section

EVERY = [(package, name) for package in PUBLIC for name in exported(package)]


def examples() -> Iterator[doctest.DocTest]:
    """Yield the examples in the docstrings of public classes, their methods, and public functions."""
    for package, name in EVERY:
        value = getattr(import_module(package), name)
        if isinstance(value, type | FunctionType):
            found = doctest.DocTestFinder().find(value, name, module=sys.modules[value.__module__])
            yield from (each for each in found if each.examples)


EXAMPLES = list(examples())


def imported_from_the_exporter(code: str) -> Iterator[tuple[str, str]]:
    """Yield the package and the name of each import from the exporter."""
    for node in ast.walk(ast.parse(code)):
        if (
            isinstance(node, ast.ImportFrom)
            and node.module
            and node.module.partition(".")[0] in {"exporter", "providers"}
        ):
            yield from ((node.module, alias.name) for alias in node.names)


def sessions() -> str:
    parser = doctest.DocTestParser()
    return "".join(example.source for block in blocks(API, "pycon") for example in parser.get_examples(block))


@pytest.mark.parametrize("package", PUBLIC)
def test_all_is_exact(package: str) -> None:
    names, module = exported(package), import_module(package)
    public = {
        name for name, value in vars(module).items() if not name.startswith("_") and not isinstance(value, ModuleType)
    }
    assert names == sorted(set(names))
    assert set(names) == public == reexported(package).keys()


def test_no_other_package_exports_names() -> None:
    exporting = {
        path for path in sources("exporter") if re.search(r"^__all__\b", (ROOT / path).read_text(), re.MULTILINE)
    }
    assert exporting == {Path(package.replace(".", "/")) / "__init__.py" for package in PUBLIC}


@pytest.mark.parametrize("package", PUBLIC)
def test_the_page_has_each_name_and_what_its_docstring_says(package: str) -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", section(API, f"`{package}`"), re.MULTILINE)
    assert rows == list(summaries(package).items())


def test_the_page_documents_no_other_package() -> None:
    assert re.findall(r"^### `(.*)`$", API, re.MULTILINE) == list(PUBLIC)


def test_the_examples_use_public_names_only() -> None:
    used = {each for code in (*MODULES.values(), sessions()) for each in imported_from_the_exporter(code)}
    assert used <= set(EVERY)
    assert {package for package, _ in used} == set(PUBLIC)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_in_a_docstring_works(example: doctest.DocTest) -> None:
    said: list[str] = []
    options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    result = doctest.DocTestRunner(optionflags=options).run(example, out=said.append)
    assert result.failed == 0, "".join(said)
    assert result.attempted > 0


def test_docstrings_have_examples() -> None:
    assert {"MetricDefinition", "MetricsContext", "Rows", "Query", "ago", "either"} <= {each.name for each in EXAMPLES}
