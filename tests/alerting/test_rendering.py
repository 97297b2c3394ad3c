"""Pages of the shop are rendered in a process with limits; what exceeds them is shown as text."""

import logging
import os
import sys

import pytest

from exporter.alerting.markup import MOST_HTML_BYTES
from exporter.alerting.rendering import render, titled
from exporter.exposition.shelf import Runbook, RunbookPage, Shelf
from tests.server.serving import Scene, serving

HOSTILE = "<script>alert(1)</script>"
NOTICE = "The page is shown as plain text, because its Markdown could not be rendered; simplify or shorten it."


def page(text: str, title: str = "Orders") -> RunbookPage:
    return RunbookPage(title, text, "main")


def problems(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.__dict__["problem"] for record in caplog.records if record.levelno == logging.WARNING]


def test_a_page_is_rendered_in_another_process(caplog: pytest.LogCaptureFixture) -> None:
    text = "# Orders #\n\nCall **Ann** — é, see [none](OrionNoOrders.md). " + HOSTILE
    runbook = render(page(text))
    assert "<h1>" not in runbook.html
    assert '<a href="OrionNoOrders" rel="noopener noreferrer">none</a>' in runbook.html
    assert "<strong>Ann</strong> — é" in runbook.html
    assert "script" not in runbook.html
    assert (runbook.title, runbook.platform, runbook.notice) == ("Orders", "main", "")
    assert not problems(caplog)


def test_what_becomes_too_large_is_shown_as_text(caplog: pytest.LogCaptureFixture) -> None:
    spaces = "x" + "\N{NO-BREAK SPACE}" * (MOST_HTML_BYTES // len("&nbsp;") + 1)
    runbook = render(page(spaces + HOSTILE))
    assert runbook.html == f"<pre>{spaces}&lt;script&gt;alert(1)&lt;/script&gt;</pre>"
    assert runbook.notice == NOTICE
    assert problems(caplog) == [
        "Orders of platform main: more than 1,000,000 bytes of HTML; simplify or shorten the page"
    ]


def test_without_a_process_the_text_is_shown(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert render(page("**a**")) == Runbook("Orders", "<pre>**a**</pre>", "main", NOTICE)
    assert problems(caplog) == ["Orders of platform main: no such file or directory; simplify or shorten the page"]


@pytest.mark.soak
@pytest.mark.parametrize("text", ["![" * 500_000], ids=["starts of images"])
def test_what_takes_long_is_ended(text: str, caplog: pytest.LogCaptureFixture) -> None:
    assert render(page(text)).notice == NOTICE
    assert problems(caplog) == [
        "Orders of platform main: more than 2 s of processor time; simplify or shorten the page"
    ]


def test_the_process_has_no_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("bin")
    script = folder / "python"
    script.write_text("#!/bin/sh\nenv\n")
    script.chmod(0o700)
    monkeypatch.setenv("ORION_EXPORTER_DATABASE_URL", "postgresql://me:secret@db/shop")
    monkeypatch.setattr(sys, "executable", str(script))
    assert "PYTHONUTF8=1" in (shown := render(page("x")).html)
    assert "secret" not in shown
    assert "secret" in os.environ["ORION_EXPORTER_DATABASE_URL"]


def test_a_page_is_rendered_once_and_a_failure_is_tried_again() -> None:
    rendered: list[str] = []

    def render_once(page: RunbookPage) -> Runbook:
        rendered.append(page.text)
        return Runbook(page.title, page.text, page.platform, notice="" if page.text == "good" else NOTICE)

    shelf = Shelf(render=render_once)
    shelf.replace({("Good", "main"): page("good"), ("Bad", "main"): page("bad")})
    with serving(Scene([], shelf=shelf)) as server:
        answers = [server.ask(f"/runbooks/{alert}").text for alert in ("Good", "Bad", "Good", "Bad")]
    assert rendered == ["good", "bad", "bad"]
    assert [NOTICE in answer for answer in answers] == [False, True, False, True]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("", "# Orders\n\nx", ("Orders", "\nx")),
        ("", "\n\n#\tOrders ##\nx", ("Orders", "x")),
        ("Orders", "# Orders", ("Orders", "")),
        ("Orders", "# Carts\nx", ("Orders", "# Carts\nx")),
        ("", "## Orders\nx", ("", "## Orders\nx")),
        ("", "#Orders", ("", "#Orders")),
        ("", "#\nx", ("", "#\nx")),
        ("Orders", "", ("Orders", "")),
        ("", "# x" + " " * 90_000 + "y", ("x" + " " * 90_000 + "y", "")),  # was cubic
    ],
)
def test_the_title_of_a_page(title: str, text: str, expected: tuple[str, str]) -> None:
    assert titled(title, text) == expected
