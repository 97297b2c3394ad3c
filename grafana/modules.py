"""What the modules of the manifest export and are alerted about, as far as rules, dashboards and documents must know.

Read from the providers, so that it cannot differ. Providers of other packages are left out: what is shipped does not
depend on what is installed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from exporter.collection.discovery import Provider, enabled, find, known_alerts
from exporter.config.configuration import load
from exporter.contracts.alerts import Alert
from exporter.fold.frame import Kind

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
        kinds: dict[object, Kind] = getattr(provider.implementation, "kinds", {})
        for definition in provider.definitions:
            kind = kinds[definition]
            wide = kind.has_vendor and not kind.has_platform
            yield definition.name, Fact(definition.name, tuple(definition.labels), provider.category, wide)


FACTS = dict(_facts())
"""The facts by the name of their definition ("orders")."""
