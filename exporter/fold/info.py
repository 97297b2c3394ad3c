"""Info metrics with the names, states and memberships of vendors and platforms, for joins in PromQL.

They are built from the directory, which every refresh reads, so joins work with any selection of providers
(docs/decisions/0009-info-from-the-directory.md). Their category is `tenancy`.
"""

from array import array
from collections.abc import Iterator

from exporter.directory.attribution import Attribution
from exporter.directory.directory import TENANCY, Directory
from exporter.exposition.snapshot import Axis, Column, Family

INFO = {
    "orion_platform_info": "Name and state of a platform; always 1 (relation platforms, columns name and is_active).",
    "orion_vendor_info": "Name and state of a vendor, at its home platform; always 1 "
    "(relation vendors, columns name, is_active and is_verified).",
    "orion_vendor_platform_info": "Active membership of a vendor on a platform; always 1 "
    "(relation vendor_platforms, columns is_active and is_primary).",
}
"""Name and HELP of each family."""

AXES = {
    "orion_platform_info": ("name", "platform", "state"),
    "orion_vendor_info": ("name", "platform", "state", "vendor"),
    "orion_vendor_platform_info": ("platform", "primary", "vendor"),
}
"""The labels of each family, sorted."""


def info_families(directory: Directory, refreshed: str) -> Iterator[Family]:
    """Yield the info families; `refreshed` is appended to their HELP."""
    cells: dict[str, list[tuple[str, ...]]] = {
        "orion_platform_info": [(each.name, each.label, each.state) for each in directory.platforms.values()],
        "orion_vendor_info": list(_vendors(directory)),
        "orion_vendor_platform_info": list(_memberships(directory)),
    }
    for name, text in INFO.items():
        column = Column((), array("d", (1.0,)) * len(cells[name]))
        yield Family(name, f"{text} {refreshed}", Axis(AXES[name], tuple(sorted(cells[name]))), (column,))


def _vendors(directory: Directory) -> Iterator[tuple[str, ...]]:
    attribution = Attribution(directory, TENANCY)
    for vendor_id, vendor in directory.vendors.items():
        home = attribution.home(vendor_id)
        if home is not None:
            yield vendor.name, home.platform, vendor.state, vendor.label


def _memberships(directory: Directory) -> Iterator[tuple[str, ...]]:
    for vendor_id, memberships in directory.memberships.items():
        for membership in memberships:
            platform = directory.platforms[membership.platform_id].label
            yield platform, "true" if membership.primary else "false", directory.vendors[vendor_id].label
