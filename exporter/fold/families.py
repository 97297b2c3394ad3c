"""Builds the exported families of both scopes from a frame, including totals, zeros, `unknown` and `unassigned`.

The vendor scope reports a row once, so its sum equals the result of SQL. The platform scope reports a row on every
platform that it applies to (docs/decisions/0002-vendor-wide-facts-once.md).
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import NamedTuple

from exporter.contracts.metrics import PLATFORM_PREFIX, PREFIX, MetricDefinition
from exporter.directory.attribution import SHOP, OwnedBy
from exporter.directory.directory import Directory
from exporter.exposition.snapshot import Column, Family, Labels
from exporter.fold.cells import Scope, is_filled, known_values
from exporter.fold.frame import Frame
from exporter.fold.layout import Layout
from exporter.fold.seen import completed, is_partly_known, seen_sets

_ON_PLATFORM = {
    OwnedBy(vendor=False, platform=True): "By platform.",
    OwnedBy(vendor=True, platform=True): "The whole platform.",
    OwnedBy(vendor=True, platform=False): "The whole platform: all vendors who are on it, so it is not additive.",
}
"""Appended to the HELP of platform families."""


class Scopes:
    """The vendor and platform scopes of one frame."""

    def __init__(self, frame: Frame, layout: Layout) -> None:
        self.frame, self.layout = frame, layout

    @classmethod
    def of(cls, frame: Frame, directory: Directory, module: str) -> "Scopes":
        """Return the scopes of a frame with a new layout."""
        return cls(frame, Layout(frame.index, directory, module))

    def counts(self) -> tuple[int, int]:
        """Return the numbers of (unattributed, excluded) rows of the shop."""
        unattributed = excluded = 0
        for (_, owned_by), rows in self.frame.row_counts.items():
            if owned_by == SHOP:
                continue
            places = self.layout.places(owned_by)
            for position, count in rows.items():
                place = places[position]
                excluded += count if place.left_out else 0
                unattributed += count if not place.left_out and not place.attributed else 0
        return unattributed, excluded

    def null_sums(self) -> int:
        """Return the number of sums omitted because the database returned NULL; excluded rows do not count."""
        layout, owned_by = self.layout, self.frame.owned_by
        places = {definition: layout.places(owned_by[definition]) for definition, _ in self.frame.nulls}
        return sum(not places[definition][position].left_out for definition, position in self.frame.null_sums())

    def families(self, definitions: Iterable[MetricDefinition], refreshed: str) -> Iterator[Family]:
        """Yield the families of these definitions.

        `refreshed` is appended to their HELP, such as "Refreshed every 60 s.".
        """
        for definition in definitions:
            owned_by = self.frame.owned_by.get(definition)
            if owned_by is None:
                continue
            for name, of_platform in family_names(definition, owned_by):
                scope = self.layout.platform(owned_by) if of_platform else self.layout.vendor(owned_by)
                where = f"{_ON_PLATFORM[owned_by]} " if of_platform else ""
                columns = self.columns(definition, scope, by_vendor=owned_by.vendor and not of_platform)
                yield Family(name, f"{definition.help} {where}{refreshed}", scope.axis, tuple(columns))

    def columns(self, definition: MetricDefinition, scope: Scope, *, by_vendor: bool) -> list[Column]:
        """Return the columns of a metric in a scope, zeros included; `by_vendor` is whether it is the vendor scope."""
        found = self.frame.columns.get(definition, {})
        complete = is_partly_known(definition) and not by_vendor
        every = seen_sets(definition, found) if complete else label_sets(definition, found)
        columns = [self.layout.kept.column(scope, self.frame, definition, labels) for labels in every]
        return completed(scope, self.frame, definition, columns) if complete else columns


class FamilyName(NamedTuple):
    """The full name of a family, and whether it belongs to the platform scope."""

    name: str
    of_platform: bool


def is_of_platforms(definition: MetricDefinition, owned_by: OwnedBy) -> bool:
    """Whether a definition has a family of platforms."""
    return any(of_platform for _, of_platform in family_names(definition, owned_by))


def family_names(definition: MetricDefinition, owned_by: OwnedBy | None) -> tuple[FamilyName, ...]:
    """Return the names of a definition's families: that of the vendor scope or whole shop, and of the platform scope.

    An info metric of vendors has no platform scope. If `owned_by` is None, because it is not known yet, the names of
    both scopes are returned.
    """
    owned_by = owned_by or OwnedBy(vendor=True, platform=True)
    names = []
    if definition.scope != "platform" and (owned_by.vendor or not owned_by.platform):
        names.append(FamilyName(PREFIX + definition.name, of_platform=False))
    if definition.scope != "vendor" and (definition.fold is not None if owned_by.vendor else owned_by.platform):
        names.append(FamilyName(PLATFORM_PREFIX + definition.name, of_platform=True))
    return tuple(names)


def label_sets(definition: MetricDefinition, found: Mapping[Labels, object]) -> list[Labels]:
    """Return the label sets of a definition: combinations of predefined values first, then others that were found."""
    combinations = product(*known_values(definition).values()) if is_filled(definition) else ()
    declared = [tuple(sorted(zip(definition.labels, values, strict=True))) for values in combinations]
    return declared + sorted(set(found) - set(declared))
