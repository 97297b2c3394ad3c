"""The tables of the document."""

from collections.abc import Iterator, Sequence

from tests.bench.answers import Answers
from tests.bench.changed import TOUCHED, Changed
from tests.bench.goals import quickest, saving
from tests.bench.markdown import digits, megabytes, seconds, table, times
from tests.bench.measure import Refresh, median
from tests.bench.micro import Micro
from tests.bench.periods import Asked
from tests.bench.rules import RuleCost
from tests.bench.runs import Found, Served
from tests.bench.stages import REFRESH, Stages

_STAGES = {
    "fetch": "the statements and their rows, through the driver's cursor (of made-up rows: making them)",
    "directory": "vendors and platforms: read, and given their labels",
    "frame": "rows to columns by id",
    "scopes": "columns to families: scopes, zeros, divisors",
    "render": "families to text, and that to gzip segments",
    "join": "segments to a body, at each scrape with gzip",
    "inflate": "segments to text, at each scrape without gzip",
    "generate_latest": "prometheus_client's `generate_latest` over the same snapshot, at each scrape",
    "gzip.compress": "and Python's `gzip.compress` of that",
}


def scrapes(name: str, server: Served, ours: Served | None) -> Iterator[Sequence[str]]:
    """Yield a row for each kind of scrape of a server, with its ratio to ours."""
    for (encoding, moment, clients), scrapes in server.scrapes.items():
        like = ours.scrapes.get((encoding, moment, clients)) if ours is not None else None
        ratio = times(scrapes.p50 / like.p50) if like is not None and server is not ours else ""
        yield (
            name,
            encoding,
            moment,
            str(clients),
            f"{scrapes.number:,}",
            seconds(scrapes.p50),
            seconds(scrapes.p99),
            ratio,
        )


def sizes(name: str, server: Served) -> Sequence[str]:
    """Return a row: how much a server serves, and the memory it takes."""
    memory = "; ".join(f"{moment}: {megabytes(size)}" for moment, size in server.memory.items())
    zipped = megabytes(server.gzip) if server.gzip != server.plain else "none"
    return name, f"{server.series:,}" if server.series else "", megabytes(server.plain), zipped, memory


def refreshes(found: Found) -> Iterator[str]:
    """Yield the tables of refreshes, and of the same numbers by hand."""
    rows = [*_refreshes_of(found)]
    if rows:
        yield "### Refreshes\n"
        yield table(("refresh", "wall (median)", "database", "the rest", "statements", "connections"), rows)
    for what, measured in _changes(found):
        really = sum(refresh.changed_only for refresh in measured.partial)
        others = ", the others chose to read all" if really < len(measured.partial) else ""
        yield (
            f"{what[0].upper()}{what[1:]}: {times(saving(measured))} less database time than the full refreshes beside "
            f"it; {really} of {len(measured.partial)} read only what had changed{others}. "
            f"At the end {measured.different} samples differed from those of the full refresh.\n"
        )
    if found.copied:
        yield "The same numbers by hand, medians:\n"
        yield table(
            ("statements", "COPY", "cursor, fetchmany", "rows"),
            [
                (way, seconds(copied.seconds), seconds(found.fetched[way].seconds), f"{copied.rows:,}")
                for way, copied in found.copied.items()
            ],
        )


def _changes(found: Found) -> Iterator[tuple[str, Changed]]:
    if isinstance(found.changed, Changed):
        yield f"changed-only ({TOUCHED} orders of the year touched)", found.changed
    if found.recent is not None:
        yield f"changed-only ({TOUCHED} orders of the last week touched, index by vendor and month)", found.recent


def _refreshes_of(found: Found) -> Iterator[Sequence[str]]:
    if found.exporter is not None:
        yield _refresh("full", found.exporter.idle)
        yield _refresh("full, while scraped", found.exporter.busy)
    for what, measured in _changes(found):
        yield _refresh(what, measured.partial)
        yield _refresh("full, beside it", measured.full)
    if isinstance(found.changed, str) and found.exporter is not None:
        yield f"changed-only: {found.changed}", *[""] * 5
    for name, peer in found.peers.items():
        if isinstance(peer, Served) and peer.work is not None:
            work = peer.work
            yield f"{name} (first run)", "", seconds(work.seconds), "", str(work.statements), str(work.connections)


def _refresh(name: str, done: Sequence[Refresh]) -> Sequence[str]:
    wall, database = median([each.wall for each in done]), median([each.work.seconds for each in done])
    statements, connections = {each.work.statements for each in done}, {each.work.connections for each in done}
    return (
        name,
        seconds(wall),
        seconds(database),
        seconds(max(0.0, wall - database)),
        ", ".join(map(str, sorted(statements))),
        ", ".join(map(str, sorted(connections))),
    )


def stages(measured: Sequence[Stages]) -> str:
    """Return the table of a refresh's stages."""
    header = ["stage", *(part for each in measured for part in (f"{each.series:,} series", "µs per sample"))]
    rows = [[text, *_costs(measured, name)] for name, text in _STAGES.items()]
    total = "**everything but the database** (from the directory to gzip)"
    rows.append([total, *(f"**{part}**" for part in _costs(measured, *REFRESH))])
    rows.append(["the same, the first time", *_costs(measured, "first refresh")])
    return table(header, rows)


def _costs(measured: Sequence[Stages], *names: str) -> list[str]:
    return [
        part
        for each in measured
        for part in (seconds(sum(each.seconds[name] for name in names)), digits(each.per_sample(*names)))
    ]


def answers(measured: Answers) -> Iterator[str]:
    """Yield the table of answers from the snapshot."""
    header = ("numbers of", "p50", "p99", "20 clients: p50", "p99", "answers per second", "bytes")
    rows = [
        (
            each.name,
            *(seconds(took) for took in (each.alone.p50, each.alone.p99, each.crowd.p50, each.crowd.p99)),
            f"{each.rate:,.0f}",
            f"{each.alone.size:,}",
        )
        for each in measured.answered
    ]
    yield "### Answers of the HTTP API from the snapshot\n"
    yield table(header, rows)
    quiet, meanwhile = measured.quiet.p50, measured.meanwhile.p50
    yield f"A scrape with gzip takes {seconds(quiet)}, and {seconds(meanwhile)} while 20 clients ask (medians).\n"


def periods(measured: Sequence[Asked]) -> Iterator[str]:
    """Yield the table of answers about a period."""
    header = ("last 30 days of", "indexes of `check`", "p50", "p99", "statements", "database", "slowest statement")
    rows = [
        (
            each.name,
            "yes" if each.indexed else "no",
            seconds(each.median),
            seconds(each.p99),
            str(each.statements),
            seconds(each.database),
            seconds(each.slowest),
        )
        for each in measured
    ]
    yield "### Answers about a period\n"
    yield table(header, rows)


def growth(found: Sequence[Found]) -> Iterator[str]:
    """Yield the table that compares sizes."""
    yield "## Growth\n"
    rows: list[Sequence[str]] = []
    for each in found:
        ours = each.exporter
        if ours is None:
            continue
        wall = median([refresh.wall for refresh in ours.idle])
        best = min((timing.seconds for timing in each.copied.values()), default=0.0)
        peer = each.peers.get("query-exporter")
        row = (
            f"{each.shop.plan.vendors:,}, {each.shop.plan.skew}",
            f"{ours.series:,}",
            seconds(wall),
            times(wall / best) if best else "",
            seconds(ours.scrapes["gzip", "idle", 1].p50),
            seconds(ours.scrapes["gzip", "during a refresh", 1].p99),
            times(quickest(peer) / ours.scrapes["gzip", "idle", 1].p50) if isinstance(peer, Served) else "",
            megabytes(max(ours.memory.values())),
        )
        rows.append(row)
    header = (
        "vendors",
        "series",
        "full refresh",
        "against the best COPY",
        "scrape, gzip, p50",
        "during a refresh, p99",
        "query-exporter's scrape against it",
        "peak memory",
    )
    yield table(header, rows)


def micro(micro: Sequence[Micro]) -> Iterator[str]:
    """Yield the tables of made-up rows."""
    yield "## Without a database: made-up rows\n"
    yield stages([each.times for each in micro])
    memory = [each.memory for each in micro]
    rows = [(f"{m.series:,}", megabytes(m.plain), megabytes(m.gzip), megabytes(m.peak)) for m in memory]
    yield "Peak memory of a process that refreshes twice, the first result kept until the second is there:\n"
    yield table(("series", "text", "gzip", "peak memory"), rows)


def rules(cost: RuleCost) -> Iterator[str]:
    """Yield the table of what the rules cost Prometheus."""
    yield "## The rules in Prometheus\n"
    yield (
        f"Prometheus {cost.version} scrapes {cost.scraped:,} series of {cost.places:,} places of vendors on platforms "
        "each 30 seconds, made up; its past was filled in for what the rules look back to. "
        f"It holds {cost.held:,} series in {megabytes(cost.memory)}, and {cost.firing:,} alerts fire or wait: one "
        "vendor in a hundred does badly in everything. How long an evaluation of each group took "
        "(`prometheus_rule_group_last_duration_seconds`):\n"
    )
    rows = [
        (group, str(len(cost.seconds[group])), seconds(middle), seconds(longest))
        for group, (middle, longest) in cost.medians().items()
    ]
    yield table(("group", "evaluations", "median", "longest"), rows)
