"""From a frame to the scopes that are exported: one fold makes totals, zeros, `unknown` and `unassigned` alike.

The rules are those of docs/decisions: a row is reported once in the vendor scope and under every platform that it
concerns in the platform scope, so the vendor scope adds up to what SQL counts, and the platform scope to what a person
means by "on platform X".
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import NamedTuple

from exporter.contracts.metrics import PREFIX, MetricDefinition
from exporter.directory.directory import Directory
from exporter.exposition.snapshot import Family, Labels
from exporter.fold.cells import Scope, is_filled
from exporter.fold.frame import Frame, Kind
from exporter.fold.layout import Layout

PLATFORM_PREFIX = PREFIX + "platform_"

_ON_PLATFORM = {
    Kind(has_vendor=False, has_platform=True): "By platform.",
    Kind(has_vendor=True, has_platform=True): "The whole platform.",
    Kind(has_vendor=True, has_platform=False): "The whole platform: all vendors who are on it, so it is not additive.",
}
"""What the HELP of the platform scope says in addition."""


class Scopes:
    """The scopes of one frame."""

    def __init__(self, frame: Frame, layout: Layout) -> None:
        self.frame, self.layout = frame, layout

    @classmethod
    def of(cls, frame: Frame, directory: Directory, module: str) -> "Scopes":
        """Return the scopes of a frame that has no layout yet."""
        return cls(frame, Layout(frame.index, directory, module))

    def counts(self) -> tuple[int, int]:
        """Return how many rows of the application are (unattributed, excluded)."""
        unattributed = excluded = 0
        for (_, kind), rows in self.frame.sources.items():
            if kind == Kind(has_vendor=False, has_platform=False):
                continue
            for position, count in rows.items():
                left_out, attributed = self.layout.attribution(kind, position)
                excluded += count if left_out else 0
                unattributed += count if not left_out and not attributed else 0
        return unattributed, excluded

    def families(self, definitions: Iterable[MetricDefinition], refreshed: str) -> Iterator[Family]:
        """Yield the families of these definitions; `refreshed` ends their HELP ("Refreshed every 60 s.")."""
        for definition in definitions:
            kind = self.frame.kinds.get(definition)
            if kind is None:
                continue
            for name, of_platform in family_names(definition, kind):
                scope = self.layout.platform(kind) if of_platform else self.layout.vendor(kind)
                where = f"{_ON_PLATFORM[kind]} " if of_platform else ""
                yield self._family(name, f"{definition.help} {where}{refreshed}", definition, scope)

    def _family(self, name: str, text: str, definition: MetricDefinition, scope: Scope) -> Family:
        every = label_sets(definition, self.frame.columns.get(definition, {}))
        return Family(name, text, scope.axis, tuple(scope.column(self.frame, definition, labels) for labels in every))


class FamilyName(NamedTuple):
    """The full name of a family, and whether it is the one of the platform scope."""

    name: str
    of_platform: bool


def family_names(definition: MetricDefinition, kind: Kind | None) -> tuple[FamilyName, ...]:
    """Return the names of a definition's families: the vendor scope's or the installation's, and the platform scope's.

    An info of vendors has no platform scope. Where the kind is not known yet, both are taken.
    """
    kind = kind or Kind(has_vendor=True, has_platform=True)
    names = []
    if kind.has_vendor or not kind.has_platform:
        names.append(FamilyName(PREFIX + definition.name, of_platform=False))
    if definition.fold is not None if kind.has_vendor else kind.has_platform:
        names.append(FamilyName(PLATFORM_PREFIX + definition.name, of_platform=True))
    return tuple(names)


def label_sets(definition: MetricDefinition, found: Mapping[Labels, object]) -> list[Labels]:
    """Return the combinations of label values that a definition has: the declared ones first, then those found."""
    combinations = product(*definition.labels.values()) if is_filled(definition) else ()
    declared = [tuple(sorted(zip(definition.labels, values, strict=True))) for values in combinations]
    return declared + sorted(set(found) - set(declared))
