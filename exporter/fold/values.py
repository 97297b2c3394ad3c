"""Statistics for an application's dashboards, folded like the exported metrics."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exporter.contracts.metrics import Id, MetricDefinition, MetricValue
from exporter.directory.attribution import SHOP
from exporter.exposition.snapshot import Labels
from exporter.fold.cells import Scope
from exporter.fold.families import Scopes
from exporter.fold.frame import Frame

_Found = dict[tuple[MetricDefinition, Labels], float]

_TOTAL: tuple[str, ...] = ()
"""The only cell of a scope that is not divided."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of one vendor, one platform or the whole shop, and the frame that they are folded from."""

    frame: Frame
    found: _Found

    def number(self, definition: MetricDefinition, labels: Labels) -> float | None:
        """Return a number; None if it is not known. The sum over no rows is 0."""
        key = (definition, labels)
        if key in self.found:
            return self.found[key]
        unknown = definition.fold != "sum" or self.frame.nulls.get(key) or self.frame.spoilt.get(key)
        return None if unknown else 0.0


def vendor_numbers(scopes: Scopes, definitions: Iterable[MetricDefinition]) -> Numbers:
    """Return the numbers of a vendor; frame and directory must contain only this vendor."""
    found: _Found = {}
    for definition in definitions:
        owned_by = scopes.frame.owned_by.get(definition)
        if owned_by is not None and owned_by.vendor and definition.scope != "platform":
            total = scopes.layout.vendors_total(owned_by)
            found |= _cell(scopes, definition, total, _TOTAL, by_vendor=True)
    return Numbers(scopes.frame, found)


def platform_numbers(scopes: Scopes, definitions: Iterable[MetricDefinition], platform_id: Id) -> Numbers:
    """Return the numbers of a platform, equal to its `orion_platform_...` series; none if it does not exist."""
    entry = scopes.layout.directory.platforms.get(platform_id)
    found: _Found = {}
    for definition in definitions if entry is not None else ():
        owned_by = scopes.frame.owned_by.get(definition)
        if entry is not None and owned_by is not None and definition.scope != "vendor":
            of_platform = scopes.layout.platform(owned_by)
            found |= _cell(scopes, definition, of_platform, (entry.label,), by_vendor=False)
    return Numbers(scopes.frame, found)


def installation_numbers(scopes: Scopes, definitions: Iterable[MetricDefinition]) -> Numbers:
    """Return the totals of the whole shop, in which each row counts once.

    Where vendors and platforms count different rows, the total is that of the platforms: what customers ordered.
    """
    every = [each for each in definitions if each in scopes.frame.owned_by]
    of_platforms = {each.key for each in every if each.scope == "platform"}
    found: _Found = {}
    for definition in every:
        owned_by = scopes.frame.owned_by[definition]
        if definition.scope == "vendor" and definition.key in of_platforms:
            continue
        if definition.fold is not None or owned_by == SHOP:
            total = scopes.layout.total(owned_by)
            found |= _cell(scopes, definition, total, _TOTAL, by_vendor=owned_by.vendor)
    return Numbers(scopes.frame, found)


def metric_values(category: str, now: Numbers, before: Numbers | None = None) -> list[MetricValue]:
    """Return numbers as metric values, with those of the period before."""
    return list(_values(category, now, before))


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


def _cell(
    scopes: Scopes, definition: MetricDefinition, scope: Scope, cell: tuple[str, ...], *, by_vendor: bool
) -> _Found:
    if cell not in scope.axis.cells:
        return {}
    position = scope.axis.cells.index(cell)
    columns = scopes.columns(definition, scope, by_vendor=by_vendor)
    return {(definition, column.labels): value for column in columns if (value := column.values[position]) == value}
