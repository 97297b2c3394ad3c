"""A text of the shop in a log, a report or a page ends no line, moves no cursor and turns no text around."""

import io
import json
import logging
from argparse import Namespace
from collections.abc import Iterator

import pytest

from exporter.app import logs
from exporter.app.findings import Finding
from exporter.app.given import reported, reporting
from exporter.config.configuration import ConfigurationError
from exporter.contracts.failures import Failure
from exporter.exposition.report import Report
from tests.server.serving import Scene, good, serving

TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HOSTILE = f"\x00\x07\x1b[2J\x7f\x80\x85\x9b31m\u2028\u2029{TURNING}"


@pytest.fixture
def logging_restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    logs.configure("info", "logfmt", io.StringIO())
    for name in ("exporter", "providers", "sqlalchemy", "apscheduler", "uvicorn", "asyncio"):
        logging.getLogger(name).setLevel(logging.NOTSET)
    root.handlers[:], root.level = handlers, level


def logged(format_: str, message: str, **fields: str) -> str:
    """Return what is written for one event."""
    stream = io.StringIO()
    logs.configure("info", format_, stream)
    logging.getLogger("exporter.test").warning(message, extra=fields)
    return stream.getvalue()


@pytest.mark.usefixtures("logging_restored")
@pytest.mark.parametrize("format_", ["logfmt", "json"])
@pytest.mark.parametrize("character", [*HOSTILE, "\ud83d", "\ufeff", "\xa0"])
def test_an_event_is_one_printable_line(format_: str, character: str) -> None:
    text = f'a{character}b "quoted"'
    line = logged(format_, text, problem=text)
    assert line.endswith("\n")
    assert line[:-1].isprintable()
    assert line[:-1].isascii()
    if format_ == "json":
        event = json.loads(line)
        assert (event["msg"], event["problem"]) == (text, text)
    else:
        assert json.loads(line[line.index(" problem=") + 9 :]) == text


@pytest.mark.usefixtures("logging_restored")
@pytest.mark.parametrize("format_", ["logfmt", "json"])
def test_letters_of_all_scripts_stay(format_: str) -> None:
    assert "Grüße \N{SHOPPING TROLLEY} 注文" in logged(format_, "Grüße \N{SHOPPING TROLLEY} 注文")


@pytest.mark.usefixtures("logging_restored")
def test_libraries_log_at_debug_no_more_than_at_info() -> None:
    stream = io.StringIO()
    logs.configure("debug", "logfmt", stream)
    for name in (
        "exporter.x",
        "providers.x",
        "sqlalchemy.engine.Engine",
        "urllib3.connectionpool",
        "httpx",
        "markdown_it",
    ):
        logging.getLogger(name).debug("debug of %s", name)
        logging.getLogger(name).info("info of %s", name)
    messages = [json.loads(line.partition(" msg=")[2]) for line in stream.getvalue().splitlines()]
    assert [each for each in messages if each.startswith("debug")] == ["debug of exporter.x", "debug of providers.x"]
    assert len(messages) == 8


@pytest.mark.usefixtures("logging_restored")
def test_a_later_level_replaces_an_earlier_one() -> None:
    logs.configure("debug", "logfmt", io.StringIO())
    logs.configure("warning", "logfmt", stream := io.StringIO())
    for name in ("exporter.x", "sqlalchemy.engine", "other"):
        logging.getLogger(name).info("no")
        logging.getLogger(name).error("yes")
    assert stream.getvalue().count("msg=yes") == 3
    assert "msg=no" not in stream.getvalue()


def test_reports_and_errors_of_commands_are_printable(capsys: pytest.CaptureFixture[str]) -> None:
    def fails(_: Namespace) -> int:
        raise ConfigurationError(f"no platform {HOSTILE}")

    assert reported([Finding("hint", f"x{HOSTILE}", HOSTILE)]) == 0
    assert reporting(fails)(Namespace()) == 2
    out, err = capsys.readouterr()
    assert (out[:-1].isprintable(), err[:-1].isprintable()) == (True, True)
    assert "\\x1b[2J" in out
    assert "\\u202e" in err


def test_a_page_shows_where_something_was() -> None:
    text = f"no platform a{HOSTILE}b"
    failed = good("orders", report=Report(warnings=(text,))).failed(Failure("contract", text), 0.1)
    with serving(Scene([failed], database=text)) as address:
        page = address.ask("/").text
    assert page.count("no platform a\N{REPLACEMENT CHARACTER}") == 3
    assert not [each for each in HOSTILE.replace("[2J", "").replace("31m", "") if each in page]
