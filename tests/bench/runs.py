"""What is run on one shop, and what was found."""

import logging
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from exporter.settings import ProviderSettings
from tests.bench import peers, shop, stages, statements
from tests.bench.client import Load, scrape, scraping
from tests.bench.exporter import Exporter, Target, exporting, series, settle
from tests.bench.measure import Refresh, Scrapes, StatementLog, Work, peak_memory
from tests.bench.stages import Stages
from tests.bench.statements import Timing
from tests.databases import Database, Server, on_server

logger = logging.getLogger("bench")
TOUCHED = 200
SLOW_SECONDS = 0.05
"""A scrape that takes longer than this is made a few times only."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How often things are done: refreshes and statements, seconds of scrapes of a kind, scrapes of a slow peer."""

    times: int = 5
    seconds: float = 5.0
    requests: int = 10


@dataclass(frozen=True, slots=True)
class Served:
    """What one server does: its scrapes by (encoding, moment, clients), sizes and memory in bytes, the database."""

    target: Target
    series: int
    plain: int
    gzip: int
    memory: dict[str, int]
    scrapes: dict[tuple[str, str, int], Scrapes]
    work: Work | None = None
    idle: list[Refresh] = field(default_factory=list)
    busy: list[Refresh] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Changed:
    """Refreshes of what changed, beside the full one before them, each after `TOUCHED` orders were changed."""

    full: Refresh
    partial: list[Refresh]


@dataclass(slots=True)
class Found:
    """What was found on one shop; what was not measured is None, or the reason in words."""

    shop: shop.Shop
    copied: dict[str, Timing] = field(default_factory=dict)
    fetched: dict[str, Timing] = field(default_factory=dict)
    stages: Stages | None = None
    exporter: Served | None = None
    peers: dict[str, Served | str] = field(default_factory=dict)
    changed: Changed | str = "not measured"


PARTS = ("statements", "stages", "exporter", "nginx", "query-exporter", "prometheus-sql-exporter", "changed")


def measure(server: Server, folder: Path, plan: shop.Plan, parts: Collection[str], effort: Effort) -> Found:
    """Build a shop and run `parts` (of PARTS) on it, one after the other."""
    log = StatementLog(server.log)
    with on_server(server) as database:
        logger.info("building %s", plan)
        found = Found(shop.build(database.engine, plan))
        if "statements" in parts:
            logger.info("statements by hand")
            address = database.url.replace("+psycopg", "")
            found.copied, found.fetched = statements.measure(address, effort.times)
        if "stages" in parts:
            logger.info("stages of a refresh")
            found.stages = stages.run("--url", database.url)
        if "exporter" in parts:
            _exporter(found, database, folder, log, effort, nginx="nginx" in parts)
        for name in (name for name in peers.SQL_PEERS if name in parts):
            logger.info("%s", name)
            found.peers[name] = _peer(name, folder, database.url, log, effort)
        if "changed" in parts:
            logger.info("refreshes of what changed")
            found.changed = _changed(database, folder, log, plan, effort)
    return found


def _exporter(
    found: Found, database: Database, folder: Path, log: StatementLog, effort: Effort, *, nginx: bool
) -> None:
    logger.info("orion-exporter")
    with exporting(folder, database.url, log, full=True) as exporter:
        found.exporter = _served(exporter, effort)
        body, _ = exporter.target.body(zipped=True)
    if nginx:
        logger.info("nginx")
        found.peers["nginx"] = _nginx(folder, body, effort)


def _served(exporter: Exporter, effort: Effort) -> Served:
    target = exporter.target
    memory = {"after the first refresh": peak_memory(target.pid)}
    settle()
    idle = [exporter.refresh() for _ in range(effort.times)]
    memory["after more refreshes"] = peak_memory(target.pid)
    scrapes, busy = {}, []
    for encoding in ("gzip", "identity"):
        for clients in (1, 20):
            load = Load(target.port, gzip=encoding == "gzip", clients=clients, seconds=effort.seconds)
            scrapes[encoding, "idle", clients] = Scrapes.of(scrape(load).spans, load.size)
            settle()
            spans, refreshes = _while_refreshing(exporter, load, effort.times)
            scrapes[encoding, "during a refresh", clients] = Scrapes.of(spans, load.size)
            busy += refreshes if (encoding, clients) == ("gzip", 1) else []
            settle()
    memory["after all scrapes"] = peak_memory(target.pid)
    zipped, text = target.body(zipped=True)
    number = series(text, b"orion_") - series(text, b"orion_exporter_")
    return Served(target, number, len(text), len(zipped), memory, scrapes, None, idle, busy)


def _while_refreshing(exporter: Exporter, like: Load, times: int) -> tuple[list[tuple[int, int]], list[Refresh]]:
    """Scrape on while refreshes run; return the scrapes that a refresh touched, and the refreshes."""
    load = Load(like.port, gzip=like.gzip, clients=like.clients, pause=0.02)
    with scraping(load):
        settle()
        refreshes = [exporter.refresh() for _ in range(times)]
    spans = [
        (start, end)
        for start, end in load.spans
        if any(start < refresh.ended and end > refresh.began for refresh in refreshes)
    ]
    return spans, refreshes


def _peer(name: str, folder: Path, url: str, log: StatementLog, effort: Effort) -> Served | str:
    log.mark()
    try:
        with peers.SQL_PEERS[name](folder, url) as target:
            work = log.since(name)
            memory = {"after the first refresh": peak_memory(target.pid)}
            scrapes = _scrapes(target, effort)
            memory["after all scrapes"] = peak_memory(target.pid)
            zipped, text = target.body(zipped=True)
            number = series(text, b"orion_") + series(text, b"sql_")
            return Served(target, number, len(text), len(zipped), memory, scrapes, work)
    except peers.NotInstalledError as error:
        return f"not installed: {error}"


def _nginx(folder: Path, body: bytes, effort: Effort) -> Served | str:
    try:
        with peers.nginx(folder, body) as target:
            scrapes = _scrapes(target, effort)
            zipped, text = target.body(zipped=True)
            memory = {"after all scrapes": peak_memory(target.pid)}
            return Served(target, 0, len(text), len(zipped), memory, scrapes)
    except peers.NotInstalledError as error:
        return f"not installed: {error}"


def _scrapes(target: Target, effort: Effort) -> dict[tuple[str, str, int], Scrapes]:
    """Scrape as long as a quick server is, or as often as a slow one bears."""
    scrapes = {}
    for encoding in ("gzip", "identity"):
        for clients in (1, 20):
            load = Load(target.port, gzip=encoding == "gzip", requests=1)
            slow = Scrapes.of(scrape(load).spans, 0).p50 > SLOW_SECONDS
            requests = max(effort.requests, clients) if slow else 1_000_000
            load = Load(target.port, gzip=load.gzip, clients=clients, requests=requests,
                        seconds=600 if slow else effort.seconds)  # fmt: skip
            scrapes[encoding, "idle", clients] = Scrapes.of(scrape(load).spans, load.size)
    return scrapes


def _changed(database: Database, folder: Path, log: StatementLog, plan: shop.Plan, effort: Effort) -> Changed | str:
    if "full_every" not in ProviderSettings.model_fields:
        return "not built yet"
    with exporting(folder, database.url, log, full=False) as exporter:
        full, partial = exporter.refresh(), []
        for _ in range(effort.times):
            shop.touch(database.engine, plan, TOUCHED)
            partial.append(exporter.refresh())
    return Changed(full, partial)
