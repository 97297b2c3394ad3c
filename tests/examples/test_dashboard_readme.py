"""The README of the example: its users sign in to the demo shop, and its variables, files and pictures exist."""

import re
import shlex
import tomllib

import pytest
from acme_dashboard.settings import Settings
from packaging.requirements import Requirement

from exporter.cli import _parser
from exporter.testing.demo_shop import DemoShop
from tests.examples.dashboard import site
from tests.examples.pictures import PICTURES
from tests.packaging import ROOT
from tests.packaging.locks import pins

FOLDER = ROOT / "examples" / "dashboard"
README = (FOLDER / "README.md").read_text(encoding="utf-8")
LARGEST_PICTURE = 200_000


def test_each_user_sees_the_page_that_it_promises(demo_shop: DemoShop) -> None:
    admin, member = dict.fromkeys(re.findall(r"[\w.]+@orion\.example", README))
    for user, first in ((admin, "/admin"), (member, "/vendors/1")):
        with site(demo_shop.url, user) as made:
            assert made.client.get("/").headers["location"] == first
            assert made.client.get(first).status_code == 200


def test_its_variables_are_those_of_the_settings() -> None:
    names = re.findall(r"^\| `(DASHBOARD_\w+)`", README, re.MULTILINE)
    settings = Settings.of(dict.fromkeys(names, "x"))
    assert [name for name in Settings.__slots__ if getattr(settings, name) is None] == []
    assert [f"DASHBOARD_{name.upper()}" in names for name in Settings.__slots__] == [True] * len(names)


def test_a_missing_database_is_reported_by_the_name_of_its_variable() -> None:
    for environment in ({}, {"DASHBOARD_DATABASE_URL": ""}):
        with pytest.raises(ValueError, match=r"^DASHBOARD_DATABASE_URL is not set; set it to the URL"):
            Settings.of(environment)


def test_its_files_and_pictures_exist_and_are_small() -> None:
    pictures = set(re.findall(r"pictures/(\w+)\.png", README))
    assert pictures == {each.name for each in PICTURES} == {path.stem for path in (FOLDER / "pictures").iterdir()}
    assert max(path.stat().st_size for path in (FOLDER / "pictures").iterdir()) < LARGEST_PICTURE
    listed = set(re.findall(r"`(\w+\.py|\w+/)`", "".join(re.findall(r"^\| `\w+[./].*$", README, re.MULTILINE))))
    sources = {path.name + "/" * path.is_dir() for path in (FOLDER / "src" / "acme_dashboard").iterdir()}
    assert sources - {"__init__.py", "__pycache__/", "py.typed"} == listed


def test_its_commands_are_those_of_the_exporter() -> None:
    commands = re.findall(r"orion-exporter (?:shop|serve|token)[^`\n]*", README)
    assert [_parser().parse_args(shlex.split(each)[1:]).command for each in commands] == ["shop", "serve", "token"]


@pytest.mark.parametrize(
    "requirement", tomllib.loads((FOLDER / "pyproject.toml").read_text())["project"]["dependencies"]
)
def test_it_is_tested_with_what_it_requires(requirement: str) -> None:
    wanted = Requirement(requirement)
    if wanted.name != "orion-exporter":
        (locked,) = pins("requirements-dev.lock")[wanted.name][0].specifier
        assert locked.version in wanted.specifier
