"""PromQL expressions of the dashboards.

Every selector is wrapped in `max by (all business labels)`: two exporters may overlap, and both export the same shop.
"""

from collections.abc import Callable

from grafana.modules import alert_named, present
from grafana.modules import fact as fact_named

JOB = 'job=~"$job"'
PLATFORM = 'platform=~"$platform"'
VENDOR = 'vendor=~"$vendor"'
CURRENCY = 'currency=~"$currency"'

# All is `.*`, which matches any metric name, while no vendor or platform is named like a metric. These matchers choose
# between two metrics by the value of a variable, and Prometheus reads only the samples of one of them.
EVERY_VENDOR, SOME_VENDORS = '__name__=~"$vendor"', '__name__!~"$vendor"'
EVERY_PLATFORM, SOME_PLATFORMS = '__name__=~"$platform"', '__name__!~"$platform"'


def most(metric: str, by: str, *where: str, at: str = "") -> str:
    """Return the maximum of a metric over all instances, by the labels `by`.

    `where` are matchers; `at` is an offset ("1w").
    """
    return _max(by, named(metric, JOB, *where), at)


def own(name: str, by: str = "category", *where: str) -> str:
    """Return one of the exporter's own metrics, by category."""
    return most(f"orion_exporter_{name}", by, *where)


def rate(name: str, by: str = "category") -> str:
    """Return the rate per minute of one of the exporter's own counters."""
    return f"60 * max by ({by}) (rate(orion_exporter_{name}{{{JOB}}}[$__rate_interval]))"


def named(metric: str, *where: str) -> str:
    """Return the selector of a metric with matchers."""
    matchers = ", ".join(where)
    # Prometheus rejects a name before the braces together with matchers of the name.
    if "__name__" in matchers:
        return f'{{__name__="{metric}", {matchers}}}'
    return f"{metric}{{{matchers}}}"


def narrow(fact: str) -> tuple[str, ...]:
    """Return the matcher of the selected platforms, unless the metric has no platform."""
    return () if fact_named(fact).wide else (PLATFORM,)


def platforms(fact: str, by: str = "platform", *where: str, at: str = "", fold: str = "sum") -> str:
    """Return a metric of the selected platforms, aggregated by the labels `by`."""
    labels = _labels("platform", *fact_named(fact).labels)
    return _folded(fold, by, labels, most(f"orion_platform_{fact}", labels, PLATFORM, *where, at=at))


def vendors(fact: str, by: str = "vendor", *where: str, at: str = "", fold: str = "sum") -> str:
    """Return a metric of the selected vendors, aggregated by the labels `by`.

    It is limited to the selected platforms, unless the metric has no platform.
    """
    labels = _labels("vendor", "platform", *fact_named(fact).labels)
    return _folded(fold, by, labels, most(f"orion_{fact}", labels, *narrow(fact), VENDOR, *where, at=at))


def chosen(fact: str, by: str = "", *where: str, at: str = "", fold: str = "sum") -> str:
    """Return a metric of everything selected, aggregated by the labels `by`.

    It is cheap for ten thousand vendors: while all vendors are selected, it reads the totals of platforms. For sums of
    metrics without a platform, it reads the recorded sum while all platforms are selected too; otherwise a vendor on
    two platforms counts for both. A metric without vendors is that of the selected platforms whatever vendors are
    selected, and a sum without platforms that of all vendors whatever platforms are.
    """
    known = fact_named(fact)
    if not known.by_vendor:
        return (platforms if known.by_platform else installation)(fact, by, *where, at=at, fold=fold)
    labels, add_up = known.labels, known.wide and fold == "sum"
    of_vendors = named(f"orion_{fact}", SOME_VENDORS, JOB, *narrow(fact), VENDOR, *where)
    parts = [_max(_labels("vendor", "platform", *labels), of_vendors, at)]
    if known.by_platform:
        gates = (EVERY_VENDOR, SOME_PLATFORMS) if add_up else (EVERY_VENDOR,)
        of_platforms = named(f"orion_platform_{fact}", *gates, JOB, PLATFORM, *where)
        parts.append(_max(_labels("platform", *labels), of_platforms, at))
    if add_up:
        gates = (EVERY_VENDOR, EVERY_PLATFORM) if known.by_platform else (EVERY_VENDOR,)
        parts.append(_max(_labels(*labels), named(recorded(fact), *gates, *where), at))
    return " or ".join(folded(fold, by, part) for part in parts)


def installation(fact: str, by: str = "", *where: str, at: str = "", fold: str = "sum") -> str:
    """Return a metric of the whole installation, aggregated by the labels `by`.

    A shop whose rows have a platform exports it by platform instead.
    """
    labels = _labels(*fact_named(fact).labels)
    whole = most(f"orion_{fact}", labels, *where, at=at)
    of_platforms = most(f"orion_platform_{fact}", _labels("platform", labels), *where, at=at)
    return " or ".join((_folded(fold, by, labels, whole), folded(fold, by, of_platforms)))


Scope = Callable[..., str]
"""`platforms`, `vendors` or `chosen`."""


def grown(fact: str, by: str, *where: str, over: str, since: str = "", of: Scope = chosen) -> str:
    """Return the increase of a metric `over` a duration ("1d"), until now or until `since` ("1w") ago.

    What has no series before its first currency, method or queue had 0 then, if the exporter read the module. Vendors
    are too many to be asked that.
    """
    now, before = of(fact, by, *where, at=since), of(fact, by, *where, at=since + over)
    if "vendor" not in by.split(", ") and fact_named(fact).open_labels:
        read = most("orion_exporter_provider_up", "", f'category="{fact_named(fact).category}"', at=since + over)
        before = f"({before}) or 0 * ({now}) and on () {read} == 1"
    return f"({now}) - ({before})"


def recorded(fact: str) -> str:
    """Return the name of the recorded sum of a metric over the whole shop, with its labels."""
    return f"{'_'.join(fact_named(fact).labels) or 'category'}:orion_{fact}:sum"


def folded(fold: str, by: str, expression: str) -> str:
    """Return the sum, maximum or minimum of an expression by labels."""
    return f"{fold} by ({by}) ({expression})" if by else f"{fold}({expression})"


def total(by: str, expression: str) -> str:
    """Return the sum of an expression by labels."""
    return folded("sum", by, expression)


def number_of(condition: str) -> str:
    """Return the number of series for which a comparison with `bool` is true; 0 only if there are series."""
    return f"sum({condition})"


def share(part: str, whole: str) -> str:
    """Return a share between 0 and 1; no result if the whole is 0."""
    return f"({part}) / (({whole}) > 0)"


def age(moment: str) -> str:
    """Return the seconds since a timestamp."""
    return f"time() - {moment}"


def highest(number: int, expression: str) -> str:
    """Return the highest values."""
    return f"topk({number}, {expression})"


def only(expression: str, which: str, on: str = "vendor") -> str:
    """Restrict an expression to the series of another one, because all columns of a table need the same rows."""
    return f"({expression}) and on ({on}) {which}"


def with_name(expression: str) -> str:
    """Add the name of each vendor; a vendor that does not exist has none."""
    info = most("orion_vendor_info", "vendor, name")
    return f"({expression}) * on (vendor) group_left (name) {info} or on (vendor) ({expression})"


def firing(by: str, *where: str, at: str = "") -> str:
    """Return the alerts that are (or at an offset were) firing, by labels; alerts have no job label."""
    return _max(by, f"ALERTS{{{', '.join((OURS, *where))}}}", at)


def severities(by: str, *where: str) -> str:
    """Return the highest severity of firing alerts by labels: 3 is critical, 2 is warning, 1 is any other."""
    critical, warning = (firing(by, *where, f'severity="{word}"') for word in ("critical", "warning"))
    return f"{critical} * 3 or {warning} * 2 or {firing(by, *where)}"


def limit(alert: str) -> str:
    """Return the threshold of an alert for the selected vendors on each of their platforms, as shown to users.

    It is the vendor's own threshold if there is one, otherwise the default; no result if the alert is disabled (+Inf).
    """
    declared, which = alert_named(alert), f'alert="{alert}"'
    where = (*(narrow(declared.series.removeprefix("orion_")) if declared else ()), VENDOR)
    own = most("orion_alert_threshold", "vendor, platform", which, *where)
    default = most("orion_alert_threshold_default", "", which)
    places = most("orion_vendor_platform_info", "vendor, platform", *where)
    sign = "-" if declared and declared.below else ""
    return f"{sign}(({own} or {places} * on () group_left () {default}) < +Inf)"


def of_limit(alert: str, value: str) -> str:
    """Return a value by vendor and platform as a share of the alert's threshold; the alert fires from 1.

    For an alert with a lower bound, it is the threshold as a share of the value, at most 10.
    """
    on, bound, declared = "on (vendor, platform)", limit(alert), alert_named(alert)
    if declared and declared.below:
        return f"clamp_max(({bound}) / {on} group_right () clamp_min({value}, 0.001), 10)"
    return f"({value}) / {on} group_left () ({bound} > 0)"


def about(*categories: str) -> str:
    """Return the matcher of alerts of these categories, if they have a provider."""
    there = present(*categories)
    return f'category="{there[0]}"' if len(there) == 1 else f'category=~"{"|".join(there)}"'


ABOUT_EXPORTER = 'category="exporter"'
"""Alerts about the exporter itself."""

OURS = 'alertname=~"Orion.+", alertstate="firing"'
THEIRS = ('platform=~"$platform|"', 'vendor=~"$vendor|"')
"""Alerts of the selected platforms and vendors, and alerts without platform or vendor."""

COUNTED = "0 * max(category:orion_exporter_provider_installed:max)"
"""0 if rules are evaluated; otherwise no result, because it is unknown whether an alert would fire."""


def alerts_firing(*where: str) -> str:
    """Return the number of firing alerts; 0 only if rules are evaluated."""
    return f"count(ALERTS{{{', '.join((OURS, *where))}}}) or {COUNTED}"


def _folded(fold: str, by: str, labels: str, each: str) -> str:
    # Aggregating again by all remaining labels changes nothing, but takes as long as the first aggregation.
    return each if by == labels else folded(fold, by, each)


def _max(by: str, selector: str, at: str = "") -> str:
    ago = f" offset {at}" if at else ""
    return f"max by ({by}) ({selector}{ago})" if by else f"max({selector}{ago})"


def _labels(*labels: str) -> str:
    return ", ".join(dict.fromkeys(labels))
