"""`orion-exporter serve`, as it is, with a lever: each line on a Unix socket makes one refresh now.

Refreshes must come when they are measured, not by a timer. What runs is what a timer would run.
"""

import json
import socket
import sys
import time
from pathlib import Path
from threading import Thread
from typing import Any

from exporter.app import live, process
from exporter.app.application import Application, assemble
from exporter.cli import main
from exporter.config.configuration import Configuration
from exporter.contracts.clock import Clock

CATEGORY = "orders"


def run(lever: Path, arguments: list[str]) -> int:
    """Serve until a signal; return the exit code."""
    process.prepare()  # before the lever's thread, which the exporter does not have
    applications: list[Application] = []

    def kept(configuration: Configuration, clock: Clock | None = None, *others: Any, **more: Any) -> Application:
        applications.append(assemble(configuration, clock, *others, **more))
        return applications[-1]

    # The command makes its own application; this is how the lever gets hold of it.
    vars(live)["assemble"] = kept
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(lever))
    listener.listen()
    Thread(target=_obey, args=(listener, applications), daemon=True).start()
    return main(arguments)


def _obey(listener: socket.socket, applications: list[Application]) -> None:
    connection, _ = listener.accept()
    with connection, connection.makefile("rw") as lines:
        for _ in lines:
            answer: dict[str, object] = {}
            # A separate thread for each, like in the scheduler.
            worker = Thread(target=_refresh, args=(applications[0], answer), daemon=True)
            worker.start()
            worker.join()
            lines.write(json.dumps(answer) + "\n")
            lines.flush()


def _refresh(application: Application, answer: dict[str, object]) -> None:
    answer["began"] = time.monotonic_ns()
    application.refresher.refresh(CATEGORY)
    answer["ended"] = time.monotonic_ns()
    state = application.store[CATEGORY]
    answer["wall"] = state.duration
    answer["changed_only"] = state.report.changed_only
    answer["failure"] = state.failure.message if state.failure else ""


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), sys.argv[2:]))
