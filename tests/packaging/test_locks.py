"""The locks: every requirement is pinned and hashed, and nothing in them depends on where they were made."""

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.packaging import ROOT, pyproject
from tests.packaging.locks import LOCKS, pins


def names(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(line).name) for line in requirements}


def dependency_group(name: str) -> list[str]:
    """Return the requirements of a dependency group and of those that it includes."""
    entries = pyproject()["dependency-groups"][name]
    included = [
        line for entry in entries if isinstance(entry, dict) for line in dependency_group(entry["include-group"])
    ]
    return included + [entry for entry in entries if isinstance(entry, str)]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_has_one_version_and_hashes(lock: str) -> None:
    assert pins(lock), "an empty lock"
    for requirement, hashes in pins(lock).values():
        assert re.fullmatch(r"==[^*]+", str(requirement.specifier)), requirement
        assert hashes > 0, requirement


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_says_nothing_of_the_machine_that_made_it(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|--index|--extra-index|--find-links|--trusted-host|file:|(?<=[ \"'=])/", text)
    assert text.splitlines()[1] == "#    make lock"


def test_the_runtime_lock_covers_the_dependencies_and_the_extra() -> None:
    project = pyproject()["project"]
    assert names(project["dependencies"] + project["optional-dependencies"]["mysql"]) <= set(pins("requirements.lock"))


def test_the_build_lock_covers_the_build_backend() -> None:
    wanted = pyproject()["build-system"]["requires"] + dependency_group("build")
    assert names(wanted) <= set(pins("requirements-build.lock"))


def test_the_lock_of_the_sbom_covers_its_generator() -> None:
    assert names(dependency_group("sbom")) <= set(pins("requirements-sbom.lock"))


def test_the_development_lock_covers_the_group_and_agrees_with_the_others() -> None:
    development = pins("requirements-dev.lock")
    assert names(dependency_group("dev") + pyproject()["project"]["optional-dependencies"]["duckdb"]) <= set(
        development
    )
    for name, (requirement, hashes) in (item for lock in LOCKS[:-1] for item in pins(lock).items()):
        there, hashes_there = development[name]
        assert (there.specifier, hashes_there) == (requirement.specifier, hashes)
        # What one system needs of the exporter, every system may need of the tools.
        assert there.marker in {None, requirement.marker}


@pytest.mark.parametrize("lock", LOCKS)
def test_the_versions_are_those_that_pyproject_allows(lock: str) -> None:
    project = pyproject()["project"]
    extras = [line for extra in project["optional-dependencies"].values() for line in extra]
    allowed = project["dependencies"] + extras + dependency_group("dev")
    locked = pins(lock)
    for requirement in map(Requirement, allowed):
        if pin := locked.get(canonicalize_name(requirement.name)):
            (version,) = pin[0].specifier
            assert version.version in requirement.specifier, requirement


def test_no_lock_is_left_out() -> None:
    assert {path.name for path in Path(ROOT).glob("requirements*")} == set(LOCKS)
