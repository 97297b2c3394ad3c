"""Rows as the orders' statements give them, made up: for measuring without a database."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine

from exporter.contracts.metrics import Rows
from exporter.demo.schema import METADATA, platform_modules, platforms, vendor_platforms, vendors
from providers.orders import LAST_CREATED, OLDEST_OPEN, OPEN, ORDERS, REVENUE, STATUSES, VALUE

TABLES = [platforms, vendors, vendor_platforms, platform_modules]
_PLATFORMS = (1, 2, 3)
PLACES_PER_VENDOR = 2
CURRENCIES = ("CHF", "EUR", "USD")
SERIES_PER_PLACE = len(STATUSES) + 3 + 2 * len(CURRENCIES)
_YEAR = 365 * 86400
_EPOCH = 1_760_000_000
_PRIME = 7919


def answers(places: int) -> Iterator[Rows]:
    """Yield what the two statements say of this many places of vendors on platforms."""
    yield Rows((ORDERS, OPEN, LAST_CREATED, OLDEST_OPEN), ("status",), _by_status(places), row_set="orders")
    yield Rows((VALUE, REVENUE), ("currency",), _by_currency(places), row_set="orders")


def _who(place: int) -> tuple[int, int]:
    vendor, which = divmod(place, PLACES_PER_VENDOR)
    return vendor + 1, 1 + (vendor + which) % len(_PLATFORMS)


def tenancy(path: Path, places: int) -> str:
    """Write an SQLite database with these vendors and platforms to `path`; return its URL."""
    url = f"sqlite:///{path}"
    engine = create_engine(url)
    with engine.begin() as connection:
        METADATA.create_all(connection, TABLES)
        for table, rows in zip(TABLES, _rows(places), strict=True):
            connection.execute(table.insert(), rows)
    engine.dispose()
    return url


def _rows(places: int) -> tuple[list[dict[str, Any]], ...]:
    ids = sorted({_who(place)[0] for place in range(places)})
    vendors = [{"id": i, "code": f"vendor-{i:06}", "name": f"Vendor {i}"} for i in ids]
    members = [{"vendor_id": _who(place)[0], "platform_id": _who(place)[1]} for place in range(places)]
    return (
        [{"id": i, "code": f"platform-{i}", "name": f"Platform {i}", "is_active": True} for i in _PLATFORMS],
        [{**each, "is_active": True, "is_verified": True} for each in vendors],
        [{**each, "is_active": True, "is_primary": i % PLACES_PER_VENDOR == 0} for i, each in enumerate(members)],
        [{"platform_id": 1, "module": "orders", "is_enabled": True}],
    )


def _shuffled(values: Sequence[str], places: int) -> Iterator[tuple[int, str, int]]:
    """Yield each value's number, the value and a place, in the disorder in which a database's hash table gives them."""
    encoded = [value.encode() for value in values]
    for i in range(len(values) * places):
        number, place = divmod(i * _PRIME % (len(values) * places), places)
        # A new text each time, as from a driver: it has not been hashed before.
        yield number, encoded[number].decode(), place


def _by_status(places: int) -> Iterator[tuple[Any, ...]]:
    for number, status, place in _shuffled(STATUSES, places):
        is_open = number < 2
        # Most moments are unlike each other, as they are in a shop.
        last = _EPOCH + place * _PRIME * (number + 1) % _YEAR
        count = 5 + (place + number) % 90
        yield *_who(place), status, count, count, count if is_open else 0, last, last - 86400 if is_open else None


def _by_currency(places: int) -> Iterator[tuple[Any, ...]]:
    for number, currency, place in _shuffled(CURRENCIES, places):
        cents = 10_000 + place * _PRIME * (number + 1) % 10_000_000
        yield *_who(place), currency, 50, cents, cents * 9 // 10
