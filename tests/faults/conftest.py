"""A PostgreSQL server that may be killed, with a shop on it."""

import os
import secrets
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from threading import Thread

import psycopg
import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from exporter.database.limits import Limits
from tests.support import postgres
from tests.support.random_shop import NOW, fill
from tests.support.shop import Exporter

PATIENCE = 20.0
"""How long a test waits for what must happen; none waits for it to have happened."""

LIMITS = Limits(statement=30.0, lock=0.3, connect=2.0)


@dataclass(slots=True)
class Mortal:
    """A server with a shop, which can be killed and brought back."""

    cluster: postgres.Cluster
    url: str = ""
    _running: ExitStack = field(default_factory=ExitStack)
    _process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Start the server."""
        self._process = self._running.enter_context(self.cluster.started())

    def stop(self) -> None:
        """Shut it down gracefully; connected clients are notified."""
        self._running.close()

    def kill(self) -> None:
        """End it and all of its processes immediately, as kill -9 and a power cut do."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._running.close()

    @contextmanager
    def engine(self) -> Iterator[Engine]:
        """Give an engine that may write."""
        engine = create_engine(self.url)
        try:
            yield engine
        finally:
            engine.dispose()


@pytest.fixture(scope="module")
def _cluster() -> Iterator[postgres.Cluster]:
    with postgres.cluster() as made:
        yield made


@contextmanager
def living(cluster: postgres.Cluster, build: Callable[[Engine], object]) -> Iterator[Mortal]:
    """Give a server that runs, with a shop that `build` makes; the shop goes with the cluster."""
    server = Mortal(cluster)
    server.start()
    try:
        name = f"shop_{secrets.token_hex(6)}"
        administrator = cluster.server.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(administrator, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        server.url = cluster.server.url.set(database=name).render_as_string(hide_password=False)
        with server.engine() as engine:
            build(engine)
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("CHECKPOINT"))  # the server does not sync: a kill would lose what it wrote last
        yield server
    finally:
        server.stop()


@pytest.fixture
def mortal(_cluster: postgres.Cluster) -> Iterator[Mortal]:
    """Return a server that runs, with a shop of random rows."""
    with living(_cluster, lambda engine: fill(engine, 1)) as server:
        yield server


def address(mortal: Mortal) -> str:
    return make_url(mortal.url).set(drivername="postgresql").render_as_string(hide_password=False)


@contextmanager
def locked(mortal: Mortal, table: str) -> Iterator[None]:
    """Hold a lock that no reader gets past."""
    connection = psycopg.connect(address(mortal))
    connection.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
    try:
        yield
    finally:
        connection.close()


def waits_for_a_lock(mortal: Mortal) -> bool:
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    with psycopg.connect(address(mortal)) as connection:
        return connection.execute(waiting).fetchone() != (0,)


Make = Callable[..., Exporter]


@pytest.fixture
def exporting() -> Iterator[Make]:
    """Return a function: an exporter of the database at a URL, with short limits."""
    with ExitStack() as opened:

        def make(url: str, limits: Limits = LIMITS, **settings: str) -> Exporter:
            environ = {f"ORION_EXPORTER_PROVIDERS_{name}": value for name, value in settings.items()}
            lock = {
                f"ORION_EXPORTER_DATABASE_{name.upper()}_TIMEOUT": f"{getattr(limits, name):g}s"
                for name in ("lock", "statement")
            }
            return opened.enter_context(closing(Exporter(url, NOW, {**lock, **environ}, limits=limits)))

        yield make


def eventually(true: Callable[[], bool]) -> None:
    """Wait until something is true; fail if that takes too long."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


@contextmanager
def refreshing(exporter: Exporter, category: str) -> Iterator[Thread]:
    """Let a refresh run beside the block, and see that it ends."""
    thread = Thread(target=exporter.refresh, args=(category,), daemon=True)
    thread.start()
    yield thread
    thread.join(PATIENCE)
    assert not thread.is_alive(), "the refresh does not end"
