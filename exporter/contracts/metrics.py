"""What a provider answers, and what it is asked.

`MetricValue`, `MetricsContext` and `MetricsProviderProtocol` are the application's contract: a class with just the
protocol's three members works here unchanged. With `MetricDefinition`, `Rows` and `BulkMetricsProviderProtocol` a
provider answers for all vendors in one call.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol, runtime_checkable
from uuid import UUID

from exporter.contracts.clock import Clock

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Id = int | str | bytes | UUID
"""The primary key of a vendor or a platform in its table."""

Fold = Literal["sum", "max", "min"]

PREFIX = "orion_"
"""How the name of every metric of a provider begins in the exposition."""


@dataclass(frozen=True, slots=True)
class MetricValue:
    """One number of one vendor or one platform.

    `key` names it (`<category>.<name>`), `label` is its short name for people, and `category` is the provider's
    `metrics_category`. `value` is finite and in `unit`, which people read beside it ("EUR", "s"; "" is a count).
    `labels` are further dimensions, with text as values; `description` becomes its HELP, `icon` is the name of an icon.

    A value that cannot be exported is dropped and counted in `orion_exporter_samples_rejected`; the others are kept.

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


@dataclass(frozen=True, slots=True)
class MetricsContext:
    """What a caller asks for: the time that counts as now, and optionally a period and a platform.

    `now` has a time zone. A provider uses it and never reads the clock, so that its numbers can be reproduced.
    `date_from` (included) and `date_to` (excluded) limit rows that have a time; without a time zone they are in UTC.
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
        """Return the context of a caller who passes none: the machine's time in UTC, no period, every platform."""
        return cls(Clock().now())


@runtime_checkable
class MetricsProviderProtocol(Protocol):
    """A provider with the application's three members: it answers for one vendor or one platform at a time.

    The methods may raise anything: the category fails, and no other. In the exporter `db` is in a read-only
    transaction; a provider neither commits it nor closes it. A class need not inherit from the protocol.
    """

    @property
    def metrics_category(self) -> str:
        """The module that the numbers belong to; exported as the label `category`."""

    def get_vendor_metrics(
        self, db: "Session", vendor_id: Id, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        """Return the numbers of one vendor; without a context, everything up to now."""

    def get_platform_metrics(
        self, db: "Session", platform_id: Id, context: MetricsContext | None = None
    ) -> list[MetricValue]:
        """Return the numbers of one platform; without a context, everything up to now."""


@dataclass(frozen=True, slots=True, eq=False)
class MetricDefinition:
    """A metric: what it is called, what it means, and how its parts add up. Compared by identity.

    - `key` is its name in statistics, `<category>.<name>`.
    - `name` is its name in the exposition without the prefix `orion_` or `orion_platform_`: a base unit as its suffix,
      no `_total` (https://prometheus.io/docs/practices/naming/).
    - `label` is a short name for people, `help` a sentence that names the table, `icon` an icon's name.
    - `labels` maps each label to its known values, which are 0 where there is nothing. `()` is open: the values are
      found in the data. `vendor`, `platform` and `category` are taken.
    - `fold` makes a whole of parts: `sum`, `max` or `min`. None is an info, which has no platform scope.
    - `money` is in hundredths of the currency that the label `currency` names, and is exported in whole units of it.
    - `divisor` brings any other number into the unit that is exported (1000 for milliseconds). Like `money` it applies
      after folding, so that sums are exact.
    - `unit` is what people read beside the number in statistics ("s").

    A provider fails with `ContractError` if a name is not one, or if money has no label `currency`.

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

    def where(self, **labels: str) -> "Labelled":
        """Return this metric with the values of some labels fixed, for a column that counts just those."""
        return Labelled(self, tuple(labels.items()))


@dataclass(frozen=True, slots=True)
class Labelled:
    """A metric with the values of some labels fixed, as `MetricDefinition.where` returns it."""

    definition: MetricDefinition
    labels: tuple[tuple[str, str], ...] = ()


Measure = MetricDefinition | Labelled
"""What a column of numbers is: a metric, or one with some labels fixed."""


def labelled(measure: Measure) -> Labelled:
    """Return a measure with its fixed labels; a bare definition has none."""
    return measure if isinstance(measure, Labelled) else Labelled(measure)


def definition_of(measure: Measure) -> MetricDefinition:
    """Return the definition of a measure, without its fixed labels."""
    return labelled(measure).definition


@dataclass(frozen=True, slots=True)
class Rows:
    """The numbers of all vendors and platforms, as rows of one statement.

    Each row is `(vendor id, platform id, *one value for each of by, row count, *one number for each of measures)`.
    A vendor id is None where the row has no vendor, a platform id None where it applies to the vendor as a whole. A
    label is a text or None (exported as `unknown`), a number is finite or None (then there is no sample). The row count
    is how many rows of the table were grouped into this one.

    `has_vendor` and `has_platform` state which ids there can be at all. Without a platform the rows apply to vendors as
    a whole, without a vendor to platforms, without both to the installation. `row_set` names the rows that were
    counted: answers with the same name counted the same rows, so that unattributed ones are counted once.

    Rows of another length, and labels that the definition does not have, raise `ContractError` when they are read.

    >>> CARDS = MetricDefinition("loyalty.cards", "loyalty_cards", "Cards", "Cards.", labels={"state": ()})
    >>> three_cards_of_vendor_1 = Rows((CARDS,), ("state",), [(1, None, "new", 3, 3)], has_platform=False)
    """

    measures: tuple[Measure, ...]
    by: tuple[str, ...]
    rows: Iterable[Sequence[Any]]
    has_vendor: bool = True
    has_platform: bool = True
    row_set: str = ""


@runtime_checkable
class BulkMetricsProviderProtocol(Protocol):
    """A provider that answers for all vendors and platforms in one call.

    Its cost does not grow with the number of vendors as that of `MetricsProviderProtocol` does. It may raise anything,
    and treats the session in the same way. A class that has the members of both protocols is asked in bulk for the
    exposition, and vendor by vendor for statistics.
    """

    @property
    def metrics_category(self) -> str:
        """The module that the numbers belong to; exported as the label `category`."""

    @property
    def definitions(self) -> Sequence[MetricDefinition]:
        """Every metric that `collect` may return."""

    def collect(self, db: "Session", context: MetricsContext) -> Iterable[Rows]:
        """Yield the answers. The rows of one are read before the next one is asked for."""
