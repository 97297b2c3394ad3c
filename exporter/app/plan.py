"""`orion-exporter plan`: refreshes each provider once, and reports series, size and duration."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from exporter.app.application import Application
from exporter.exposition.rendering import END, Format, gzipped
from exporter.exposition.store import ProviderState, Store
from exporter.refresh.refresher import Refresher


@dataclass(frozen=True, slots=True)
class Forecast:
    """The cost of one category.

    `limit` is its `max_series` (0: unlimited), `of_platforms` the number of series without vendors. `plain` and `gzip`
    are bytes of the exposition, `statements` and `seconds` the cost of a refresh. `failure` is "" if the refresh
    succeeded; otherwise the other fields are 0.
    """

    category: str
    limit: int
    series: int = 0
    of_platforms: int = 0
    plain: int = 0
    gzip: int = 0
    statements: int = 0
    seconds: float = 0.0
    failure: str = ""

    @property
    def over(self) -> bool:
        """Whether the series of vendors will be dropped."""
        return bool(self.limit) and self.series > self.limit


def plan(application: Application) -> Iterator[Forecast]:
    """Refresh each provider once, without a series limit, and yield its cost."""
    free = [replace(each, settings=replace(each.settings, max_series=0)) for each in application.providers]
    store = Store(application.states)
    refresher = Refresher(free, application.databases, store, application.clock)
    for provider in application.providers:
        refresher.refresh(provider.category)
        yield _forecast(store[provider.category])


def _forecast(state: ProviderState) -> Forecast:
    limit = state.series_limit
    if state.failure is not None:
        return Forecast(state.category, limit, failure=f"{state.failure.reason}: {state.failure.message}")
    if state.snapshot is None:
        return Forecast(state.category, limit, seconds=state.duration)
    segments = [*state.rendered[Format.TEXT], END[Format.TEXT]]
    families = state.snapshot.families
    return Forecast(
        state.category,
        limit,
        state.snapshot.series,
        sum(len(family) for family in families if "vendor" not in family.axis.names),
        sum(segment.size for segment in segments),
        sum(map(len, gzipped(segments))),
        state.report.statements,
        state.duration,
    )


_LARGE = 100_000

HEAD = ("category", "series", "platforms only", "text", "gzip", "statements", "seconds", "")  # the last one is a note


def as_text(forecasts: Sequence[Forecast]) -> str:
    """Return a plain-text table with a total."""
    rows = [HEAD, *map(_row, forecasts)]
    known = [each for each in forecasts if not each.failure]
    if len(known) > 1:
        names = ("series", "of_platforms", "plain", "gzip", "statements", "seconds")
        total = {name: sum(getattr(each, name) for each in known) for name in names}
        rows.append(_row(Forecast("all", 0, **total)))
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD) - 1)]
    return "".join(_line(row, widths) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *cells, note = row
    padded = (cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))
    return "  ".join((first.ljust(widths[0]), *padded, note)).rstrip() + "\n"


def _row(each: Forecast) -> tuple[str, ...]:
    if each.failure:
        return each.category, *[""] * (len(HEAD) - 2), f"failed: {each.failure}"
    note = f"exceeds max_series ({each.limit:,}); only platform totals will be exported" if each.over else ""
    return (
        each.category,
        f"{each.series:,}",
        f"{each.of_platforms:,}",
        _bytes(each.plain),
        _bytes(each.gzip),
        str(each.statements),
        f"{each.seconds:.2f}",
        note,
    )


def _bytes(number: int) -> str:
    return f"{number / 1e6:,.2f} MB" if number >= _LARGE else f"{number / 1e3:,.1f} kB"
