"""Validates the alerts that providers declare."""

import re
from collections.abc import Iterable
from dataclasses import replace
from math import isfinite
from typing import get_args

from exporter.config.values import is_period
from exporter.contracts.alerts import Alert, Scope, Severity, Unit
from exporter.contracts.failures import ContractError
from exporter.contracts.metrics import Labelled, MetricDefinition

_NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")


def alerts_of(category: str, implementation: object) -> tuple[Alert, ...]:
    """Return the alerts that a provider declares, with category and team filled in.

    The team defaults to the provider's, then to the category. Raises ContractError if a declaration is invalid.
    """
    declared, team = getattr(implementation, "alerts", ()), getattr(implementation, "team", "")
    if not isinstance(declared, tuple | list) or not any(isinstance(each, Alert) for each in declared):
        return ()  # an unrelated attribute that happens to be called `alerts`
    if not all(isinstance(each, Alert) for each in declared):
        raise ContractError(f"alerts is {declared!r}; it must be a tuple of Alert objects")
    if not isinstance(team, str):
        raise ContractError(f"team is {team!r}; it must be a string")
    for each in declared:
        _check(each)
    return tuple(replace(each, category=category, team=each.team or team or category) for each in declared)


def _check(alert: Alert) -> None:
    if not isinstance(alert.name, str) or not _NAME.fullmatch(alert.name):
        raise ContractError(f"invalid alert name {alert.name!r}; use letters, digits and underscores")
    if not isinstance(alert.metric, str | MetricDefinition | Labelled):
        raise ContractError(f"{alert.name}: metric is {alert.metric!r}; it must be a MetricDefinition or a name")
    if alert.default is not None and not isfinite(alert.default):
        raise ContractError(f"{alert.name}: default is {alert.default}; it must be a finite number or None")
    if alert.unit not in get_args(Unit) or alert.severity not in get_args(Severity):
        raise ContractError(f'{alert.name}: invalid unit "{alert.unit}" or severity "{alert.severity}"')
    if alert.scope not in get_args(Scope):
        raise ContractError(f'{alert.name}: invalid scope "{alert.scope}"; use {", ".join(get_args(Scope))}')
    if not is_period(alert.for_):
        raise ContractError(f'{alert.name}: for_ is "{alert.for_}"; it must be a duration, such as 15m')


def check_names(alerts: Iterable[Alert], taken: Iterable[Alert]) -> None:
    """Raise ContractError if the name of an alert is used twice in `alerts`, or by one of `taken`."""
    owners = {alert.name: alert.category for alert in taken}
    for alert in alerts:
        if alert.name in owners:
            raise ContractError(f"alert {alert.name} is already defined by {owners[alert.name]}; rename it")
        owners[alert.name] = alert.category
