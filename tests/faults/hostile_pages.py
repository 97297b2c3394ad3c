"""A shop whose pages of runbooks take long to read or to render."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

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

HUGE = "OrionImportFailing"
MANY = 10_000


def in_file(path: Path) -> str:
    """Write the shop into an SQLite file, and return its URL."""
    url = handmade.in_file(path)
    engine = create_engine(url)
    with engine.begin() as connection:
        for page in _pages():
            connection.execute(insert(content_pages), page)
    engine.dispose()
    return url


def _pages() -> Iterator[dict[str, Any]]:
    every = {"vendor_id": None, "is_published": True, "title": "Hostile"}
    bodies = [
        *((1, alert, body) for alert, body in SLOW.items()),
        (1, HUGE, "[" * 50_000_000),
        *((2, alert, body * 2) for alert, body in SLOW.items()),
    ]
    for id_, (platform, alert, body) in enumerate(bodies, 100):
        yield {"id": id_, "platform_id": platform, "slug": f"runbook-{alert}", "body": body, **every}
    for id_ in range(MANY):
        alert = (*SLOW, HUGE)[id_ % (len(SLOW) + 1)]
        yield {"id": 1000 + id_, "platform_id": 2, "slug": f"runbook-{alert}", "body": "[*a](" * 1000, **every}
