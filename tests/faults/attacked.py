"""A server with passwords and a token, to be attacked in a process: `python -m tests.faults.attacked <web config>`.

It prints its port, and ends with its standard input.
"""

import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

from exporter.contracts.clock import Clock
from exporter.server.access.protection import Protection
from exporter.server.access.tokens import Tokens
from exporter.server.app import create_app
from exporter.server.run import Server
from exporter.server.transport.listen import listen
from tests.server.serving import Scene, good
from tests.server.tokens import given

SERIES = 2_000


def main(path: Path) -> None:
    protection = Protection(path, Tokens([given()]))
    (listener,) = listen(["127.0.0.1:0"])
    scene, began = Scene([good("orders", SERIES)]), time.monotonic()
    # The order of the checks depends on how long the clients have been waiting, so this clock must go on.
    clock = Clock(scene.clock.wall, lambda: scene.clock.monotonic() + time.monotonic() - began)
    app = create_app(replace(scene.source, clock=clock), protection=protection)
    port = listener.getsockname()[1]
    server = Server(
        app,
        [listener],
        on_stop=lambda: None,
        protection=protection,
        started=lambda _: print(port, flush=True),  # noqa: T201 - the test reads it
    )

    def stop() -> None:
        sys.stdin.read()
        server.stop()

    threading.Thread(target=stop, daemon=True).start()
    server.run_until_stopped()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
