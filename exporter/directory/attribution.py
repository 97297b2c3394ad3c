"""Where a row is reported. Every rule about it is here; docs/decisions/0002-vendor-wide-facts-once.md says why.

A row names its owner: a vendor, a platform, both or neither. The vendor scope reports each row once, so that it adds up
to what SQL counts:

- on the platform that the row names, whether the vendor is a member there or not;
- a row without a platform (*vendor-wide*) at the vendor's home: the first active membership on which the module is
  enabled, primary first, then the lowest id; `unassigned` if the vendor has no membership;
- ids that do not exist are `unknown`, and the row counts as unattributed;
- a row whose every platform has the module disabled is left out, and counts as excluded.

The platform scope reports a row under every platform that it concerns: the one it names, or all on which its vendor is
an active member with the module enabled. So it answers "how many are on platform X", and does not add up.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, false, or_, select

from exporter.contracts.labels import UNASSIGNED, UNKNOWN
from exporter.contracts.metrics import Id
from exporter.directory.directory import Directory
from exporter.directory.tables import vendor_platforms


class Owner(NamedTuple):
    """Whose a row is, by id; None where the row names nobody."""

    vendor: Id | None
    platform: Id | None


class OwnedBy(NamedTuple):
    """Which ids rows can name at all. Without a vendor they are facts of a platform, without either of the shop."""

    vendor: bool
    platform: bool


SHOP = OwnedBy(vendor=False, platform=False)
"""Facts of the whole installation."""


class Home(NamedTuple):
    """Where the vendor scope reports a row, by label."""

    vendor: str
    platform: str


class Place(NamedTuple):
    """Where a row is reported: at `home` in the vendor scope (None: it has none), and under each of `platforms`."""

    home: Home | None
    platforms: tuple[str, ...]
    attributed: bool = True
    left_out: bool = False


_LEFT_OUT = Place(None, (), left_out=True)


class Attribution:
    """The rules above for the rows of one module, under one directory."""

    def __init__(self, directory: Directory, module: str) -> None:
        self.directory, self.module = directory, module

    def place(self, owner: Owner, owned_by: OwnedBy) -> Place:
        """Return where a row of this owner is reported."""
        if not owned_by.vendor:
            return self._of_platform(owner.platform)
        directory, (vendor_id, platform_id) = self.directory, owner
        entry = None if vendor_id is None else directory.vendors.get(vendor_id)
        vendor = UNKNOWN if entry is None else entry.label
        if platform_id is not None:
            label = self._platform_label(platform_id)
            known = entry is not None and platform_id in directory.platforms
            return _LEFT_OUT if label is None else Place(Home(vendor, label), (label,), known)
        enabled = () if vendor_id is None else directory.enabled_on(vendor_id, self.module)
        if enabled:
            labels = tuple(directory.platforms[platform].label for platform in enabled)
            return Place(Home(vendor, labels[0]), labels)
        if vendor_id in directory.memberships:
            return _LEFT_OUT
        return Place(Home(vendor, UNASSIGNED), (), entry is not None)

    def home(self, vendor_id: Id) -> Home | None:
        """Return where a vendor's vendor-wide rows are reported; None if they are left out."""
        return self.place(Owner(vendor_id, None), OwnedBy(vendor=True, platform=False)).home

    def homes(self, owned_by: OwnedBy) -> Iterator[Home]:
        """Yield every home at which a number is due, if only a zero: of each vendor, or of each active membership."""
        directory = self.directory
        for vendor_id, vendor in directory.vendors.items():
            if owned_by.platform:
                for platform_id in directory.enabled_on(vendor_id, self.module):
                    yield Home(vendor.label, directory.platforms[platform_id].label)
            elif (home := self.home(vendor_id)) is not None:
                yield home

    def platforms(self) -> Iterator[str]:
        """Yield the label of every platform on which the module is enabled: there a number is due, if only a zero."""
        for platform_id, platform in self.directory.platforms.items():
            if self.directory.enabled(platform_id, self.module):
                yield platform.label

    def _of_platform(self, platform_id: Id | None) -> Place:
        label = UNASSIGNED if platform_id is None else self._platform_label(platform_id)
        known = platform_id is None or platform_id in self.directory.platforms
        return _LEFT_OUT if label is None else Place(None, (label,), known)

    def _platform_label(self, platform_id: Id) -> str | None:
        """Return the label of a platform that a row names; None where the module is disabled."""
        entry = self.directory.platforms.get(platform_id)
        if entry is None:
            return UNKNOWN
        return entry.label if self.directory.enabled(platform_id, self.module) else None


Column = ColumnElement[Any] | None
"""The column of a statement that holds an owner's id; None if its rows name none."""


def of_vendor(vendor: Column, platform: Column, owner: Owner) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions for one vendor's rows; with a platform, those there and the vendor-wide ones."""
    yield false() if vendor is None else vendor == owner.vendor
    if owner.platform is not None and platform is not None:
        yield or_(platform == owner.platform, platform.is_(None))


def of_platform(vendor: Column, platform: Column, platform_id: Id) -> ColumnElement[bool]:
    """Return the condition for a platform's rows: those that name it, and the vendor-wide ones of its members."""
    member = vendor_platforms.c
    members = select(member.vendor_id).where(member.platform_id == platform_id, member.is_active.is_(True))
    wide = false() if vendor is None else vendor.in_(members)
    return wide if platform is None else or_(platform == platform_id, and_(platform.is_(None), wide))
