"""What is around the code: metadata, locks, make, containers, and the architecture."""

import tomllib
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]


def pyproject() -> dict[str, Any]:
    """Return pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def documents(path: str) -> list[dict[str, Any]]:
    """Return the YAML documents of the file at `path`, relative to the root of the repository."""
    return list(yaml.safe_load_all((ROOT / path).read_text(encoding="utf-8")))


def sources(*folders: str) -> list[Path]:
    """Return every Python file below `folders`, relative to the root of the repository."""
    found = (path.relative_to(ROOT) for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return [path for path in found if "node_modules" not in path.parts]  # `make pictures` installs it
