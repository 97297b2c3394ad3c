"""Vendors themselves: domains and teams."""

from tests.grafana.rules.case import Case

CERTIFICATE = "orion_domain_certificate_expiry_timestamp_seconds"
UNVERIFIED, TEAM = 'orion_domains{state="unverified"}', 'orion_team_members{state="active"}'
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
        summary="Vendor {vendor} has unverified domains",
        says="{value} active domains of vendor {vendor} on {platform} have been unverified for at least a day.",
        also_quiet={"new today": {UNVERIFIED: {"0s": 0, "12h": 2}}, "a day ago is not known": {UNVERIFIED: {"12h": 2}}},
    ),
    Case(
        "OrionVendorWithoutTeam",
        fires={TEAM: 0},
        quiet={TEAM: 1},
        values=("0", "1"),
        neglect=True,
        of_active=True,
        summary="Vendor {vendor} has too few active team members",
        says="Vendor {vendor} is active, but has only {value} active team members, below its limit.",
    ),
)
