"""docs/start/any-shop.md, step by step: what it says to run prints what it says."""

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.docs.markdown import DOCS
from tests.e2e.conftest import COMMAND

PAGE = (DOCS / "start/any-shop.md").read_text(encoding="utf-8")
BLOCKS = {
    language: re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    for language in ("sh", "sql", "yaml", "text")
}


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Return a folder with the shop and the configuration of the page."""
    (tmp_path / "shop.sql").write_text(BLOCKS["sql"][0], encoding="utf-8")
    (tmp_path / "orion-exporter.yaml").write_text(BLOCKS["yaml"][1], encoding="utf-8")
    run(tmp_path, BLOCKS["sh"][0])
    return tmp_path


def run(folder: Path, script: str) -> str:
    """Run commands of the page and return what they print."""
    text = re.sub(r"^orion-exporter ", f"{' '.join(COMMAND)} ", script, flags=re.MULTILINE)
    text = text.replace("python -c", f"{COMMAND[0]} -c")
    environ = {**os.environ, "ORION_EXPORTER_DATABASE_URL": "sqlite:///shop.db"}
    done = subprocess.run(["bash", "-ec", text], cwd=folder, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_guess_is_that_of_the_page(shop: Path) -> None:
    (detect,) = (each for each in BLOCKS["sh"] if "detect" in each)
    run(shop, detect)
    assert (shop / "guess.yaml").read_text(encoding="utf-8") == BLOCKS["yaml"][0]


def test_check_and_once_print_what_the_page_shows(shop: Path) -> None:
    for name, shown in (("check", BLOCKS["text"][0]), ("once", BLOCKS["text"][1])):
        (script,) = (each for each in BLOCKS["sh"] if f"orion-exporter {name}" in each)
        printed = run(shop, script).splitlines()
        assert [line for line in printed if line in shown.splitlines()] == shown.splitlines()


def test_the_other_commands_of_the_page_succeed(shop: Path) -> None:
    for name in ("verify", "preset list"):
        (script,) = (each for each in BLOCKS["sh"] if f"orion-exporter {name}" in each)
        assert run(shop, script)


def test_the_guess_works_as_it_is(shop: Path) -> None:
    assert set(yaml.safe_load(BLOCKS["yaml"][0])["relations"]) == {"orders", "products"}
    (shop / "orion-exporter.yaml").write_text(BLOCKS["yaml"][0], encoding="utf-8")
    assert "problem" not in run(shop, "orion-exporter check --config.file=orion-exporter.yaml\n")
