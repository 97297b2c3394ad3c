"""A server as `serve` runs it, for tests that end it by a signal; run as `python -m tests.server.victim <address>…`.

Its one provider hangs forever on the scheduler's thread, and what it serves is larger than any socket's buffer. It
prints the addresses, and `on_stop` once it is told to stop; with `--slow-stop` that never returns, with `--bad-stop`
it raises. `--web-config=<file>` names a web configuration. With `--long-grace` the signal leaves answers an hour.
No other limit ends a connection before a test would lose its patience.
"""

import random
import sys
import threading
from array import array
from dataclasses import replace
from pathlib import Path

from exporter.config.effective import effective
from exporter.config.settings import Settings
from exporter.exposition.rendering import render
from exporter.exposition.report import Report
from exporter.exposition.snapshot import Axis, Column, Family, Snapshot
from exporter.refresh.scheduler import RefreshScheduler
from exporter.server import run
from exporter.server.access.protection import Protection
from exporter.server.app import create_app
from exporter.server.transport.limits import Limits
from exporter.server.transport.listen import listen
from tests.server.serving import NOW, STARTED, Scene, waiting

SERIES = 150_000
HOUR = 3600.0


class Hanging:
    """A refresh that never ends."""

    def __init__(self, begun: threading.Event) -> None:
        self._begun = begun

    def refresh(self, _category: str) -> bool:
        self._begun.set()
        threading.Event().wait()
        return False

    def skipped(self, category: str) -> None:
        raise NotImplementedError(category)

    def cancel(self, category: str) -> None:
        raise NotImplementedError(category)

    def hung(self, category: str, seconds: float) -> None:
        raise NotImplementedError(category, seconds)


def main(options: list[str]) -> None:
    hung = threading.Event()

    scheduler = RefreshScheduler({"orders": effective(Settings(), "orders")}, Hanging(hung))
    scheduler.start()
    hung.wait()

    def on_stop() -> None:
        say("on_stop")
        scheduler.stop()
        if "--slow-stop" in options:
            threading.Event().wait()
        if "--bad-stop" in options:
            raise ConnectionError("the database is gone")

    addresses = [option for option in options if not option.startswith("--")]
    paths = [Path(option.partition("=")[2]) for option in options if option.startswith("--web-config=")]
    protection = Protection(paths[0] if paths else None)
    if "--long-grace" in options:
        run.GRACE_SECONDS = HOUR
    app = create_app(scene().source, protection=protection)
    limits = Limits(request_seconds=HOUR, stalled_seconds=HOUR, answer_seconds=HOUR)
    sockets = listen(addresses)
    run.serve(app, sockets, on_stop=on_stop, protection=protection, started=lambda bound: say(*bound), limits=limits)
    say("end")


def scene() -> Scene:
    """Return a scene whose body has more than 8 MB, as it is and in gzip."""
    dice = random.Random(1)  # noqa: S311 - numbers that do not compress
    axis = Axis(("vendor",), tuple((f"{dice.getrandbits(400):x}",) for _ in range(SERIES)))
    column = Column((), array("d", (dice.random() for _ in range(SERIES))))
    snapshot = Snapshot("orders", (Family("orion_orders", "Orders.", axis, (column,)),), NOW.timestamp(), STARTED)
    return Scene([replace(waiting("orders"), max_age=1e9).succeeded(snapshot, Report(), render(snapshot), 1.0)])


def say(*words: str) -> None:
    print(*words, flush=True)  # noqa: T201 - the test reads it


if __name__ == "__main__":
    main(sys.argv[1:])
