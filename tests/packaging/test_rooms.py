"""The rooms, which are the packages directly under exporter/: few, described, and connected in one direction."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from tests.docs.names import first_sentence
from tests.packaging import ROOT, sources

MOST_NAMES = 18
MOST_PAIRS = 53

ASSEMBLY = {"__main__", "app", "cli", "pytest_plugin", "testing"}
"""What puts the rooms together may import any of them."""

ROOMS = sorted(path.parent.name for path in (ROOT / "exporter").glob("*/__init__.py"))


def imported(path: Path) -> Iterator[str]:
    """Yield every module that a file may import by name: `a.b` and `a.b.c` for `from a.b import c`."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if "." in alias.name)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def pairs() -> set[tuple[str, str]]:
    """Return each pair of rooms of which the first imports the second."""
    names = (
        (path.parts[1].removesuffix(".py"), name.split(".")) for path in sources("exporter") for name in imported(path)
    )
    found = {(room, parts[1]) for room, parts in names if parts[0] == "exporter" and parts[1] != room}
    return {pair for pair in found if ASSEMBLY.isdisjoint(pair)}


def test_the_guide_describes_each_room_as_it_describes_itself() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    described = re.findall(r"^\| `exporter/(\w+)/` \| (.*) \|$", guide, re.MULTILINE)
    assert described == [(room, first_sentence(import_module(f"exporter.{room}").__doc__ or "")) for room in ROOMS]


def test_one_can_name_what_is_in_the_house() -> None:
    names = {path.stem for path in (ROOT / "exporter").glob("*.py")} | set(ROOMS)
    assert len(names - {"__init__", "__main__"}) <= MOST_NAMES


def test_few_rooms_know_each_other_and_none_both_ways() -> None:
    found = pairs()
    assert ("query", "contracts") in found
    assert len(found) <= MOST_PAIRS
    assert {pair for pair in found if pair[::-1] in found} == set()
