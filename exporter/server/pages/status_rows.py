"""The rows of the status page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from exporter.exposition.report import Report
from exporter.exposition.store import ProviderState
from exporter.server.source import Source

TEXT_SHOWN = 1000
WARNINGS_SHOWN = 20
"""Maximum number of characters per text, and of warnings per provider, that keep the page readable."""

State = Literal["ok", "failing", "stale", "idle", "waiting"]

MEANING: dict[State, str] = {
    "ok": "last refresh succeeded",
    "failing": "last refresh failed",
    "stale": "metrics too old, not exported",
    "idle": "module not installed",
    "waiting": "not refreshed yet",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One provider as displayed; an empty string means that there is no value (yet)."""

    category: str
    state: State
    meaning: str
    success: str
    age: str
    due: str
    duration: str
    series: str
    statements: str
    reason: str
    message: str
    notes: tuple[str, ...]


def rows_of(source: Source, shown: Callable[[str], str] = str) -> Iterator[Row]:
    """Yield a row for each provider, with its current state; `shown` makes texts fit for those who may see them."""
    now, monotonic = source.clock.now(), source.clock.monotonic()
    for state in source.store.states():
        yield _row(state, monotonic, _due(source.next_refresh(state.category), now), shown)


def state_of(state: ProviderState, monotonic: float) -> State:
    """Return the state of a provider; `monotonic` is the current monotonic time in seconds."""
    if not state.tried:
        return "waiting"
    if not state.installed:
        return "idle"
    if state.snapshot is not None and not state.fresh(monotonic):
        return "stale"
    return "ok" if state.up else "failing"


def span(seconds: float) -> str:
    """Format a duration in seconds in its two largest units, such as "1 h 30 min"; negative ones are "0 s"."""
    rest = max(0, round(seconds))
    parts: list[str] = []
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1)):
        count, rest = divmod(rest, size)
        if count or parts:
            parts.append(f"{count} {unit}")
    return " ".join(part for part in parts[:2] if not part.startswith("0 ")) or "0 s"


def utc(timestamp: float) -> str:
    """Format a Unix time as date and time in UTC."""
    return datetime.fromtimestamp(timestamp, UTC).strftime("%Y-%m-%d %H:%M:%S")


def _row(state: ProviderState, monotonic: float, due: str, shown: Callable[[str], str]) -> Row:
    found, snapshot, failure = state_of(state, monotonic), state.snapshot, state.failure
    return Row(
        category=state.category,
        state=found,
        meaning=_meaning(found, state),
        success=utc(snapshot.taken_at) if snapshot else "",
        age=f"{span(monotonic - snapshot.taken_at_monotonic)} ago" if snapshot else "",
        due=due,
        duration=_duration(state.duration) if state.tried else "",
        series=f"{snapshot.series:,}" if snapshot else "",
        statements=f"{state.report.statements:,}" if snapshot else "",
        reason=failure.reason if failure else "",
        message=_short(shown(failure.message)) if failure else "",
        notes=tuple(map(shown, _notes(state))),
    )


def _meaning(found: State, state: ProviderState) -> str:
    if found == "failing":
        return "last metrics still exported" if state.snapshot else "no metrics exported"
    return MEANING[found]


def _due(moment: datetime | None, now: datetime) -> str:
    if moment is None:
        return ""
    seconds = (moment - now).total_seconds()
    return f"in {span(seconds)}" if seconds > 0 else "now"


def _duration(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


def _notes(state: ProviderState) -> Iterator[str]:
    """Yield notes about a provider, which may also concern a successful refresh."""
    if state.skipped:
        yield f"Refreshes skipped: {state.skipped:,} (previous refresh still running)"
    if state.report.detail_dropped:
        yield f"Only platform totals are exported: more than {state.series_limit:,} series"
    counts = [
        ("Rows unattributed", state.report.unattributed, "vendor or platform does not exist"),
        ("Rows excluded", state.report.excluded, "module disabled on all their platforms"),
        ("Sums omitted", state.report.null_sums, "database returned NULL"),
        ("Codes replaced by <code>-<id>", state.report.codes_replaced, "missing, reserved or not unique"),
        ("Labels cleaned", state.report.labels_cleaned, "longer than 128 characters, or with control characters"),
        *(("Samples rejected", count, reason) for reason, count in state.report.rejected.items()),
    ]
    yield from (f"{what}: {count:,} ({why})" for what, count, why in counts if count)
    yield from _warnings(state.report)


def _warnings(report: Report) -> Iterator[str]:
    yield from map(_short, report.warnings[:WARNINGS_SHOWN])
    if len(report.warnings) > WARNINGS_SHOWN:
        yield f"and {len(report.warnings) - WARNINGS_SHOWN:,} more"


def _short(text: str) -> str:
    return text if len(text) <= TEXT_SHOWN else text[:TEXT_SHOWN] + "…"
