"""The contract of metrics providers.

`MetricValue`, `MetricsContext` and `MetricsProviderProtocol` are the application's existing contract: a class with
these three members works unchanged. `MetricDefinition`, `Rows` and `BulkMetricsProviderProtocol` are for providers that
return the numbers of all vendors in one call.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol, runtime_checkable
from uuid import UUID

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Id = int | str | bytes | UUID
"""The primary key of a vendor or a platform."""

Fold = Literal["sum", "max", "min"]


@dataclass(frozen=True, slots=True)
class MetricValue:
    """One number of a module: `MetricValue("orders.total", 42, "Total", "orders")`.

    `labels` are additional dimensions (`status="pending"`); `unit` is displayed with the number ("EUR", "s").
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
    """The scope of a request.

    `now` (timezone-aware, UTC) is injected; a provider never reads the clock. `date_from` (inclusive) and `date_to`
    (exclusive) restrict rows with a time column to a period; `platform_id` restricts a vendor's numbers to one
    platform.
    """

    now: datetime
    date_from: datetime | None = None
    date_to: datetime | None = None
    platform_id: Id | None = None

    @classmethod
    def current(cls) -> "MetricsContext":
        """Return the default context: everything up to the current time."""
        return cls(datetime.now(UTC))


@runtime_checkable
class MetricsProviderProtocol(Protocol):
    """The application's provider contract: the numbers of one vendor or one platform."""

    @property
    def metrics_category(self) -> str:
        """The module that the numbers belong to; exported as label `category`."""

    def get_vendor_metrics(
        self, db: "Session", vendor_id: Id, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        """Return the numbers of one vendor."""

    def get_platform_metrics(
        self, db: "Session", platform_id: Id, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        """Return the numbers of one platform."""


@dataclass(frozen=True, slots=True, eq=False)
class MetricDefinition:
    """The definition of a metric. Compared by identity, as it is used as a dictionary key.

    `key` is the name in statistics, `name` the name in the exposition without the prefix of its scope (`orion_`,
    `orion_platform_`). `labels` maps each label to its known values; `()` means that the values come from the data.
    `fold` is how values are aggregated; None is for info metrics, which have no platform scope. `money` marks a sum in
    minor units (cents) of the currency in label `currency`; it is exported in major units. `divisor` converts other
    numbers to the exported unit (1000 for milliseconds). Both are applied after aggregation, so sums are exact.
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
        """Return this metric with fixed label values, for a column that holds the value of one label."""
        return Labelled(self, tuple(labels.items()))


@dataclass(frozen=True, slots=True)
class Labelled:
    """A definition with some labels fixed; see `MetricDefinition.where`."""

    definition: MetricDefinition
    labels: tuple[tuple[str, str], ...] = ()


Measure = MetricDefinition | Labelled


def definition_of(measure: Measure) -> MetricDefinition:
    """Return the definition of a measure, with or without fixed labels."""
    return measure.definition if isinstance(measure, Labelled) else measure


@dataclass(frozen=True, slots=True)
class Rows:
    """The result of one query for all vendors and platforms.

    Each row is `(vendor id, platform id, *values of by, row count, *values of measures)`. The vendor id is None if the
    row has no vendor, the platform id is None if the row is vendor-wide, and a value is None if there is none. The row
    count is the number of table rows that were aggregated into the row. `has_vendor` and `has_platform` declare which
    ids the rows can have: rows without a vendor belong to a platform, rows without a platform are vendor-wide, and rows
    without either belong to the installation. `row_set` names the table rows that were read: results with the same name
    read the same rows, so that a row that cannot be attributed is counted once.

    If a measure covers only part of the table rows, the row counts of the parts follow the row count, and `parts` holds
    for each measure the index of its part (None: all rows). A part without rows has no value.
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
    """A provider that returns the numbers of all vendors in one call, like the built-in providers."""

    @property
    def metrics_category(self) -> str:
        """The module that the numbers belong to; exported as label `category`."""

    @property
    def definitions(self) -> Sequence[MetricDefinition]:
        """All metrics that `collect` can return."""

    def collect(self, db: "Session", context: MetricsContext) -> Iterable[Rows]:
        """Yield results; the rows of each are consumed before the next result is requested."""
