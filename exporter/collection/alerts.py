"""The alerts that providers declare: what a declaration may say."""

import re
from collections.abc import Iterable
from dataclasses import replace
from math import isfinite
from typing import get_args

from exporter.contracts.alerts import Alert, Severity, Unit
from exporter.contracts.failures import ContractError
from exporter.contracts.metrics import Labelled, MetricDefinition

_NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")
_DURATION = re.compile(r"([0-9]+(ms|[smhdwy]))+")


def alerts_of(category: str, implementation: object) -> tuple[Alert, ...]:
    """Return the alerts that a provider declares, each with its category and its team.

    Raises ContractError if a declaration cannot be used.
    """
    declared, team = getattr(implementation, "alerts", ()), getattr(implementation, "team", "")
    if not isinstance(declared, tuple | list) or not any(isinstance(each, Alert) for each in declared):
        return ()  # an attribute of this name that has nothing to do with alerts is the class's own business
    if not all(isinstance(each, Alert) for each in declared):
        raise ContractError(f"alerts is {declared!r}; it must be a tuple of Alert")
    if not isinstance(team, str):
        raise ContractError(f"team is {team!r}; it must be a text")
    for each in declared:
        _check(each)
    return tuple(replace(each, category=category, team=each.team or team or category) for each in declared)


def _check(alert: Alert) -> None:
    if not isinstance(alert.name, str) or not _NAME.fullmatch(alert.name):
        raise ContractError(f"{alert.name!r} cannot be the name of an alert: letters, digits and _ can")
    if not isinstance(alert.metric, str | MetricDefinition | Labelled):
        raise ContractError(f"{alert.name}: the metric is {alert.metric!r}; it must be a MetricDefinition or a name")
    if alert.default is not None and not isfinite(alert.default):
        raise ContractError(f"{alert.name}: the default is {alert.default}; it must be a number, or None")
    if alert.unit not in get_args(Unit) or alert.severity not in get_args(Severity):
        raise ContractError(f'{alert.name}: unit "{alert.unit}" or severity "{alert.severity}" is not possible')
    if not _DURATION.fullmatch(alert.for_):
        raise ContractError(f'{alert.name}: for_ is "{alert.for_}"; write one like 15m')


def check_names(alerts: Iterable[Alert], taken: Iterable[Alert]) -> None:
    """Raise ContractError if one of the alerts has the name of another, among them or among those that are taken."""
    owners = {alert.name: alert.category for alert in taken}
    for alert in alerts:
        if alert.name in owners:
            raise ContractError(f"the alert {alert.name} belongs to {owners[alert.name]} already; rename it")
        owners[alert.name] = alert.category
