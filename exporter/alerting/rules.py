"""Template of alerting rules: candidates above a floor, compared with their own threshold or the default.

An alert about vendors compares by vendor and platform, one about platforms by platform, and one about the installation
with the default only.

See docs/decisions/0020 for the reason for candidates. All results are YAML, indented for a list below `rules:`.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import fill, indent

from exporter.contracts.alerts import Alert, Scope
from exporter.contracts.metrics import Labelled, MetricDefinition, definition_of

KEEP_FIRING_FOR = "10m"
"""Longer than the alerts about the exporter take to fire, so that alerts are not resolved when it goes down."""

_MARGIN = " " * 6
_DEFAULT = 'alert:orion_alert_threshold_default:max{{alert="{0}"}}'.format
_FLOOR = 'scalar(alert:orion_alert_threshold:floor{{alert="{0}"}})'.format
_RUNBOOK = "http://localhost:9797/runbooks/"
_VENDOR, _PLATFORM = "{{ $labels.vendor }}", "{{ $labels.platform }}"
_VALUES = {
    "": "{{ $value | humanize }}",
    "s": "{{ $value | humanizeDuration }}",
    "1": "{{ $value | humanizePercentage }}",
}


@dataclass(frozen=True, slots=True)
class _Subject:
    """What alerts of a scope are about: labels, the record of thresholds, dashboard, and words of texts."""

    labels: tuple[str, ...]
    thresholds: str
    dashboard: str
    owner: str
    place: str


_SUBJECTS: dict[Scope, _Subject] = {
    "vendor": _Subject(
        ("vendor", "platform"),
        "alert_vendor_platform:orion_alert_threshold:max",
        "orion-vendor?var-vendor={{ $labels.vendor | urlquery }}&var-platform={{ $labels.platform | urlquery }}",
        f" of vendor {_VENDOR}",
        f" on {_PLATFORM}",
    ),
    "platform": _Subject(
        ("platform",),
        "alert_platform:orion_platform_alert_threshold:max",
        "orion-platforms?var-platform={{ $labels.platform | urlquery }}",
        f" on {_PLATFORM}",
        "",
    ),
    "installation": _Subject((), "", "orion-overview", "", ""),
}

_BOARDS = {
    "carts": "orion-overview",
    "payments": "orion-payments",
    "payouts": "orion-payments",
    "shipments": "orion-fulfilment",
    "refunds": "orion-fulfilment",
    "jobs": "orion-jobs",
}
"""The dashboards of categories that show more of a platform than the one about platforms."""

_WITHOUT_PLATFORMS = {"orion-jobs"}
"""Dashboards on which no platform can be chosen."""


def group(name: str, rules: str) -> str:
    """Return a rule group, as an item of `groups`."""
    return f"  - name: {name}\n    rules:\n{rules}"


def direct_rule(alert: Alert, annotations: str) -> str:
    """Return the rules of an alert that compares its metric directly: its candidates, and the alert."""
    name, record = candidates_of(alert)
    return f"{record}\n{alert_rule(alert, comparison(alert, name), annotations)}"


def distinct_rules(alerts: Iterable[Alert]) -> str:
    """Return the rules of alerts, of which several may be about the same series: their records have other names."""
    rules: list[str] = []
    names: set[str] = set()
    for alert in alerts:
        name, rule = candidates_of(alert)[0], direct_rule(alert, plain_annotations(alert))
        if name in names:
            rule = rule.replace(name, f"{name}_of_{alert.name.lower()}")
        names.add(name)
        rules.append(rule)
    return "\n".join(rules)


def alert_rule(alert: Alert, expression: str, annotations: str) -> str:
    """Return the rule of an alert. `expression` and `annotations` are YAML, including their keys."""
    return indent(
        f"- alert: {alert.name}\n{indent(expression, '  ')}  for: {alert.for_}\n"
        f"  keep_firing_for: {KEEP_FIRING_FOR}\n  labels:\n    severity: {alert.severity}\n"
        f"    category: {alert.category}\n    provider: {alert.category}\n    team: {alert.team}\n"
        f"  annotations:\n{indent(annotations, '    ')}    runbook_url: {_RUNBOOK}{alert.name}\n"
        f"    dashboard_url: >-\n      http://localhost:3000/d/{_dashboard(alert)}\n",
        _MARGIN,
    )


def _dashboard(alert: Alert) -> str:
    """Return the dashboard that shows an alert: that of the vendor; else that of its category, if there is one."""
    usual = _SUBJECTS[alert.scope].dashboard
    board = _BOARDS.get(alert.category) if alert.scope != "vendor" else None
    if board is None:
        return usual
    _, mark, chosen = usual.partition("?")
    return board if board in _WITHOUT_PLATFORMS else board + mark + chosen


def comparison(alert: Alert, candidates: str) -> str:
    """Return the expression of an alert, which compares candidates, given as a selector, with their thresholds."""
    compared = _with_thresholds(alert, candidates)
    if alert.below:  # compared negated, but the alert shows the original value
        compared = f"  -(\n{indent(compared, '  ')}  )\n"
    return f"expr: |2\n{indent(compared, '  ')}"


def _with_thresholds(alert: Alert, candidates: str) -> str:
    labels, own = _SUBJECTS[alert.scope].labels, _SUBJECTS[alert.scope].thresholds
    with_default = f"  > on () group_left ()\n    {_DEFAULT(alert.name)}\n"
    if not labels:
        return f"    {candidates}\n{with_default}"
    start, brace, matchers = candidates.removesuffix("}").partition("{")
    selector = f'{start}{{{matchers}{", " if brace else ""}{labels[0]}!="unknown"}}'
    on, threshold = f"on ({', '.join(labels)})", f'{own}{{alert="{alert.name}"}}'
    return (
        f"    {selector}\n  > {on} group_left ()\n    {threshold}\n  or\n"
        f"    ({selector}\n     unless {on}\n     {threshold})\n{with_default}"
    )


def candidates_of(alert: Alert) -> tuple[str, str]:
    """Return the recorded name of the candidates of an alert that compares its metric directly, and the recording rule.

    For a timestamp, the age is compared. Raises ValueError if only the name of the metric is known.
    """
    if isinstance(alert.metric, str):
        raise ValueError(f"{alert.name}: its candidates must be written by hand")  # noqa: TRY004 - not a bug of the caller
    open_labels, fixed = labels_of(alert.metric)
    words = "_".join(fixed.values()).lower()
    matchers = ", ".join(f"{label}={json.dumps(value)}" for label, value in fixed.items())
    selector = f"{alert.series}{{{matchers}}}" if fixed else alert.series
    owner = _SUBJECTS[alert.scope].labels
    most = f"max by ({', '.join((*owner, 'category', *open_labels))}) ({selector})"
    value, called = (f"time() - {most}", "age_") if is_moment(alert) else (f"{'-' if alert.below else ''}{most}", "")
    operation = "_".join([*re.findall("[a-z0-9]+", words), called + "candidates"])
    name = f"{'_'.join((*owner, *open_labels)) or 'category'}:{alert.series}:{operation}"
    rule = f"- record: {name}\n  expr: |\n    {value}\n    > {_FLOOR(alert.name)}\n"
    return name, indent(rule, _MARGIN)


def is_moment(alert: Alert) -> bool:
    """Whether the metric of an alert is a timestamp, whose age is compared."""
    return alert.series.endswith("_timestamp_seconds")


def plain_annotations(alert: Alert) -> str:
    """Return the default summary and description of an alert."""
    side = "below" if alert.below else "above"
    if isinstance(alert.metric, str):
        label, others = alert.series, list[str]()
    else:
        label, (others, _) = definition_of(alert.metric).label, labels_of(alert.metric)
    of = "".join(f", {{{{ $labels.{each} }}}}" for each in others)
    subject = _SUBJECTS[alert.scope]
    what = f"{label}{subject.owner}"
    summary = json.dumps(alert.summary or f"{what}: {side} the limit", ensure_ascii=False)
    description = f"{what}{subject.place}{of}: {_value(alert)}, {side} the limit."
    wrapped = fill(description, 108, break_long_words=False, break_on_hyphens=False)
    return f"summary: {summary}\ndescription: >-\n{indent(wrapped, '  ')}\n"


def _value(alert: Alert) -> str:
    unit = "s" if is_moment(alert) else alert.unit
    return f"{_VALUES[unit]} {'from now' if alert.below else 'ago'}" if is_moment(alert) else _VALUES[unit]


def labels_of(metric: MetricDefinition | Labelled) -> tuple[list[str], dict[str, str]]:
    """Return the variable labels of a metric, and its fixed labels with their values."""
    fixed = dict(metric.labels) if isinstance(metric, Labelled) else {}
    return [label for label in definition_of(metric).labels if label not in fixed], fixed
