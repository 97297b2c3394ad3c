"""Where each position of a frame's index is reported, and under which labels.

Costly to make and the same from refresh to refresh: it holds until the directory changes or new ids appear.
"""

from collections.abc import Iterator

from exporter.directory.directory import Directory
from exporter.fold.cells import Cell, FoldedScope, PickedScope, Scope
from exporter.fold.frame import Kind, Who

_INSTALLATION = Kind(has_vendor=False, has_platform=False)


class Layout:
    """The scopes of an index under a directory, each made when it is first asked for."""

    def __init__(self, index: dict[Who, int], directory: Directory, module: str) -> None:
        self.index, self.directory, self.module = index, directory, module
        self._whos = list(index)
        self._places = [directory.place(*who, module) for who in self._whos]
        self._scopes: dict[tuple[str, Kind], Scope] = {}

    def fits(self, index: dict[Who, int], directory: Directory) -> bool:
        """Whether it still holds for this index, which may have grown, and this directory, which may have changed."""
        return index is self.index and len(index) == len(self._whos) and directory == self.directory

    def vendor(self, kind: Kind) -> Scope:
        """Return the scope by (platform, vendor), each row once; of the installation where there is no vendor."""
        if ("vendor", kind) not in self._scopes:
            self._scopes["vendor", kind] = self._whole() if kind == _INSTALLATION else self._vendor(kind)
        return self._scopes["vendor", kind]

    def platform(self, kind: Kind) -> Scope:
        """Return the scope by platform: each row wherever it concerns one."""
        if ("platform", kind) not in self._scopes:
            self._scopes["platform", kind] = self._platform(kind)
        return self._scopes["platform", kind]

    def vendors_total(self, kind: Kind) -> Scope:
        """Return the total of the vendor scope: one cell, and what is left out there is left out here."""
        targets: list[tuple[Cell, ...]] = [((),) if place.home is not None else () for place in self._places]
        return FoldedScope((), targets, [()] if any(self._zero_homes(kind)) else [])

    def attribution(self, kind: Kind, position: int) -> tuple[bool, bool]:
        """Return whether the rows at a position are left out, and whether the ids that they name exist."""
        if kind.has_vendor:
            place = self._places[position]
            return place.home is None, place.attributed
        platform = self._whos[position][1]
        label = self.directory.platform_place(platform, self.module)
        return label is None, platform is None or platform in self.directory.platforms

    def _whole(self) -> Scope:
        return FoldedScope((), [((),)] * len(self._whos), [()])

    def _vendor(self, kind: Kind) -> Scope:
        homes = [place.home for place in self._places]
        targets: list[tuple[Cell, ...]] = [() if home is None else ((home[1], home[0]),) for home in homes]
        zeros = [(platform, vendor) for vendor, platform in self._zero_homes(kind)]
        return PickedScope(("platform", "vendor"), targets, zeros)

    def _zero_homes(self, kind: Kind) -> Iterator[tuple[str, str]]:
        for vendor_id, vendor in self.directory.vendors.items():
            if not kind.has_platform:
                home = self.directory.home(vendor_id, self.module)
                if home is not None:
                    yield home
                continue
            for platform_id in self.directory.enabled_on(vendor_id, self.module):
                yield vendor.label, self.directory.platforms[platform_id].label

    def _platform(self, kind: Kind) -> Scope:
        labels = [self._platform_labels(kind, position) for position in range(len(self._whos))]
        targets: list[tuple[Cell, ...]] = [tuple((label,) for label in each) for each in labels]
        on = (id_ for id_ in self.directory.platforms if self.directory.enabled(id_, self.module))
        return FoldedScope(("platform",), targets, [(self.directory.platforms[id_].label,) for id_ in on])

    def _platform_labels(self, kind: Kind, position: int) -> tuple[str, ...]:
        if kind.has_vendor:
            return self._places[position].platforms
        label = self.directory.platform_place(self._whos[position][1], self.module)
        return () if label is None else (label,)
