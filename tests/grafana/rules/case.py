"""What an alert is shown, and what it must make of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from exporter.contracts.alerts import Alert
from tests.support.alerts import NAMED

Level = float | Mapping[str, float | None]
"""A sample's value: one for all of the time, or by the time from which it holds; None is no sample."""

Series = Mapping[str, Level]
"""Metrics, with the labels beyond vendor, platform, category, job and instance, and their values."""

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def seconds(duration: str) -> int:
    """Return the seconds of a duration as Prometheus writes it: `1d12h`."""
    total, digits = 0, ""
    for letter in duration:
        if letter.isdigit():
            digits += letter
        else:
            total, digits = total + int(digits) * _UNITS[letter], ""
    return total


@dataclass(frozen=True, slots=True)
class Case:
    """One alert's situations; texts contain `{vendor}`, `{platform}` and `{value}`; `{on}` is " on {platform}".

    `fires` is what one vendor shows (or one platform, or the installation): the condition holds from `since` on, so the
    alert fires when its `for` is over, and not before. `quiet` is what just does not fire, and is at the threshold.
    `values` are those of both as they are printed. Without any one of the series of `fires`, `spare` ones aside, there
    is no alert.
    """

    alert: str
    fires: Series
    quiet: Series
    summary: str
    says: str
    values: tuple[str, str] = ("", "")
    since: str = "0s"
    every: str = ""
    """The time between evaluations, if the usual one does not do."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """The alert's labels beyond vendor, platform, severity and category."""
    spare: frozenset[str] = frozenset()
    neglect: bool = False
    """Whether a vendor that is inactive is left alone."""
    of_active: bool = False
    """Whether the directory must say that the vendor is active."""
    also_quiet: Mapping[str, Series] = field(default_factory=dict)
    also_fires: Mapping[str, tuple[Series, str]] = field(default_factory=dict)
    """Further situations by name; those that fire with what is said: the value, or the whole text."""
    one_of_two: bool = False
    """For an installation: whether the alert fires when only one of two instances shows what `fires` shows."""

    @property
    def declared(self) -> Alert:
        """The alert as it is declared."""
        return NAMED[self.alert]

    def lacking(self) -> Mapping[str, Series]:
        """Return `fires` without each of the series that it needs, by the name of the series."""
        needed = [name for name in self.fires if name not in self.spare]
        return {name: {other: level for other, level in self.fires.items() if other != name} for name in needed}
