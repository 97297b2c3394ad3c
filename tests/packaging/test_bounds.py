"""Versions of libraries: the bounds of the metadata, and what is said to be tested."""

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from exporter.app.tested_versions import TESTED
from tests.packaging import ROOT, pyproject
from tests.packaging.locks import pins

NO_LIBRARY = {"asyncio", "changes", "documented"}
"""Tests in tests/internals of Python itself, of libraries with nothing undocumented, and of the tests' own code."""


def requirements() -> dict[str, Requirement]:
    """Return the requirements of the distribution and of its extra, by name."""
    project = pyproject()["project"]
    lines = project["dependencies"] + project["optional-dependencies"]["mysql"]
    return {canonicalize_name(each.name): each for each in map(Requirement, lines)}


def bounds(name: str) -> tuple[Version, Version]:
    """Return the lower and the upper bound of a requirement; fails if it has anything else."""
    given = {each.operator: each.version for each in requirements()[name].specifier}
    assert set(given) == {">=", "<"}, f"pyproject.toml: {name} needs a lower and an upper bound"
    return Version(given[">="]), Version(given["<"])


def locked(name: str) -> Version:
    (pin,) = pins("requirements.lock")[name][0].specifier
    return Version(pin.version)


@pytest.mark.parametrize("name", sorted(requirements()))
def test_a_requirement_ends_at_the_next_major_version(name: str) -> None:
    lower, upper = bounds(name)
    assert lower <= locked(name)
    assert upper == Version(str(locked(name).major + 1)), f"{name} {locked(name)} is locked"


@pytest.mark.parametrize("name", sorted(TESTED))
def test_the_tested_range_is_from_the_lower_bound_to_the_lock(name: str) -> None:
    first, last = bounds(name)[0], locked(name)
    expected = (f"{first.major}.{first.minor}", f"{last.major}.{last.minor}")
    assert TESTED[name] == expected, f"exporter/app/tested_versions.py must have {expected} for {name}"


def test_the_libraries_in_the_table_are_those_whose_internals_are_tested() -> None:
    files = {path.stem.split("_")[1] for path in (ROOT / "tests/internals").glob("test_*.py")}
    assert files - NO_LIBRARY == set(TESTED)
