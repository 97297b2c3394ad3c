"""What the built-in providers export, as far as PromQL must know: read from the providers, so that it cannot differ."""

from collections.abc import Iterator
from dataclasses import dataclass

from exporter.collection.discovery import discover
from exporter.config.configuration import load


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
        for definition in provider.definitions:
            owned_by = provider.source.owned_by[definition]
            wide = owned_by.vendor and not owned_by.platform
            fact = Fact(definition.name, tuple(definition.labels), provider.category, wide)
            yield definition.name, fact


FACTS = dict(_facts())
"""The facts by the name of their definition ("orders")."""
