"""What an alert is: the metric it looks at, and the threshold of everybody who has none of their own.

Every rule has the form `x > threshold`, so that +Inf switches an alert off for everybody, one platform or one vendor. A
lower bound is `-x > -threshold`: people write 10 units, and -10 is exported.
"""

from dataclasses import dataclass
from typing import Literal

Scope = Literal["vendor", "installation"]
"""Whose threshold may differ: each vendor's on each platform, or nobody's."""


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert: what it compares with its threshold, and the default threshold.

    `metric` is the metric that the rule reads first. `default` is in `unit` ("s", "1" for a share, "" for a count), as
    people write it; None for an alert that has no threshold. With `below` it fires below the threshold.
    """

    name: str
    metric: str
    category: str
    default: float | None = None
    scope: Scope = "installation"
    unit: str = ""
    below: bool = False


def signed(alert: Alert, value: float) -> float:
    """Return a threshold as it is exported and compared: a lower bound with its sign changed, off (+Inf) unchanged."""
    return -value if alert.below and value != float("inf") else value
