"""Draws a page with Grafana's components in Chromium, and saves it as a PNG."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from grafana.pictures.variables import Json
from grafana.servers import LOOPBACK, program

HERE = Path(__file__).parent

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
    "--enable-logging=stderr",
)
_VIRTUAL_MILLISECONDS = 10_000
_PATIENCE_SECONDS = 120.0
_ADVERTISEMENT = "i18next is made possible by"


class NotDrawnError(RuntimeError):
    """The page could not be built or drawn; the message contains the output of the tool."""


def build() -> None:
    """Install the packages of package-lock.json if needed, and bundle the page; raise MissingError without npm."""
    npm = program("npm", package="npm")
    lock, stamp = HERE / "package-lock.json", HERE / "node_modules" / ".package-lock.json"
    if not stamp.exists() or stamp.stat().st_mtime < lock.stat().st_mtime:
        _run(npm, "ci")
    _run(npm, "run", "--silent", "build")


def _run(*command: str | Path) -> None:
    done = subprocess.run(command, cwd=HERE, check=False, capture_output=True, text=True)  # noqa: S603 - npm
    if done.returncode:
        raise NotDrawnError(f"{' '.join(map(str, command))}: {done.stdout}{done.stderr}")


def draw(page: Json, picture: Path) -> None:
    """Draw a page (from `answers.page`), and save it as the PNG file `picture`.

    Raises MissingError without Chromium, and NotDrawnError if the page logs an error to the console of the browser.
    """
    chromium = program("chromium", "chromium-browser", "google-chrome", package="chromium")
    with _served(page) as url, TemporaryDirectory(prefix="orion-picture-") as home:
        done = subprocess.run(  # noqa: S603 - Chromium
            [
                chromium,
                *_FLAGS,
                f"--user-data-dir={home}",
                f"--window-size={page['width']},{page['height']}",
                f"--virtual-time-budget={_VIRTUAL_MILLISECONDS}",
                f"--screenshot={picture}",
                url,
            ],
            check=False,
            capture_output=True,
            text=True,
            timeout=_PATIENCE_SECONDS,
            env={"TZ": "UTC", "HOME": home},
        )
    complaints = [line for line in done.stderr.splitlines() if "CONSOLE" in line and _ADVERTISEMENT not in line]
    if done.returncode or complaints:
        raise NotDrawnError(f"{picture.name}: {'; '.join(complaints) or done.stderr}")


@contextmanager
def _served(page: Json) -> Iterator[str]:
    server = ThreadingHTTPServer((LOOPBACK, 0), partial(_Handler, json.dumps(page).encode()))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{LOOPBACK}:{server.server_port}/page.html"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(SimpleHTTPRequestHandler):
    """Serves the files of this folder, and the data of the page at /page.json."""

    def __init__(self, data: bytes, *arguments: object) -> None:
        self._data = data
        super().__init__(*arguments, directory=str(HERE))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if self.path != "/page.json":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(self._data)

    def log_message(self, *_arguments: object) -> None:
        """Log nothing: the console of Chromium shows what is missing."""
