"""Combines the alerts of providers with those of the configuration, and validates the configured thresholds."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from math import isinf

from exporter.alerting.catalogue import EXPORTER, named
from exporter.config.alert_settings import AlertSettings, ThresholdSettings
from exporter.config.amount import Amount
from exporter.config.configuration import Configuration
from exporter.contracts.alerts import Alert

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_UNITS = {"s": "a duration", "1": "a percentage", "": "a count"}


def declared_alerts(
    configuration: Configuration, known: Iterable[Alert], categories: Collection[str]
) -> dict[str, Alert]:
    """Return all alerts by name: the `known` ones and those of the configuration, whose category is in `categories`.

    Raises ConfigurationError for an invalid alert or threshold.
    """
    taken = named(known)
    alerts = dict(taken)
    for name, given in configuration.settings.alerts.items():
        alerts[name] = _declared(configuration, name, given, {*categories, EXPORTER}, taken)
    seen: dict[tuple[str, str | None, str | None], int] = {}
    for i, each in enumerate(configuration.settings.thresholds):
        for setting, message in _problems(each, alerts):
            raise configuration.error(("thresholds", i, setting), message)
        first = seen.setdefault((each.alert, each.vendor, each.platform), i)
        if first != i:
            message = f"has the same alert, vendor and platform as thresholds[{first}]; remove one of them"
            raise configuration.error(("thresholds", i), message)
    return alerts


def _declared(
    configuration: Configuration,
    name: str,
    given: AlertSettings,
    categories: Collection[str],
    taken: Mapping[str, Alert],
) -> Alert:
    if name in taken:
        message = f"is an alert of {taken[name].category}; change its default under thresholds"
        raise configuration.error(("alerts", name), message)
    if not _NAME.fullmatch(name):
        message = "must be a name of letters, digits and underscores, such as AcmeReturnsHigh"
        raise configuration.error(("alerts", name), message)
    if given.category not in categories:
        message = f'unknown category "{given.category}"; known: {", ".join(sorted(categories))}'
        raise configuration.error(("alerts", name, "category"), message)
    amount = given.default
    return Alert(name, "", amount.number, amount.unit, given.below, category=given.category, scope=given.scope)


def _problems(each: ThresholdSettings, alerts: dict[str, Alert]) -> Iterator[tuple[str, str]]:
    """Yield (setting, problem)."""
    alert = alerts.get(each.alert)
    if alert is None:
        nearest = get_close_matches(each.alert, alerts, n=1)
        yield "alert", f'unknown alert "{each.alert}"' + (f'; did you mean "{nearest[0]}"?' if nearest else "")
    elif alert.default is None:
        yield "alert", f"{each.alert} has no threshold"
    elif alert.scope == "installation" and (each.vendor or each.platform):
        which = "vendor" if each.vendor else "platform"
        yield which, f"{each.alert} has no thresholds per vendor or platform; only its default can be changed"
    elif alert.scope == "platform" and each.vendor:
        yield "vendor", f"{each.alert} has no thresholds per vendor, only per platform; remove the vendor"
    elif not _fits(each.value, alert):
        yield "value", f"is {_UNITS[each.value.unit]}, but {each.alert} expects {_UNITS[alert.unit]}"


def _fits(value: Amount, alert: Alert) -> bool:
    return isinf(value.number) or value.unit in {"", alert.unit}
