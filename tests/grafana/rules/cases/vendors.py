"""Vendors themselves: domains and teams (tenancy), products (catalog), pages (cms)."""

from tests.grafana.rules.case import Case

CERTIFICATE = "orion_domain_certificate_expiry_timestamp_seconds"
UNVERIFIED, TEAM = 'orion_domains{state="unverified"}', 'orion_team_members{state="active"}'
WITHOUT_PRICE, PUBLISHED = "orion_products_without_price", 'orion_pages{state="published"}'
HOUR, DAY = 3600, 86400

CASES = (
    Case(
        "OrionCertificateExpiring",
        fires={CERTIFICATE: 14 * DAY - 1},
        quiet={CERTIFICATE: HOUR + 30 + 14 * DAY},
        values=("13d 22h 59m 29s", "14d 0h 0m 0s"),
        neglect=True,
        summary="A certificate of vendor {vendor} expires soon",
        says="A certificate of vendor {vendor} on {platform} expires in {value}.",
        also_fires={
            "expired": (
                {CERTIFICATE: -HOUR},
                "A certificate of vendor {vendor} on {platform} has expired (-2h 0m 30s).",
            )
        },
    ),
    Case(
        "OrionDomainUnverified",
        since="1d",
        fires={UNVERIFIED: 2},
        quiet={UNVERIFIED: 0},
        values=("2", "0"),
        neglect=True,
        summary="A domain of vendor {vendor} is not verified",
        says="{value} active domains of vendor {vendor} on {platform} have not been verified for a day or more.",
        also_quiet={"new today": {UNVERIFIED: {"0s": 0, "12h": 2}}, "a day ago is not known": {UNVERIFIED: {"12h": 2}}},
    ),
    Case(
        "OrionVendorWithoutTeam",
        fires={TEAM: 0},
        quiet={TEAM: 1},
        values=("0", "1"),
        neglect=True,
        summary="Vendor {vendor} has nobody who could act",
        says="Vendor {vendor} is active and has {value} active team members, fewer than its limit.",
    ),
    Case(
        "OrionProductsWithoutPrice",
        fires={WITHOUT_PRICE: 3},
        quiet={WITHOUT_PRICE: 0},
        values=("3", "0"),
        neglect=True,
        summary="Products of vendor {vendor} have no price",
        says="{value} products of vendor {vendor} on {platform} have no price.",
    ),
    Case(
        "OrionPagesCollapsed",
        since="1d",
        fires={PUBLISHED: {"0s": 10, "1d": 4}},
        quiet={PUBLISHED: {"0s": 10, "1d": 5}},
        values=("60%", "50%"),
        summary="Pages of vendor {vendor} have disappeared",
        says="Vendor {vendor} has {value} fewer published pages on {platform} than a day ago.",
        also_quiet={
            "9 pages are too few": {PUBLISHED: {"0s": 9, "1d": 0}},
            "a day ago is not known": {PUBLISHED: {"12h": 10, "1d": 4}},
        },
    ),
)
