"""The protocols of metrics providers, and the types of their arguments and results.

`MetricsProviderProtocol`, `MetricsContext` and `MetricValue` are the application's contract: a class that implements
the protocol works here unchanged. `BulkMetricsProviderProtocol`, `MetricDefinition` and `Rows` let a provider return
the rows of all vendors in one call.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Protocol, runtime_checkable
from uuid import UUID

from exporter.contracts.clock import Clock

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Id = int | str | bytes | UUID
"""The primary key of a vendor or a platform in its relation."""

Fold = Literal["sum", "max", "min"]
Scope = Literal["both", "vendor", "platform"]

MinorUnit = Literal["currency", 0, 1, 2, 3, 4, 5, 6]
"""The number of decimal places of amounts of money that are stored as whole numbers; `currency`: that of ISO 4217."""

PREFIX = "orion_"
"""The prefix of all metric names in the exposition."""

PLATFORM_PREFIX = PREFIX + "platform_"
"""The prefix of metric names of the platform scope."""


@dataclass(frozen=True, slots=True)
class MetricValue:
    """One number of one vendor or one platform.

    `key` names it (`<category>.<name>`), `label` is its short name for people, and `category` is the provider's
    `metrics_category`. `value` is finite and in `unit`, which dashboards display ("EUR", "s"; "" is a count).
    `labels` are further dimensions with string values; `description` becomes its HELP; `icon` is the name of one.
    `previous` is the value in the period of equal length before, or None.

    A value that cannot be exported is rejected and counted in `orion_exporter_samples_rejected`; the others are kept.

    >>> pending = MetricValue("orders.total", 42, "Orders", "orders", labels={"status": "pending"})
    """

    key: str
    value: float
    label: str
    category: str
    unit: str = ""
    description: str = ""
    icon: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    previous: float | None = None


@dataclass(frozen=True, slots=True)
class MetricsContext:
    """The current time for a provider, and optionally a period and a platform to limit its numbers to.

    `now` is timezone-aware. Providers use it instead of the clock, so that their numbers are reproducible.
    `date_from` (inclusive) and `date_to` (exclusive) filter rows that have a time; naive times are in UTC.
    `platform_id` limits a vendor's numbers to one platform.

    >>> from datetime import UTC, timedelta
    >>> now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    >>> last_week = MetricsContext(now, date_from=now - timedelta(days=7), date_to=now)
    """

    now: datetime
    date_from: datetime | None = None
    date_to: datetime | None = None
    platform_id: Id | None = None

    @classmethod
    def current(cls) -> "MetricsContext":
        """Return the default context: the current time in UTC, no period, all platforms."""
        return cls(Clock().now())


@runtime_checkable
class MetricsProviderProtocol(Protocol):
    """A provider that returns the metric values of one vendor or one platform per call.

    An exception of any type fails only the provider's category. In the exporter, `db` is in a read-only transaction,
    which the provider must not commit or close. A class need not inherit from the protocol.
    """

    @property
    def metrics_category(self) -> str:
        """The module that the numbers belong to; exported as the label `category`."""

    def get_vendor_metrics(
        self, db: "Session", vendor_id: Id, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        """Return the metric values of one vendor. Without a context, they include all rows up to now."""

    def get_platform_metrics(
        self, db: "Session", platform_id: Id, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        """Return the metric values of one platform. Without a context, they include all rows up to now."""


@dataclass(frozen=True, slots=True, eq=False)
class MetricDefinition:
    """The definition of a metric: its names, labels, unit and aggregation. Compared by identity.

    - `key` is its name in statistics, `<category>.<name>`.
    - `name` is its name in the exposition without the prefix `orion_` or `orion_platform_`: a base unit as its suffix,
      no `_total` (https://prometheus.io/docs/practices/naming/).
    - `label` is a short name for people, `icon` the name of an icon, and `help` a sentence that ends with its source:
      `(relation orders, columns total_cents and currency)`.
    - `labels` maps each label to its predefined values, which are exported as 0 if there are no rows. With `()`, the
      values come from the data. The names `vendor`, `platform` and `category` are reserved.
    - `fold` is how numbers are aggregated: `sum`, `max` or `min`. None is an info metric, without a platform scope.
    - `money` marks amounts in minor units of the currency in the label `currency`. They are exported in major units.
    - `minor_unit` is the number of decimal places of such amounts: 2 for hundredths, 0 for major units. `currency` is
      the number that ISO 4217 has for the label's value in any case (JPY 0, EUR 2, KWD 3), or 2 if it has none.
    - `divisor` converts other numbers to the exported unit (1000 for milliseconds). Like `money`, it applies after
      aggregation, so that sums are exact.
    - `unit` is what dashboards display; `scope` limits a metric of vendors to the vendor scope or the platform scope.
    - `time_zone` is the IANA zone of a metric that is a time, if the shop stores local times; "" is UTC.

    A provider fails with `ContractError` if a name is invalid or reserved, if money has no label `currency`, or if
    `minor_unit` is given without `money`.

    >>> CARDS = MetricDefinition("loyalty.cards", "loyalty_cards", "Cards", "Cards.", labels={"state": ("new", "old")})
    >>> CARDS.where(state="new").labels
    (('state', 'new'),)
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
    minor_unit: MinorUnit = "currency"
    scope: Scope = "both"
    time_zone: str = ""

    def in_minor_unit(self, minor_unit: MinorUnit) -> "MetricDefinition":
        """Return this metric for amounts with this number of decimal places; the same object in each call."""
        return variant(self, minor_unit=minor_unit)

    def with_values(self, **labels: tuple[str, ...]) -> "MetricDefinition":
        """Return this metric with other predefined values of some labels; the same object in each call."""
        return variant(self, labels={**self.labels, **labels})

    def where(self, **labels: str) -> "Labelled":
        """Return this metric with fixed values of some labels, for a column that counts only these."""
        return Labelled(self, tuple(labels.items()))


def variant(definition: MetricDefinition, **changes: Any) -> MetricDefinition:
    """Return a definition with other values of some fields; the same object in each call with the same values."""
    changed = {name: value for name, value in changes.items() if value != getattr(definition, name)}
    labels = changed.get("labels")
    if labels is not None:
        changed["labels"] = tuple((label, tuple(values)) for label, values in labels.items())
    return _variant(definition, tuple(sorted(changed.items()))) if changed else definition


@cache
def _variant(definition: MetricDefinition, changes: tuple[tuple[str, Any], ...]) -> MetricDefinition:
    changed = dict(changes)
    if "labels" in changed:
        changed["labels"] = dict(changed["labels"])
    return replace(definition, **changed)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A metric with fixed values of some labels, as returned by `MetricDefinition.where`."""

    definition: MetricDefinition
    labels: tuple[tuple[str, str], ...] = ()


Measure = MetricDefinition | Labelled
"""The meaning of a column of numbers: a metric, optionally with fixed labels."""


def labelled(measure: Measure) -> Labelled:
    """Return a measure with its fixed labels; a bare definition has none."""
    return measure if isinstance(measure, Labelled) else Labelled(measure)


def definition_of(measure: Measure) -> MetricDefinition:
    """Return the definition of a measure, without its fixed labels."""
    return labelled(measure).definition


@dataclass(frozen=True, slots=True)
class Rows:
    """The numbers of all vendors and platforms, as rows of one statement.

    Each row is `(vendor id, platform id, *one value for each of by, row count, *one number for each of measures)`. The
    vendor id is None if the row has no vendor, the platform id if the row is vendor-wide. A label value is a string or
    None (exported as `unknown`). A number is finite or None (no sample). The row count is the number of rows of the
    table in this group.

    `has_vendor` and `has_platform` define which ids the rows can have. Without platform ids, rows are vendor-wide;
    without vendor ids, they belong to platforms; without both, to the whole shop. `row_set` identifies the counted
    rows: if several `Rows` have the same row set, their unattributed rows are counted only once.

    `maps` has, by label, the value to export for values of the rows.

    Reading raises `ContractError` for rows of a different length, and for labels that do not match the definition.

    >>> CARDS = MetricDefinition("loyalty.cards", "loyalty_cards", "Cards", "Cards.", labels={"state": ()})
    >>> three_cards_of_vendor_1 = Rows((CARDS,), ("state",), [(1, None, "new", 3, 3)], has_platform=False)
    """

    measures: tuple[Measure, ...]
    by: tuple[str, ...]
    rows: Iterable[Sequence[Any]]
    has_vendor: bool = True
    has_platform: bool = True
    row_set: str = ""
    maps: Mapping[str, Mapping[str | None, str]] = field(default_factory=dict, kw_only=True)


@runtime_checkable
class BulkMetricsProviderProtocol(Protocol):
    """A provider that returns the rows of all vendors and platforms in one call.

    Unlike with `MetricsProviderProtocol`, the number of statements does not depend on the number of vendors. The same
    rules apply to exceptions and to the session. If a class implements both protocols, the exposition uses this one,
    and statistics use the other.
    """

    @property
    def metrics_category(self) -> str:
        """The module that the numbers belong to; exported as the label `category`."""

    @property
    def definitions(self) -> Sequence[MetricDefinition]:
        """All metrics that `collect` can return."""

    def collect(self, db: "Session", context: MetricsContext) -> Iterable[Rows]:
        """Yield the rows of all vendors and platforms. Each `Rows` is read before the next one is requested."""
