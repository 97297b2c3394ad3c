"""The command line answers immediately, and prints its usage."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.conftest import Run

COMMANDS = ("serve", "demo", "shop", "once", "check", "metrics", "schema")
SCRIPT = Path(sys.executable).parent / "orion-exporter"
VERSION = """
import sys
before = set(sys.modules)
try:
    from exporter.cli import main
    main(["--version"])
except SystemExit:
    print(*(set(sys.modules) - before))
"""
SERVE = "import sys; from exporter.cli import _command_of; _command_of('serve'); print(*sys.modules)"
NOT_SERVED = (
    "duckdb exporter.alerting.markup exporter.app.catalogue exporter.app.check exporter.app.commands "
    "exporter.app.detect exporter.app.difference exporter.app.explain exporter.app.grants exporter.app.plan "
    "exporter.app.presets exporter.app.token_command exporter.app.truths exporter.app.verify exporter.demo "
    "exporter.exposition.parsing exporter.testing markdown_it nh3 prometheus_client.parser psycopg pymysql pytest "
    "sqlglot"
).split()
"""What only other commands need, or another process, or one kind of database: it would be memory for months."""


def output(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def processor_seconds(*command: str | Path) -> float:
    """Return the processor time of the quickest of five runs of a command."""
    seconds = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        output(*command)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(seconds)


def test_the_version_loads_no_library_and_no_provider() -> None:
    version, modules = output(sys.executable, "-c", VERSION).splitlines()
    assert version.startswith("orion-exporter 0.")
    assert {name.partition(".")[0] for name in modules.split()} - sys.stdlib_module_names == {"exporter"}


def test_serve_loads_nothing_that_only_others_need() -> None:
    loaded = set(output(sys.executable, "-c", SERVE).split())
    assert {"exporter.app.live", "exporter.server.run", "sqlalchemy"} <= loaded
    assert loaded & set(NOT_SERVED) == set()


def test_the_version_costs_little_more_than_a_bare_interpreter() -> None:
    # About five times as much; with SQLAlchemy alone it would be more than twenty times.
    assert processor_seconds(SCRIPT, "--version") < 10 * processor_seconds(sys.executable, "-c", "pass")


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
