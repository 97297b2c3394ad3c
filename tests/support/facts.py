"""The value of each metric of DESIGN.md's table, as plain Python over the rows of its table."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal

from tests.support.attribution import UNKNOWN, Row
from tests.support.meaning import NEVER, Doubt

Number = float | None
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Fact:
    """One metric: which rows of which table it reads, by what, and what number a group of them makes.

    `known` are the label values that are 0 where there is no row; None fills nothing in. `fixed` are labels that are
    the same for every row. `value` answers None where there is no number; `money` is in minor units of the currency.
    """

    category: str
    name: str
    table: str
    value: Callable[[Sequence[Row]], Number] = len
    by: Mapping[str, Callable[[Row], object]] = field(default_factory=dict)
    known: Mapping[str, Sequence[str]] | None = None
    fixed: Mapping[str, str] = field(default_factory=dict)
    fold: Callable[[list[float]], float] = sum
    where: Callable[[Row], bool] = lambda _: True
    scope: Literal["vendor", "vendor only", "platform", "installation"] = "vendor"
    money: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """What the metrics depend on beside the tables; `now` and `open_since` are in the zone of the tables, without it.

    `zone` is the zone of the times in the tables. `money` is the column of what an order costs.
    """

    now: datetime
    open_statuses: Sequence[str]
    reorder_default: int
    open_since: datetime
    zone: tzinfo = UTC
    money: str = "total_cents"

    def seconds(self, moment: datetime) -> int:
        """Return the Unix time of a time in the tables; of an hour that is there twice, the first."""
        return int((moment.replace(microsecond=0, tzinfo=self.zone, fold=0).astimezone(UTC) - _EPOCH).total_seconds())


def facts(rules: Rules) -> Iterator[Fact]:
    """Yield every metric that counts rows; the infos and the vendors of a platform come from the directory."""
    yield from _tenancy(rules)
    yield from _customers(rules)
    yield from _cms()
    yield from _catalog(rules)
    yield from _inventory(rules)
    yield from _orders(rules)
    yield from _marketplace(rules)


def vendor_state(row: Row) -> str:
    """Return active, unverified, inactive or unknown."""
    if row["is_active"] is True:
        return "active" if row["is_verified"] is True else "unverified"
    return "inactive" if row["is_active"] is False else UNKNOWN


def flag(column: str, yes: str, no: str) -> Callable[[Row], str]:
    """Return what turns a flag into a state; NULL is neither."""
    return lambda row: {True: yes, False: no}.get(row[column], UNKNOWN)


def _column(name: str) -> Callable[[Row], object]:
    return lambda row: row[name]


def _number(test: Callable[[Row], bool]) -> Callable[[Sequence[Row]], int]:
    return lambda rows: sum(1 for row in rows if test(row))


def _sum(column: str) -> Callable[[Sequence[Row]], Number]:
    def value(rows: Sequence[Row]) -> Number:
        numbers = [row[column] for row in rows if row[column] is not None]
        return sum(numbers) if numbers and Doubt.NUMBER not in numbers else None

    return value


def _edge(
    rules: Rules,
    choose: Callable[[list[datetime]], datetime],
    column: str,
    test: Callable[[Row], bool] = lambda _: True,
    until: datetime = NEVER - timedelta.resolution,
) -> Callable[[Sequence[Row]], Number]:
    """Return what finds the first or the last moment, not after `until`, among the rows that pass, in whole seconds."""

    def value(rows: Sequence[Row]) -> Number:
        moments = [row[column] for row in rows if row[column] is not None and row[column] <= until and test(row)]
        return rules.seconds(choose(moments)) if moments else None

    return value


def _tenancy(rules: Rules) -> Iterator[Fact]:
    def member_state(row: Row) -> str:
        if row["is_active"] is True:
            return "invited" if row["invitation_accepted_at"] is None else "active"
        return "inactive" if row["is_active"] is False else UNKNOWN

    def active(row: Row) -> bool:
        return row["is_active"] is True

    t, states = "tenancy", ("active", "invited", "inactive")
    people = {"role": _column("role"), "state": flag("is_active", "active", "inactive")}
    verified, expiry = {"state": flag("is_verified", "verified", "unverified")}, _edge(rules, min, "ssl_expires_at")
    yield Fact(t, "users", "users", by=people, scope="installation")
    yield Fact(t, "team_members", "vendor_users", by={"state": member_state}, known={"state": states})
    known = {"state": ("verified", "unverified")}
    yield Fact(t, "domains", "vendor_domains", by=verified, known=known, where=active)
    yield Fact(t, "domain_certificate_expiry_timestamp_seconds", "vendor_domains", expiry, where=active, fold=min)


def _customers(rules: Rules) -> Iterator[Fact]:
    c, state = "customers", {"state": flag("is_active", "active", "inactive")}
    bought = _number(lambda row: row["last_order_at"] is not None)
    yield Fact(c, "customers", c, by=state, known={"state": ("active", "inactive")})
    yield Fact(c, "customers_with_orders", c, bought, known={})
    yield Fact(
        c, "customer_last_registered_timestamp_seconds", c, _edge(rules, max, "created_at", until=rules.now), fold=max
    )


def _cms() -> Iterator[Fact]:
    def default(row: Row) -> bool:
        return row["vendor_id"] is None

    def own(row: Row) -> bool:
        return row["vendor_id"] is not None

    table, state = "content_pages", {"state": flag("is_published", "published", "draft")}
    known, media = {"state": ("published", "draft")}, {"media_type": _column("media_type")}
    yield Fact("cms", "pages", table, by=state, known=known, where=own)
    yield Fact("cms", "default_pages", table, by=state, known=known, where=default, scope="platform")
    yield Fact("cms", "media_files", "media_files", by=media)
    yield Fact("cms", "media_size_bytes", "media_files", _sum("size_bytes"), by=media)


def _catalog(rules: Rules) -> Iterator[Fact]:
    c, p, state = "catalog", "products", {"state": flag("is_active", "active", "inactive")}
    yield Fact(c, "products", p, by=state, known={"state": ("active", "inactive")})
    yield Fact(c, "products_featured", p, _number(lambda row: row["is_featured"] is True), known={})
    yield Fact(c, "products_without_price", p, _number(lambda row: row["price_cents"] is None), known={})
    yield Fact(
        c, "catalog_last_updated_timestamp_seconds", p, _edge(rules, max, "updated_at", until=rules.now), fold=max
    )


def _inventory(rules: Rules) -> Iterator[Fact]:
    def level(row: Row) -> str:
        if {row["quantity"], row["reserved_quantity"]} & {None, Doubt.NUMBER}:
            return UNKNOWN
        available = row["quantity"] - row["reserved_quantity"]
        enough = rules.reorder_default if row["reorder_point"] is None else row["reorder_point"]
        if available <= 0:
            return "out"
        return "low" if available <= enough else "ok"

    def oversold(row: Row) -> bool:
        return level(row) != UNKNOWN and row["reserved_quantity"] > row["quantity"]

    i = "inventory"
    yield Fact(i, "stock_units", i, _sum("quantity"), known={})
    yield Fact(i, "stock_reserved_units", i, _sum("reserved_quantity"), known={})
    yield Fact(i, "stock_items", i, by={"level": level}, known={"level": ("out", "low", "ok")})
    yield Fact(i, "stock_oversold_items", i, _number(oversold), known={})
    yield Fact(i, "stock_last_updated_timestamp_seconds", i, _edge(rules, max, "updated_at", until=rules.now), fold=max)


def _orders(rules: Rules) -> Iterator[Fact]:
    def is_open(row: Row) -> bool:
        return row["status"] in rules.open_statuses

    def is_recent(row: Row) -> bool:
        return bool(is_open(row) and row["created_at"] > rules.open_since)

    def revenue(rows: Sequence[Row]) -> Number:
        paid = [row for row in rows if row["status"] not in {"cancelled", "refunded", "failed"}]
        # Of rows that are all unpaid the revenue is 0; of paid ones without a total it is not known.
        known = any(row[rules.money] is not None for row in paid)
        return _sum(rules.money)(paid) if known or len(paid) == len(rows) else 0

    o, currency = "orders", {"currency": _column("currency")}
    statuses = ("pending", "processing", "shipped", "delivered", "cancelled", "refunded")
    oldest, cents = _edge(rules, min, "created_at", is_recent, rules.now), rules.money.endswith("_cents")
    yield Fact(o, "orders", o, by={"status": _column("status")}, known={"status": statuses})
    yield Fact(o, "orders_open", o, _number(is_open), known={})
    yield Fact(o, "order_value", o, _sum(rules.money), by=currency, money=cents)
    yield Fact(o, "order_revenue", o, revenue, by=currency, money=cents)
    yield Fact(o, "order_last_created_timestamp_seconds", o, _edge(rules, max, "created_at", until=rules.now), fold=max)
    yield Fact(o, "order_oldest_open_timestamp_seconds", o, oldest, fold=min)


def _marketplace(rules: Rules) -> Iterator[Fact]:
    def status(name: str) -> Callable[[Row], bool]:
        return lambda row: row["status"] == name

    def last_run(rows: Sequence[Row]) -> Number:
        ends = [
            (row["completed_at"], row["status"] == "completed")
            for row in rows
            if row["status"] in {"completed", "failed"}
            and row["completed_at"] is not None
            and row["completed_at"] <= rules.now
        ]
        # A run that failed at the very moment when another succeeded is not a later one.
        return float(max(ends)[1]) if ends else None

    m, jobs, where = "marketplace", "marketplace_import_jobs", {"marketplace": _column("marketplace")}
    success, running = (
        _edge(rules, max, "completed_at", status("completed"), rules.now),
        _edge(rules, min, "started_at", status("running"), rules.now),
    )
    yield Fact(m, "import_jobs", jobs, by={**where, "status": _column("status")})
    for result, column in (("imported", "imported_count"), ("updated", "updated_count"), ("failed", "error_count")):
        yield Fact(m, "import_rows", jobs, _sum(column), by=where, fixed={"result": result})
    yield Fact(m, "import_last_success_timestamp_seconds", jobs, success, by=where, fold=max)
    yield Fact(m, "import_last_run_success", jobs, last_run, by=where, fold=min)
    yield Fact(m, "import_oldest_running_timestamp_seconds", jobs, running, by=where, fold=min)
    published = {"state": flag("is_published", "published", "unpublished")}
    yield Fact(m, "staging_products", "marketplace_products", by={**where, **published})
