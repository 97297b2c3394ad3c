"""The tools of the tests: they are found or said to be missing, and no server is left behind."""

import os
import select
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.tools import NotStartedError, end, free_port, process, tool

# A server that says that it is up by making a file, and does not care about SIGTERM if told so.
SERVER = """
import pathlib, signal, sys, time
if "stubborn" in sys.argv:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("hello from the server", flush=True)
pathlib.Path(sys.argv[1]).touch()
time.sleep(600)
"""


def command(mark: Path, *words: str) -> list[str | Path]:
    return [sys.executable, "-c", SERVER, mark, *words]


def test_a_tool_is_found_outside_of_an_ordinary_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert tool(Path(sys.executable).name).is_file()


def test_a_tool_is_found_by_another_name() -> None:
    python = Path(sys.executable).name
    assert tool("no-such-tool", python) == tool(python)


def test_a_missing_tool_skips_and_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr("tests.support.tools.PACKAGES", {"no-such-tool": "its-package"})
    with pytest.raises(pytest.skip.Exception, match=r"no-such-tool is not installed.*apt-get install its-package"):
        tool("no-such-tool")


def test_a_missing_tool_fails_where_nothing_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no-such-tool"):
        tool("no-such-tool")


def test_a_free_port_can_be_listened_on() -> None:
    port = free_port()
    with socket.create_server(("127.0.0.1", port)) as server:
        assert server.getsockname() == ("127.0.0.1", port)


def test_a_process_runs_in_its_block_and_not_after_it(tmp_path: Path) -> None:
    mark = tmp_path / "up"
    with process(command(mark), log=tmp_path / "log", up=mark.exists) as server:
        assert server.poll() is None
        assert "hello" in (tmp_path / "log").read_text()
    assert server.returncode == -signal.SIGTERM


def test_a_process_ends_when_its_block_raises(tmp_path: Path) -> None:
    mark = tmp_path / "up"
    with pytest.raises(ZeroDivisionError), process(command(mark), log=tmp_path / "log", up=mark.exists) as server:
        raise ZeroDivisionError
    assert server.returncode == -signal.SIGTERM


def test_a_process_that_will_not_end_is_killed(tmp_path: Path) -> None:
    mark = tmp_path / "up"
    with process(command(mark, "stubborn"), log=tmp_path / "log", up=mark.exists) as server:
        assert end(server, patience=0.1) == -signal.SIGKILL


def test_a_process_that_ends_early_is_reported_with_its_log(tmp_path: Path) -> None:
    failing = [sys.executable, "-c", "raise SystemExit('no such setting')"]
    with (
        pytest.raises(NotStartedError, match=r"ended \(exit code 1\)(?s:.*)no such setting"),
        process(failing, log=tmp_path / "log", up=lambda: False),
    ):
        pytest.fail("it never was up")


def test_a_process_that_never_answers_is_given_up_and_ended(tmp_path: Path) -> None:
    mark = tmp_path / "up"
    with (
        pytest.raises(NotStartedError, match=r"was not up after 0.1 s \(exit code None\)"),
        process(command(mark), log=tmp_path / "log", up=lambda: False, timeout=0.1),
    ):
        pytest.fail("it never was up")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
def test_a_process_does_not_outlive_the_tests(tmp_path: Path) -> None:
    mark, log = tmp_path / "up", tmp_path / "log"
    tests = (
        "import pathlib, sys, time; from tests.support.tools import process\n"
        f"with process({[str(part) for part in command(mark)]!r}, log=pathlib.Path({str(log)!r}),"
        f" up=pathlib.Path({str(mark)!r}).exists) as server:\n"
        "    print(server.pid, flush=True); time.sleep(600)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", tests], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2], text=True
    ) as parent:
        assert parent.stdout is not None
        child = os.pidfd_open(int(parent.stdout.readline()))
        parent.kill()
    try:
        ended, _, _ = select.select([child], [], [], 10)
        assert ended == [child]
    finally:
        os.close(child)
