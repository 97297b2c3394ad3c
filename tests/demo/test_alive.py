from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from exporter.demo import schema
from exporter.demo.schema import inventory, marketplace_import_jobs, orders
from exporter.demo.shop import Shop
from tests.demo.conftest import NewShop
from tests.demo.rows import NOW, moments, naive

FORWARD = {
    "pending": {"processing", "shipped", "delivered", "cancelled", "refunded"},
    "processing": {"shipped", "delivered", "cancelled", "refunded"},
    "shipped": {"delivered", "refunded"},
    "delivered": {"refunded"},
    "cancelled": set[str](),
    "refunded": set[str](),
}
JOB_FORWARD = {
    "pending": {"running", "completed", "failed"},
    "running": {"completed", "failed"},
    "completed": set[str](),
    "failed": set[str](),
}
SPEED, TICK, TICKS = 1000, 20, 60
SIMULATED_DAY = timedelta(days=1) / SPEED


@dataclass
class Diary:
    """What was seen at every tick."""

    engine: Engine
    shop: Shop
    order_steps: set[tuple[str, str]] = field(default_factory=set)
    job_steps: set[tuple[str, str]] = field(default_factory=set)
    statuses: set[str] = field(default_factory=set)
    oversold: set[int] = field(default_factory=set)
    refilled: set[int] = field(default_factory=set)
    longest_run: timedelta = timedelta()
    balances: list[tuple[int, int]] = field(default_factory=list)
    negative: int = 0
    latest: list[tuple[datetime, datetime]] = field(default_factory=list)


Look = tuple[dict[int, str], dict[int, str], dict[int, int]]


@pytest.fixture(scope="module")
def diary(new_shop: NewShop) -> Diary:
    engine, shop = new_shop(seed=2, speed=SPEED)
    seen = Diary(engine, shop)
    before = look(seen, NOW)
    for tick in range(1, TICKS + 1):
        now = NOW + timedelta(seconds=tick * TICK)
        shop.advance(now)
        after = look(seen, now)
        seen.order_steps |= steps(before[0], after[0])
        seen.job_steps |= steps(before[1], after[1])
        seen.refilled |= {item for item, quantity in after[2].items() if quantity > before[2][item] + 5}
        before = after
    return seen


def look(diary: Diary, now: datetime) -> Look:
    with diary.engine.connect() as connection:
        status = {row.id: row.status for row in connection.execute(select(orders.c.id, orders.c.status))}
        jobs = connection.execute(select(marketplace_import_jobs)).all()
        items = connection.execute(select(inventory)).all()
        last = connection.scalars(select(orders.c.updated_at).order_by(orders.c.updated_at.desc()).limit(1)).one()
    diary.statuses |= set(status.values())
    diary.latest.append((last, naive(now)))
    running = [naive(now) - job.started_at for job in jobs if job.status == "running"]
    diary.longest_run = max([diary.longest_run, *running])
    diary.oversold |= {item.id for item in items if item.reserved_quantity > item.quantity}
    diary.negative += sum(item.quantity < 0 or item.reserved_quantity < 0 for item in items)
    moved = diary.shop.stock.moved
    diary.balances.append((sum(item.quantity for item in items), moved.received - moved.shipped - moved.lost))
    return status, {job.id: job.status for job in jobs}, {item.id: item.quantity for item in items}


def steps(before: dict[int, str], after: dict[int, str]) -> set[tuple[str, str]]:
    return {(old, after[row]) for row, old in before.items() if row in after and after[row] != old}


def test_orders_only_move_forward(diary: Diary) -> None:
    assert len(diary.order_steps) >= 6
    assert [step for step in diary.order_steps if step[1] not in FORWARD[step[0]]] == []


def test_every_status_is_seen(diary: Diary) -> None:
    assert diary.statuses == set(FORWARD)
    assert {("pending", "cancelled"), ("delivered", "refunded"), ("shipped", "delivered")} <= diary.order_steps


def test_imports_run_and_end_well_or_badly(diary: Diary) -> None:
    assert {("running", "completed"), ("running", "failed")} <= diary.job_steps
    assert [step for step in diary.job_steps if step[1] not in JOB_FORWARD[step[0]]] == []


def test_an_import_gets_stuck(diary: Diary) -> None:
    # A healthy one takes 45 simulated minutes at most.
    assert diary.longest_run > SIMULATED_DAY / 2


def test_stock_is_oversold_and_refilled(diary: Diary) -> None:
    assert len(diary.oversold) > 10
    assert len(diary.refilled) > 100
    assert diary.oversold & diary.refilled


def test_stock_is_what_came_in_less_what_went_out(diary: Diary) -> None:
    assert [balance for balance in diary.balances if balance[0] != balance[1]] == []
    assert len({quantity for quantity, _ in diary.balances}) > TICKS // 2
    assert diary.negative == 0


def test_what_is_reserved_is_what_open_orders_wait_for(diary: Diary) -> None:
    waiting: dict[int, int] = {}
    for _, _, _, arguments in diary.shop._world._agenda:
        for order in (one for one in arguments if hasattr(one, "lines")):
            with diary.engine.connect() as connection:
                status = connection.scalar(select(orders.c.status).where(orders.c.id == order.id))
            for line in order.lines if status in {"pending", "processing"} else ():
                waiting[line.item.id] = waiting.get(line.item.id, 0) + line.units
    with diary.engine.connect() as connection:
        items = connection.execute(select(inventory)).all()
    assert {item.id: item.reserved_quantity for item in items if item.reserved_quantity} == waiting
    assert sum(waiting.values()) > 100


def test_no_tick_writes_the_future(diary: Diary) -> None:
    assert [times for times in diary.latest if times[0] > times[1]] == []
    assert max(moments(diary.engine)) <= naive(NOW + timedelta(seconds=TICKS * TICK))


def test_orders_never_stop(diary: Diary) -> None:
    # A tick is five simulated hours and a half, and nobody sleeps that long.
    assert all(now - last < timedelta(seconds=TICK) for last, now in diary.latest)


def test_products_pages_and_logins_go_on(diary: Diary) -> None:
    alive = (
        schema.products.c.updated_at,
        schema.content_pages.c.updated_at,
        schema.media_files.c.created_at,
        schema.users.c.last_login_at,
        schema.customers.c.created_at,
        schema.marketplace_products.c.updated_at,
    )
    for column in alive:
        with diary.engine.connect() as connection:
            last = connection.scalars(select(column).where(column.is_not(None)).order_by(column.desc()).limit(1)).one()
        assert last > naive(NOW + timedelta(minutes=TICKS * TICK / 60 - 5)), column


def test_catalogue_stays_in_shape(diary: Diary) -> None:
    with diary.engine.connect() as connection:
        products = connection.execute(select(schema.products)).all()
    active = sum(product.is_active for product in products) / len(products)
    assert 0.85 < active < 0.98
    assert 0.005 < sum(product.price_cents is None for product in products) / len(products) < 0.05
