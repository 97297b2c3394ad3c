"""`make stack`: the demo, Prometheus and Alertmanager from PATH, with the shipped configuration, connected."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from grafana.servers import answers, ask
from grafana.stack import SHIPPED, Stack
from tests.packaging import ROOT
from tests.support.tools import ALERTMANAGER, free_port, process, tool

PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Running:
    """A stack that runs."""

    stack: Stack
    process: "subprocess.Popen[bytes]"
    log: Path
    folder: Path

    def ask(self, server: str, path: str) -> Any:
        return ask(f"http://127.0.0.1:{getattr(self.stack, server)}{path}")


def run(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "grafana.stack", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=ROOT,
        env={**os.environ, **environment},
    )


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    tool("prometheus")
    tool(*ALERTMANAGER)
    folder = tmp_path_factory.mktemp("stack")
    stack = Stack(free_port(), free_port(), free_port(), 1)
    ports = [f"--{name}={getattr(stack, name)}" for name in ("exporter", "prometheus", "alertmanager")]
    command = [sys.executable, "-m", "grafana.stack", *ports, "--interval=1", "--seed=7"]
    log = folder / "log"
    environment = {**os.environ, "TMPDIR": str(folder)}
    with process(
        command, log=log, cwd=ROOT, env=environment, up=lambda: b"Alertmanager" in log.read_bytes(), stop=signal.SIGINT
    ) as server:
        yield Running(stack, server, log, folder)


def until(condition: Any) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.1)  # for Prometheus, which scrapes and discovers when it likes
    return bool(condition())


def test_prometheus_scrapes_the_demo(running: Running) -> None:
    def targets() -> list[tuple[str, str, str]]:
        active = running.ask("prometheus", "/api/v1/targets?state=active")["data"]["activeTargets"]
        return [(each["labels"]["job"], each["labels"]["instance"], each["health"]) for each in active]

    assert until(lambda: targets() == [("orion", f"localhost:{running.stack.exporter}", "up")]), targets()


def test_prometheus_has_the_shipped_rules_and_they_are_without_error(running: Running) -> None:
    groups = running.ask("prometheus", "/api/v1/rules")["data"]["groups"]
    assert {Path(group["file"]) for group in groups} == set((SHIPPED.parent / "rules").glob("*.yml"))
    assert [rule["name"] for group in groups for rule in group["rules"] if rule.get("lastError")] == []


def test_alertmanager_is_connected_and_has_the_shipped_routes(running: Running) -> None:
    def active() -> list[str]:
        found = running.ask("prometheus", "/api/v1/alertmanagers")["data"]["activeAlertmanagers"]
        return [each["url"] for each in found]

    assert until(lambda: active() == [f"http://localhost:{running.stack.alertmanager}/api/v2/alerts"]), active()
    text = running.ask("alertmanager", "/api/v2/status")["config"]["original"]
    assert "receiver:" in text


def test_what_it_says_is_where_they_are(running: Running) -> None:
    said = running.log.read_text()
    ports = (running.stack.exporter, running.stack.prometheus, running.stack.alertmanager)
    assert [port for port in ports if f"http://localhost:{port}" not in said] == []


def test_a_port_that_is_taken_is_named_with_what_to_do(running: Running) -> None:
    taken = run(f"--exporter={running.stack.exporter}")
    assert taken.returncode == 1
    assert f"port {running.stack.exporter} is taken" in taken.stderr
    assert "--exporter=PORT" in taken.stderr


def test_ctrl_c_ends_them_all_and_leaves_nothing_behind(running: Running) -> None:
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(30) == 0
    ports = (running.stack.exporter, running.stack.prometheus, running.stack.alertmanager)
    assert [port for port in ports if answers(f"http://127.0.0.1:{port}/")] == []
    assert [path.name for path in running.folder.iterdir() if path.name != "log"] == []


def test_a_program_that_is_missing_is_named_with_its_package(tmp_path: Path) -> None:
    missing = run(f"--exporter={free_port()}", PATH=str(tmp_path))
    assert missing.returncode == 1
    assert missing.stderr == (
        "stack: alertmanager or prometheus-alertmanager is not in PATH (Debian: apt install prometheus-alertmanager)\n"
    )


def test_on_the_usual_ports_the_configuration_is_the_shipped_one() -> None:
    rules = f"{SHIPPED.parent}/rules/"
    assert Stack().configuration().replace(rules, "rules/") == SHIPPED.read_text(encoding="utf-8")
