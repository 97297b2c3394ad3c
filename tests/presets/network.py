"""What the numbers of a network of WordPress must be: those of its sites. A site is a shop and a platform."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from tests.presets.truths import LABELS, Labels, Numbers, Truth, at, numbers, truths

TRUTHS = truths("woocommerce")
OF_FIRST_SITE = ("orion_vendor_info", "orion_users")
"""The merchant is at home on the first site, and the roles of accounts are those that they have there."""


def network_numbers(connection: Connection, metric: str, sites: Mapping[int, str], now: datetime) -> Numbers:
    """Return the series of a metric: for each site those of its tables, with the platform `site-2` for site 2.

    What has no platform, such as jobs, is the sum. Accounts are in tables of the network, their roles by site.
    """
    sums: dict[Labels, float] = defaultdict(float)
    for site, prefix in sites.items() if metric not in OF_FIRST_SITE else [(1, sites[1])]:
        found = numbers(connection, _of_site(TRUTHS.by_metric[metric], sites[1]), at(now) | {"prefix": prefix})
        for labels, value in found.items():
            sums[frozenset(_named(dict(labels), site).items())] += value
    return _last(metric, connection, sites, now) if _is_moment_of_all(metric) else dict(sums)


def _of_site(truth: Truth, network: str) -> Truth:
    assert isinstance(truth.sql, str)
    sql = truth.sql
    for table in ("users", "usermeta"):
        sql = sql.replace(f"{{{{prefix}}}}{table} ", f"{network}{table} ")
    return Truth(truth.metric, truth.means, sql)


def _named(labels: dict[str, str], site: int) -> dict[str, str]:
    return {**labels, "platform": f"site-{site}"} if "platform" in labels else labels


def _is_moment_of_all(metric: str) -> bool:
    return metric.endswith("_timestamp_seconds") and "platform" not in LABELS[metric]


def _last(metric: str, connection: Connection, sites: Mapping[int, str], now: datetime) -> Numbers:
    """Return the earliest or latest time on any site."""
    choose = min if "oldest" in metric else max
    found: dict[Labels, float] = {}
    for prefix in sites.values():
        for labels, value in numbers(connection, TRUTHS.by_metric[metric], at(now) | {"prefix": prefix}).items():
            found[labels] = choose(value, found.get(labels, value))
    return found
