"""What an alert is: the metric that it watches, and the threshold of everybody who has none of their own.

Every rule has the form `x > threshold`, so that +Inf switches an alert off for everybody, one platform or one vendor. A
lower bound is `-x > -threshold`: people write 10 units, and -10 is exported.
"""

from dataclasses import dataclass
from typing import Literal

from exporter.contracts.metrics import PREFIX, Measure, definition_of

Scope = Literal["vendor", "installation"]
"""Whose threshold may differ: each vendor's on each platform, or nobody's."""

Unit = Literal["", "s", "1"]
"""What a threshold is: a count, a number of seconds, a share."""

Severity = Literal["critical", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert, as the provider of its metric declares it: `Alert("OrionStockOversold", OVERSOLD, default=0)`.

    `metric` is a definition of the provider, perhaps at fixed labels (`DOMAINS.where(state="unverified")`), or the full
    name of any other metric. `default` is the threshold in `unit`, as people write it; None for an alert that has none.
    With `below` it fires below the threshold. It must last for `for_` (`15m`) before it fires.

    `team` is the label that Alertmanager routes by; "" is the provider's. The provider fills in `category` as well.
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

    @property
    def series(self) -> str:
        """The name of the metric in the exposition."""
        return self.metric if isinstance(self.metric, str) else PREFIX + definition_of(self.metric).name


def signed(alert: Alert, value: float) -> float:
    """Return a threshold as it is exported and compared: a lower bound with its sign changed, off (+Inf) unchanged."""
    return -value if alert.below and value != float("inf") else value
