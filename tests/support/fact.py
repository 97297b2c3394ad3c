"""What a metric is in plain Python: which rows it reads, by what, and what number a group of them makes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal

from tests.support.attribution import UNKNOWN, Row
from tests.support.meaning import NEVER, Doubt

Number = float | None
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Fact:
    """One metric: which rows of which table it reads, by what, and what number a group of them makes.

    `known` are the label values that are 0 where there is no row; None fills nothing in. `beside` are those that are 0
    on a platform, or in the installation, where the other labels have a number. `fixed` are labels that are the same
    for every row. `value` answers None where there is no number; `money` is in minor units of the currency.
    """

    category: str
    name: str
    table: str
    value: Callable[[Sequence[Row]], Number] = len
    by: Mapping[str, Callable[[Row], object]] = field(default_factory=dict)
    known: Mapping[str, Sequence[str]] | None = None
    beside: Mapping[str, Sequence[str]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    fold: Callable[[list[float]], float] = sum
    where: Callable[[Row], bool] = lambda _: True
    scope: Literal["vendor", "vendor only", "platform", "installation"] = "vendor"
    money: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """What the metrics depend on beside the tables, at a moment `at` (aware).

    `zone` is the zone of the times in the tables. `money` is the column of what an order costs.
    """

    at: datetime
    open_statuses: Sequence[str] = ()
    reorder_default: int = 0
    open_horizon: timedelta = timedelta()
    zone: tzinfo = UTC
    money: str = "total_cents"

    @property
    def now(self) -> datetime:
        """The moment in the zone of the tables, as they store it: without an offset."""
        return self.ago(timedelta())

    def ago(self, period: timedelta) -> datetime:
        """Return a moment before it, as the tables store it."""
        return (self.at - period).astimezone(self.zone).replace(tzinfo=None)

    def seconds(self, moment: datetime) -> int:
        """Return the Unix time of a time in the tables; of an hour that is there twice, the first."""
        return int((moment.replace(microsecond=0, tzinfo=self.zone, fold=0).astimezone(UTC) - _EPOCH).total_seconds())


def vendor_state(row: Row) -> str:
    """Return active, unverified, inactive or unknown."""
    if row["is_active"] is True:
        return "active" if row["is_verified"] is True else "unverified"
    return "inactive" if row["is_active"] is False else UNKNOWN


def flag(column: str, yes: str, no: str) -> Callable[[Row], str]:
    """Return what turns a flag into a state; NULL is neither."""
    return lambda row: {True: yes, False: no}.get(row[column], UNKNOWN)


def column(name: str) -> Callable[[Row], object]:
    return lambda row: row[name]


def number_of(test: Callable[[Row], bool]) -> Callable[[Sequence[Row]], int]:
    return lambda rows: sum(1 for row in rows if test(row))


def total_of(column: str) -> Callable[[Sequence[Row]], Number]:
    def value(rows: Sequence[Row]) -> Number:
        numbers = [row[column] for row in rows if row[column] is not None]
        return sum(numbers) if numbers and Doubt.NUMBER not in numbers else None

    return value


def edge_of(
    rules: Rules,
    choose: Callable[[list[datetime]], datetime],
    column: str,
    test: Callable[[Row], bool] = lambda _: True,
    until: datetime = NEVER - timedelta.resolution,
) -> Callable[[Sequence[Row]], Number]:
    """Return what finds the first or the last moment, not after `until`, among the rows that pass, in whole seconds."""

    def value(rows: Sequence[Row]) -> Number:
        moments = [row[column] for row in rows if row[column] is not None and row[column] <= until and test(row)]
        return rules.seconds(choose(moments)) if moments else None

    return value
