"""Runs a demo shop in the background, in a temporary SQLite database."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread, Timer
from typing import Any

from sqlalchemy import Engine, create_engine, event

from exporter.demo.scenarios import DATABASE_DOWN, SCENARIOS
from exporter.demo.shop import Shop

_logger = logging.getLogger(__name__)
_JOIN_SECONDS = 5.0
DOWN_AFTER = 30.0
"""Seconds before the scenario database-down removes the database, so that there are metrics to become stale."""


def live(shop: Shop, *, stop: Event, tick: float = 1.0, clock: Callable[[], datetime]) -> None:
    """Advance the shop to the clock's time every `tick` seconds until `stop` is set.

    Errors are logged, and the next tick retries.
    """
    while not stop.wait(tick):
        try:
            shop.advance(clock())
        except Exception:
            _logger.exception("demo shop update failed; retrying")


@contextmanager
def embedded_shop(
    *,
    seed: int,
    speed: float,
    now: Callable[[], datetime],
    folder: Path | None = None,
    tick: float = 1.0,
    history: timedelta = timedelta(days=30),
    scenario: str = "",
) -> Iterator[str]:
    """Run a shop in a temporary SQLite file, and yield its SQLAlchemy URL. The file is removed on exit.

    `folder` is the folder of the file (default: that of the system). `now` is a clock (timezone-aware), read once per
    `tick` seconds. `history` is simulated before the first tick. `scenario` is one of `scenarios.NAMES`, or "".
    """
    with TemporaryDirectory(prefix="orion-demo-", dir=folder, ignore_cleanup_errors=True) as home:
        file = Path(home).resolve() / "shop.sqlite"
        url = f"sqlite:///{file}"
        engine = _engine(url)
        try:
            shop = Shop.create(engine, seed=seed, now=now(), speed=speed, history=history)
            if scenario in SCENARIOS:
                shop.play(scenario)
            with _alive(shop, tick=tick, clock=now), _gone(file, DOWN_AFTER if scenario == DATABASE_DOWN else None):
                yield url
        finally:
            engine.dispose()


@contextmanager
def _alive(shop: Shop, *, tick: float, clock: Callable[[], datetime]) -> Iterator[None]:
    stop = Event()
    life = Thread(
        target=live, args=(shop,), kwargs={"stop": stop, "tick": tick, "clock": clock}, name="demo-shop", daemon=True
    )
    life.start()
    try:
        yield
    finally:
        stop.set()
        life.join(_JOIN_SECONDS)


@contextmanager
def _gone(file: Path, after: float | None) -> Iterator[None]:
    """Move the file away `after` this many seconds; None leaves it in place."""
    if after is None:
        yield
        return
    mover = Timer(after, _move_away, (file,))
    mover.start()
    try:
        yield
    finally:
        mover.cancel()
        mover.join()


def _move_away(file: Path) -> None:
    file.rename(file.with_suffix(".away"))
    _logger.warning("scenario database-down has removed the database")


def _engine(url: str) -> Engine:
    engine = create_engine(url)
    event.listen(engine, "connect", _use_journal)
    return engine


def _use_journal(connection: Any, _record: Any) -> None:
    # With a write-ahead log, readers and the writer do not block each other; durability is not needed.
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=OFF")
