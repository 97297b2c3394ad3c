"""An application: a small shop's tables as mapped classes, and the statements that its connection has executed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event, text
from sqlalchemy.orm import DeclarativeBase, Session

from exporter.contracts.metrics import MetricsContext, MetricValue
from exporter.demo.schema import METADATA, orders, products
from tests.support.random_shop import NOW
from tests.support.shops import insert_rows, two_platforms

CONTEXT = MetricsContext(NOW)


class Base(DeclarativeBase):
    metadata = METADATA


class Order(Base):
    __table__ = METADATA.tables["orders"]


class Failing:
    """Fails in the database, which ends PostgreSQL's transaction."""

    metrics_category = "failing"

    def get_vendor_metrics(self, db: Session, *_: object) -> list[MetricValue]:
        db.execute(text("SELECT points FROM nowhere"))
        return []

    get_platform_metrics = get_vendor_metrics


def build(engine: Engine) -> None:
    """Acme has three orders of 5.00 EUR, one of them on side, and a product; bolt has one order on side."""
    two_platforms(engine)
    order = {"total_cents": 500, "currency": "EUR", "status": "pending", "created_at": NOW.replace(tzinfo=None)}
    for number, vendor, platform in ((1, 1, 1), (2, 1, 2), (3, 1, 1), (4, 2, 2)):
        insert_rows(engine, orders, [{"id": number, "vendor_id": vendor, "platform_id": platform, **order}])
    insert_rows(engine, products, [{"id": 1, "vendor_id": 1, "is_active": True}])


@contextmanager
def recorded(engine: Engine) -> Iterator[list[str]]:
    """Record the statements of all connections of an engine."""
    said: list[str] = []

    def before(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        said.append(statement)

    event.listen(engine, "before_cursor_execute", before)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", before)
