"""Resolves thresholds. The most specific one applies: vendor and platform, vendor, platform, default."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Literal

from exporter.contracts.alerts import Alert, signed
from exporter.contracts.metrics import Id
from exporter.directory.attribution import Owner
from exporter.directory.directory import Directory


class Every(Enum):
    """Stands for all vendors where a vendor's id would; None is the id of the first party."""

    VENDOR = "every vendor"


Whose = Id | None | Literal[Every.VENDOR]
"""The vendor that a threshold is for."""


@dataclass(slots=True)
class _Given:
    """The thresholds of one alert, as exported."""

    default: float
    platforms: dict[Id, float] = field(default_factory=dict)
    vendors: dict[Id | None, float] = field(default_factory=dict)
    pairs: dict[tuple[Id | None, Id], float] = field(default_factory=dict)

    def of(self, vendor: Id | None, platform: Id | None) -> float:
        """Return the threshold of a vendor on a platform, or without a platform if it is None."""
        if platform is not None and (vendor, platform) in self.pairs:
            return self.pairs[vendor, platform]
        everywhere = self.default if platform is None else self.platforms.get(platform, self.default)
        return self.vendors.get(vendor, everywhere)


class Thresholds:
    """The thresholds of one refresh. Values are put as configured, and returned as exported."""

    def __init__(self, alerts: Mapping[str, Alert]) -> None:
        self._alerts = alerts
        self._given = {
            name: _Given(signed(alert, alert.default)) for name, alert in alerts.items() if alert.default is not None
        }

    def put(self, name: str, vendor: Whose, platform: Id | None, value: float) -> None:
        """Set the threshold of a vendor, a platform, both, or the default; a platform of None stands for all."""
        value, given = signed(self._alerts[name], value), self._given[name]
        if vendor is not Every.VENDOR and platform is not None:
            given.pairs[vendor, platform] = value
        elif vendor is not Every.VENDOR:
            given.vendors[vendor] = value
        elif platform is not None:
            given.platforms[platform] = value
        else:
            given.default = value

    def defaults(self) -> Iterator[tuple[Alert, float]]:
        """Yield the default threshold of each alert that has one."""
        for name, given in self._given.items():
            yield self._alerts[name], given.default

    def differing(self, directory: Directory) -> Iterator[tuple[Alert, Owner, float]]:
        """Yield (alert, (vendor id, platform id), value) for each value that differs from the default.

        The vendor id is None for an alert about platforms.
        """
        members = _members(directory)
        for name, given in self._given.items():
            alert = self._alerts[name]
            of_platforms: set[_Pair] = {(None, platform) for platform in given.platforms}
            concerned = of_platforms if alert.scope == "platform" else _concerned(given, directory, members)
            for vendor, platform in sorted(concerned, key=_in_order):
                value = given.of(vendor, platform)
                if value != given.default:
                    yield alert, Owner(vendor, platform), value


_Pair = tuple[Id | None, Id | None]


def _concerned(given: _Given, directory: Directory, members: Mapping[Id, list[Id | None]]) -> set[_Pair]:
    """Return the pairs that overrides apply to: members of a platform, and a vendor on all platforms."""
    found: set[_Pair] = set(given.pairs)
    found |= {(vendor, platform) for platform in given.platforms for vendor in members.get(platform, ())}
    for vendor in given.vendors:
        found |= {(vendor, platform) for platform in directory.platforms}
        if vendor not in directory.memberships:
            found.add((vendor, None))  # vendor-wide rows, such as stock, have the platform "unassigned"
    return found


def _in_order(pair: _Pair) -> tuple[Any, Any]:
    vendor, platform = pair
    return (vendor is not None, vendor), (platform is not None, platform)


def _members(directory: Directory) -> dict[Id, list[Id | None]]:
    """Return the active members of each platform."""
    found: dict[Id, list[Id | None]] = {}
    for vendor, memberships in directory.memberships.items():
        for membership in memberships:
            found.setdefault(membership.platform_id, []).append(vendor)
    return found
