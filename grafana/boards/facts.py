"""What the built-in providers export, as far as PromQL must know: read from the providers, so that it cannot differ."""

from collections.abc import Iterator
from dataclasses import dataclass

from exporter.collection.discovery import discover
from exporter.config.configuration import load
from exporter.directory.attribution import OwnedBy


@dataclass(frozen=True, slots=True)
class Fact:
    """A metric of the shop: its labels beyond vendor, platform and category, and which rows it comes from."""

    name: str
    labels: tuple[str, ...]
    category: str
    wide: bool
    """Whether its rows have no platform: it is told once, under the home platform of its vendor."""


def _facts() -> Iterator[tuple[str, Fact]]:
    for provider in discover(load(None, {}), entries=tuple):
        kinds: dict[object, OwnedBy] = getattr(provider.implementation, "kinds", {})
        for definition in provider.definitions:
            kind = kinds[definition]
            wide = kind.vendor and not kind.platform
            fact = Fact(definition.name, tuple(definition.labels), provider.category, wide)
            yield definition.name, fact


FACTS = dict(_facts())
"""The facts by the name of their definition ("orders")."""
