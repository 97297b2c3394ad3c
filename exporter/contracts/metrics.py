"""What a provider says, and what it may be asked.

`MetricValue`, `MetricsContext` and `MetricsProviderProtocol` are the application's own contract: a class with just
the protocol's three members works here unchanged. `MetricDefinition`, `Rows` and `BulkMetricsProviderProtocol` are
what a provider says in addition if it can answer for every vendor at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol, runtime_checkable
from uuid import UUID

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Id = int | str | bytes | UUID
"""What identifies a vendor or a platform in its table."""

Fold = Literal["sum", "max", "min"]

PREFIX = "orion_"
"""How the name of every metric of a provider begins in the exposition."""


@dataclass(frozen=True, slots=True)
class MetricValue:
    """One number that a module knows: `MetricValue("orders.total", 42, "Total", "orders")`.

    `labels` are further dimensions (`status="pending"`); `unit` is what a person reads beside the number ("EUR", "s").
    """

    key: str
    value: float
    label: str
    category: str
    unit: str = ""
    description: str = ""
    icon: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MetricsContext:
    """What a caller wants to know.

    `now` (aware, UTC) is injected; a provider never reads the clock. `date_from` (included) and `date_to` (excluded)
    restrict what has a moment to a period; `platform_id` restricts a vendor's numbers to one platform.
    """

    now: datetime
    date_from: datetime | None = None
    date_to: datetime | None = None
    platform_id: Id | None = None

    @classmethod
    def current(cls) -> "MetricsContext":
        """Return the context of a caller who says nothing: everything up to now."""
        return cls(datetime.now(UTC))


@runtime_checkable
class MetricsProviderProtocol(Protocol):
    """The application's provider contract: one vendor's or one platform's numbers, by category."""

    @property
    def metrics_category(self) -> str:
        """The module that the numbers belong to; the `category` label."""

    def get_vendor_metrics(
        self, db: "Session", vendor_id: Id, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        """Return what the module knows about one vendor."""

    def get_platform_metrics(
        self, db: "Session", platform_id: Id, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        """Return what the module knows about one platform."""


@dataclass(frozen=True, slots=True, eq=False)
class MetricDefinition:
    """What a number means, said once. Compared by identity: it is a dictionary key.

    `key` is the name in statistics, `name` the one in the exposition, to which the scope gives the prefix (`orion_`,
    `orion_platform_`). `labels` maps each label to its known values; `()` is open: the values are found in the data.
    `fold` says how parts become a whole; None is an info, which has no platform scope. `money` is a sum of minor units
    (cents) of the currency in the label `currency`, exported in major units. `divisor` brings any other number into the
    unit that is exported (milliseconds: 1000). Both apply after folding, so that sums are exact.
    """

    key: str
    name: str
    label: str
    help: str
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fold: Fold | None = "sum"
    money: bool = False
    divisor: int = 1
    unit: str = ""
    icon: str = ""

    def where(self, **labels: str) -> "Labelled":
        """Return this metric at fixed label values: how a column becomes a label."""
        return Labelled(self, tuple(labels.items()))


@dataclass(frozen=True, slots=True)
class Labelled:
    """A definition with some of its labels fixed; made by `MetricDefinition.where`."""

    definition: MetricDefinition
    labels: tuple[tuple[str, str], ...] = ()


Measure = MetricDefinition | Labelled


def definition_of(measure: Measure) -> MetricDefinition:
    """Return the definition of a measure, whether or not labels of it are fixed."""
    return measure.definition if isinstance(measure, Labelled) else measure


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to one question for all vendors and platforms at once.

    Each row is `(vendor id, platform id, *one value for each of by, row count, *one number for each of measures)`.
    A vendor id is None where the row has no vendor, a platform id None where the row is vendor-wide; a number is None
    where there is none. The row count says how many rows of the application the row stands for.
    `has_vendor` and `has_platform` tell which of the two ids the rows can have at all: without a vendor they are facts
    of a platform, without either of the installation, without a platform they are vendor-wide. `row_set` names the
    rows that were counted: answers with the same name count the same rows, so that a row that cannot be attributed is
    counted once.

    Where numbers are of a part of the row only, counts of the parts follow the row count, and `parts` has for each
    measure the position of its part among them (None: the whole row). Where a part has no rows there is no number.
    """

    measures: tuple[Measure, ...]
    by: tuple[str, ...]
    rows: Iterable[Sequence[Any]]
    has_vendor: bool = True
    has_platform: bool = True
    row_set: str = ""
    parts: tuple[int | None, ...] = ()


@runtime_checkable
class BulkMetricsProviderProtocol(Protocol):
    """A provider that answers for every vendor at once; the built-in ones do, and others may."""

    @property
    def metrics_category(self) -> str:
        """The module that the numbers belong to; the `category` label."""

    @property
    def definitions(self) -> Sequence[MetricDefinition]:
        """Every metric that `collect` may mention."""

    def collect(self, db: "Session", context: MetricsContext) -> Iterable[Rows]:
        """Yield the answers; `rows` are read before the next answer is asked for."""
