"""Versions of libraries: the bounds of the metadata."""

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.packaging import pyproject
from tests.packaging.test_locks import pins


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
