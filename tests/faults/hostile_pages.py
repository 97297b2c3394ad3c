"""A shop whose pages of runbooks take long to read or to render."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import create_engine, insert

from exporter.demo.schema import content_pages
from tests.support import handmade

LENGTH = 100_000

SLOW = {
    "OrionStockUnitsLow": "[" * LENGTH,
    "OrionStockOversold": "![" * (LENGTH // 2),
    "OrionOpenOrdersHigh": "> " * (LENGTH // 2),
    "OrionOrdersStalled": "*a **b " * (LENGTH // 7),
    "OrionPagesCollapsed": "".join(f"{'  ' * depth}- a\n" for depth in range(300)),
    "OrionRefundSpike": "a|b\n-|-\n" + "a|b\n" * (LENGTH // 4 - 2),
    "OrionDomainUnverified": "<div><b>" * (LENGTH // 8),
    "OrionImportStuck": "`" * (LENGTH // 2) + "a" + "`" * (LENGTH // 2 - 1),
}
"""Alert -> a page within the limits that is slow to render."""

HUGE = "[" * 50_000_000
MANY = 10_000

Page = tuple[int, str, str]
"""The platform, the alert and the text of a page."""


def slow() -> Iterator[Page]:
    """Yield a page of each kind, the same twice as long, and one that is huge."""
    for alert, text in SLOW.items():
        yield 1, alert, text
        yield 2, alert, text * 2
    yield 1, "OrionImportFailing", HUGE


def many() -> Iterator[Page]:
    """Yield many pages of the longest length, and further ones."""
    for at in range(MANY):
        yield 2, list(SLOW)[at % len(SLOW)], "[*a](" * (LENGTH // 5 if at < MANY // 20 else 1000)


SHOPS = {"slow pages": slow, "10,000 pages": many}


def in_file(path: Path, pages: Iterable[Page]) -> str:
    """Write a shop with these pages into an SQLite file, and return its URL."""
    url = handmade.in_file(path)
    every = {"vendor_id": None, "is_published": True, "title": "Hostile"}
    engine = create_engine(url)
    with engine.begin() as connection:
        for id_, (platform, alert, text) in enumerate(pages, 100):
            page = {"id": id_, "platform_id": platform, "slug": f"runbook-{alert}", "body": text, **every}
            connection.execute(insert(content_pages), page)
    engine.dispose()
    return url
