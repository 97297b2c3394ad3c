"""The sentences of PromQL that the dashboards are made of.

Every read takes `max by (all business labels)` first: two exporters may overlap, and both show the same shop.
"""

from collections.abc import Callable

from grafana.modules import alert_named, present
from grafana.modules import fact as fact_named

JOB = 'job=~"$job"'
PLATFORM = 'platform=~"$platform"'
VENDOR = 'vendor=~"$vendor"'
CURRENCY = 'currency=~"$currency"'

# All is `.+`, which matches the name of any metric, while no vendor or platform has the name of a metric: so these
# choose between two metrics by what is chosen in a variable, and Prometheus reads the samples of one of them only.
_EVERY_VENDOR, _SOME_VENDORS = '__name__=~"$vendor"', '__name__!~"$vendor"'
_EVERY_PLATFORM, _SOME_PLATFORMS = '__name__=~"$platform"', '__name__!~"$platform"'


def most(metric: str, by: str, *where: str, at: str = "") -> str:
    """Return a metric with the labels `by` that are left, of all instances the one with the highest value.

    `where` are matchers; `at` is how long ago ("1w").
    """
    return _max(by, f"{metric}{{{', '.join((JOB, *where))}}}", at)


def own(name: str, by: str = "category", *where: str) -> str:
    """Return one of the exporter's own metrics, by category."""
    return most(f"orion_exporter_{name}", by, *where)


def rate(name: str, by: str = "category") -> str:
    """Return how many of the exporter's own events there are in a minute."""
    return f"60 * max by ({by}) (rate(orion_exporter_{name}{{{JOB}}}[$__rate_interval]))"


def platforms(fact: str, by: str = "platform", *where: str, at: str = "", fold: str = "sum") -> str:
    """Return a fact of the chosen platforms, folded to the labels `by`."""
    labels = _labels("platform", *fact_named(fact).labels)
    return _folded(fold, by, labels, most(f"orion_platform_{fact}", labels, PLATFORM, *where, at=at))


def vendors(fact: str, by: str = "vendor", *where: str, at: str = "", fold: str = "sum") -> str:
    """Return a fact of the chosen vendors, folded to the labels `by`.

    It is that of the chosen platforms; a fact that has no platform is not narrowed by any.
    """
    labels = _labels("vendor", "platform", *fact_named(fact).labels)
    return _folded(fold, by, labels, most(f"orion_{fact}", labels, *_narrow(fact), VENDOR, *where, at=at))


def chosen(fact: str, by: str = "", *where: str, at: str = "", fold: str = "sum") -> str:
    """Return a fact of all that is chosen, folded to the labels `by`.

    It is cheap for ten thousand vendors: while all are chosen it reads the platforms' numbers, and to add up a fact
    without a platform the recorded sum while all platforms are chosen, too. (Else a vendor of two counts on both.)
    """
    labels, add_up = fact_named(fact).labels, fact_named(fact).wide and fold == "sum"
    of_vendors = _named(f"orion_{fact}", _SOME_VENDORS, JOB, *_narrow(fact), VENDOR, *where)
    gates = (_EVERY_VENDOR, _SOME_PLATFORMS) if add_up else (_EVERY_VENDOR,)
    of_platforms = _named(f"orion_platform_{fact}", *gates, JOB, PLATFORM, *where)
    parts = [
        _max(_labels("vendor", "platform", *labels), of_vendors, at),
        _max(_labels("platform", *labels), of_platforms, at),
    ]
    if add_up:
        parts.append(_max(_labels(*labels), _named(recorded(fact), _EVERY_VENDOR, _EVERY_PLATFORM, *where), at))
    return " or ".join(folded(fold, by, part) for part in parts)


Scope = Callable[..., str]
"""`platforms`, `vendors` or `chosen`."""


def grown(fact: str, by: str, *where: str, over: str, since: str = "", of: Scope = chosen) -> str:
    """Return by how much a fact has grown `over` a time ("1d"), up to now or up to some time ago (`since`, "1w")."""
    return f"({of(fact, by, *where, at=since)}) - ({of(fact, by, *where, at=since + over)})"


def recorded(fact: str) -> str:
    """Return the name under which the sum of a fact over the whole shop is recorded, with its labels."""
    return f"{'_'.join(fact_named(fact).labels) or 'category'}:orion_{fact}:sum"


def folded(fold: str, by: str, expression: str) -> str:
    """Return the sum, the max or the min of an expression by labels."""
    return f"{fold} by ({by}) ({expression})" if by else f"{fold}({expression})"


def total(by: str, expression: str) -> str:
    """Return the sum of an expression by labels."""
    return folded("sum", by, expression)


def number_of(condition: str) -> str:
    """Return for how many series a comparison with `bool` holds; 0 only if there are any."""
    return f"sum({condition})"


def share(part: str, whole: str) -> str:
    """Return a part of a whole, between 0 and 1; nothing where the whole is 0."""
    return f"({part}) / (({whole}) > 0)"


def age(moment: str) -> str:
    """Return the seconds since a moment."""
    return f"time() - {moment}"


def highest(number: int, expression: str) -> str:
    """Return the highest of the values."""
    return f"topk({number}, {expression})"


def only(expression: str, which: str, on: str = "vendor") -> str:
    """Return an expression for those alone that another one has: the columns of a table need the same lines."""
    return f"({expression}) and on ({on}) {which}"


def with_name(expression: str) -> str:
    """Add the name of each vendor; a vendor that does not exist has none."""
    info = most("orion_vendor_info", "vendor, name")
    return f"({expression}) * on (vendor) group_left (name) {info} or on (vendor) ({expression})"


def firing(by: str, *where: str, at: str = "") -> str:
    """Return the alerts that are firing (or were, some time ago), by labels; a rule's alerts have no job."""
    return _max(by, f"ALERTS{{{', '.join((OURS, *where))}}}", at)


def severities(by: str, *where: str) -> str:
    """Return how severe the alerts are that are firing, by labels: 3 is critical, 2 a warning, 1 the rest."""
    critical, warning = (firing(by, *where, f'severity="{word}"') for word in ("critical", "warning"))
    return f"{critical} * 3 or {warning} * 2 or {firing(by, *where)}"


def limit(alert: str) -> str:
    """Return the threshold of an alert for each of the chosen vendors on each of its platforms, as people write it.

    That is its own one where it has one, else the default; nothing where it is switched off (+Inf).
    """
    declared, which = alert_named(alert), f'alert="{alert}"'
    where = (*(_narrow(declared.series.removeprefix("orion_")) if declared else ()), VENDOR)
    own = most("orion_alert_threshold", "vendor, platform", which, *where)
    default = most("orion_alert_threshold_default", "", which)
    places = most("orion_vendor_platform_info", "vendor, platform", *where)
    sign = "-" if declared and declared.below else ""
    return f"{sign}(({own} or {places} * on () group_left () {default}) < +Inf)"


def of_limit(alert: str, value: str) -> str:
    """Return a value by vendor and platform as a share of the alert's threshold there, from 1 on it fires.

    For an alert on what is too little it is the threshold as a share of the value, and never more than tenfold.
    """
    on, bound, declared = "on (vendor, platform)", limit(alert), alert_named(alert)
    if declared and declared.below:
        return f"clamp_max(({bound}) / {on} group_right () clamp_min({value}, 0.001), 10)"
    return f"({value}) / {on} group_left () ({bound} > 0)"


def about(*categories: str) -> str:
    """Return the matcher of alerts about these categories, as far as they have a provider."""
    there = present(*categories)
    return f'category="{there[0]}"' if len(there) == 1 else f'category=~"{"|".join(there)}"'


ABOUT_EXPORTER = 'category="exporter"'
"""Alerts about the exporter itself."""

OURS = 'alertname=~"Orion.+", alertstate="firing"'
THEIRS = ('platform=~"$platform|"', 'vendor=~"$vendor|"')
"""Alerts of the chosen platforms and vendors, and those of nobody in particular."""

COUNTED = "0 * max(category:orion_exporter_provider_installed:max)"
"""0, if rules are evaluated; nothing where they are not, since nobody knows then whether an alert would fire."""


def alerts_firing(*where: str) -> str:
    """Return the number of alerts that are firing; 0 only where rules are evaluated."""
    return f"count(ALERTS{{{', '.join((OURS, *where))}}}) or {COUNTED}"


def _folded(fold: str, by: str, labels: str, each: str) -> str:
    # Folding once more by all the labels that there are changes nothing, and takes as long as the first time.
    return each if by == labels else folded(fold, by, each)


def _narrow(fact: str) -> tuple[str, ...]:
    return () if fact_named(fact).wide else (PLATFORM,)


def _max(by: str, selector: str, at: str = "") -> str:
    ago = f" offset {at}" if at else ""
    return f"max by ({by}) ({selector}{ago})" if by else f"max({selector}{ago})"


def _named(metric: str, *where: str) -> str:
    # Prometheus refuses a name before the braces where there are matchers of the name in them.
    matchers = ", ".join((f'__name__="{metric}"', *where))
    return f"{{{matchers}}}"


def _labels(*labels: str) -> str:
    return ", ".join(dict.fromkeys(labels))
