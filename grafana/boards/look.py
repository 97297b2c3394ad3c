"""Units, colours and value mappings. Colours follow the thresholds of the alerts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grafana_foundation_sdk.builders import dashboard as build
from grafana_foundation_sdk.models.dashboard import (
    DashboardRangeMapOptions,
    DashboardSpecialValueMapOptions,
    FieldColorModeId,
    RangeMap,
    SpecialValueMap,
    SpecialValueMatch,
    Threshold,
    ThresholdsMode,
    ValueMap,
    ValueMapping,
    ValueMappingResult,
)

from grafana.modules import alert_named

COUNT, SHARE, SECONDS, BYTES, MONEY, STATE = "locale", "percentunit", "s", "bytes", "locale", "none"
MILLISECONDS, PER_MINUTE = "ms", "opm"
"""Units, by their ids in Grafana. Money has no unit, because its currency is a label."""

CENTS = "none"
"""Money whose cents matter; unlike `locale` it keeps trailing zeros."""

ROUNDED = "short"
"""Money in large digits, such as 226 K, so that several currencies fit side by side."""

DECIMALS = {COUNT: 0, SHARE: 1, SECONDS: 1}
"""Default decimals by unit, so that the values of a column are comparable."""

GREEN, AMBER, RED, BLUE, GREY = "green", "orange", "red", "blue", "text"

STATUS = {
    "pending": "yellow",
    "processing": "blue",
    "shipped": "purple",
    "delivered": "green",
    "cancelled": "orange",
    "refunded": "red",
}
LEVEL = {"out": RED, "low": AMBER, "ok": GREEN}
CURRENCIES = {"EUR": BLUE, "CHF": "purple", "USD": "yellow", "GBP": "super-light-green", "PLN": "light-orange"}
RESULT = {"imported": GREEN, "updated": BLUE, "failed": RED}
CART = {"open": BLUE, "abandoned": AMBER}
PAYMENT = {
    "pending": "yellow",
    "authorized": BLUE,
    "part_paid": "purple",
    "paid": GREEN,
    "failed": RED,
    "cancelled": AMBER,
}
SHIPMENT = {"ready": "yellow", "shipped": "purple", "delivered": GREEN, "returned": RED, "cancelled": AMBER}
REFUND = {"requested": "yellow", "approved": BLUE, "paid": GREEN, "rejected": AMBER}
PAYOUT = {"due": "yellow", "processing": BLUE, "paid": GREEN, "failed": RED}
JOB = {"scheduled": "purple", "pending": "yellow", "running": BLUE, "completed": GREEN, "failed": RED}
"""Colours of known label values, the same on every dashboard; the legend shows the value too."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Values from which a panel is amber and red; lower values are green. None: the colour is not used."""

    amber: float | None = None
    red: float | None = None
    below: bool = False
    """Whether values below, not above, the thresholds are bad."""

    def build(self) -> build.ThresholdsConfig:
        """Return the thresholds for Grafana."""
        marks = [(value, colour) for value, colour in ((self.amber, AMBER), (self.red, RED)) if value is not None]
        if self.below:
            colours = [colour for _, colour in reversed(marks)] + [GREEN]
            values = [None, *sorted(value for value, _ in marks)]
            steps = list(zip(values, colours, strict=True))
        else:
            steps = [(None, GREEN), *marks]
        return plain(steps)

    def text(self, unit: str) -> str:
        """Describe the colours for readers who cannot distinguish them: "orange from 1, red from 5", or ""."""
        word = "below" if self.below else "from"
        marks = ((AMBER, self.amber), (RED, self.red))
        return ", ".join(f"{colour} {word} {shown(value, unit)}" for colour, value in marks if value is not None)


def plain(steps: Sequence[tuple[float | None, str]]) -> build.ThresholdsConfig:
    """Return thresholds for pairs of value and colour."""
    return build.ThresholdsConfig().mode(ThresholdsMode.ABSOLUTE).steps([Threshold(*step) for step in steps])


def colour(name: str) -> build.FieldColor:
    """Return a fixed colour for a whole panel."""
    return build.FieldColor().mode(FieldColorModeId.FIXED).fixed_color(name)


def shown(value: float, unit: str) -> str:
    """Return a number with its unit in human-readable form."""
    if unit == SHARE:
        return f"{value:.0%}"
    if unit == SECONDS:
        days, hours = value / 86400, value / 3600
        return f"{days:g} d" if days >= 1 else f"{hours:g} h" if hours >= 1 else f"{value:g} s"
    return f"{value:,g}"


def default(alert: str) -> float | None:
    """Return the default threshold of an alert as shown to users, or None."""
    declared = alert_named(alert)
    return declared.default if declared else None


def mapping(words: Mapping[float, tuple[str, str]]) -> list[ValueMapping]:
    """Return mappings of values to text and colour."""
    results = {
        f"{value:g}": ValueMappingResult(text=text, color=shade, index=i)
        for i, (value, (text, shade)) in enumerate(words.items())
    }
    return [ValueMap(options=results)]


UP = mapping({1: ("✔ up", GREEN), 0: ("✘ down", RED)})
GOOD = mapping({1: ("✔ ok", GREEN), 0: ("✘ failed", RED)})
NONE = mapping({0: ("✔ none", GREEN)})
YES = mapping({0: ("no", GREEN), 1: ("✘ yes", RED)})
FIRES = mapping({1: ("✘ firing", RED)})
SEVERITY = mapping({3: ("✘ critical", RED), 2: ("▲ warning", AMBER), 1: ("● info", BLUE)})


EXPIRED = RangeMap(options=DashboardRangeMapOptions(to=0, result=ValueMappingResult(text="✘ expired", color=RED)))


def absent(text: str) -> ValueMapping:
    """Return the mapping of missing values to a text, in a neutral colour."""
    result = ValueMappingResult(text=text, color=GREY)
    return SpecialValueMap(DashboardSpecialValueMapOptions(SpecialValueMatch.NULL_AND_NAN, result))
