"""The document: what was run on which machine, what came out, and how it compares."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tests.bench import api, boards, tables
from tests.bench.api import ApiCost
from tests.bench.boards import BoardCosts
from tests.bench.database import SETTINGS
from tests.bench.goals import goals, of_api, of_boards, of_rules
from tests.bench.markdown import seconds, table
from tests.bench.micro import Micro
from tests.bench.rules import RuleCost
from tests.bench.runs import Found, Served


@dataclass(slots=True)
class Run:
    """One run of the benchmark."""

    command: str
    date: str
    machine: dict[str, str]
    server: str = ""
    micro: list[Micro] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    main: int = 0
    """The number of vendors that the goals are about."""
    rules: RuleCost | str | None = None
    """What the rules cost, or why that is not known."""
    boards: BoardCosts | str | None = None
    """What the dashboards cost, or why that is not known."""
    api: ApiCost | None = None


def document(run: Run) -> str:
    """Return the whole document."""
    return "\n".join(_parts(run)).rstrip() + "\n"


def _parts(run: Run) -> Iterator[str]:
    yield (
        "# Benchmarks\n\nWritten by `make bench`. All results were measured in a single run, except those of other "
        "platforms. "
        "Ratios compare what ran on the same machine, on the same data, in the same hour.\n"
    )
    yield table(("", ""), [(name, value) for name, value in _circumstances(run)])
    main = next(
        (each for each in run.found if (each.shop.plan.vendors, each.shop.plan.skew) == (run.main, "even")), None
    )
    if main is not None:
        yield "## Goals\n"
        wanted = [*goals(main, run.found, run.micro), of_rules(run.rules), of_boards(run.boards), *of_api(run.api)]
        rows = [(goal.text, goal.measured, goal.verdict) for goal in wanted]
        yield table(("goal", "measured", "met"), rows)
    if run.found:
        yield _method()
    for each in run.found:
        yield from _shop(each)
    if len(run.found) > 1:
        yield from tables.growth(run.found)
    if run.micro:
        yield from tables.micro(run.micro)
    yield from _aside(run)


def _aside(run: Run) -> Iterator[str]:
    """Yield the parts that have no place in a shop's own."""
    if run.api is not None:
        yield f"## Questions over HTTP\n\n{api.report(run.api)}"
    if isinstance(run.rules, RuleCost):
        yield from tables.rules(run.rules)
    if isinstance(run.boards, BoardCosts):
        yield f"## The dashboards in Prometheus\n\n{boards.report(run.boards)}"


def _circumstances(run: Run) -> Iterator[tuple[str, str]]:
    yield "Date", run.date
    yield "Command", f"`{run.command}`"
    yield from run.machine.items()
    if run.server:
        settings = ", ".join(f"{name}={value}" for name, value in SETTINGS.items() if not name.startswith("log_"))
        yield "Database", f"{run.server}, on the same machine; fsync=off, {settings}; every statement is logged"
    for served in _peers(run.found):
        yield served.target.name, served.target.version


def _peers(found: Sequence[Found]) -> list[Served]:
    named = {name: peer for each in found for name, peer in each.peers.items() if isinstance(peer, Served)}
    return list(named.values())


def _method() -> str:
    return (
        "## How it was measured\n\n"
        "Scrapes: raw sockets that are kept alive, read to the last byte, in a separate process; from the request "
        "to the last byte, on the monotonic clock. A client asks again as soon as it has its answer; during a refresh "
        "it waits 20 ms, and those scrapes count that a refresh touched. p99 of fewer than 100 scrapes is the "
        "slowest.\n\n"
        "Refreshes: the exporter's own duration; they take turns with the statements by hand. "
        "Database time and statements are from the server's log, for the exporter's connections "
        "(for peers: of their first run).\n\n"
        "The SQL peers get one statement for each set of labels, joined with the names. Their series differ where "
        "they say nothing of a status without orders, and turn NULL into a number; the exporter's own count has the "
        "platforms' totals and the info series of vendors and platforms in addition.\n\n"
        "Memory is VmHWM, the most that a process ever held (nginx: its worker).\n"
    )


def _shop(found: Found) -> Iterator[str]:
    plan = found.shop.plan
    kind = "evenly sized" if plan.skew == "even" else "Zipf-sized"
    yield f"## {plan.vendors:,} vendors, {kind}\n"
    yield (
        f"{plan.platforms} platforms, {found.shop.places:,} places of vendors on platforms, {plan.orders:,} orders "
        f"({found.shop.largest:,} of the largest vendor); built in {seconds(found.shop.seconds)}.\n"
    )
    servers = {"orion-exporter": found.exporter, **found.peers}
    measured = {name: server for name, server in servers.items() if isinstance(server, Served)}
    if measured:
        yield "### Scrapes\n"
        rows = [row for name, server in measured.items() for row in tables.scrapes(name, server, found.exporter)]
        header = ("server", "encoding", "moment", "clients", "scrapes", "p50", "p99", "against ours (p50)")
        yield table(header, rows)
        yield table(
            ("server", "series", "text", "gzip", "peak memory so far, after"),
            [tables.sizes(*item) for item in measured.items()],
        )
    absent = [f"{name}: {why}." for name, why in found.peers.items() if isinstance(why, str)]
    if absent:
        yield "\n".join(absent) + "\n"
    yield from tables.refreshes(found)
    if found.stages is not None:
        yield "### Where a refresh's time goes\n"
        yield tables.stages([found.stages])
    if found.periods:
        yield from tables.periods(found.periods)
