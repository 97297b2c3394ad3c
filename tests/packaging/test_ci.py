"""What continuous integration and the commit hooks call is what a person calls."""

import os
import re
import subprocess

from tests.packaging import ROOT, documents, pyproject, sources
from tests.support.tools import PACKAGES, tool

RUN = ROOT / ".ci/run"

PRESENT = {"bash", "lint-imports", "no-such-tool", "ruff"}
"""What the system or the environment has, and what a test looks for in vain."""


def test_the_script_can_be_run_and_is_bash_without_errors() -> None:
    assert os.access(RUN, os.X_OK)
    subprocess.run([str(tool("bash")), "-n", str(RUN)], check=True)


def test_it_fails_as_soon_as_something_fails() -> None:
    assert "set -euo pipefail" in RUN.read_text(encoding="utf-8")


def test_it_calls_make_and_says_that_nothing_may_be_missing() -> None:
    assert RUN.read_text(encoding="utf-8").splitlines()[-1] == "CI=true exec make --keep-going check test"


def test_it_installs_what_the_tests_start() -> None:
    text = RUN.read_text(encoding="utf-8")
    files = [(ROOT / path).read_text(encoding="utf-8") for path in sources("tests")]
    wanted = {name for file in files for name in re.findall(r'\btool\("([\w-]+)"\)', file)} - PRESENT
    assert {"pgbouncer", "promtool"} <= wanted
    assert {PACKAGES.get(name, name) for name in wanted} <= set(re.findall(r"\|\| echo ([\w-]+)$", text, re.MULTILINE))


def test_hooks_use_the_locked_tools_and_fetch_nothing() -> None:
    (configuration,) = documents(".pre-commit-config.yaml")
    (repository,) = configuration["repos"]
    assert repository["repo"] == "local"
    assert all(hook["language"] == "system" for hook in repository["hooks"])
    assert all(hook["entry"].startswith(".venv/bin/") for hook in repository["hooks"])


def test_hooks_run_what_make_check_runs() -> None:
    (configuration,) = documents(".pre-commit-config.yaml")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for hook in configuration["repos"][0]["hooks"]:
        command = hook["entry"].removeprefix(".venv/bin/").removesuffix(" --force-exclude")
        assert f"$(BIN)/{command}" in makefile


def test_long_tests_run_only_when_asked_for() -> None:
    options = pyproject()["tool"]["pytest"]["ini_options"]
    assert options["addopts"][-2:] == ["-m", "not soak"]
    assert any(marker.startswith("soak:") for marker in options["markers"])
