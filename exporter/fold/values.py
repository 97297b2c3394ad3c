"""Statistics of one vendor or platform for an application's dashboards, folded like the exported metrics."""

from collections.abc import Iterable, Iterator

from exporter.contracts.metrics import Id, MetricDefinition, MetricValue
from exporter.fold.cells import Scope
from exporter.fold.families import Scopes


def vendor_statistics(scopes: Scopes, definitions: Iterable[MetricDefinition], category: str) -> list[MetricValue]:
    """Return the metric values of a vendor; frame and directory must contain only this vendor."""
    return [
        value
        for definition in definitions
        if (owned_by := scopes.frame.owned_by.get(definition)) is not None
        and owned_by.vendor
        and definition.scope != "platform"
        for value in _values(scopes, definition, category, scopes.layout.vendors_total(owned_by), (), by_vendor=True)
    ]


def platform_statistics(
    scopes: Scopes, definitions: Iterable[MetricDefinition], category: str, platform_id: Id
) -> list[MetricValue]:
    """Return the metric values of a platform, equal to its `orion_platform_...` series; [] if it does not exist."""
    entry = scopes.layout.directory.platforms.get(platform_id)
    return [
        value
        for definition in definitions
        if entry is not None
        and definition.scope != "vendor"
        and (owned_by := scopes.frame.owned_by.get(definition)) is not None
        for value in _values(
            scopes, definition, category, scopes.layout.platform(owned_by), (entry.label,), by_vendor=False
        )
    ]


def _values(
    scopes: Scopes, definition: MetricDefinition, category: str, scope: Scope, cell: tuple[str, ...], *, by_vendor: bool
) -> Iterator[MetricValue]:
    if cell not in scope.axis.cells:
        return
    position = scope.axis.cells.index(cell)
    for column in scopes.columns(definition, scope, by_vendor=by_vendor):
        value = column.values[position]
        if value == value:
            yield MetricValue(
                definition.key,
                value,
                definition.label,
                category,
                unit=definition.unit,
                description=definition.help,
                icon=definition.icon,
                labels=dict(column.labels),
            )
