"""The peers, each given the same numbers: query-exporter, two SQL exporters, and nginx with a file.

The SQL exporters get one statement for each set of labels, joined with the names, as their documentation shows it.
"""

import getpass
import gzip
import json
import os
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import make_url

from tests.bench.exporter import Target
from tests.bench.peer import START_SECONDS, NotInstalledError, answers, filled, program_of, version_of, write_secret
from tests.bench.questions import QUESTIONS
from tests.support.tools import free_port, process

ENVIRONMENT = Path("build/bench-venv")
QUERY_EXPORTER = ("query-exporter==5.0.2", "psycopg[binary]>=3.2,<4")


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
    write_secret(config, json.dumps({"databases": databases, "metrics": metrics, "queries": queries}))
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
    with process(command, log=folder / "query-exporter.log", up=answers(port), timeout=START_SECONDS) as running:
        yield filled(Target("query-exporter", _installed(python, "query-exporter"), running.pid, port))


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
def prometheus_sql_exporter(folder: Path, url: str) -> Iterator[Target]:
    """Run Debian's prometheus-sql-exporter (justwatch) until its first numbers are there and after."""
    program = program_of("prometheus-sql-exporter", "apt-get install prometheus-sql-exporter")
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
    write_secret(
        config,
        json.dumps({"jobs": [{"name": "orders", "interval": "1h", "connections": connections, "queries": queries}]}),
    )
    command: list[str | Path] = [program, "-config.file", config, "-web.listen-address", f"127.0.0.1:{port}"]
    surroundings = {"PATH": os.defpath, "LOGLEVEL": "error", "PGAPPNAME": "prometheus-sql-exporter"}
    log = folder / "sql-exporter.log"
    with process(command, log=log, up=answers(port), env=surroundings, timeout=START_SECONDS) as running:
        yield filled(Target("prometheus-sql-exporter", version_of("prometheus-sql-exporter"), running.pid, port))


@contextmanager
def sql_exporter(folder: Path, url: str) -> Iterator[Target]:
    """Run sql_exporter (burningalchemist) until its first numbers are there and after; it keeps them for an hour.

    Without `min_interval`, it would ask the database at each scrape.
    """
    program = program_of("sql_exporter", "download it from https://github.com/burningalchemist/sql_exporter/releases")
    port, config = free_port(), folder / "sql_exporter.yml"
    address = make_url(url).set(drivername="postgres")
    address = address.update_query_dict({"sslmode": "disable", "application_name": "sql_exporter"})
    names = {f"orders_{question.by or 'all'}": question for question in QUESTIONS}
    metrics = [
        {
            "metric_name": value,
            "type": "gauge",
            "help": value,
            "key_labels": question.labels,
            "values": [value],
            "query_ref": name,
        }
        for name, question in names.items()
        for value in question.values
    ]
    collector = {
        "collector_name": "orders",
        "metrics": metrics,
        "queries": [{"query_name": name, "query": question.sql()} for name, question in names.items()],
    }
    settings = {
        "global": {"scrape_timeout": "15m", "min_interval": "1h"},
        "target": {"data_source_name": address.render_as_string(hide_password=False), "collectors": ["orders"]},
        "collectors": [collector],
    }
    write_secret(config, json.dumps(settings))
    command: list[str | Path] = [program, f"-config.file={config}", f"-web.listen-address=127.0.0.1:{port}"]
    said = subprocess.run([program, "-version"], capture_output=True, text=True, check=False).stdout
    version = said.partition("version ")[2].partition(" ")[0].rstrip(",") or "unknown"
    with process(command, log=folder / "sql_exporter.log", up=answers(port), timeout=START_SECONDS) as running:
        yield filled(Target("sql_exporter", version, running.pid, port))


@contextmanager
def nginx(folder: Path, body: bytes) -> Iterator[Target]:
    """Serve a body as a static file, and its gzip form beside it: the limit of what a scrape can be."""
    program = program_of("nginx", "apt-get install nginx-light")
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
    with process(command, log=folder / "nginx.log", up=answers(port)) as running:
        children = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text(encoding="utf-8").split()
        yield Target("nginx", version_of("nginx"), int(children[0]), port)


Peer = Callable[[Path, str], AbstractContextManager[Target]]
SQL_PEERS: dict[str, Peer] = {
    "query-exporter": query_exporter,
    "prometheus-sql-exporter": prometheus_sql_exporter,
    "sql_exporter": sql_exporter,
}
"""The peers that read the database, by name."""

PYTHON = ".".join(map(str, sys.version_info[:3]))
