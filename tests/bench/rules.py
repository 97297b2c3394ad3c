"""What the shipped rules cost a real Prometheus that scrapes a large shop: how long each group takes to evaluate."""

import json
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode
from urllib.request import urlopen

from grafana import faster
from tests.bench import series
from tests.bench.measure import median
from tests.bench.peer import program_of
from tests.support.alerts import ALERTS
from tests.support.tools import free_port, process

BACKFILL_STEP = 240
"""Seconds between samples of the past: a sample is looked back for by less than five minutes."""

SLOWEST_SECONDS, PATIENCE_SECONDS = 120, 180
"""The longest time between evaluations of a group."""

_LINE = re.compile(r"^(\w+)(?:\{(.*)\})? (\S+)$", re.MULTILINE)
_GROUP = re.compile(r'rule_group="[^"]*;orion-([\w-]+)"')


@dataclass(frozen=True, slots=True)
class RuleCost:
    """What was found: series scraped and held, alerts that fired, seconds of each evaluation by group, memory."""

    version: str
    places: int
    scraped: int
    held: int
    firing: int
    seconds: dict[str, list[float]]
    memory: int

    @property
    def slowest(self) -> float:
        """The longest that a group took, in seconds."""
        return max(second for each in self.seconds.values() for second in each)

    def medians(self) -> dict[str, tuple[float, float]]:
        """Return the median and the longest of each group, in seconds."""
        return {group: (median(each), max(each)) for group, each in sorted(self.seconds.items())}


def measure(folder: Path, vendors: int, evaluations: int, factor: float = 1) -> RuleCost:
    """Let Prometheus evaluate the shipped rules so many times, its past filled in; intervals are divided by
    `factor`.

    Raises `NotInstalledError` without Prometheus.
    """
    prometheus, promtool = (program_of(name, "apt-get install prometheus") for name in ("prometheus", "promtool"))
    duration = SLOWEST_SECONDS * (evaluations + 2) + PATIENCE_SECONDS
    _fill(promtool, folder, vendors, duration)
    with _exporter(series.exposition(vendors, time.time())) as target:
        # Nobody listens for alerts; what is measured is the rules.
        faster.write(folder, factor, {"localhost:9797": target, "localhost:9093": f"127.0.0.1:{free_port()}"})
        address = f"127.0.0.1:{free_port()}"
        command: list[str | Path] = [
            prometheus,
            f"--config.file={folder}/prometheus.yml",
            f"--storage.tsdb.path={folder}/data",
            f"--web.listen-address={address}",
            "--log.level=warn",
        ]
        with process(command, log=folder / "prometheus.log", up=lambda: _ready(address), timeout=300):
            seconds = _watch(address, evaluations)
            said = _metrics(address)
            firing = _query(address, 'count(ALERTS{alertstate="firing"} or ALERTS{alertstate="pending"})')
            scraped = _query(address, 'scrape_samples_scraped{job="orion"}')
            held = int(said["prometheus_tsdb_head_series", ""])
            memory = int(said["process_resident_memory_bytes", ""])
    return RuleCost(_version(prometheus), len(series.places(vendors)), scraped, held, firing, seconds, memory)


def _fill(promtool: Path, folder: Path, vendors: int, duration: int) -> None:
    """Write blocks of what was recorded an hour, a day, a week before the next `duration` seconds."""
    now = time.time()
    moments = [now + offset for offset in range(-BACKFILL_STEP, duration + BACKFILL_STEP, BACKFILL_STEP)]
    for back in series.offsets():
        text = folder / "history.txt"
        with text.open("w", encoding="utf-8") as lines:
            for line in series.history(back, vendors, moments):
                lines.write(line + "\n")
        # One offset at a time: promtool reads all of a file for every two hours that it spans.
        command: list[str | Path] = [
            promtool,
            "tsdb",
            "create-blocks-from",
            "openmetrics",
            "--quiet",
            text,
            folder / "data",
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        text.unlink()


@contextmanager
def _exporter(body: bytes) -> Iterator[str]:
    """Serve a body as an exporter's until the end of the block; yield the address."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; version=0.0.4")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def _watch(address: str, evaluations: int) -> dict[str, list[float]]:
    """Return how long each group took, for a number of evaluations after those without series."""
    seen: dict[str, dict[str, float]] = {}
    deadline = time.monotonic() + PATIENCE_SECONDS + SLOWEST_SECONDS * (evaluations + 2)
    while not seen or min(len(each) for each in seen.values()) <= evaluations:
        if time.monotonic() > deadline:
            raise RuntimeError(f"Prometheus evaluated too seldom: {seen}")
        time.sleep(1)
        said = _metrics(address)
        for (name, group), value in said.items():
            if name == "prometheus_rule_group_last_evaluation_timestamp_seconds" and value and filled(said):
                last = said["prometheus_rule_group_last_duration_seconds", group]
                seen.setdefault(group, {})[f"{value}"] = last
    # The first one may have had no series yet.
    return {group: list(each.values())[1:] for group, each in seen.items()}


def filled(said: dict[tuple[str, str], float]) -> bool:
    """Say whether the shop has been scraped and its thresholds recorded."""
    return said.get(("prometheus_rule_group_last_evaluation_samples", "alerts"), 0) > len(ALERTS)


def _metrics(address: str) -> dict[tuple[str, str], float]:
    """Return Prometheus' own metrics, by name and group of rules ("" for what has none)."""
    with urlopen(f"http://{address}/metrics", timeout=60) as answer:
        text = answer.read().decode()
    found: dict[tuple[str, str], float] = {}
    for name, labels, value in _LINE.findall(text):
        group = _GROUP.search(labels)
        if group or not labels:
            found[name, group[1] if group else ""] = float(value)
    return found


def _query(address: str, expression: str) -> int:
    with urlopen(f"http://{address}/api/v1/query?{urlencode({'query': expression})}", timeout=60) as answer:
        result = json.load(answer)["data"]["result"]
    return int(float(result[0]["value"][1])) if result else 0


def _ready(address: str) -> bool:
    with suppress(OSError), urlopen(f"http://{address}/-/ready", timeout=5) as answer:
        return bool(answer.status == 200)
    return False


def _version(prometheus: Path) -> str:
    said = subprocess.run([prometheus, "--version"], capture_output=True, text=True, check=True)
    return (said.stdout + said.stderr).split()[2]
