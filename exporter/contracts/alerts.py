"""The definition of an alert: its metric, its threshold, and who is notified.

Every rule has the form `x > threshold`, so a threshold of +Inf disables the alert. A lower bound is written
`-x > -threshold`: users configure 10 units, and -10 is exported.
"""

from dataclasses import dataclass
from typing import Literal

from exporter.contracts.metrics import PLATFORM_PREFIX, PREFIX, Measure, definition_of

Scope = Literal["vendor", "platform", "installation"]
"""What an alert is about, and so what its threshold can be overridden for; `installation` has no overrides."""

Unit = Literal["", "s", "1"]
"""What a threshold is: a count, a number of seconds, a share."""

Severity = Literal["critical", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert, as the provider of its metric declares it: `Alert("OrionStockOversold", OVERSOLD, default=0)`.

    `metric` is a definition of the provider, perhaps with fixed labels (`DOMAINS.where(state="unverified")`), or the
    full name of any other metric. `default` is the default threshold in `unit` ("s", "1" for a ratio, "" for a count),
    as users write it; None if the alert has no threshold. With `below` it fires below the threshold. The condition must
    last for `for_` (`15m`) before it fires. `team` is the label that Alertmanager routes by; "" is the provider's. The
    provider fills in `category`. `scope` is `platform` if the rows of the metric have no vendor, and `installation` if
    they have neither vendor nor platform. `summary` replaces the summary that is made from the metric.
    """

    name: str
    metric: Measure | str
    default: float | None = None
    unit: Unit = ""
    below: bool = False
    severity: Severity = "warning"
    for_: str = "15m"
    team: str = ""
    category: str = ""
    scope: Scope = "vendor"
    summary: str = ""

    @property
    def series(self) -> str:
        """The name of the metric in the exposition."""
        if isinstance(self.metric, str):
            return self.metric
        return (PLATFORM_PREFIX if self.scope == "platform" else PREFIX) + definition_of(self.metric).name


def signed(alert: Alert, value: float) -> float:
    """Return a threshold as it is exported: negated for a lower bound, except for +Inf (disabled)."""
    return -value if alert.below and value != float("inf") else value
