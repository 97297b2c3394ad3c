"""All rules that decide which series report a row. docs/decisions/0002-vendor-wide-facts-once.md explains them.

The owner of a row is a vendor, a platform, both or neither. The vendor scope reports each row once, so that its sum
equals the result of SQL:

- A row with a platform is reported on that platform, even if the vendor is not a member there.
- A row without a platform (*vendor-wide*) is reported at the vendor's home. That is the first platform on which the
  vendor is an active member and the module is enabled, ordered by primary membership first, then by platform id. A
  vendor without an active membership has the home `unassigned`.
- A vendor or platform that does not exist has the label `unknown`. So has a vendor that is NULL, unless the shop has a
  first party, which is the vendor whose id is NULL. A row with an unknown vendor or platform counts as unattributed.
- A row is excluded if the module is disabled on all its platforms.

The platform scope reports a row on every platform that it applies to: the platform of the row, or all on which its
vendor is an active member and the module is enabled. It counts the rows per platform, and is not additive.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, false, or_, select

from exporter.contracts.labels import UNASSIGNED, UNKNOWN
from exporter.contracts.metrics import Id
from exporter.database.ids import as_id, same
from exporter.directory.directory import Directory
from exporter.directory.tables import vendor_platforms


class Owner(NamedTuple):
    """The owner of a row, by id; None if the row has no vendor, or no platform."""

    vendor: Id | None
    platform: Id | None


class OwnedBy(NamedTuple):
    """Which ids rows can have. Rows without a vendor belong to a platform, rows without both to the whole shop."""

    vendor: bool
    platform: bool


SHOP = OwnedBy(vendor=False, platform=False)
"""Rows that belong to the whole shop."""


class Home(NamedTuple):
    """The labels under which the vendor scope reports a row; sorted, so that it is a cell of its axis."""

    platform: str
    vendor: str


class Place(NamedTuple):
    """Where a row is reported: at `home` in the vendor scope (None: nowhere), and on each of `platforms`.

    `attributed` is false if an id does not exist; `left_out` is true if the row is excluded.
    """

    home: Home | None
    platforms: tuple[str, ...]
    attributed: bool = True
    left_out: bool = False


_LEFT_OUT = Place(None, (), left_out=True)


class Attribution:
    """Applies the rules above to the rows of one module."""

    def __init__(self, directory: Directory, module: str) -> None:
        self.directory, self.module = directory, module
        self._alike: dict[tuple[str, ...], tuple[str, ...]] = {}  # most rows are of a few platforms

    def place(self, owner: Owner, owned_by: OwnedBy) -> Place:
        """Return where rows of this owner are reported."""
        if not owned_by.vendor:
            return self._of_platform(self.directory.platform(owner.platform))
        directory, vendor_id = self.directory, self.directory.vendor(owner.vendor)
        platform_id = directory.platform(owner.platform)
        entry = directory.vendors.get(vendor_id)
        vendor = UNKNOWN if entry is None else entry.label
        if platform_id is not None:
            label = self._platform_label(platform_id)
            known = entry is not None and platform_id in directory.platforms
            return _LEFT_OUT if label is None else Place(Home(label, vendor), self._shared((label,)), known)
        enabled = directory.enabled_on(vendor_id, self.module)
        if enabled:
            labels = self._shared(tuple(directory.platforms[platform].label for platform in enabled))
            return Place(Home(labels[0], vendor), labels)
        if vendor_id in directory.memberships:
            return _LEFT_OUT
        return Place(Home(UNASSIGNED, vendor), (), entry is not None)

    def home(self, vendor_id: Id | None) -> Home | None:
        """Return where a vendor's vendor-wide rows are reported; None if they are excluded."""
        return self.place(Owner(vendor_id, None), OwnedBy(vendor=True, platform=False)).home

    def homes(self, owned_by: OwnedBy) -> Iterator[Home]:
        """Yield every home that is exported as 0 if it has no rows.

        That is one per vendor, or one per active membership if the rows can have a platform.
        """
        for vendor_id in self.directory.vendors:
            yield from self.homes_of(vendor_id, owned_by)

    def homes_of(self, vendor_id: Id | None, owned_by: OwnedBy) -> Iterator[Home]:
        """Yield those homes of one vendor."""
        directory = self.directory
        if owned_by.platform:
            for platform_id in directory.enabled_on(vendor_id, self.module):
                yield Home(directory.platforms[platform_id].label, directory.vendors[vendor_id].label)
        elif (home := self.home(vendor_id)) is not None:
            yield home

    def platforms(self) -> Iterator[str]:
        """Yield the label of every platform on which the module is enabled; it is exported as 0 if it has no rows."""
        for platform_id, platform in self.directory.platforms.items():
            if self.directory.enabled(platform_id, self.module):
                yield platform.label

    def _of_platform(self, platform_id: Id | None) -> Place:
        label = UNASSIGNED if platform_id is None else self._platform_label(platform_id)
        known = platform_id is None or platform_id in self.directory.platforms
        return _LEFT_OUT if label is None else Place(None, self._shared((label,)), known)

    def _shared(self, labels: tuple[str, ...]) -> tuple[str, ...]:
        return self._alike.setdefault(labels, labels)

    def _platform_label(self, platform_id: Id) -> str | None:
        """Return the label of a platform; None if the module is disabled there."""
        entry = self.directory.platforms.get(platform_id)
        if entry is None:
            return UNKNOWN
        return entry.label if self.directory.enabled(platform_id, self.module) else None


Column = ColumnElement[Any] | None
"""The column of a statement that contains the owner's id; None if its rows have none."""


def of_vendor(vendor: Column, platform: Column, owner: Owner) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions for the rows of a vendor; with a platform, only rows on it and vendor-wide ones."""
    vendor, platform = (each if each is None else as_id(each) for each in (vendor, platform))
    yield false() if vendor is None else vendor.is_(None) if owner.vendor is None else same(vendor, owner.vendor)
    if owner.platform is not None and platform is not None:
        yield or_(same(platform, owner.platform), platform.is_(None))


def of_platform(
    vendor: Column, platform: Column, platform_id: Id, *, first_party: bool, members: Column = None
) -> ColumnElement[bool]:
    """Return the condition for the rows of a platform: rows on it, and vendor-wide rows of its active members.

    `first_party` is whether the shop's first party, whose rows have no vendor, is one of these. `members` is the
    condition for the rows of the others, if the memberships are in another database.
    """
    vendor, platform = (each if each is None else as_id(each) for each in (vendor, platform))
    member = vendor_platforms.c
    if members is None and vendor is not None:
        ids = select(member.vendor_id).where(same(member.platform_id, platform_id), member.is_active.is_(True))
        members = vendor.in_(ids)
    wide: ColumnElement[bool] = false() if members is None else members
    if vendor is not None and first_party:
        wide = or_(wide, vendor.is_(None))
    return wide if platform is None else or_(same(platform, platform_id), and_(platform.is_(None), wide))
