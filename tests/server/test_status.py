"""The status page as bytes: what it shows for each state, and that nothing hostile gets through."""

import hashlib
import re
from base64 import b64encode
from datetime import datetime
from html.parser import HTMLParser

import pytest

from exporter.contracts.failures import Failure
from exporter.exposition.report import Report
from exporter.exposition.store import ProviderState
from exporter.server.pages.status_rows import TEXT_SHOWN, WARNINGS_SHOWN, span
from tests.server.serving import Answer, Scene, good, in_seconds, serving, waiting

HOSTILE = "</p><script>alert('x')</script><img src=x onerror=alert(1)>"


class Page(HTMLParser):
    """The words of a page, its elements and its links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]

    def handle_data(self, data: str) -> None:
        self.words += data.split()

    @property
    def text(self) -> str:
        return " ".join(self.words)


def page_of(scene: Scene) -> tuple[Answer, Page]:
    with serving(scene) as address:
        answer = address.ask("/")
    assert answer.status == 200
    return answer, Page(answer.text)


def row_of(answer: Answer, category: str) -> str:
    """Return the words of a provider's rows."""
    bodies = [
        body for body in re.findall(r"<tbody>(.*?)</tbody>", answer.text, re.DOTALL) if f">{category}</a>" in body
    ]
    assert len(bodies) == 1
    return Page(bodies[0]).text.replace("\N{EN DASH}", "-")


def test_a_provider_that_is_well() -> None:
    due = {"orders": in_seconds(60)}
    scene = Scene([good("orders", 1234, report=Report(statements=3))], due=due, database="postgresql://orion@db/shop")
    scene.clock.advance(18)
    answer, page = page_of(scene)
    assert row_of(answer, "orders") == ("orders ok 2026-03-01 12:00:00 18 s ago in 42 s 42 ms 1,234 3")
    assert "Orion exporter 1.2.3" in page.text
    assert "postgresql://orion@db/shop not tried yet" not in page.text
    assert "2026-03-01 12:00:18 UTC" in page.text


def test_every_database_has_its_state() -> None:
    others = {"warehouse": "duckdb:////srv/a.duckdb", "archive": "sqlite:////srv/b", "unread": "sqlite:////srv/c"}
    scene = Scene([good("orders")], databases=others)
    scene.writer.database_up(up=True)
    scene.writer.database_up(up=False, name="warehouse")
    scene.writer.database_up(up=True, name="archive")
    text = page_of(scene)[1].text
    assert "Database postgresql://orion@db.example:5432/shop reachable" in text
    assert "Database warehouse duckdb:////srv/a.duckdb unreachable" in text
    assert "Database archive sqlite:////srv/b reachable" in text
    assert "Database unread sqlite:////srv/c not tried yet" in text


def test_before_the_first_refresh() -> None:
    answer, page = page_of(Scene([waiting("orders")], due={"orders": in_seconds(-1)}))
    assert row_of(answer, "orders") == "orders waiting not refreshed yet never now - - -"
    assert "not tried yet" in page.text


def test_a_module_that_is_not_installed() -> None:
    answer, _ = page_of(Scene([waiting("cms").idle(0.2)]))
    assert row_of(answer, "cms") == "cms idle module not installed never - 200 ms - -"


def test_a_failing_provider_whose_numbers_are_still_served() -> None:
    failed = good("orders").failed(Failure("timeout", "the statement ran into its limit of 30 s"), 30.0)
    answer, page = page_of(Scene([failed], due={"orders": in_seconds(3600 * 5 + 60)}))
    row = row_of(answer, "orders")
    assert row.startswith("orders failing last metrics still exported 2026-03-01 12:00:00 0 s ago in 5 h 1 min")
    assert row.endswith("30.0 s 3 0 Last error (timeout): the statement ran into its limit of 30 s")
    assert "unreachable" in page.text
    assert "<title>1 failing" in answer.text


def test_a_failing_provider_that_never_succeeded() -> None:
    failed = waiting("orders").failed(Failure("schema", "no table orders"), 0.1)
    answer, _ = page_of(Scene([failed]))
    assert "failing no metrics exported never" in row_of(answer, "orders")


def test_numbers_that_are_too_old() -> None:
    scene = Scene([good("orders"), good("cms").failed(Failure("query", "no such function"), 0.1)])
    scene.clock.advance(86_400 + 3600 * 4)
    scene.writer.database_up(up=True)
    answer, page = page_of(scene)
    assert "stale metrics too old, not exported 2026-03-01 12:00:00 1 d 4 h ago" in row_of(answer, "orders")
    assert "Last error (query): no such function" in row_of(answer, "cms")
    assert "2 stale" in page.text
    assert " reachable" in page.text
    assert "unreachable" not in page.text


def test_what_is_odd_about_a_provider_that_is_well() -> None:
    warnings = tuple(f"warning {number}" for number in range(WARNINGS_SHOWN + 5))
    rejected = {"duplicate": 7, "value": 0}
    report = Report(12, 3400, null_sums=2, codes_replaced=4, rejected=rejected, warnings=warnings)
    odd = good("orders", report=report)
    scene = Scene([odd])
    scene.writer.change("orders", ProviderState.skip)
    row = row_of(page_of(scene)[0], "orders")
    for words in (
        "Refreshes skipped: 1 (",
        "Rows unattributed: 12 (",
        "Rows excluded: 3,400 (",
        "Sums omitted: 2 (",
        "Codes replaced by <code>-<id>: 4 (",
        "Samples rejected: 7 (duplicate)",
        f"warning {WARNINGS_SHOWN - 1} and 5 more",
    ):
        assert words in row
    assert "(value)" not in row


def test_no_provider_is_enabled() -> None:
    _, page = page_of(Scene([]))
    assert "none enabled" in page.text


def test_hostile_text_is_text() -> None:
    failed = good(HOSTILE, report=Report(warnings=(HOSTILE,))).failed(Failure("internal", HOSTILE), 0.1)
    _, page = page_of(Scene([failed], database=f"sqlite:///{HOSTILE}"))
    assert page.text.count("<script>alert('x')</script>") == 4
    assert not {"script", "img"} & page.elements
    assert not {name for name in page.attributes if name.startswith("on")}
    (link,) = [link for link in page.links if "collect[]" in link]
    assert re.fullmatch(r"metrics\?collect\[\]=[\w%./-]+", link)
    with serving(Scene([good(HOSTILE)])) as address:
        assert "alert" in address.ask(f"/{link}").text


def test_a_long_message_is_cut() -> None:
    failed = waiting("orders").failed(Failure("query", "x" * 100_000), 0.1)
    answer, _ = page_of(Scene([failed]))
    assert "x" * TEXT_SHOWN + "…" in answer.text
    assert len(answer.body) < 30_000


def test_the_links_lead_somewhere() -> None:
    scene = Scene([good("orders"), good("cms")])
    with serving(scene) as address:
        links = Page(address.ask("/").text).links
        own = {"metrics", "runbooks", "healthz", "readyz", "api/v1/statistics", "api/v1/openapi.json"}
        assert own | {"metrics?collect[]=orders", "metrics?collect[]=cms"} == set(links)
        statuses = {link: address.ask(f"/{link}").status for link in links}
    assert statuses.pop("api/v1/statistics") == 503  # nothing has been read from a database
    assert set(statuses.values()) == {200}


def test_the_page_allows_nothing_but_its_own_style() -> None:
    answer, page = page_of(Scene([good("orders")]))
    style = answer.text.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert answer.headers["content-security-policy"] == (
        f"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; style-src 'sha256-{digest}'"
    )
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "style" not in page.attributes
    assert not {"script", "link", "img", "iframe"} & page.elements
    assert '<meta http-equiv="refresh" content="30">' in answer.text
    assert "url(" not in style
    assert "prefers-color-scheme: dark" in style


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-5, "0 s"),
        (0, "0 s"),
        (0.4, "0 s"),
        (59, "59 s"),
        (60, "1 min"),
        (61, "1 min 1 s"),
        (3600, "1 h"),
        (3661, "1 h 1 min"),
        (5400, "1 h 30 min"),
        (86_400, "1 d"),
        (90_061, "1 d 1 h"),
        (86_460, "1 d"),
    ],
)
def test_spans_are_said_in_two_units(seconds: float, text: str) -> None:
    assert span(seconds) == text


def test_age_does_not_follow_a_wall_clock_that_was_set() -> None:
    scene = Scene([good("orders")])
    scene.clock.advance(5)
    scene.clock.jump(86_400)
    answer, _ = page_of(scene)
    assert "12:00:00 5 s ago" in row_of(answer, "orders")


def test_a_moment_in_the_far_future_is_no_error() -> None:
    answer, _ = page_of(Scene([good("orders")], due={"orders": datetime.max.replace(tzinfo=in_seconds(0).tzinfo)}))
    assert " d " in row_of(answer, "orders")
