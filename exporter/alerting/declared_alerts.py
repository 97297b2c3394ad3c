"""Which alerts there are under a configuration: those of the providers and those that it declares; and whether its
thresholds are for alerts that there are.
"""

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
_SAID = {"s": "a duration", "1": "a share", "": "a count"}


def declared_alerts(
    configuration: Configuration, known: Iterable[Alert], categories: Collection[str]
) -> dict[str, Alert]:
    """Return every alert by name: the `known` ones, and those of the configuration, each of one of the `categories`.

    Raises ConfigurationError for an alert or a threshold that cannot be.
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
            raise configuration.error(("thresholds", i), f"says the same as thresholds[{first}]; keep one of them")
    return alerts


def _declared(
    configuration: Configuration,
    name: str,
    given: AlertSettings,
    categories: Collection[str],
    taken: Mapping[str, Alert],
) -> Alert:
    if name in taken:
        raise configuration.error(
            ("alerts", name), f"belongs to {taken[name].category}; say another default for it under thresholds"
        )
    if not _NAME.fullmatch(name):
        message = "must be a name of letters, digits and _, such as AcmeReturnsHigh"
        raise configuration.error(("alerts", name), message)
    if given.category not in categories:
        message = f'there is no category "{given.category}"; known: {", ".join(sorted(categories))}'
        raise configuration.error(("alerts", name, "category"), message)
    amount = given.default
    return Alert(name, "", amount.number, amount.unit, given.below, category=given.category)


def _problems(each: ThresholdSettings, alerts: dict[str, Alert]) -> Iterator[tuple[str, str]]:
    """Yield (setting, what is wrong)."""
    alert = alerts.get(each.alert)
    if alert is None:
        nearest = get_close_matches(each.alert, alerts, n=1)
        yield "alert", f'there is no alert "{each.alert}"' + (f'; did you mean "{nearest[0]}"?' if nearest else "")
    elif alert.default is None:
        yield "alert", f"{each.alert} has no threshold"
    elif alert.scope == "installation" and (each.vendor or each.platform):
        which = "vendor" if each.vendor else "platform"
        yield which, f"{each.alert} is not about vendors or platforms: only its default can be set"
    elif not _fits(each.value, alert):
        yield "value", f"is {_SAID[each.value.unit]}, and {each.alert} compares {_SAID[alert.unit]}"


def _fits(value: Amount, alert: Alert) -> bool:
    return isinf(value.number) or value.unit in {"", alert.unit}
