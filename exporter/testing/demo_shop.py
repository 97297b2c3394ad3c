"""The demo shop as a database for tests: small, quick, and the same in every run."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine

from exporter.demo.shop import Shop
from exporter.testing.clock import NOON
from exporter.testing.reading import database_of, exposition, provider_of, read

_SEED = 1
_HISTORY = timedelta(days=2)

Prepare = Callable[[Engine, datetime], object]
"""Adds tables and rows to the demo shop."""


@dataclass(frozen=True, slots=True)
class DemoShop:
    """The demo shop in an SQLite file, which the test may change: three platforms, 25 vendors, two days of orders.

    `engine` writes to it, `url` is its URL, and `now` is the current time in it. The tables are those of
    `orion-exporter demo`, and those that the hook `pytest_orion_prepare_shop` adds.
    """

    url: str
    engine: Engine
    now: datetime = NOON

    def exposition(self, provider: Any) -> str:
        """Return what Prometheus sees of a provider, a class or an instance, after a refresh at `now`.

        Raises what the provider raises, and ContractError if it violates the contract.
        """
        with closing(database_of(self.url)) as database:
            return exposition(read(provider_of(provider), database, self.now))


class DemoShops:
    """Copies of the demo shop, which is created once, in files below `folder`."""

    def __init__(self, folder: Path, prepare: Prepare) -> None:
        self._folder, self._prepare = folder, prepare
        self._numbers = count(1)

    @cached_property
    def _original(self) -> Path:
        path = self._folder / "original.sqlite"
        engine = create_engine(f"sqlite:///{path}")
        try:
            Shop.create(engine, seed=_SEED, now=NOON, history=_HISTORY)
            self._prepare(engine, NOON)
        finally:
            engine.dispose()
        return path

    @contextmanager
    def copy(self) -> Iterator[DemoShop]:
        """Yield a new copy; its file is removed on exit."""
        path = self._folder / f"shop-{next(self._numbers)}.sqlite"
        shutil.copyfile(self._original, path)
        url = f"sqlite:///{path}"
        engine = create_engine(url)
        try:
            yield DemoShop(url, engine)
        finally:
            engine.dispose()
            path.unlink()
