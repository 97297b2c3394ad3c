"""The value of each metric of DESIGN.md's table, as plain Python over the rows of its table."""

from collections.abc import Callable, Iterator, Sequence

from tests.support.attribution import UNKNOWN, Row
from tests.support.fact import Fact, Number, Rules, column, edge_of, flag, number_of, total_of
from tests.support.facts_of_fulfilment import facts_of_fulfilment
from tests.support.meaning import Doubt


def facts(rules: Rules) -> Iterator[Fact]:
    """Yield every metric that counts rows; the infos and the vendors of a platform come from the directory."""
    yield from _tenancy(rules)
    yield from _customers(rules)
    yield from _cms()
    yield from _catalog(rules)
    yield from _inventory(rules)
    yield from _orders(rules)
    yield from _marketplace(rules)
    yield from facts_of_fulfilment(rules)


def _tenancy(rules: Rules) -> Iterator[Fact]:
    def member_state(row: Row) -> str:
        if row["is_active"] is True:
            return "invited" if row["invitation_accepted_at"] is None else "active"
        return "inactive" if row["is_active"] is False else UNKNOWN

    def active(row: Row) -> bool:
        return row["is_active"] is True

    t, states = "tenancy", ("active", "invited", "inactive")
    people = {"role": column("role"), "state": flag("is_active", "active", "inactive")}
    verified, expiry = {"state": flag("is_verified", "verified", "unverified")}, edge_of(rules, min, "ssl_expires_at")
    yield Fact(t, "users", "users", by=people, beside={"state": ("active", "inactive")}, scope="installation")
    yield Fact(t, "team_members", "vendor_users", by={"state": member_state}, known={"state": states})
    known = {"state": ("verified", "unverified")}
    yield Fact(t, "domains", "vendor_domains", by=verified, known=known, where=active)
    yield Fact(t, "domain_certificate_expiry_timestamp_seconds", "vendor_domains", expiry, where=active, fold=min)


def _customers(rules: Rules) -> Iterator[Fact]:
    c, state = "customers", {"state": flag("is_active", "active", "inactive")}
    bought = number_of(lambda row: row["last_order_at"] is not None)
    yield Fact(c, "customers", c, by=state, known={"state": ("active", "inactive")})
    yield Fact(c, "customers_with_orders", c, bought, known={})
    yield Fact(
        c, "customer_last_registered_timestamp_seconds", c, edge_of(rules, max, "created_at", until=rules.now), fold=max
    )


def _cms() -> Iterator[Fact]:
    def default(row: Row) -> bool:
        return row["vendor_id"] is None

    def own(row: Row) -> bool:
        return row["vendor_id"] is not None

    table, state = "content_pages", {"state": flag("is_published", "published", "draft")}
    known, media = {"state": ("published", "draft")}, {"media_type": column("media_type")}
    yield Fact("cms", "pages", table, by=state, known=known, where=own)
    yield Fact("cms", "default_pages", table, by=state, known=known, where=default, scope="platform")
    yield Fact("cms", "media_files", "media_files", by=media)
    yield Fact("cms", "media_size_bytes", "media_files", total_of("size_bytes"), by=media)


def _catalog(rules: Rules) -> Iterator[Fact]:
    c, p, state = "catalog", "products", {"state": flag("is_active", "active", "inactive")}
    yield Fact(c, "products", p, by=state, known={"state": ("active", "inactive")})
    yield Fact(c, "products_featured", p, number_of(lambda row: row["is_featured"] is True), known={})
    yield Fact(c, "products_without_price", p, number_of(lambda row: row["price_cents"] is None), known={})
    yield Fact(
        c, "catalog_last_updated_timestamp_seconds", p, edge_of(rules, max, "updated_at", until=rules.now), fold=max
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
    yield Fact(i, "stock_units", i, total_of("quantity"), known={})
    yield Fact(i, "stock_reserved_units", i, total_of("reserved_quantity"), known={})
    yield Fact(i, "stock_items", i, by={"level": level}, known={"level": ("out", "low", "ok")})
    yield Fact(i, "stock_oversold_items", i, number_of(oversold), known={})
    yield Fact(
        i, "stock_last_updated_timestamp_seconds", i, edge_of(rules, max, "updated_at", until=rules.now), fold=max
    )


def _orders(rules: Rules) -> Iterator[Fact]:
    def is_open(row: Row) -> bool:
        return row["status"] in rules.open_statuses

    def is_recent(row: Row) -> bool:
        return bool(is_open(row) and row["created_at"] > rules.ago(rules.open_horizon))

    def revenue(rows: Sequence[Row]) -> Number:
        paid = [row for row in rows if row["status"] not in {"cancelled", "refunded", "failed"}]
        # Of rows that are all unpaid the revenue is 0; of paid ones without a total it is not known.
        known = any(row[rules.money] is not None for row in paid)
        return total_of(rules.money)(paid) if known or len(paid) == len(rows) else 0

    o, currency = "orders", {"currency": column("currency")}
    statuses = ("pending", "processing", "shipped", "delivered", "cancelled", "refunded")
    oldest, cents = edge_of(rules, min, "created_at", is_recent, rules.now), rules.money.endswith("_cents")
    yield Fact(o, "orders", o, by={"status": column("status")}, known={"status": statuses})
    yield Fact(o, "orders_open", o, number_of(is_open), known={})
    yield Fact(o, "order_value", o, total_of(rules.money), by=currency, money=cents)
    yield Fact(o, "order_revenue", o, revenue, by=currency, money=cents)
    yield Fact(
        o, "order_last_created_timestamp_seconds", o, edge_of(rules, max, "created_at", until=rules.now), fold=max
    )
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

    m, jobs, where = "marketplace", "marketplace_import_jobs", {"marketplace": column("marketplace")}
    success, running = (
        edge_of(rules, max, "completed_at", status("completed"), rules.now),
        edge_of(rules, min, "started_at", status("running"), rules.now),
    )
    statuses = {"status": ("pending", "running", "completed", "failed")}
    yield Fact(m, "import_jobs", jobs, by={**where, "status": column("status")}, beside=statuses)
    for result, of in (("imported", "imported_count"), ("updated", "updated_count"), ("failed", "error_count")):
        yield Fact(m, "import_rows", jobs, total_of(of), by=where, fixed={"result": result})
    yield Fact(m, "import_last_success_timestamp_seconds", jobs, success, by=where, fold=max)
    yield Fact(m, "import_last_run_success", jobs, last_run, by=where, fold=min)
    yield Fact(m, "import_oldest_running_timestamp_seconds", jobs, running, by=where, fold=min)
    published = {"state": flag("is_published", "published", "unpublished")}
    states = {"state": ("published", "unpublished")}
    yield Fact(m, "staging_products", "marketplace_products", by={**where, **published}, beside=states)
