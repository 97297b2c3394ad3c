import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from threading import enumerate as threads

import pytest
from sqlalchemy import create_engine, func, select

from exporter.demo.life import embedded_shop, live
from exporter.demo.schema import orders
from tests.demo.conftest import NewShop
from tests.demo.rows import NOW, rows
from tests.support.clock import FakeClock

PATIENCE = 30
A_DAY = timedelta(days=1)


class Ticking:
    """Goes on by a minute whenever it is asked, and lets a test wait until it has been asked a number of times."""

    def __init__(self) -> None:
        self.asked = 0
        self._clock = FakeClock(NOW)
        self._waiting: dict[int, Event] = {}

    def __call__(self) -> datetime:
        self.asked += 1
        for number, event in list(self._waiting.items()):
            if self.asked >= number:
                event.set()
        self._clock.advance(60)
        return self._clock.now()

    def has_ticked(self, times: int) -> bool:
        # One more: when the clock is asked again, the tick before has been written.
        event = self._waiting.setdefault(self.asked + times + 1, Event())
        return event.wait(PATIENCE)


def until(stop: Event, clock: list[Callable[[], datetime]]) -> Callable[[], datetime]:
    def ask() -> datetime:
        now = clock.pop(0)
        if not clock:
            stop.set()
        return now()

    return ask


def test_it_lives_until_it_is_stopped(new_shop: NewShop) -> None:
    (engine, shop), (twin_engine, twin) = new_shop(speed=100), new_shop(speed=100)
    stop = Event()
    live(
        shop,
        stop=stop,
        tick=0,
        clock=until(stop, [lambda: NOW + timedelta(minutes=1), lambda: NOW + timedelta(minutes=2)]),
    )
    twin.advance(NOW + timedelta(minutes=2))
    assert rows(engine) == rows(twin_engine)


def test_it_does_nothing_once_stopped(new_shop: NewShop) -> None:
    stop = Event()
    stop.set()
    live(new_shop()[1], stop=stop, tick=0, clock=lambda: pytest.fail("the clock was asked"))
    assert stop.is_set()


def test_an_error_is_logged_and_life_goes_on(new_shop: NewShop, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> datetime:
        raise OSError("no time today")

    engine, shop = new_shop(speed=100)
    before = len(rows(engine)["orders"])
    stop = Event()
    with caplog.at_level(logging.ERROR):
        live(shop, stop=stop, tick=0, clock=until(stop, [broken, lambda: NOW + timedelta(minutes=9)]))
    assert "demo shop update failed; retrying" in caplog.text
    assert "no time today" in caplog.text
    assert len(rows(engine)["orders"]) > before


def test_the_embedded_shop_lives_in_a_file_that_goes_away(tmp_path: Path) -> None:
    clock = Ticking()
    with embedded_shop(seed=1, speed=10, now=clock, folder=tmp_path, tick=0.001, history=A_DAY) as url:
        assert url.startswith(f"sqlite:///{tmp_path.resolve()}")
        assert clock.has_ticked(20)
        engine = create_engine(url)
        with engine.connect() as connection:
            last = connection.execute(select(func.max(orders.c.created_at))).scalar_one()
        engine.dispose()
        assert last > NOW.replace(tzinfo=None) + timedelta(minutes=10)
    assert list(tmp_path.iterdir()) == []
    assert [thread for thread in threads() if thread.name == "demo-shop"] == []


def test_a_reader_holds_nobody_up_and_sees_one_moment(tmp_path: Path) -> None:
    clock = Ticking()
    with embedded_shop(seed=1, speed=100, now=clock, folder=tmp_path, tick=0.001, history=A_DAY) as url:
        engine = create_engine(url)
        newest = select(func.max(orders.c.id))
        with engine.connect() as reader, engine.connect() as other:
            reader.exec_driver_sql("BEGIN")
            first = reader.execute(newest).scalar_one()
            assert clock.has_ticked(20)
            assert reader.execute(newest).scalar_one() == first
            assert other.execute(newest).scalar_one() > first
        engine.dispose()


def test_it_goes_away_after_an_error_too(tmp_path: Path) -> None:
    with (
        pytest.raises(KeyboardInterrupt),
        embedded_shop(seed=1, speed=1, now=Ticking(), folder=tmp_path, history=A_DAY),
    ):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []
