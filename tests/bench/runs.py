"""What is run on one shop, and what was found."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench import answers, changed, peers, periods, shop, stages, statements
from tests.bench.answers import Answers
from tests.bench.changed import Changed
from tests.bench.client import Load, scrape, scraping
from tests.bench.exporter import Exporter, Target, exporting, series, settle
from tests.bench.measure import Refresh, Scrapes, StatementLog, Work, peak_memory
from tests.bench.periods import Asked
from tests.bench.stages import Stages
from tests.bench.statements import Timing
from tests.support.databases import Database, Server, on_server
from tests.support.tools import NotStartedError

logger = logging.getLogger("bench")
SLOW_SECONDS = 0.05
"""A scrape that takes longer than this is made a few times only."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How often things are done: refreshes and statements, seconds of scrapes of a kind, scrapes of a slow peer."""

    times: int = 5
    seconds: float = 5.0
    requests: int = 5
    patience: float = 5.0
    """How long one scrape may take, in seconds, for twenty clients to be tried."""


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
    periods: list[Asked] = field(default_factory=list)
    answers: Answers | None = None
    recent: Changed | None = None
    """Where vendors are not even: with changes of the last week, and an index that finds the months of a vendor."""


PARTS = ("statements", "stages", "exporter", "nginx", "query-exporter", "prometheus-sql-exporter", "changed", "periods")


def measure(server: Server, folder: Path, plan: shop.Plan, parts: Collection[str], effort: Effort) -> Found:
    """Build a shop and run `parts` (of PARTS) on it, one after the other."""
    log = StatementLog(server.log)
    with on_server(server) as database:
        logger.info("building %s", plan)
        found = Found(shop.build(database.engine, plan))
        if "stages" in parts:
            logger.info("stages of a refresh")
            found.stages = stages.run("--url", database.url)
        if "exporter" in parts:
            _exporter(found, database, (folder, log), effort, parts)
        elif "statements" in parts:
            found.copied, found.fetched = statements.measure(_plain(database), effort.times)
        for name in (name for name in peers.SQL_PEERS if name in parts):
            logger.info("%s", name)
            found.peers[name] = _peer(name, folder, database.url, log, effort)
        if "changed" in parts:
            logger.info("refreshes of what changed")
            found.changed = changed.measure(database, folder, log, plan, effort.times)
            if plan.skew != "even":
                shop.index_months(database.engine)
                recent = changed.measure(database, folder, log, plan, effort.times, days=changed.WEEK)
                found.recent = recent if isinstance(recent, Changed) else None
        if "periods" in parts:
            logger.info("answers about a period")
            found.periods = periods.measure(database.url, plan.vendors, effort.times)
    return found


def _plain(database: Database) -> str:
    return database.url.replace("+psycopg", "")


def _exporter(
    found: Found, database: Database, place: tuple[Path, StatementLog], effort: Effort, parts: Collection[str]
) -> None:
    folder, log = place
    logger.info("orion-exporter, and the statements by hand")
    with exporting(folder, database.url, log, full=True) as exporter:
        memory = {"first refresh": peak_memory(exporter.target.pid)}
        idle: list[Refresh] = []
        if "statements" in parts:
            by_hand = statements.measure(_plain(database), effort.times, lambda: idle.append(exporter.refresh()))
            found.copied, found.fetched = by_hand
        else:
            idle += [exporter.refresh() for _ in range(effort.times)]
        memory["more refreshes"] = peak_memory(exporter.target.pid)
        found.exporter = _served(
            exporter, effort, memory, idle, ("gzip", "identity") if "nginx" in parts else ("gzip",)
        )
        logger.info("answers of the HTTP API")
        found.answers = answers.measure(exporter.target.port, effort.seconds)
        body, _ = exporter.target.body(zipped=True)
    if "nginx" in parts:
        logger.info("nginx")
        found.peers["nginx"] = _nginx(folder, body, effort)


def _served(
    exporter: Exporter, effort: Effort, memory: dict[str, int], idle: list[Refresh], encodings: Sequence[str]
) -> Served:
    target = exporter.target
    scrapes, busy = {}, []
    for encoding in encodings:
        for clients in (1, 20):
            load = Load(target.port, gzip=encoding == "gzip", clients=clients, seconds=effort.seconds)
            scrapes[encoding, "idle", clients] = Scrapes.of(scrape(load).spans, load.size)
            settle()
            spans, refreshes = _while_refreshing(exporter, load, effort.times)
            scrapes[encoding, "during a refresh", clients] = Scrapes.of(spans, load.size)
            busy += refreshes if (encoding, clients) == ("gzip", 1) else []
            memory[f"{encoding}, {clients} client{'s' if clients > 1 else ''}"] = peak_memory(target.pid)
            settle()
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
            memory = {"first refresh": peak_memory(target.pid)}
            scrapes = _scrapes(target, effort)
            memory["all scrapes"] = peak_memory(target.pid)
            zipped, text = target.body(zipped=True)
            number = series(text, b"orion_") + series(text, b"sql_")
            return Served(target, number, len(text), len(zipped), memory, scrapes, work)
    except peers.NotInstalledError as error:
        return f"not installed: {error}"
    except (RuntimeError, ValueError, NotStartedError) as error:  # one peer that fails must not cost the others' hours
        return f"failed: {str(error).splitlines()[0]}"


def _nginx(folder: Path, body: bytes, effort: Effort) -> Served | str:
    try:
        with peers.nginx(folder, body) as target:
            scrapes = _scrapes(target, effort)
            zipped, text = target.body(zipped=True)
            memory = {"all scrapes": peak_memory(target.pid)}
            return Served(target, 0, len(text), len(zipped), memory, scrapes)
    except peers.NotInstalledError as error:
        return f"not installed: {error}"


def _scrapes(target: Target, effort: Effort) -> dict[tuple[str, str, int], Scrapes]:
    """Scrape as long as a quick server is, or as often as a slow one bears."""
    scrapes = {}
    for encoding in ("gzip", "identity"):
        once = Scrapes.of(scrape(Load(target.port, gzip=encoding == "gzip", requests=1)).spans, 0).p50
        for clients in (1, 20):
            load = Load(target.port, gzip=encoding == "gzip", clients=clients, seconds=effort.seconds)
            if once > SLOW_SECONDS:
                load.requests, load.seconds = max(effort.requests, clients), 600
            if clients == 1 or once < effort.patience:
                scrapes[encoding, "idle", clients] = Scrapes.of(scrape(load).spans, load.size)
    return scrapes
