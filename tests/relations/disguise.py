"""A random shop in disguise: other tables, columns, types and values, from which SELECTs make the relations again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, Literal
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from tests.relations.words import FULFILMENT, Map, Words
from tests.support import hostile_rows
from tests.support.attribution import FirstParty, Row
from tests.support.currencies import divisor
from tests.support.hostile_rows import Dice
from tests.support.random_shop import shop
from tests.support.truth import Grains

# Several of theirs are one of ours; `shipped` is theirs for what we call delivered; the rest is mapped nowhere.
_ORDERS: Mapping[Words, Map] = {
    "texts": {
        "Payment pending": "pending",
        "on hold (bank)": "pending",
        "In Arbeit": "processing",
        "posted": "shipped",
        "shipped": "delivered",
        "Storno": "cancelled",
        "money's back": "refunded",
        "bounced": "failed",
        None: "pending",
    },
    "integers": {
        "0": "pending",
        "1": "processing",
        "7": "processing",
        "2": "shipped",
        "3": "delivered",
        "-4": "cancelled",
        "5": "refunded",
    },
}
_JOBS: Mapping[Words, Map] = {
    "texts": {"queued up": "pending", "go": "running", "ok": "completed", "ok, late": "completed", "Err": "failed"},
    "integers": {"10": "pending", "11": "running", "0": "completed", "1": "failed", None: "failed"},
}
_ELSEWHERE: Mapping[str, str | None] = {
    "on hold": "8",
    "lost": "-7",
    "unknown": "9",
    "": None,
    'we"ird\\': "-1",
    "stuck": "99",
}
"""The integers of what the map does not have."""
MONEY = {"total_cents": "total", "price_cents": "price", "value_cents": "value", "amount_cents": "amount"}
"""Amounts in major units, by the column that they replace."""


@dataclass(frozen=True, slots=True)
class Disguise:
    """How a shop is disguised: the zone of its times, what its ids and statuses are, and what else it has."""

    seed: int
    now: datetime
    zone: str = "UTC"
    ids: Literal["text", "uuid"] = "text"
    words: Words = "texts"
    party: FirstParty | None = None
    has_grains: bool = False

    @property
    def maps(self) -> Mapping[str, Mapping[str, Map]]:
        """The maps of the configuration, by relation and column."""
        return {
            "orders": {"status": _ORDERS[self.words]},
            "marketplace_import_jobs": {"status": _JOBS[self.words]},
            "media_files": {"media_type": {"IMG": "image", "pic": "image", "document": "video"}},
            **{relation: {"status": words[self.words]} for relation, words in FULFILMENT.items()},
        }


@dataclass(frozen=True, slots=True)
class Disguised:
    """A shop in both forms: the rows of its tables, and what they mean."""

    stored: Mapping[str, Sequence[Row]]
    meant: Mapping[str, Sequence[Row]]
    grains: Grains


@dataclass(slots=True)
class _Writer:
    """Writes rows as the tables of the disguise have them, and again as they are meant."""

    of: Disguise
    random: Dice
    zone: ZoneInfo = field(init=False)

    def __post_init__(self) -> None:
        self.zone = ZoneInfo(self.of.zone)

    def both(self, table: str, rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
        """Return rows as they are stored, and as they are meant, by our names of the columns."""
        pairs = [self._row(table, row) for row in rows]
        return [stored for stored, _ in pairs], [meant for _, meant in pairs]

    def _row(self, table: str, row: Row) -> tuple[Row, Row]:
        stored, meant = {}, {}
        for name, value in row.items():
            renamed = MONEY.get(name, name)
            # Of prices, it only counts whether there are any.
            meaning = renamed if renamed == "total" else name
            stored[renamed], meant[meaning] = self._value(table, name, value, row)
        return stored, meant

    def _value(self, table: str, name: str, value: Any, row: Row) -> tuple[Any, Any]:
        if name in MONEY and value is not None:
            amount = Decimal(value) / divisor(row["currency"] or "")
            return amount, value if table in FULFILMENT or table == "carts" else Fraction(amount)
        if (of := self.of.maps.get(table, {}).get(name)) is not None:
            return self._word(of, value)
        if name == "id" or name.endswith("_id"):
            return (self._id(table, name, value),) * 2
        if isinstance(value, bool):
            return "Y" if value else "N", value
        return (self._local(value),) * 2

    def _word(self, of: Map, ours: str | None) -> tuple[str | None, str | None]:
        others = _ELSEWHERE if any(str(each).isdecimal() for each in of) else {}
        own = [others.get(ours, ours)] if ours is not None and (others or ours not in of) else []
        theirs = [each for each, meant in of.items() if meant == ours and each is not None]
        stored = self.random.choice(theirs or own or [None])
        return stored, of.get(stored, stored)

    def _id(self, table: str, name: str, value: int | None) -> str | None:
        if value is None:
            return None
        of = table if name == "id" else {"vendor_id": "vendors", "platform_id": "platforms"}.get(name, name)
        if self.of.ids == "uuid":
            return str(uuid5(NAMESPACE_URL, f"{of}/{value}"))
        return f"{of[0].upper()}-{value}"

    def _local(self, value: Any) -> Any:
        if not isinstance(value, datetime):
            return value
        moment = (value + (self.of.now - hostile_rows.NOW)).replace(tzinfo=UTC)
        return moment.astimezone(self.zone).replace(tzinfo=None)


@cache
def disguised(of: Disguise, *, rows: int = 400) -> Disguised:
    """Return the random shop of a seed in disguise; the same for the same disguise, so that nobody may change it."""
    random = Dice(of.seed)
    writer, plain = _Writer(of, random), shop(of.seed, rows=rows)
    stored, meant = {}, {}
    for name, content in plain.items():
        stored[name], meant[name] = writer.both(name, content)
    by_platform = {}
    if of.has_grains:
        stored["parents"], by_platform["orders"] = writer.both("orders", _parents(plain["orders"], random))
        stored["on_platforms"], by_platform["products"] = _on_platforms(stored["products"], meant["products"], of)
    known = {
        (table, column): tuple(dict.fromkeys(each.values()))
        for table, columns in of.maps.items()
        for column, each in columns.items()
    }
    return Disguised(stored, meant, Grains(by_platform, known, of.party, ZoneInfo(of.zone), "total", of.now))


def _parents(orders: Sequence[Row], random: Dice) -> list[Row]:
    """Return what customers ordered: as many orders as not, other amounts, and no vendors."""
    chosen = [row for row in orders if random.chance(0.5)]
    return [{**row, "vendor_id": None, "platform_id": random.choice(orders)["platform_id"]} for row in chosen]


def _on_platforms(stored: Sequence[Row], meant: Sequence[Row], of: Disguise) -> tuple[list[Row], list[Row]]:
    """Return on which platforms each product is: none, some, or one that does not exist."""
    random = Dice(of.seed)
    platforms = [None, *sorted({row["id"] for row in shop(of.seed)["platforms"]}), 991]
    writer = _Writer(of, random)
    links: list[Row] = []
    rows: list[Row] = []
    for theirs, ours in zip(stored, meant, strict=True):
        for number in random.sample(platforms, random.choice((0, 1, 1, 2))):
            platform = writer.both("orders", [{"platform_id": number}])[0][0]["platform_id"]
            links.append({"id": theirs["id"], "platform_id": platform})
            rows.append({**ours, "vendor_id": None, "platform_id": platform})
    return links, rows


def is_id(column: str) -> bool:
    """Whether a column has ids."""
    return column == "id" or column.endswith("_id")


_CREATED = ("orders", "products", "customers", "media_files", "marketplace_import_jobs", "marketplace_products")
PERIODS = {
    **dict.fromkeys((*_CREATED, "carts", "payments", "refunds"), "created_at"),
    "shipments": "ready_at",
    "payouts": "due_at",
}
"""The column by which a period applies to the rows of a relation; it applies to no others."""


def within(rows: Mapping[str, Sequence[Row]], start: datetime, end: datetime) -> dict[str, list[Row]]:
    """Return the rows of a period: from `start`, before `end`, both as the times in the rows are."""
    return {
        name: [row for row in of if (at := PERIODS.get(name)) is None or (row[at] and start <= row[at] < end)]
        for name, of in rows.items()
    }
