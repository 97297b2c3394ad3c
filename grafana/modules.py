"""The metrics and alerts of the built-in modules, for rules, dashboards and documents.

They are read from the providers, so that they cannot differ. Providers of other packages are excluded: the shipped
files do not depend on the installed packages.
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
"""The providers; the provider of thresholds is last."""

ORIGINS: dict[str, str] = {category: provider.origin for category, provider in _FOUND.items()}
"""The file of each category with a provider, including thresholds."""

ALERTS: dict[str, Alert] = {alert.name: alert for alert in known_alerts(_FOUND)}
"""The alerts by name, those about the exporter first."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A metric of the shop: its labels except vendor, platform and category, and the category of its provider."""

    name: str
    labels: tuple[str, ...]
    category: str
    wide: bool
    """Whether its rows have no platform: it is exported once, under the home platform of the vendor."""


def _facts() -> Iterator[tuple[str, Fact]]:
    for provider in PROVIDERS:
        for definition in provider.definitions:
            owned_by = provider.source.owned_by[definition]
            wide = owned_by.vendor and not owned_by.platform
            yield definition.name, Fact(definition.name, tuple(definition.labels), provider.category, wide)


FACTS = dict(_facts())
"""The metrics by the name of their definition ("orders")."""

ABSENT: set[str] = set()
"""Requested metrics and alerts that do not exist: their module was removed, or the name is misspelt."""

_EXPORTED = frozenset(entry.name for entry in entries(PROVIDERS))
_METRIC = re.compile(r"\borion_\w+")
_ALERT = re.compile(r'\balert="(\w+)"')


def fact(name: str) -> Fact:
    """Return a metric by name; for an unknown name, one without labels and category."""
    return FACTS.get(name) or Fact(name, (), "", wide=False)


def alert_named(name: str) -> Alert | None:
    """Return an alert by name, or None if it is not declared; then its name is added to ABSENT."""
    if name not in ALERTS:
        ABSENT.add(name)
    return ALERTS.get(name)


def exists(expression: str) -> bool:
    """Whether all metrics and alerts in a PromQL expression exist; missing ones are added to ABSENT."""
    absent = set(_METRIC.findall(expression)) - _EXPORTED
    absent |= set(_ALERT.findall(expression)) - set(ALERTS)
    ABSENT.update(absent)
    return not absent


def present(*categories: str) -> tuple[str, ...]:
    """Return the categories that have a provider."""
    return tuple(category for category in categories if category in ORIGINS)
