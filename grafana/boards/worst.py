"""Tables of the first vendors: those with the highest values, and these as shares of their limits.

Several columns of a table need the same rows. To find them among ten thousand vendors takes most of a dashboard's time,
so rules record the first vendors of each platform or currency, and tables read those while all vendors are selected
(docs/decisions/0018).
"""

from collections.abc import Callable
from dataclasses import dataclass

from grafana.boards.look import SHARE
from grafana.boards.promql import (
    EVERY_PLATFORM,
    EVERY_VENDOR,
    SOME_PLATFORMS,
    SOME_VENDORS,
    VENDOR,
    age,
    highest,
    most,
    named,
    narrow,
    vendors,
)
from grafana.boards.shared import LIMIT
from grafana.boards.tables import Column
from grafana.modules import alert_named
from grafana.modules import fact as fact_named

NUMBER = 15
"""How many rows a table has; the rules record as many of each platform."""

_KNOWN = 'vendor!="unknown"'


def recorded_or(fact: str, kind: str, by: str, live: Callable[..., str], *where: str) -> str:
    """Return what is recorded of a metric by the labels `by`, or while not all vendors are selected, what is `live`.

    `live` gets matchers that choose between the two, and `where`. A record without platforms is about all of them, so
    it is read only while all are selected; metrics that have no platform are not narrowed by one.
    """
    wide = fact_named(fact).wide
    if wide or "platform" in by.split(", "):
        gates: tuple[tuple[str, ...], ...] = ((SOME_VENDORS,),)
        recorded = (EVERY_VENDOR, *narrow(fact), *where)
    else:
        gates = ((SOME_VENDORS,), (EVERY_VENDOR, SOME_PLATFORMS))
        recorded = (EVERY_VENDOR, EVERY_PLATFORM, *where)
    record = named(f"{by.replace(', ', '_')}:orion_{fact}:{kind}", *recorded)
    return " or ".join((f"max by ({by}) ({record})", *(live(*gate, *where) for gate in gates)))


@dataclass(frozen=True, slots=True)
class Worst:
    """The rows with the highest values of a metric; for a time, those where it is longest ago.

    `by` are the labels of a row; `above` is a comparison that the values must pass ("> 0"). For a share, `part` is the
    matcher of the numerator, and `least` the condition on the denominator, which is the sum of the metric.
    """

    fact: str
    by: str = "vendor, platform"
    above: str = ""
    part: str = ""
    least: str = ""

    def rows(self, *where: str) -> str:
        """Return the values of the rows by their labels; `where` are matchers."""
        if self.fact.endswith("_timestamp_seconds"):
            return highest(NUMBER, age(f"({recorded_or(self.fact, 'oldest', self.by, self._live, *where)})"))
        return highest(NUMBER, recorded_or(self.fact, "share_top" if self.part else "top", self.by, self._live, *where))

    def _live(self, *where: str) -> str:
        whole = vendors(self.fact, self.by, *where)
        if self.part:
            return f"({vendors(self.fact, self.by, self.part, *where)}) / ({whole} {self.least})"
        return f"{whole} {self.above}".rstrip()


def own_limit(alert: str, worst: Worst) -> Column:
    """Return the column with the values as shares of the vendors' thresholds."""
    return Column("Of its limit", _of_limit(alert, worst), SHARE, LIMIT, width=120, decimals=0, none="no limit")


def _of_limit(alert: str, worst: Worst) -> str:
    """Return the values as shares of the alert's upper bound, which is looked up only for the rows.

    The bound is the vendor's own threshold or the default; no result if the alert is disabled (+Inf). Alerts are never
    about the vendor "unknown".
    """
    alert_named(alert)
    which = f'alert="{alert}"'
    own = most("orion_alert_threshold", "vendor, platform", which, *narrow(worst.fact), VENDOR)
    default = most("orion_alert_threshold_default", "", which)
    each = f"group by (vendor, platform) ({worst.rows(_KNOWN)})"
    bound = f"({own} or {each} * on () group_left () {default}) < +Inf > 0"
    return f"{worst.rows()} / on (vendor, platform) group_left () ({bound})"
