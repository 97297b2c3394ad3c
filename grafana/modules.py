"""The metrics and alerts of the built-in modules, for rules, dashboards and documents.

They are read from the providers, so that they cannot differ. Providers of other packages are excluded: the shipped
files do not depend on the installed packages.
"""

import re
from collections.abc import Iterable, Iterator
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

_CATALOGUED = frozenset(entry.name for entry in entries(PROVIDERS))
_RELATION = re.compile(r"\(relation (\w+)")


@dataclass(frozen=True, slots=True)
class Fact:
    """A metric of the shop: its labels except vendor, platform and category, and the category of its provider."""

    name: str
    labels: tuple[str, ...]
    category: str
    wide: bool
    """Whether its rows have no platform: it is exported once, under the home platform of the vendor."""

    relation: str = ""
    """The relation from which it is computed, as its HELP names it; "" if it names none."""

    open_labels: frozenset[str] = frozenset()
    """The labels with any values: a series begins with the first row of its value."""

    by_vendor: bool = True
    by_platform: bool = True
    """Whether there are series of vendors, and of platforms; without both, it is about the whole installation."""


def _facts() -> Iterator[tuple[str, Fact]]:
    for provider in PROVIDERS:
        for definition in provider.definitions:
            owned_by = provider.source.owned_by[definition]
            yield (
                definition.name,
                Fact(
                    definition.name,
                    tuple(definition.labels),
                    provider.category,
                    wide=owned_by.vendor and not owned_by.platform,
                    relation=found[1] if (found := _RELATION.search(definition.help)) else "",
                    open_labels=frozenset(name for name, values in definition.labels.items() if not values),
                    by_vendor=owned_by.vendor,
                    by_platform=f"orion_platform_{definition.name}" in _CATALOGUED,
                ),
            )


FACTS = dict(_facts())
"""The metrics by the name of their definition ("orders")."""

PLATFORMS_OF_INSTALLATION = frozenset(
    f"orion_platform_{fact.name}" for fact in FACTS.values() if not (fact.by_vendor or fact.by_platform)
)
"""Exported instead of metrics about the whole installation, in a shop whose rows have a platform."""

ABSENT: set[str] = set()
"""Requested metrics and alerts that do not exist: their module was removed, or the name is misspelt."""

_EXPORTED = _CATALOGUED | PLATFORMS_OF_INSTALLATION
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


def relations(expressions: Iterable[str]) -> tuple[str, ...]:
    """Return the relations from which the metrics in PromQL expressions are computed, each once."""
    names = [name for expression in expressions for name in _METRIC.findall(expression)]
    facts = (FACTS.get(re.sub("^orion_(platform_)?", "", name)) for name in names)
    return tuple(dict.fromkeys(fact.relation for fact in facts if fact and fact.relation))


def present(*categories: str) -> tuple[str, ...]:
    """Return the categories that have a provider."""
    return tuple(category for category in categories if category in ORIGINS)
