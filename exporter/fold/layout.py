"""Maps the positions of a frame's index to the cells of each scope.

A layout is expensive to build, so it is reused until the directory changes or new owners appear.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from operator import itemgetter
from typing import Any

from exporter.contracts.metrics import Id
from exporter.directory.attribution import SHOP, Attribution, Home, OwnedBy, Owner, Place
from exporter.directory.directory import Directory
from exporter.directory.spelling import contradiction, mismatch
from exporter.fold.cells import Cell, FoldedScope, PickedScope, Scope
from exporter.fold.kept import KeptColumns
from exporter.fold.total import TotalScope


class Layout:
    """The scopes of an index of owners, built on first use."""

    def __init__(self, index: dict[Owner, int], directory: Directory, module: str) -> None:
        self.index, self.directory = index, directory
        self._attribution = Attribution(directory, module)
        self._owners = list(index)
        self._places: dict[OwnedBy, list[Place]] = {}
        self._scopes: dict[tuple[str, OwnedBy], Scope] = {}
        self.kept = KeptColumns(len(self._owners))
        self.warnings = tuple(_mismatches(self._owners, directory))
        """For people: ids that cannot be attributed because of their type."""
        self.contradiction = _contradiction(self._owners, directory)
        """For people: why no row can be attributed, because of the type of all ids; else ""."""

    def fits(self, index: dict[Owner, int], directory: Directory) -> bool:
        """Whether the layout can be reused: it is for the same index, without new owners, and an equal directory."""
        return index is self.index and len(index) == len(self._owners) and directory == self.directory

    def vendor(self, owned_by: OwnedBy) -> Scope:
        """Return the vendor scope, which reports each row once by platform and vendor.

        For rows without vendor and platform, it is a single cell for the whole shop.
        """
        return self._made("vendor", owned_by, self._whole if owned_by == SHOP else self._vendor)

    def platform(self, owned_by: OwnedBy) -> Scope:
        """Return the platform scope, which reports each row on every platform that it applies to."""
        return self._made("platform", owned_by, self._platform)

    def vendors_total(self, owned_by: OwnedBy) -> Scope:
        """Return the total of the vendor scope: a single cell, without excluded rows."""
        return self._made("vendors", owned_by, self._vendors_total)

    def total(self, owned_by: OwnedBy) -> Scope:
        """Return the total of the whole shop: a single cell, in which each row counts once, without excluded rows."""
        if owned_by == SHOP:
            return self.vendor(owned_by)
        return self.vendors_total(owned_by) if owned_by.vendor else self._made("all", owned_by, self._platforms_total)

    def has_home(self, vendor_id: Id | None) -> bool:
        """Whether vendor-wide rows of a vendor are not excluded."""
        return self._attribution.home(vendor_id) is not None

    def total_of(self, vendor_id: Id | None, platform_id: Id | None, owned_by: OwnedBy) -> TotalScope:
        """Return the total of a vendor: with a platform, only of rows on it and vendor-wide ones.

        The vendor scope of such rows must have been built. Any thread may call it.
        """
        scope = self._scopes["vendor", owned_by]
        entry = self.directory.vendors.get(vendor_id)
        if not isinstance(scope, PickedScope) or entry is None:
            return TotalScope((), is_zero=False)
        cells, by_vendor = scope.axis.cells, itemgetter(1)
        start, stop = (find(cells, entry.label, key=by_vendor) for find in (bisect_left, bisect_right))
        positions = scope.positions(range(start, stop))
        if platform_id is not None:
            positions = [each for each in positions if self._is_on(self._owners[each], platform_id)]
        return TotalScope(positions, is_zero=any(self._attribution.homes_of(vendor_id, owned_by)))

    def places(self, owned_by: OwnedBy) -> list[Place]:
        """Return, for each position of the index, where its rows are reported."""
        # The rules depend only on whether rows have a vendor. Without a platform column, the platform id is None.
        rules = OwnedBy(owned_by.vendor, platform=True)
        if rules not in self._places:
            self._places[rules] = [self._attribution.place(owner, rules) for owner in self._owners]
        return self._places[rules]

    def _made(self, name: str, owned_by: OwnedBy, make: Callable[[OwnedBy], Scope]) -> Scope:
        if (name, owned_by) not in self._scopes:
            self._scopes[name, owned_by] = make(owned_by)
        return self._scopes[name, owned_by]

    def _is_on(self, owner: Owner, platform_id: Id) -> bool:
        return owner.platform is None or self.directory.platform(owner.platform) == platform_id

    def _whole(self, _owned_by: OwnedBy) -> Scope:
        return TotalScope(range(len(self._owners)), is_zero=True)

    def _vendors_total(self, owned_by: OwnedBy) -> Scope:
        positions = [position for position, place in enumerate(self.places(owned_by)) if place.home]
        return TotalScope(array("l", positions), is_zero=any(self._attribution.homes(owned_by)))

    def _platforms_total(self, owned_by: OwnedBy) -> Scope:
        positions = [position for position, place in enumerate(self.places(owned_by)) if place.platforms]
        return TotalScope(array("l", positions), is_zero=any(self._attribution.platforms()))

    def _vendor(self, owned_by: OwnedBy) -> Scope:
        homes = [place.home for place in self.places(owned_by)]
        targets: list[tuple[Cell, ...]] = [(home,) if home else () for home in homes]
        return PickedScope(Home._fields, targets, list(self._attribution.homes(owned_by)))

    def _platform(self, owned_by: OwnedBy) -> Scope:
        targets = [tuple((label,) for label in place.platforms) for place in self.places(owned_by)]
        return FoldedScope(("platform",), targets, [(label,) for label in self._attribution.platforms()])


def _mismatches(owners: Sequence[Owner], directory: Directory) -> Iterator[str]:
    todo = "so these rows are unattributed; use the same type in both tables"
    for name, known, used in _ids(owners, directory):
        if odd := mismatch(known, used):
            yield f"column {name}_id has {odd}, as {name}s.id has, {todo}"


def _contradiction(owners: Sequence[Owner], directory: Directory) -> str:
    found = (contradiction(f"column {name}_id", f"{name}s", *ids) for name, *ids in _ids(owners, directory))
    return next(filter(None, found), "")


def _ids(owners: Sequence[Owner], directory: Directory) -> Iterator[tuple[str, Collection[Any], Collection[Any]]]:
    """Yield vendor and platform, each with the ids of the directory, and an id of each type that owners have."""
    yield "vendor", directory.vendors, {type(owner.vendor): owner.vendor for owner in owners}.values()
    yield "platform", directory.platforms, {type(owner.platform): owner.platform for owner in owners}.values()
