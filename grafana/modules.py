"""What the modules of the manifest export and are alerted about, as far as rules, dashboards and documents must know.

Read from the providers, so that it cannot differ. Providers of other packages are left out: what is shipped does not
depend on what is installed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exporter.app.catalogue import entries
from exporter.collection.discovery import enabled, find, known_alerts
from exporter.collection.provider import Provider
from exporter.config.configuration import load
from exporter.contracts.alerts import Alert

_FOUND = find(entries=tuple)

PROVIDERS: tuple[Provider, ...] = tuple(enabled(load(None, {}), _FOUND))
"""The providers, that of thresholds last."""

ORIGINS: dict[str, str] = {category: provider.origin for category, provider in _FOUND.items()}
"""The file of each category that has a provider, that of thresholds included."""

ALERTS: dict[str, Alert] = {alert.name: alert for alert in known_alerts(_FOUND)}
"""The alerts by their name, the exporter's own first."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A metric of the shop: its labels beyond vendor, platform and category, and which rows it comes from."""

    name: str
    labels: tuple[str, ...]
    category: str
    wide: bool
    """Whether its rows have no platform: it is told once, under the home platform of its vendor."""


def _facts() -> Iterator[tuple[str, Fact]]:
    for provider in PROVIDERS:
        for definition in provider.definitions:
            owned_by = provider.source.owned_by[definition]
            wide = owned_by.vendor and not owned_by.platform
            yield definition.name, Fact(definition.name, tuple(definition.labels), provider.category, wide)


FACTS = dict(_facts())
"""The facts by the name of their definition ("orders")."""

ABSENT: set[str] = set()
"""What was asked for and is not there: metrics and alerts of a module that was removed, or a name that is misspelt."""

_EXPORTED = frozenset(entry.name for entry in entries(PROVIDERS))
_METRIC = re.compile(r"\borion_\w+")
_ALERT = re.compile(r'\balert="(\w+)"')


def fact(name: str) -> Fact:
    """Return a fact by its name; one that nothing is known of if there is none."""
    return FACTS.get(name) or Fact(name, (), "", wide=False)


def alert_named(name: str) -> Alert | None:
    """Return an alert by its name; None, and an entry in ABSENT, if nobody declares it."""
    if name not in ALERTS:
        ABSENT.add(name)
    return ALERTS.get(name)


def exists(expression: str) -> bool:
    """Whether there is everything that an expression of PromQL reads; what is not goes into ABSENT."""
    absent = set(_METRIC.findall(expression)) - _EXPORTED
    absent |= set(_ALERT.findall(expression)) - set(ALERTS)
    ABSENT.update(absent)
    return not absent


def present(*categories: str) -> tuple[str, ...]:
    """Return those of the categories that have a provider."""
    return tuple(category for category in categories if category in ORIGINS)
