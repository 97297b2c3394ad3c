"""Whom Alertmanager tells: keeps every notification."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass(frozen=True, slots=True)
class Told:
    """One alert of a notification: its receiver, its name, whether it fires or is resolved, and its labels."""

    receiver: str
    name: str
    status: str
    labels: dict[str, str]
    annotations: dict[str, str]


@dataclass
class Receiver:
    """A webhook that is listening at `address`."""

    address: str
    told: list[Told] = field(default_factory=list)

    def said(self, status: str, name: str = "") -> list[Told]:
        """Return the notifications with this status, of one alert or of all."""
        return [each for each in list(self.told) if each.status == status and name in {"", each.name}]

    def take(self, path: str, message: Any) -> None:
        for alert in message["alerts"]:
            labels = alert["labels"]
            self.told.append(Told(path.strip("/"), labels["alertname"], alert["status"], labels, alert["annotations"]))


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Listen on a loopback port until the end of the block."""

    class Webhook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            receiver.take(self.path, json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Webhook)
    receiver = Receiver(f"127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
