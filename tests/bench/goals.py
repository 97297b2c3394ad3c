"""What was wanted, what was measured, and whether that is enough."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.bench.answers import A_VENDOR
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


FROM_SNAPSHOT = 0.005
"""How long an answer from the snapshot may take, in seconds."""

MOST_ANSWERS = 300
"""How many of them twenty clients must get in a second."""

MEANWHILE = 1.2
"""How many times its time a scrape may take meanwhile."""

ANSWER_SECONDS = 0.05
"""How long an answer about a period of one vendor may take."""

MOST_OF_A_BOARD = 3.0
"""Seconds that the queries of a dashboard may take together."""


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
    text = "rules in Prometheus: each group under a second (median)"
    if not isinstance(cost, RuleCost):
        return _not(text, cost or "not measured")
    medians = cost.medians()
    group = max(medians, key=lambda name: medians[name][0])
    said = f"{seconds(medians[group][0])} ({group}; {cost.places:,} places); at worst {seconds(cost.slowest)}"
    return Goal(text, said, medians[group][0] < 1)


def of_boards(costs: BoardCosts | str | None) -> Goal:
    """Return the goal for the dashboards; without their cost the reason."""
    text = "the heaviest dashboard under 3 s"
    if not isinstance(costs, BoardCosts):
        return _not(text, costs or "not measured")
    most = costs.heaviest
    return Goal(text, f"{seconds(most.seconds)} ({most.uid}; {most.queries} queries)", most.seconds < MOST_OF_A_BOARD)


def _not(text: str, why: str = "not measured") -> Goal:
    return Goal(text, why, None)


def goals(main: Found, everything: Sequence[Found], micro: Sequence[Micro]) -> Iterator[Goal]:
    """Yield every goal; `main` is the shop that they are about, `everything` all shops of this run."""
    yield from _scrapes(main)
    yield from _refreshes(main)
    yield from _changed([each for each in everything if each.shop.plan.vendors == main.shop.plan.vendors])
    yield from _answers(main)
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


def _answers(main: Found) -> Iterator[Goal]:
    fast = "an answer of the API about a vendor, from the snapshot: p99 < 5 ms with one client"
    many = "answers of the API about a vendor to 20 clients: >= 300 per second"
    beside = "a scrape while 20 clients ask: at most 20 % slower (medians)"
    if main.answers is None:
        yield from map(_not, (fast, many, beside))
        return
    vendor = next(each for each in main.answers.answered if each.name == A_VENDOR)
    ratio = main.answers.meanwhile.p50 / main.answers.quiet.p50
    yield Goal(
        fast, f"{seconds(vendor.alone.p99)} of {vendor.alone.number:,} answers", vendor.alone.p99 < FROM_SNAPSHOT
    )
    yield Goal(many, f"{vendor.rate:,.0f}", vendor.rate >= MOST_ANSWERS)
    yield Goal(beside, times(ratio), ratio <= MEANWHILE)


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
