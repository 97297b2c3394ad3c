"""Statistics for an application's dashboards, folded like the exported metrics."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from exporter.contracts.metrics import Id, MetricDefinition, MetricValue
from exporter.directory.attribution import SHOP, OwnedBy
from exporter.exposition.snapshot import Axis, Column, Labels
from exporter.fold.families import Scopes, is_of_platforms
from exporter.fold.frame import Frame, FrozenFrame, Key
from exporter.fold.total import TOTAL

Found = dict[Key, float]
"""Numbers by definition and labels."""


class Folded(NamedTuple):
    """The columns of a metric in a scope, and the axis of the scope."""

    definition: MetricDefinition
    axis: Axis
    columns: Iterable[Column]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of one vendor, one platform or the whole shop, and the frame that they are folded from."""

    frame: Frame | FrozenFrame
    found: Found

    def number(self, definition: MetricDefinition, labels: Labels) -> float | None:
        """Return a number; None if it is not known. The sum over no rows is 0."""
        key = (definition, labels)
        if key in self.found:
            return self.found[key]
        unknown = definition.fold != "sum" or self.frame.nulls.get(key) or self.frame.spoilt.get(key)
        return None if unknown else 0.0


def vendor_numbers(scopes: Scopes, definitions: Iterable[MetricDefinition]) -> Numbers:
    """Return the numbers of a vendor; frame and directory must contain only this vendor."""
    found = (cell_of(each, TOTAL) for each in _folded_of_vendors(scopes, definitions))
    return Numbers(scopes.frame, united(found))


def _folded_of_vendors(scopes: Scopes, definitions: Iterable[MetricDefinition]) -> Iterator[Folded]:
    for definition in definitions:
        owned_by = scopes.frame.owned_by.get(definition)
        if owned_by is not None and is_of_vendors(definition, owned_by):
            total = scopes.layout.vendors_total(owned_by)
            yield Folded(definition, total.axis, scopes.columns(definition, total, by_vendor=True))


def is_of_vendors(definition: MetricDefinition, owned_by: OwnedBy) -> bool:
    """Whether a vendor has numbers of a definition."""
    return owned_by.vendor and definition.scope != "platform"


def platform_numbers(scopes: Scopes, definitions: Iterable[MetricDefinition], platform_id: Id) -> Numbers:
    """Return the numbers of a platform, equal to its `orion_platform_...` series; none if it does not exist."""
    entry = scopes.layout.directory.platforms.get(platform_id)
    found = () if entry is None else (cell_of(each, (entry.label,)) for each in folded_by_platform(scopes, definitions))
    return Numbers(scopes.frame, united(found))


def folded_by_platform(scopes: Scopes, definitions: Iterable[MetricDefinition]) -> Iterator[Folded]:
    """Yield the columns of all metrics that platforms have."""
    for definition in definitions:
        owned_by = scopes.frame.owned_by.get(definition)
        if owned_by is not None and is_of_platforms(definition, owned_by):
            scope = scopes.layout.platform(owned_by)
            yield Folded(definition, scope.axis, scopes.columns(definition, scope, by_vendor=False))


def installation_numbers(scopes: Scopes, definitions: Iterable[MetricDefinition]) -> Numbers:
    """Return the totals of the whole shop, in which each row counts once.

    Where vendors and platforms count different rows, the total is that of the platforms: what customers ordered.
    """
    return Numbers(scopes.frame, united(cell_of(each, TOTAL) for each in _folded_of_all(scopes, definitions)))


def _folded_of_all(scopes: Scopes, definitions: Iterable[MetricDefinition]) -> Iterator[Folded]:
    every = [each for each in definitions if each in scopes.frame.owned_by]
    of_platforms = {each.key for each in every if each.scope == "platform"}
    for definition in every:
        owned_by = scopes.frame.owned_by[definition]
        if definition.scope == "vendor" and definition.key in of_platforms:
            continue
        if definition.fold is not None or owned_by == SHOP:
            total = scopes.layout.total(owned_by)
            yield Folded(definition, total.axis, scopes.columns(definition, total, by_vendor=owned_by.vendor))


def metric_values(category: str, now: Numbers, before: Numbers | None = None) -> list[MetricValue]:
    """Return numbers as metric values, with those of the period before."""
    return list(_values(category, now, before))


def additive_keys(definitions: Iterable[MetricDefinition]) -> frozenset[str]:
    """Return the keys of those metrics whose values with different labels can be added up."""
    every = list(definitions)
    additive = {each.key for each in every if each.fold == "sum" and not each.money and "currency" not in each.labels}
    return frozenset(additive - {each.key for each in every if each.fold != "sum"})


def _values(category: str, now: Numbers, before: Numbers | None) -> Iterator[MetricValue]:
    keys = list(now.found)
    if before is not None:
        order = {
            definition: at for at, definition in enumerate(dict.fromkeys(each for each, _ in [*keys, *before.found]))
        }
        keys += [key for key in before.found if key not in now.found]
        keys.sort(key=lambda key: order[key[0]])
    for definition, labels in keys:
        value = now.number(definition, labels)
        if value is not None:
            yield MetricValue(
                definition.key,
                value,
                definition.label,
                category,
                unit=definition.unit,
                description=definition.help,
                icon=definition.icon,
                labels=dict(labels),
                previous=None if before is None else before.number(definition, labels),
            )


def cell_of(folded: Folded, cell: tuple[str, ...]) -> Found:
    """Return the numbers of one cell; none if the axis does not have it."""
    definition, axis, columns = folded
    if cell not in axis.cells:
        return {}
    at = axis.cells.index(cell)
    return {(definition, each.labels): value for each in columns if (value := each.values[at]) == value}


def united(parts: Iterable[Found]) -> Found:
    """Return the numbers of all parts."""
    found: Found = {}
    for part in parts:
        found |= part
    return found
