"""The peers, each given the same numbers: query-exporter, Debian's prometheus-sql-exporter, and nginx with a file.

The SQL exporters get one statement for each set of labels, joined with the names, as their documentation shows it.
"""

import getpass
import gzip
import json
import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from sqlalchemy import make_url

from tests.bench.exporter import Target, series
from tests.bench.questions import QUESTIONS
from tests.support.tools import free_port, process

ENVIRONMENT = Path("build/bench-venv")
QUERY_EXPORTER = ("query-exporter==5.0.2", "psycopg[binary]>=3.2,<4")
START_SECONDS = 900.0


class NotInstalledError(Exception):
    """A peer is not there; the message says what would bring it."""


@contextmanager
def query_exporter(folder: Path, url: str) -> Iterator[Target]:
    """Run query-exporter from PyPI, in a separate environment, until its first numbers are there and after."""
    python = environment()
    port, config = free_port(), folder / "query-exporter.yaml"
    named = make_url(url).update_query_dict({"application_name": "query-exporter"})
    queries = {
        f"orders_{question.by or 'all'}": {
            "interval": "1h",
            "databases": ["shop"],
            "metrics": list(question.values),
            "sql": question.sql(),
        }
        for question in QUESTIONS
    }
    metrics = {
        name: {"type": "gauge", "description": name, "labels": question.labels}
        for question in QUESTIONS
        for name in question.values
    }
    databases = {"shop": {"dsn": named.render_as_string(hide_password=False)}}
    _secret(config, json.dumps({"databases": databases, "metrics": metrics, "queries": queries}))
    command: list[str | Path] = [
        python.parent / "query-exporter",
        "-H",
        "127.0.0.1",
        "-p",
        str(port),
        "--config",
        config,
        "-L",
        "error",
    ]
    with process(command, log=folder / "query-exporter.log", up=_up(port), timeout=START_SECONDS) as running:
        yield _filled(Target("query-exporter", _installed(python, "query-exporter"), running.pid, port))


def environment() -> Path:
    """Return the Python of the peers' environment; it is made with pip if it is not there. Raises NotInstalledError."""
    python = ENVIRONMENT.absolute() / "bin/python"
    if not (python.parent / "query-exporter").exists():
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
        command: list[str | Path] = [
            python,
            "-m",
            "pip",
            "--disable-pip-version-check",
            "install",
            "--quiet",
            *QUERY_EXPORTER,
        ]
        if subprocess.run(command, check=False).returncode:
            raise NotInstalledError(f"pip could not install {QUERY_EXPORTER[0]}")
    return python


def _installed(python: Path, package: str) -> str:
    code = f"from importlib.metadata import version; print(version({package!r}))"
    return subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


@contextmanager
def sql_exporter(folder: Path, url: str) -> Iterator[Target]:
    """Run Debian's prometheus-sql-exporter (justwatch) until its first numbers are there and after."""
    program = program_of("prometheus-sql-exporter", "prometheus-sql-exporter")
    port, config = free_port(), folder / "sql-exporter.yaml"
    address = make_url(url).set(drivername="postgres").update_query_dict({"sslmode": "disable"})
    queries = [
        {
            "name": f"orders_{question.by or 'all'}",
            "help": "Orders.",
            "labels": question.labels,
            "values": list(question.values),
            "query": question.sql(),
        }
        for question in QUESTIONS
    ]
    connections = [address.render_as_string(hide_password=False)]
    _secret(
        config,
        json.dumps({"jobs": [{"name": "orders", "interval": "1h", "connections": connections, "queries": queries}]}),
    )
    command: list[str | Path] = [program, "-config.file", config, "-web.listen-address", f"127.0.0.1:{port}"]
    surroundings = {"PATH": os.defpath, "LOGLEVEL": "error", "PGAPPNAME": "prometheus-sql-exporter"}
    log = folder / "sql-exporter.log"
    with process(command, log=log, up=_up(port), env=surroundings, timeout=START_SECONDS) as running:
        yield _filled(Target("prometheus-sql-exporter", _debian("prometheus-sql-exporter"), running.pid, port))


@contextmanager
def nginx(folder: Path, body: bytes) -> Iterator[Target]:
    """Serve a body as a static file, and its gzip form beside it: the limit of what a scrape can be."""
    program = program_of("nginx", "nginx-light")
    port, site = free_port(), folder / "site"
    site.mkdir(exist_ok=True)
    (site / "metrics.gz").write_bytes(body)
    (site / "metrics").write_bytes(gzip.decompress(body))
    config = folder / "nginx.conf"
    user = f"user {getpass.getuser()};" if os.geteuid() == 0 else ""
    config.write_text(
        f"{user} daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log stderr error;\n"
        "events { worker_connections 256; }\n"
        "http { access_log off; sendfile on; tcp_nodelay on; keepalive_requests 100000000; gzip_static on;\n"
        f"  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;\n"
        f"  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi; default_type text/plain;\n"
        f"  server {{ listen 127.0.0.1:{port}; root {site}; }} }}\n",
        encoding="utf-8",
    )
    command: list[str | Path] = [program, "-p", folder, "-c", config, "-e", "stderr"]
    with process(command, log=folder / "nginx.log", up=_up(port)) as running:
        children = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text(encoding="utf-8").split()
        yield Target("nginx", _debian("nginx"), int(children[0]), port)


def program_of(name: str, package: str) -> Path:
    """Return the path of a program of Debian. Raises NotInstalledError."""
    found = shutil.which(name, path=os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin")))
    if found is None:
        raise NotInstalledError(f"apt-get install {package}")
    return Path(found)


def _debian(package: str) -> str:
    command = ["dpkg-query", "--show", "--showformat=${Version}", package]
    with suppress(OSError):
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip() or "unknown"
    return "unknown"


def _secret(path: Path, content: str) -> None:
    path.touch(mode=0o600)
    path.write_text(content, encoding="utf-8")


def _up(port: int) -> Callable[[], bool]:
    def up() -> bool:
        with suppress(OSError, RuntimeError):
            Target("", "", 0, port).body(zipped=True)
            return True
        return False

    return up


def _filled(target: Target) -> Target:
    """Wait until every metric is there and none grows any more: the peers fill theirs while they are scraped."""
    deadline, before = time.monotonic() + START_SECONDS, -1
    while time.monotonic() < deadline:
        _, text = target.body(zipped=False)
        found = series(text, b"orion_") + series(text, b"sql_")
        whole = all(_has(text, name) for question in QUESTIONS for name in question.values)
        if whole and found == before:
            return target
        before = found
        time.sleep(1)
    raise NotInstalledError(f"{target.name} had not its numbers after {START_SECONDS:g} s")


def _has(text: bytes, name: str) -> bool:
    """Whether a metric has samples; the peers have its HELP from the start, and one makes its name a label."""
    return f"\n{name}{{".encode() in text or f'col="{name}"'.encode() in text


Peer = Callable[[Path, str], AbstractContextManager[Target]]
SQL_PEERS: dict[str, Peer] = {"query-exporter": query_exporter, "prometheus-sql-exporter": sql_exporter}
"""The peers that read the database, by name."""

PYTHON = ".".join(map(str, sys.version_info[:3]))
