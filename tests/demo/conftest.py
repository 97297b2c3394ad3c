from collections.abc import Callable, Iterator
from datetime import timedelta
from time import process_time

import pytest
from sqlalchemy import Engine, create_engine

from exporter.demo.shop import Shop
from tests.demo.rows import NOW

NewShop = Callable[..., tuple[Engine, Shop]]


@pytest.fixture(scope="module")
def new_shop() -> Iterator[NewShop]:
    """Make shops with a short past, each in a separate database."""
    engines = []

    def make(*, seed: int = 1, speed: float = 1.0, history: timedelta = timedelta(days=2)) -> tuple[Engine, Shop]:
        engine = create_engine("sqlite://")
        engines.append(engine)
        return engine, Shop.create(engine, seed=seed, now=NOW, speed=speed, history=history)

    yield make
    for engine in engines:
        engine.dispose()


@pytest.fixture(scope="session")
def month() -> Iterator[tuple[Engine, float]]:
    """A shop with its whole past, 30 days, and the seconds of processor time that it took. Only to be read."""
    engine = create_engine("sqlite://")
    began = process_time()
    Shop.create(engine, seed=7, now=NOW)
    yield engine, process_time() - began
    engine.dispose()
