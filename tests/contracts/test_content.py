"""`ContentService`: the vendor's own page, else the platform's default, else none; on every database."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session

from exporter.contracts.base import ServiceProtocol
from exporter.contracts.cms import ContentPage, ContentServiceProtocol, PageLimits
from exporter.demo.schema import METADATA, content_pages
from providers.cms import ContentService
from tests.support.databases import Database, Dialect, SharedDatabase

EARLY, LATE = datetime(2026, 1, 1), datetime(2026, 2, 1)  # noqa: DTZ001 - the application's times are UTC without a zone


def page(id_: int, title: str, **changes: Any) -> dict[str, Any]:
    row = {"platform_id": 1, "vendor_id": None, "slug": "about", "is_published": True, "updated_at": EARLY}
    return {"id": id_, "title": title, "body": f"{title} body", **row, **changes}


PAGES = [
    page(1, "default"),
    page(2, "own", vendor_id=7),
    page(3, "draft", vendor_id=8, is_published=False),
    page(4, "elsewhere", platform_id=2, vendor_id=9),
    page(5, "unsure", slug="terms", is_published=None),
    page(6, "old", slug="faq"),
    page(7, "new", slug="faq", updated_at=LATE),
]


def build(engine: Engine) -> None:
    METADATA.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(content_pages), PAGES)


@pytest.fixture
def pages(dialect: Dialect, shared_database: SharedDatabase) -> Database:
    """These pages, only to be read."""
    return shared_database(dialect, build)


@pytest.mark.parametrize(
    ("slug", "vendor", "platform", "title"),
    [
        ("about", 7, 1, "own"),
        ("about", 8, 1, "default"),  # its own is a draft
        ("about", 9, 1, "default"),  # its own is on another platform
        ("about", 9, 2, "elsewhere"),
        ("about", None, 1, "default"),
        ("about", None, 2, None),
        ("about", 7, 3, None),
        ("terms", 7, 1, None),
        ("faq", 7, 1, "new"),
        ("x' OR '1'='1", 7, 1, None),
    ],
)
def test_the_page_that_a_visitor_sees(
    pages: Database, slug: str, vendor: int | None, platform: int, title: str | None
) -> None:
    with Session(pages.engine) as db:
        found = ContentService().get_page(db, slug, platform_id=platform, vendor_id=vendor)
    assert (found.title if found else None) == title
    if found:
        assert isinstance(found, ContentPage)
        assert (found.slug, found.platform_id, found.body) == (slug, platform, f"{title} body")


def test_the_service_is_one_by_its_protocols() -> None:
    service = ContentService()
    assert isinstance(service, ContentServiceProtocol)
    assert isinstance(service, ServiceProtocol)
    assert service.service_name == "content"
    assert not isinstance(object(), ServiceProtocol)


def test_no_more_of_a_page_is_read_than_is_of_use(pages: Database) -> None:
    limits = PageLimits(characters=7, title=1, together=80)
    with Session(pages.engine) as db:
        found = ContentService().get_default_pages(db, ("about", "faq"), limits)
        shorter = ContentService().get_default_pages(db, ("about", "faq"), replace(limits, characters=8, together=16))
        whole = ContentService().get_default_pages(db, ("about", "faq"))
    assert {(page.title, page.body, page.complete) for page in found} == {
        ("de", "default ", False),
        ("ol", "old body", False),
        ("ne", "new body", False),
    }
    assert {(page.body, page.complete) for page in shorter} == {("defau", False), ("old b", False), ("new b", False)}
    assert [page.title for page in whole] == [
        page.title for page in sorted(whole, key=lambda each: str(each.updated_at))
    ]
    assert {(page.body, page.complete) for page in whole} == {(f"{page.title} body", True) for page in whole}


def test_no_more_pages_are_read_than_one_too_many(pages: Database) -> None:
    with Session(pages.engine) as db:
        found = ContentService().get_default_pages(db, ("about", "faq"), PageLimits(pages=1, together=20))
    assert [(page.body, page.complete) for page in found] == [("default bo", False), ("old body", True)]


@given(st.lists(st.integers(0, 40), max_size=12), st.integers(1, 10), st.integers(1, 30))
def test_what_is_read_of_all_pages_is_within_the_limits(lengths: list[int], pages_: int, characters: int) -> None:
    limits = PageLimits(characters, pages=pages_, together=100)
    lengths = [min(length, characters + 1) for length in lengths[: pages_ + 1]]
    most = limits.shortened(lengths)
    assert -1 <= most <= characters
    assert sum(min(length, most + 1) for length in lengths) <= limits.together
    assert limits.few * (characters + 1) <= limits.together
    if len(lengths) <= min(limits.few, pages_):
        assert most == characters
