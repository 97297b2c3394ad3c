"""The command line answers at once, and says how it is used."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.app.conftest import Run

COMMANDS = ("serve", "demo", "shop", "once", "check", "metrics", "schema")
HEAVY = {"sqlalchemy", "pydantic", "apscheduler", "prometheus_client", "starlette", "uvicorn", "yaml", "jinja2", "isal"}


def test_the_version_comes_in_a_third_of_a_second() -> None:
    def once() -> float:
        began = time.perf_counter()
        result = subprocess.run(
            [Path(sys.executable).parent / "orion-exporter", "--version"], capture_output=True, check=True
        )
        assert result.stdout.startswith(b"orion-exporter 0.")
        return time.perf_counter() - began

    assert min(once() for _ in range(5)) < 0.3


def test_the_version_loads_no_library_and_no_provider() -> None:
    code = "import sys, exporter.cli; print(*sorted(m.partition('.')[0] for m in sys.modules))"
    loaded = set(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    )
    assert loaded & (HEAVY | {"providers"}) == set()


def test_help_names_every_command_and_an_example(run: Run) -> None:
    result = run("--help")
    assert result.returncode == 0
    assert all(f"\n    {command} " in result.stdout for command in COMMANDS)
    assert "orion-exporter demo" in result.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_its_help(run: Run, command: str) -> None:
    result = run(command, "--help")
    assert result.returncode == 0
    flags = ["--config.file", "--log.level", "--log.format"] if command != "schema" else []
    flags += ["--web.listen-address", "--web.telemetry-path"] if command in {"serve", "demo"} else []
    assert [flag for flag in flags if flag not in result.stdout] == []


@pytest.mark.parametrize("arguments", [(), ("sevre",), ("serve", "--no-such-flag"), ("serve", "--log.level=loud")])
def test_a_wrong_command_line_ends_with_2_and_the_usage(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.returncode == 2
    assert "usage: orion-exporter" in result.stderr


def test_a_pipe_that_ends_early_is_no_error(tmp_path: Path) -> None:
    command = f"{sys.executable} -m exporter metrics | head -n 1"
    result = subprocess.run(command, shell=True, capture_output=True, text=True, check=True, cwd=tmp_path)  # noqa: S602
    assert (result.stdout, result.stderr) == ("# Metrics\n", "")
