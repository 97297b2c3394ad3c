"""The definition of an alert: its metric, its scope and its default threshold.

Every rule has the form `x > threshold`, so a threshold of +Inf disables the alert. A lower bound is written
`-x > -threshold`: users configure 10 units, and -10 is exported.
"""

from dataclasses import dataclass
from typing import Literal

Scope = Literal["vendor", "installation"]
"""Where a threshold can be overridden: per vendor and platform, or only for the whole installation."""


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert.

    `metric` is the main metric of its rule. `default` is the default threshold in `unit` ("s", "1" for a ratio, "" for
    a count), as users write it; None if the alert has no threshold. With `below` it fires below the threshold.
    """

    name: str
    metric: str
    category: str
    default: float | None = None
    scope: Scope = "installation"
    unit: str = ""
    below: bool = False


def signed(alert: Alert, value: float) -> float:
    """Return a threshold as it is exported: negated for a lower bound, except for +Inf (disabled)."""
    return -value if alert.below and value != float("inf") else value
