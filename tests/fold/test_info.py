"""The infos carry names, states and memberships for joins, and come from the directory alone."""

from exporter.directory.directory import TENANCY, Directory
from exporter.fold.info import AXES, INFO, info_families
from tests.support.tiny import directory, line, lines


def infos(shop: Directory) -> list[str]:
    families = info_families(shop, "Every 60 s.")
    return sorted(line(each.name, labels, value) for each in families for labels, value in each.samples(TENANCY))


def test_platforms_vendors_at_home_and_every_active_membership() -> None:
    assert infos(directory()) == lines("""
        orion_platform_info{name="Main",platform="main",state="active"} 1
        orion_platform_info{name="Side",platform="side",state="inactive"} 1
        orion_vendor_info{name="Acme & Sons",platform="side",state="active",vendor="acme"} 1
        orion_vendor_info{name="Bolt",platform="main",state="unverified",vendor="bolt"} 1
        orion_vendor_info{name="Crow",platform="unassigned",state="inactive",vendor="crow"} 1
        orion_vendor_platform_info{platform="main",primary="false",vendor="acme"} 1
        orion_vendor_platform_info{platform="side",primary="true",vendor="acme"} 1
        orion_vendor_platform_info{platform="main",primary="false",vendor="bolt"} 1
    """)


def test_a_module_that_is_off_moves_no_info() -> None:
    assert infos(directory(1, 2)) == infos(directory())


def test_an_empty_shop_has_the_families_without_samples() -> None:
    families = list(info_families(Directory(), "Every 60 s."))
    assert [(each.name, each.help, each.axis.names, len(each)) for each in families] == [
        (name, f"{text} Every 60 s.", tuple(sorted(AXES[name])), 0) for name, text in INFO.items()
    ]


def test_memberships_share_their_texts() -> None:
    *_, memberships = info_families(directory(), "Every 60 s.")
    assert len({id(text) for cell in memberships.axis.cells for text in cell}) == 2 + 2 + 2, "platforms, flags, vendors"
