"""Keeping a demo shop alive in the background, in a database of its own."""

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
"""How many seconds the database is there in the scenario in which it goes away: there must be something to lose."""


def live(shop: Shop, *, stop: Event, tick: float = 1.0, clock: Callable[[], datetime]) -> None:
    """Advance the shop to the clock's time every `tick` seconds until `stop` is set.

    An error is logged, and the next tick tries again.
    """
    while not stop.wait(tick):
        try:
            shop.advance(clock())
        except Exception:
            _logger.exception("the demo shop missed a tick")


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
    """Open a living shop in a temporary SQLite file and yield its SQLAlchemy URL.

    `folder` is where the file is put (default: the system's place for temporary files); it is removed at the end.
    `now` is the clock (aware), which is asked once per `tick` seconds; `history` is lived before the first tick.
    `scenario`, a key of SCENARIOS or DATABASE_DOWN, then begins; "" is none.
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
    """Move the file away when so many seconds of the block have passed; None: leave it where it is."""
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
    _logger.warning("the scenario has moved the shop's database away; it stays away")


def _engine(url: str) -> Engine:
    engine = create_engine(url)
    event.listen(engine, "connect", _use_journal)
    return engine


def _use_journal(connection: Any, _record: Any) -> None:
    # With a write-ahead log, readers and the writer never wait for each other; what a crash loses is not missed here.
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=OFF")
