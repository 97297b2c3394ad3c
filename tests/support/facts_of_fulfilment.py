"""The metrics of DESIGN.md's table "More modules": from the cart to the payout, and the jobs behind them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

from tests.support.attribution import Row
from tests.support.fact import Fact, Number, Rules, column, edge_of, number_of, total_of
from tests.support.meaning import NEVER

MONTH = timedelta(days=30)
CURRENCY = {"currency": column("currency")}
STATUS = {"status": column("status")}


def facts_of_fulfilment(rules: Rules) -> Iterator[Fact]:
    """Yield every metric of carts, payments, shipments, refunds, payouts and jobs."""
    yield from _carts(rules)
    yield from _payments(rules)
    yield from _shipments(rules)
    yield from _refunds(rules)
    yield from _payouts(rules)
    yield from _jobs(rules)


def _since(column: str, moment: object) -> Callable[[Row], bool]:
    return lambda row: row[column] is not None and row[column] > moment


def _is(*statuses: str) -> Callable[[Row], bool]:
    return lambda row: row["status"] in statuses


def _both(first: Callable[[Row], bool], second: Callable[[Row], bool]) -> Callable[[Row], bool]:
    return lambda row: first(row) and second(row)


def _carts(rules: Rules) -> Iterator[Fact]:
    def state(row: Row) -> str:
        touched = row["created_at"] if row["updated_at"] is None else row["updated_at"]
        return "open" if touched > rules.ago(timedelta(hours=1)) else "abandoned"

    young, states = _since("created_at", rules.ago(MONTH)), {"state": ("open", "abandoned")}
    by = {"state": state}
    yield Fact("carts", "carts", "carts", by=by, known=states, where=young, scope="platform")
    yield Fact(
        "carts",
        "cart_value",
        "carts",
        total_of("value_cents"),
        by={**CURRENCY, **by},
        beside=states,
        where=young,
        scope="platform",
        money=True,
    )


def _payments(rules: Rules) -> Iterator[Fact]:
    p, method = "payments", {"method": column("method")}
    known = {"status": ("pending", "authorized", "part_paid", "paid", "failed", "cancelled")}
    pending = _both(_is("pending"), _since("created_at", rules.ago(MONTH)))
    oldest, last = "payment_oldest_pending_timestamp_seconds", "payment_last_paid_timestamp_seconds"
    yield Fact(p, p, p, by={**method, **STATUS}, beside=known, scope="platform")
    yield Fact(
        p,
        "payment_value",
        p,
        total_of("amount_cents"),
        by={**CURRENCY, **STATUS},
        beside=known,
        scope="platform",
        money=True,
    )
    first = edge_of(rules, min, "created_at", pending, rules.now)
    yield Fact(p, oldest, p, first, by=method, where=pending, fold=min, scope="platform")
    latest = edge_of(rules, max, "paid_at", _is("paid"), rules.now)
    yield Fact(p, last, p, latest, by=method, fold=max, scope="platform")


def _shipments(rules: Rules) -> Iterator[Fact]:
    def wait(row: Row) -> int | None:
        begin, end = row["ready_at"], row["shipped_at"]
        if begin is None or end is None or NEVER in {begin, end}:
            return None
        seconds = end.replace(microsecond=0) - begin.replace(microsecond=0)
        return max(0, int(seconds.total_seconds()))

    def has_left(row: Row) -> bool:
        return wait(row) is not None

    def within(row: Row) -> str:
        taken = wait(row) or 0
        return next((f"{days}d" for days in (1, 2, 3, 7) if taken <= days * 86_400), "later")

    def is_overdue(row: Row) -> bool:
        if row["due_at"] is not None:
            return bool(row["due_at"] < rules.now)
        return row["ready_at"] is not None and row["ready_at"] < rules.ago(timedelta(days=2))

    def waited(rows: Sequence[Row]) -> Number:
        return sum(taken for row in rows if (taken := wait(row)) is not None)

    s, ready = "shipments", _is("ready")
    statuses = {"status": ("ready", "shipped", "delivered", "returned", "cancelled")}
    first = edge_of(rules, min, "ready_at", _since("ready_at", rules.ago(MONTH)), rules.now)
    yield Fact(s, s, s, by=STATUS, known=statuses)
    yield Fact(s, "shipments_overdue", s, number_of(is_overdue), where=ready, known={})
    yield Fact(s, "shipment_oldest_ready_timestamp_seconds", s, first, where=ready, fold=min)
    spans = {"within": ("1d", "2d", "3d", "7d", "later")}
    yield Fact(s, "shipments_dispatched", s, by={"within": within}, known=spans, where=has_left)
    yield Fact(s, "shipment_dispatch_wait_seconds", s, waited, where=has_left, known={})


def _refunds(rules: Rules) -> Iterator[Fact]:
    r, known = "refunds", {"status": ("requested", "approved", "paid", "rejected")}
    requested = _both(_is("requested"), _since("created_at", rules.ago(MONTH)))
    first = edge_of(rules, min, "created_at", requested, rules.now)
    yield Fact(r, r, r, by=STATUS, known=known)
    yield Fact(r, "refund_value", r, total_of("amount_cents"), by={**CURRENCY, **STATUS}, beside=known, money=True)
    yield Fact(r, "refund_oldest_requested_timestamp_seconds", r, first, where=requested, fold=min)


def _payouts(rules: Rules) -> Iterator[Fact]:
    p, known = "payouts", {"status": ("due", "processing", "paid", "failed")}
    due = _both(_is("due"), _since("due_at", rules.ago(MONTH)))
    first = edge_of(rules, min, "due_at", due, rules.now)
    yield Fact(p, p, p, by=STATUS, known=known)
    yield Fact(
        p, "payout_value", p, total_of("amount_cents"), by={**CURRENCY, **STATUS}, money=True, scope="vendor only"
    )
    yield Fact(p, "payout_oldest_due_timestamp_seconds", p, first, where=due, fold=min)


def _jobs(rules: Rules) -> Iterator[Fact]:
    j, queue = "jobs", {"queue": column("queue")}
    known = {"status": ("scheduled", "pending", "running", "completed", "failed")}
    waiting = _both(_is("scheduled", "pending"), _since("due_at", rules.ago(MONTH)))
    running = _both(_is("running"), _since("started_at", rules.ago(MONTH)))
    yield Fact(j, j, j, by={**queue, **STATUS}, beside=known, scope="installation")
    for name, test, moment, choose in (
        ("job_oldest_due_timestamp_seconds", waiting, "due_at", min),
        ("job_oldest_running_timestamp_seconds", running, "started_at", min),
        ("job_last_success_timestamp_seconds", _is("completed"), "finished_at", max),
    ):
        value = edge_of(rules, choose, moment, test, rules.now)
        yield Fact(j, name, j, value, by=queue, where=test, fold=choose, scope="installation")
