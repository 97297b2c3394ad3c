"""Tenancy: users, teams, domains, and the number of vendors per platform."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Boolean, DateTime, String, case, distinct, func

from exporter.contracts import Alert, MetricDefinition
from exporter.directory.tables import platforms, vendor_platforms, vendors
from exporter.query import AnyId, Query, QueryMetricsProvider, column, count, earliest, either, first_party_on, relation

users = relation(
    "users",
    "an account that can sign in to the administration",
    column("role", String, "what it may do, such as admin"),
    column("is_active", Boolean, "whether it can be used"),
    example="SELECT duty AS role, NOT locked AS is_active FROM staff",
)
vendor_users = relation(
    "vendor_users",
    "a member of a vendor's team",
    column("vendor_id", AnyId, "the vendor; NULL is the first party"),
    column("is_active", Boolean, "whether the membership is in effect"),
    column("invitation_accepted_at", DateTime, "when the invitation was accepted; NULL if it has not been"),
    example="SELECT seller_id AS vendor_id, NOT left_us AS is_active, joined_at AS invitation_accepted_at "
    "FROM seller_staff",
)
vendor_domains = relation(
    "vendor_domains",
    "a domain of a vendor",
    column("vendor_id", AnyId, "the vendor; NULL is the first party"),
    column("platform_id", AnyId, "the platform that it leads to; NULL is all"),
    column("is_active", Boolean, "whether it is in use"),
    column("is_verified", Boolean, "whether its owner was verified"),
    column("ssl_expires_at", DateTime, "when its certificate expires; NULL if it has none"),
    example="SELECT seller_id AS vendor_id, site_id AS platform_id, in_use AS is_active, owner_proved AS is_verified, "
    "certificate_ends AS ssl_expires_at FROM hostname",
)

DAY = 86_400.0
STATES = ("active", "inactive")
VENDORS = MetricDefinition(
    "tenancy.vendors",
    "vendors",
    "Vendors",
    "Number of vendors with an active membership, by state "
    "(relation vendor_platforms, column is_active; relation vendors, columns is_active and is_verified).",
    labels={"state": ("active", "unverified", "inactive")},
    icon="store",
)
USERS = MetricDefinition(
    "tenancy.users",
    "users",
    "Users",
    "Number of user accounts, by role and state (relation users, columns role and is_active).",
    labels={"role": (), "state": STATES},
    icon="users",
)
TEAM = MetricDefinition(
    "tenancy.team_members",
    "team_members",
    "Team members",
    "Number of members of vendors' teams, by state "
    "(relation vendor_users, columns is_active and invitation_accepted_at).",
    labels={"state": ("active", "invited", "inactive")},
    icon="user-check",
)
DOMAINS = MetricDefinition(
    "tenancy.domains",
    "domains",
    "Domains",
    "Number of active domains of vendors, by state (relation vendor_domains, columns is_active and is_verified).",
    labels={"state": ("verified", "unverified")},
    icon="globe",
)
CERTIFICATE = MetricDefinition(
    "tenancy.certificate_expiry",
    "domain_certificate_expiry_timestamp_seconds",
    "First certificate to expire",
    "Unix time at which the first certificate of an active domain expires "
    "(relation vendor_domains, columns is_active and ssl_expires_at).",
    fold="min",
    unit="s",
    icon="lock",
)


@dataclass(frozen=True)
class TenancyMetricsProvider(QueryMetricsProvider):
    """Metrics of accounts and domains. The directory provides the info metrics of vendors and platforms."""

    metrics_category = "tenancy"
    team = "vendors"
    alerts = (
        Alert("OrionCertificateExpiring", CERTIFICATE, default=14 * DAY, unit="s", below=True, for_="1h"),
        Alert("OrionDomainUnverified", DOMAINS.where(state="unverified"), default=0, severity="info"),
        Alert("OrionVendorWithoutTeam", TEAM.where(state="active"), default=1, below=True, severity="info", for_="1h"),
    )

    def queries(self) -> Iterator[Query]:
        """Count vendors by platform, users, team members and domains."""
        p, v, of, m, d = platforms.c, vendors.c, vendor_platforms.c, vendor_users.c, vendor_domains.c
        accepted = case((m.invitation_accepted_at.is_not(None), "active"), else_="invited")
        verified = case((v.is_verified.is_(True), "active"), else_="unverified")
        yield Query(
            platform=of.platform_id,
            from_=vendor_platforms.join(vendors, v.id == of.vendor_id).join(platforms, p.id == of.platform_id),
            where=of.is_active.is_(True),
            by={"state": case((v.is_active.is_(True), verified), else_=either(v.is_active, *STATES))},
            # Without a primary key a membership can be there twice.
            values={VENDORS: func.count(distinct(of.vendor_id))},
        )
        party = Query(platform=p.id, where=first_party_on(p.code), values={VENDORS.where(state="active"): count()})
        yield party  # it has no row
        account = {"role": users.c.role, "state": either(users.c.is_active, *STATES)}
        yield Query(by=account, values={USERS: count()})
        state = case((m.is_active.is_(True), accepted), else_=either(m.is_active, *STATES))
        yield Query(vendor=m.vendor_id, by={"state": state}, values={TEAM: count()})
        yield Query(
            vendor=d.vendor_id,
            platform=d.platform_id,
            where=d.is_active.is_(True),
            by={"state": either(d.is_verified, "verified", "unverified")},
            values={DOMAINS: count(), CERTIFICATE: earliest(d.ssl_expires_at)},
        )
