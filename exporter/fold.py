"""From a frame to the scopes that are exported: one fold makes totals, zeros, `unknown` and `unassigned` alike.

The rules are those of docs/decisions: a row is reported once in the vendor scope and under every platform that it
concerns in the platform scope, so the vendor scope adds up to what SQL counts, and the platform scope to what a person
means by "on platform X".
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from operator import itemgetter
from typing import NamedTuple

from exporter.contracts.metrics import MetricDefinition
from exporter.directory import Directory
from exporter.frame import FOLDS, Frame, Kind, Who
from exporter.snapshot import Axis, Column, Family, Labels, column

PREFIX = "orion_"
PLATFORM_PREFIX = "orion_platform_"

_ON_PLATFORM = {
    Kind(has_vendor=False, has_platform=True): "By platform.",
    Kind(has_vendor=True, has_platform=True): "The whole platform.",
    Kind(has_vendor=True, has_platform=False): "The whole platform: all vendors who are on it, so it is not additive.",
}
"""What the HELP of the platform scope says in addition."""

Cell = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """One scope of a frame: its axis, and where each position of the frame goes, and where zeros are due."""

    axis: Axis
    targets: tuple[tuple[int, ...], ...]
    zeros: tuple[int, ...]

    def column(self, frame: Frame, definition: MetricDefinition, labels: Labels) -> Column:
        """Fold a column of the frame into the cells of this scope."""
        out, nulls = column(len(self.axis.cells)), set[int]()
        source = frame.columns.get(definition, {}).get(labels)
        if source is not None:
            self._fold(source, out, definition)
            nulls = {cell for at in frame.nulls.get((definition, labels), ()) for cell in self.targets[at]}
        if is_filled(definition) and all(value in definition.labels[name] for name, value in labels):
            for cell in self.zeros:
                if out[cell] != out[cell] and cell not in nulls:
                    out[cell] = 0.0
        if definition.divisor != 1:
            out = array("d", (value / definition.divisor for value in out))
        return Column(labels, out)

    def _fold(self, source: "array[float]", out: "array[float]", definition: MetricDefinition) -> None:
        fold = FOLDS[definition.fold or "max"]
        for value, cells in zip(source, self.targets, strict=False):
            if value == value:  # noqa: PLR0124 - present
                for cell in cells:
                    sofar = out[cell]
                    out[cell] = fold(sofar, value) if sofar == sofar else value  # noqa: PLR0124


def is_filled(definition: MetricDefinition) -> bool:
    """Whether a missing sample means zero: the metric is additive and all its label values are known."""
    return definition.fold == "sum" and all(definition.labels.values())


class Scopes:
    """Every scope of a frame, made when it is first asked for."""

    def __init__(self, frame: Frame, directory: Directory, module: str) -> None:
        self.frame, self.directory, self.module = frame, directory, module
        self._places = {who: directory.place(*who, module) for who in frame.index}
        self._scopes: dict[tuple[str, Kind], Scope] = {}

    def vendor(self, kind: Kind) -> Scope:
        """Return the scope by (platform, vendor): each row once."""
        return self._scope("vendor", kind)

    def platform(self, kind: Kind) -> Scope:
        """Return the scope by platform: each row wherever it concerns one."""
        return self._scope("platform", kind)

    def vendors_total(self, kind: Kind) -> Scope:
        """Return the scope of the vendor scope's own total: one cell, what is left out is left out."""
        targets = tuple((0,) if place.home is not None else () for place in self._places.values())
        return Scope(Axis((), ((),)), targets, (0,) if any(self._zero_homes(kind)) else ())

    def whole(self) -> Scope:
        """Return the scope of the installation: one cell."""
        return Scope(Axis((), ((),)), tuple((0,) for _ in self.frame.index), (0,))

    def _scope(self, name: str, kind: Kind) -> Scope:
        if (name, kind) not in self._scopes:
            make = self._make_vendor if name == "vendor" else self._make_platform
            self._scopes[name, kind] = make(kind)
        return self._scopes[name, kind]

    def _make_vendor(self, kind: Kind) -> Scope:
        homes = [place.home for place in self._places.values()]
        targets = [() if home is None else ((home[1], home[0]),) for home in homes]
        zeros = [(platform, vendor) for vendor, platform in self._zero_homes(kind)]
        return _scope(("platform", "vendor"), targets, zeros)

    def _zero_homes(self, kind: Kind) -> Iterator[tuple[str, str]]:
        for vendor_id, vendor in self.directory.vendors.items():
            if not kind.has_platform:
                home = self.directory.home(vendor_id, self.module)
                if home is not None:
                    yield home
                continue
            for platform_id in self.directory.enabled_on(vendor_id, self.module):
                yield vendor.label, self.directory.platforms[platform_id].label

    def _make_platform(self, kind: Kind) -> Scope:
        targets = [tuple((label,) for label in self._platform_labels(kind, who)) for who in self.frame.index]
        zeros = [
            (platform.label,) for id_, platform in self.directory.platforms.items()
            if self.directory.enabled(id_, self.module)
        ]  # fmt: skip
        return _scope(("platform",), targets, zeros)

    def _platform_labels(self, kind: Kind, who: Who) -> tuple[str, ...]:
        if kind.has_vendor:
            return self._places[who].platforms
        label = self.directory.platform_place(who[1], self.module)
        return () if label is None else (label,)

    def counts(self) -> tuple[int, int]:
        """Return how many rows of the application are (unattributed, excluded)."""
        unattributed = excluded = 0
        for (_, kind), rows in self.frame.sources.items():
            if kind == Kind(has_vendor=False, has_platform=False):
                continue
            whos = list(self.frame.index)
            for position, count in rows.items():
                left_out, attributed = self._attribution(kind, whos[position])
                excluded += count if left_out else 0
                unattributed += count if not left_out and not attributed else 0
        return unattributed, excluded

    def _attribution(self, kind: Kind, who: Who) -> tuple[bool, bool]:
        if kind.has_vendor:
            place = self._places[who]
            return place.home is None, place.attributed
        label = self.directory.platform_place(who[1], self.module)
        return label is None, who[1] is None or who[1] in self.directory.platforms

    def families(self, definitions: Iterable[MetricDefinition], refreshed: str) -> Iterator[Family]:
        """Yield the families of these definitions; `refreshed` ends their HELP ("Refreshed every 60 s.")."""
        for definition in definitions:
            kind = self.frame.kinds.get(definition)
            if kind is None:
                continue
            for name, of_platform in family_names(definition, kind):
                scope = self.platform(kind) if of_platform else self.vendor(kind) if kind.has_vendor else self.whole()
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
    declared = [
        tuple(sorted(zip(definition.labels, values, strict=True))) for values in product(*definition.labels.values())
    ] if is_filled(definition) else []  # fmt: skip
    return declared + sorted(set(found) - set(declared))


def _scope(names: tuple[str, ...], targets: Sequence[tuple[Cell, ...]], zeros: Sequence[Cell]) -> Scope:
    by_vendor = sorted({*zeros, *(cell for cells in targets for cell in cells)}, key=itemgetter(slice(None, None, -1)))
    number = {cell: i for i, cell in enumerate(by_vendor)}
    return Scope(
        Axis(names, tuple(by_vendor)),
        tuple(tuple(number[cell] for cell in cells) for cells in targets),
        tuple(number[cell] for cell in zeros),
    )
