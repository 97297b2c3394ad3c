"""Adds loyalty cards to the demo shop, in which the tests and the contract suite run."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Engine, Integer, MetaData, String, Table, insert

CARDS = Table(
    "loyalty_cards",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("vendor_id", Integer),
    Column("platform_id", Integer),
    Column("is_active", Boolean),
    Column("credit_cents", BigInteger),
    Column("currency", String(3)),
    Column("created_at", DateTime),
    Column("used_at", DateTime),
)


def pytest_orion_prepare_shop(engine: Engine, now: datetime) -> None:
    """Give two vendors some cards; one card is of a vendor that does not exist."""
    noon = now.replace(tzinfo=None)
    CARDS.metadata.create_all(engine)
    rows: list[dict[str, Any]] = [
        _card(1, 1, 1_250, "EUR", issued=noon - timedelta(days=2), used=noon - timedelta(hours=3)),
        _card(1, 1, 300, "EUR", issued=noon - timedelta(days=400), used=noon - timedelta(days=200)),
        _card(1, None, 500, "JPY", issued=noon - timedelta(days=9), used=None),
        _card(2, 2, None, "EUR", issued=noon - timedelta(days=30), used=noon - timedelta(days=181)),
        _card(9_999, 1, 100, "EUR", issued=None, used=None),
    ]
    with engine.begin() as connection:
        connection.execute(insert(CARDS), rows)


def _card(
    vendor: int,
    platform: int | None,
    cents: int | None,
    currency: str,
    *,
    issued: datetime | None,
    used: datetime | None,
) -> dict[str, Any]:
    return {
        "vendor_id": vendor,
        "platform_id": platform,
        "is_active": used is not None,
        "credit_cents": cents,
        "currency": currency,
        "created_at": issued,
        "used_at": used,
    }
