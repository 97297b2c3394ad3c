"""Threshold usage of a vendor, for alerts that compare their metric directly, as declared."""

from collections.abc import Iterator

from exporter.alerting.rules import is_moment, labels_of
from exporter.contracts.alerts import Alert
from exporter.contracts.metrics import Labelled, MetricDefinition, definition_of
from grafana.boards.frame import Ask
from grafana.boards.promql import age, of_limit, vendors
from grafana.modules import ALERTS
from grafana.rules.files import as_declared, written


def declared_limits() -> Iterator[Ask]:
    """Yield the value of each such alert as a share of its threshold; skips alerts with a threshold of 0."""
    for alert in [each for each in ALERTS.values() if each.scope == "vendor"]:
        if alert.default and not isinstance(alert.metric, str) and as_declared(alert, written(alert.category)):
            yield Ask(of_limit(alert.name, _value(alert, alert.metric)), _called(alert.metric), alert.name)


def _value(alert: Alert, metric: MetricDefinition | Labelled) -> str:
    definition, (others, fixed) = definition_of(metric), labels_of(metric)
    where = [f'{label}="{value}"' for label, value in fixed.items()]
    by = ", ".join(("vendor", "platform", *others))
    value = vendors(definition.name, by, *where, fold=definition.fold or "max")
    if not is_moment(alert):
        return value
    return f"{value} - time()" if alert.below else age(value)


def _called(metric: MetricDefinition | Labelled) -> str:
    label, (others, _) = definition_of(metric).label, labels_of(metric)
    return ", ".join((label[0].lower() + label[1:], "{{platform}}", *(f"{{{{{other}}}}}" for other in others)))
