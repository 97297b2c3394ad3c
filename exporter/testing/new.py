"""`orion-exporter new provider`: writes a package with a provider, and tests that pass as they are."""

import re
import sys
from argparse import Namespace
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from string import Template

from exporter.collection.discovery import find
from exporter.contracts.metrics import MetricDefinition
from exporter.testing.checks.definitions import broken_names

WRITTEN, FAILED, USAGE = 0, 1, 2
"""Exit codes: written; it would overwrite a file; invalid arguments."""

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_LONGEST_NAME = 40

CODED: Mapping[str, str] = {
    "coded/pyproject.toml.tmpl": "pyproject.toml",
    "coded/README.md.tmpl": "README.md",
    "coded/src/__init__.py.tmpl": "src/$package/__init__.py",
    "coded/src/provider.py.tmpl": "src/$package/provider.py",
    "coded/tests/conftest.py.tmpl": "tests/conftest.py",
    "coded/tests/test_provider.py.tmpl": "tests/test_provider.py",
    "coded/tests/golden.prom.tmpl": "tests/golden/$name.prom",
}
"""Template -> the file of a coded provider."""

DECLARED: Mapping[str, str] = {
    "declared/providers.yaml.tmpl": "$name.yaml",
    "declared/conftest.py.tmpl": "conftest.py",
}
"""Template -> the file of a declared provider."""


class NameProblemError(ValueError):
    """A name that no provider can have; the message says what to write."""


def new(options: Namespace) -> int:
    """Write the package and return the exit code; problems are printed, in one line each."""
    try:
        check_name(options.name)
    except NameProblemError as problem:
        return _told(f"NAME {problem}", USAGE)
    folder = options.directory or Path(f"orion-{options.name.replace('_', '-')}")
    if folder.exists() and not folder.is_dir():
        return _told(f"{folder}: not a directory; choose another --directory", FAILED)
    texts = {
        folder / path: text for path, text in rendered(DECLARED if options.declared else CODED, options.name).items()
    }
    existing = sorted(str(path) for path in texts if path.exists() or path.is_symlink())
    if existing:
        return _told(f"{existing[0]}: exists and is not overwritten; choose another --directory", FAILED)
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    tested = f"pytest --orion-provider {options.name}.yaml" if options.declared else "pytest"
    installed = "pip install pytest" if options.declared else f"pip install --editable {folder} pytest"
    sys.stdout.write(f"wrote {folder}; next: {installed}, then {tested} in {folder}\n")
    return WRITTEN


def check_name(name: str) -> None:
    """Raise NameProblemError unless a new provider can have this name."""
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        rule = f"use at most {_LONGEST_NAME} lower-case letters, digits and single underscores"
        raise NameProblemError(f"{name!r}: {rule}, beginning with a letter, such as gift_cards")
    if name == "exporter" or name.startswith(("exporter_", "platform")):
        raise NameProblemError(f"{name!r}: the names of other metrics begin like this; choose another one")
    taken = find(entries=tuple).get(name)
    if taken is not None:
        raise NameProblemError(f"{name!r}: is the category of {taken.origin}; choose another one")
    for message in broken_names(MetricDefinition(f"{name}.items", f"{name}_items", "Items", "Items.")):
        raise NameProblemError(f"{name!r}: {message.partition(': ')[2]}")


def rendered(templates: Mapping[str, str], name: str) -> dict[str, str]:
    """Return the files of a provider by their paths."""
    words = name.split("_")
    values = {
        "name": name,
        "dashed": "-".join(words),
        "package": f"orion_{name}",
        "Class": "".join(word.capitalize() for word in words),
        "title": " ".join(words),
    }
    folder = files("exporter.testing") / "templates"
    return {
        Template(path).substitute(values): Template((folder / template).read_text(encoding="utf-8")).substitute(values)
        for template, path in templates.items()
    }


def _told(problem: str, code: int) -> int:
    sys.stderr.write(f"orion-exporter: {problem}\n")
    return code
