from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, func, select
from sqlalchemy.exc import OperationalError

from exporter.demo import schema
from exporter.demo import shop as shop_module
from exporter.demo.shop import Shop
from exporter.demo.world import DAY
from tests.demo.conftest import NewShop
from tests.demo.rows import NOW, naive, rows


def test_a_shop_without_a_past_is_founded_now(new_shop: NewShop) -> None:
    engine, shop = new_shop(history=timedelta())
    assert rows(engine)["orders"] == []
    assert len(rows(engine)["vendors"]) == 25
    shop.advance(NOW + timedelta(hours=12))
    assert len(rows(engine)["orders"]) > 50


def test_speed_multiplies_the_orders(new_shop: NewShop) -> None:
    (slow_rows, slow), (fast_rows, fast) = new_shop(speed=1), new_shop(speed=100)
    before = len(rows(slow_rows)["orders"])
    for shop in (slow, fast):
        shop.advance(NOW + timedelta(minutes=30))
    came = [len(rows(engine)["orders"]) - before for engine in (slow_rows, fast_rows)]
    assert 20 * came[0] < came[1]


def test_it_catches_up_with_a_long_pause_by_so_much_and_no_more(
    new_shop: NewShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shop_module, "KEPT", 3 * DAY)
    engine, shop = new_shop(speed=1000)
    before = len(rows(engine)["orders"])
    back = NOW + timedelta(hours=8)
    shop.advance(back)
    with engine.connect() as connection:
        came = connection.scalars(select(schema.orders.c.created_at).where(schema.orders.c.id > before)).all()
    # Three days instead of 333, spread over all of the pause.
    assert 1500 < len(came) < 3500
    assert naive(NOW - timedelta(seconds=1)) < min(came) < naive(NOW + timedelta(minutes=20))
    assert naive(back - timedelta(minutes=20)) < max(came) <= naive(back)


def test_what_a_failing_database_did_not_take_is_written_by_the_next_tick(tmp_path: Path, new_shop: NewShop) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'shop.sqlite'}", connect_args={"timeout": 0})
    shop = Shop.create(engine, seed=1, now=NOW, speed=1000, history=timedelta(days=2))
    with engine.connect() as blocker:
        blocker.exec_driver_sql("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="locked"):
            shop.advance(NOW + timedelta(seconds=30))
    shop.advance(NOW + timedelta(seconds=60))
    undisturbed, twin = new_shop(seed=1, speed=1000)
    twin.advance(NOW + timedelta(seconds=60))
    assert rows(engine) == rows(undisturbed)
    engine.dispose()


def test_a_tick_is_one_transaction_and_reads_nothing(new_shop: NewShop) -> None:
    engine, shop = new_shop(speed=1000)
    statements: list[str] = []
    commits: list[object] = []
    event.listen(engine, "before_cursor_execute", lambda *arguments: statements.append(arguments[2]))
    event.listen(engine, "commit", commits.append)
    shop.advance(NOW + timedelta(minutes=1))
    assert len(commits) == 1
    assert {statement.split()[0] for statement in statements} == {"INSERT", "UPDATE", "DELETE"}
    assert len(statements) < 2 * len(schema.METADATA.tables)


def test_certificates_are_renewed_but_for_the_neglected_ones(new_shop: NewShop) -> None:
    engine, shop = new_shop(history=timedelta())
    later = NOW + timedelta(days=30)
    shop.advance(later)
    with engine.connect() as connection:
        column = schema.vendor_domains.c.ssl_expires_at
        expired = connection.scalar(select(func.count()).where(column < naive(later)))
        live = connection.scalar(select(func.count()).where(column >= naive(later + timedelta(days=18))))
    assert expired is not None
    assert live is not None
    assert 0 < expired < live


@pytest.mark.parametrize("speed", [0.0, -1.0, float("nan"), float("inf")])
def test_a_speed_must_be_above_zero(speed: float) -> None:
    with pytest.raises(ValueError, match="speed must be greater than 0"):
        Shop.create(create_engine("sqlite://"), seed=1, now=NOW, speed=speed)


def test_a_time_must_have_a_zone(new_shop: NewShop) -> None:
    with pytest.raises(ValueError, match="must be timezone-aware: 2026-03-04"):
        Shop.create(create_engine("sqlite://"), seed=1, now=naive(NOW))
    with pytest.raises(ValueError, match="must be timezone-aware"):
        new_shop(history=timedelta())[1].advance(naive(NOW))


def test_a_past_cannot_be_negative() -> None:
    with pytest.raises(ValueError, match="history must not be negative"):
        Shop.create(create_engine("sqlite://"), seed=1, now=NOW, history=timedelta(days=-1))


def test_times_may_come_in_any_zone(new_shop: NewShop) -> None:
    engine, shop = new_shop(seed=1, speed=1000)
    shop.advance(datetime.fromisoformat("2026-03-04T11:21:30.5+01:00"))
    other_engine, other = new_shop(seed=1, speed=1000)
    other.advance(NOW + timedelta(minutes=1))
    assert rows(engine) == rows(other_engine)
