"""`make newest`: which Prometheus and Alertmanager it builds, and that compose pins the same."""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import get
from tests.packaging import ROOT, documents
from tests.support.tools import ALERTMANAGER, free_port, process, tool

PROGRAMS = {"prometheus": ("prometheus",), "alertmanager": ALERTMANAGER}
TOOLS = {"prometheus": "promtool", "alertmanager": "amtool"}
FOLDER = ROOT / "deploy/newest"
SERVICES: dict[str, dict[str, Any]] = documents("compose.yaml")[0]["services"]


def version(name: str) -> str:
    """Return the release that the module of a program requires: Prometheus 3.16.0 is the module v0.316.0."""
    go_mod = (FOLDER / name / "go.mod").read_text(encoding="utf-8")
    (found,) = re.findall(rf"^(?:require|\t)\s*github\.com/prometheus/{name} v(\S+)", go_mod, re.MULTILINE)
    minor, patch = re.fullmatch(r"0\.(\d+)\.(\d+)", found).groups()  # type: ignore[union-attr]
    return f"3.{int(minor) - 300}.{patch}" if name == "prometheus" else f"0.{minor}.{patch}"


def dry_run(folder: Path, *arguments: str) -> str:
    """Return what make would do in a folder."""
    command = [str(tool("make")), "--dry-run", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


def test_it_builds_prometheus_3_and_alertmanager_0_28_or_later() -> None:
    assert version("prometheus").startswith("3.")
    assert int(version("alertmanager").split(".")[1]) >= 28


@pytest.mark.parametrize("name", PROGRAMS)
def test_compose_pins_what_is_built(name: str) -> None:
    assert SERVICES[name]["image"] == f"prom/{name}:v{version(name)}"


def test_the_documentation_names_what_is_built() -> None:
    (row,) = re.findall(
        r"^\| `make newest`.*\| (\S+) \| (\S+) \|$", (ROOT / "docs/ALERTS.md").read_text("utf-8"), re.MULTILINE
    )
    assert row == (version("prometheus"), version("alertmanager"))


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_module_has_a_program_and_its_tool_and_checksums(name: str) -> None:
    go_mod = (FOLDER / name / "go.mod").read_text(encoding="utf-8")
    assert re.findall(r"^\tgithub\.com/prometheus/\w+/cmd/(\w+)$", go_mod, re.MULTILINE) == sorted([name, TOOLS[name]])
    assert f"github.com/prometheus/{name} v" in (FOLDER / name / "go.sum").read_text(encoding="utf-8")


def test_what_was_built_is_built_again_for_another_version_only(tmp_path: Path) -> None:
    cache = f"CACHE={os.path.relpath(tmp_path, FOLDER)}"
    assert dry_run(FOLDER, cache).count("go build") == 2
    (tmp_path / "bin").mkdir()
    for name in PROGRAMS:
        (tmp_path / "bin" / name).touch()
    assert "go build" not in dry_run(FOLDER, cache)
    assert dry_run(FOLDER, cache, "--what-if=alertmanager/go.mod").count("go build") == 1


def test_the_tests_find_first_what_was_built() -> None:
    said = dry_run(ROOT, "newest")
    assert f'PATH="{ROOT}/.cache/newest/bin:$PATH" ' in said
    assert "tests/alerting tests/grafana tests/e2e" in said


def test_an_ordinary_run_of_all_tests_builds_nothing() -> None:
    assert "newest" not in (ROOT / ".ci/run").read_text(encoding="utf-8")


def on_this_machine(service: dict[str, Any], option: str, scratch: Path) -> str:
    """Return an option of a container with the paths of this machine; a named volume is a folder in `scratch`."""
    for volume in service["volumes"]:
        source, target, *_ = volume.split(":")
        path = ROOT / source if source.startswith("./") else scratch / source
        option = re.sub(rf"=({re.escape(target)})$", f"={path}", option)
    return option


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_starts_with_the_options_of_compose(name: str, tmp_path: Path) -> None:
    address = f"127.0.0.1:{free_port()}"
    options = [on_this_machine(SERVICES[name], option, tmp_path) for option in SERVICES[name]["command"]]
    command: list[str | Path] = [tool(*PROGRAMS[name]), *options, f"--web.listen-address={address}"]
    log = tmp_path / "log"
    with process(command, log=log, cwd=tmp_path, up=lambda: get(f"http://{address}/-/ready")[0] == 200) as server:
        assert server.poll() is None
    assert "deprecated" not in log.read_text().lower()
