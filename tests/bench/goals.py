"""What was wanted, what was measured, and whether that is enough."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.bench.api import SCRAPE, STATISTICS, ApiCost
from tests.bench.boards import BoardCosts
from tests.bench.changed import Changed
from tests.bench.markdown import digits, megabytes, seconds, times
from tests.bench.measure import Scrapes, median
from tests.bench.micro import Micro
from tests.bench.rules import RuleCost
from tests.bench.runs import Found, Served
from tests.bench.stages import REFRESH

AS_SLOW = 1.05
"""How many times a full refresh may take the time of another that does the same: the machine's own noise."""

MEMORY = {300_000: 150e6, 1_000_000: 350e6}
"""Series -> the most memory that they may take, in bytes."""


ANSWER_SECONDS = 0.05
"""How long an answer about a period of one vendor may take."""

MOST_OF_A_GROUP, MOST_OF_A_BOARD = 0.5, 1.0
"""Seconds that an evaluation of a group may take, and the processor time of the queries of a dashboard."""

QUICK, RATE = 0.005, 300
"""Seconds that an answer from a snapshot may take (p99), and how many of them there are in a second."""

BESIDE = 1.2
"""How many times as long a whole scrape may take while others ask for statistics."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal, what was measured, and the verdict; None if it was not measured."""

    text: str
    measured: str
    met: bool | None

    @property
    def verdict(self) -> str:
        """The verdict as shown in the table."""
        return "-" if self.met is None else "yes" if self.met else "**no**"


def of_rules(cost: RuleCost | str | None) -> Goal:
    """Return the goal for the rules in Prometheus; without their cost the reason."""
    text = f"rules in Prometheus: each group under {seconds(MOST_OF_A_GROUP)} (median)"
    if not isinstance(cost, RuleCost):
        return _not(text, cost or "not measured")
    medians = cost.medians()
    group = max(medians, key=lambda name: medians[name][0])
    said = f"{seconds(medians[group][0])} ({group}; {cost.places:,} places); at worst {seconds(cost.slowest)}"
    return Goal(text, said, medians[group][0] < MOST_OF_A_GROUP)


def of_boards(costs: BoardCosts | str | None) -> Goal:
    """Return the goal for the dashboards; without their cost the reason."""
    text = f"dashboards: each under {seconds(MOST_OF_A_BOARD)} of Prometheus' processor time"
    if not isinstance(costs, BoardCosts):
        return _not(text, costs or "not measured")
    most = costs.heaviest
    said = f"{seconds(most.processor)} ({most.uid}; {most.queries} queries)"
    return Goal(text, said, most.processor < MOST_OF_A_BOARD)


def of_api(cost: ApiCost | None) -> Iterator[Goal]:
    """Yield the goals for questions to the HTTP API and for scrapes with a vendor's token."""
    for name in (STATISTICS, SCRAPE):
        one, many = f"{name}, 1 client: p99 < 5 ms", f"{name}, 20 clients: at least 300 a second"
        if cost is None:
            yield from map(_not, (one, many))
            continue
        yield Goal(one, seconds(cost.found[name, 1].p99), cost.found[name, 1].p99 < QUICK)
        rate = cost.per_second[name, 20]
        yield Goal(many, f"{digits(rate)} a second", rate >= RATE)
    beside = "whole scrape beside 300 statistics a second: at most 20 % slower"
    if cost is None or cost.alone is None or cost.beside is None:
        yield _not(beside)
        return
    ratio = cost.beside.p50 / cost.alone.p50
    yield Goal(beside, f"{times(ratio)} (medians)", ratio <= BESIDE)


def _not(text: str, why: str = "not measured") -> Goal:
    return Goal(text, why, None)


def goals(main: Found, everything: Sequence[Found], micro: Sequence[Micro]) -> Iterator[Goal]:
    """Yield every goal; `main` is the shop that they are about, `everything` all shops of this run."""
    yield from _scrapes(main)
    yield from _refreshes(main)
    yield from _changed([each for each in everything if each.shop.plan.vendors == main.shop.plan.vendors])
    yield _period(main)
    yield from _memory(main, micro)
    yield from _constant(everything)


def _scrapes(main: Found) -> Iterator[Goal]:
    ours = main.exporter
    fast = "scrape with gzip, against query-exporter: >= 1,000 times faster"
    near = "scrape with gzip, against nginx with the same bytes as a file: <= 2 times its time"
    during = "scrape with gzip during a full refresh: p99 <= 50 ms"
    if ours is None:
        yield from map(_not, (fast, near, during))
        return
    mine = ours.scrapes["gzip", "idle", 1].p50
    peer, limit = main.peers.get("query-exporter", "not measured"), main.peers.get("nginx", "not measured")
    if isinstance(peer, Served):
        ratio = quickest(peer) / mine
        yield Goal(fast, f"{times(ratio)} (medians, 1 client)", ratio >= 1000)
    else:
        yield _not(fast, peer)
    if isinstance(limit, Served):
        ratio = mine / limit.scrapes["gzip", "idle", 1].p50
        yield Goal(near, f"{times(ratio)} (medians, 1 client)", ratio <= 2)
    else:
        yield _not(near, limit)
    busy: Scrapes = ours.scrapes["gzip", "during a refresh", 1]
    yield Goal(during, f"{seconds(busy.p99)} of {busy.number} scrapes", busy.p99 <= 0.05)


def quickest(peer: Served) -> float:
    """Return the median of the encoding that a peer is quicker with, one client, in seconds."""
    return min(peer.scrapes[encoding, "idle", 1].p50 for encoding in ("gzip", "identity"))


def _refreshes(main: Found) -> Iterator[Goal]:
    close = "full refresh, against the best statement for the same numbers through COPY: <= 1.25 times its time"
    cheap = "everything but the database: <= 1 µs per sample"
    if main.exporter is not None and main.copied:
        wall = median([refresh.wall for refresh in main.exporter.idle])
        way, best = min(main.copied.items(), key=lambda item: item[1].seconds)
        ratio = wall / best.seconds
        yield Goal(close, f"{times(ratio)} ({seconds(wall)} against {seconds(best.seconds)}: {way})", ratio <= 1.25)
    else:
        yield _not(close)
    if main.stages is not None:
        cost = main.stages.per_sample(*REFRESH)
        yield Goal(cheap, f"{digits(cost)} µs (directory, frame, scopes, text and gzip)", cost <= 1)
    else:
        yield _not(cheap)


def _changed(everything: Sequence[Found]) -> Iterator[Goal]:
    wanted = {
        "even": "changed-only refresh, evenly sized vendors: >= 7 times less database time than full",
        "zipf": "changed-only refresh, Zipf-sized vendors: never slower than full",
    }
    for skew, text in wanted.items():
        found = [each for each in everything if each.shop.plan.skew == skew]
        if not found:
            yield _not(text)
        for each in found:
            size = f"{each.shop.plan.vendors:,} vendors"
            yield _worth(f"{text} ({size})", each.changed)
            if each.recent is not None:
                yield _worth(f"{text} ({size}; changes of the last week, index by vendor and month)", each.recent)


def _period(main: Found) -> Goal:
    text = "an answer about 30 days of a vendor, with the indexes that `check` names: under 50 ms (median)"
    found = [each for each in main.periods if each.indexed and each.name == "a vendor"]
    if not found:
        return _not(text)
    said = f"{seconds(found[0].median)}, {seconds(found[0].database)} of it in the database"
    return Goal(text, said, found[0].median < ANSWER_SECONDS)


def _worth(text: str, changed: Changed | str) -> Goal:
    if isinstance(changed, str):
        return _not(text, changed)
    ratio, (middle, worst) = saving(changed), _beside(changed)
    said = f"{times(ratio)} less database time; {times(middle)} the time of the full one beside it (median; at worst"
    return Goal(text, f"{said} {times(worst)})", middle <= AS_SLOW if "never slower" in text else ratio >= 7)


def _beside(changed: Changed) -> tuple[float, float]:
    """Return the median and the largest ratio of the time of a refresh of what changed to the full one beside it."""
    ratios = [part.wall / full.wall for part, full in zip(changed.partial, changed.full, strict=True)]
    return median(ratios), max(ratios)


def saving(changed: Changed) -> float:
    """Return how many times more database time a full refresh takes than one of what changed."""
    whole, part = ([refresh.work.seconds for refresh in each] for each in (changed.full, changed.partial))
    return median(whole) / median(part)


def _memory(main: Found, micro: Sequence[Micro]) -> Iterator[Goal]:
    for series, most in MEMORY.items():
        text = f"peak memory at {series:,} series: <= {megabytes(most)}"
        found = [each.memory for each in micro if abs(each.memory.series / series - 1) < 0.05]
        for each in found:
            said = f"{megabytes(each.peak)} in a process that refreshes made-up rows ({each.series:,} series)"
            yield Goal(text, said, each.peak <= most)
        ours = main.exporter
        if ours is not None and abs(ours.series / series - 1) < 0.2:
            peak = max(ours.memory.values())
            said = f"{megabytes(peak)} in the exporter, after refreshes and scrapes ({ours.series:,} series)"
            yield Goal(text, said, peak <= most)
        elif not found:
            yield _not(text)


def _constant(everything: Sequence[Found]) -> Iterator[Goal]:
    refreshes = [refresh for each in everything if each.exporter for refresh in each.exporter.idle]
    statements = {refresh.work.statements for refresh in refreshes}
    fewest = {min(each.work.statements for each in found.exporter.idle) for found in everything if found.exporter}
    connections = {refresh.work.connections for refresh in refreshes}
    if not refreshes:
        yield _not("statements per refresh: constant; connections: one per running refresh")
        return
    sizes = ", ".join(sorted({f"{each.shop.plan.vendors:,}" for each in everything}, key=len))
    yield Goal(
        "statements per refresh: constant",
        f"{', '.join(map(str, sorted(statements)))} at {sizes} vendors (with those that begin and end; "
        "a new connection asks for the types of columns, too)",
        len(fewest) == 1,
    )
    yield Goal("connections: one per running refresh", ", ".join(map(str, sorted(connections))), connections == {1})
