"""Validates the members and the metric definitions of providers."""

import re
from collections.abc import Sequence
from typing import get_args

from exporter.collection.per_vendor import is_label
from exporter.contracts.failures import ContractError
from exporter.contracts.metrics import PREFIX, MetricDefinition, MinorUnit
from exporter.fold.frame import FOLDS

NO_PROVIDER = "not a provider: define definitions and collect, or get_vendor_metrics and get_platform_metrics"
OWN_PREFIX = "orion_exporter_"
_NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")


def check_members(category: object, implementation: object) -> None:
    """Raise ContractError unless a class or instance implements one of the two provider protocols."""
    if not isinstance(category, str) or not category:
        raise ContractError(f"metrics_category is {category!r}; it must be a non-empty string")
    bulk = all(hasattr(implementation, name) for name in ("definitions", "collect"))
    if not bulk and not all(hasattr(implementation, name) for name in ("get_vendor_metrics", "get_platform_metrics")):
        raise ContractError(NO_PROVIDER)


def check_definitions(definitions: Sequence[MetricDefinition]) -> None:
    """Raise ContractError for the first definition that cannot be exported."""
    for each in definitions:
        if not _NAME.fullmatch(each.name) or (PREFIX + each.name).startswith(OWN_PREFIX):
            raise ContractError(f'{each.key}: invalid or reserved metric name "{each.name}"')
        if not all(is_label(label) for label in each.labels):
            raise ContractError(f"{each.key}: invalid or reserved label name in {sorted(each.labels)}")
        if not all(isinstance(value, str) and value for known in each.labels.values() for value in known):
            raise ContractError(f"{each.key}: predefined label values must be non-empty strings: {dict(each.labels)!r}")
        _check_money(each)
        if each.fold not in {*FOLDS, None} or each.divisor == 0:
            raise ContractError(f"{each.key}: invalid fold {each.fold!r} or divisor {each.divisor}")


def _check_money(definition: MetricDefinition) -> None:
    if definition.money and ("currency" not in definition.labels or definition.divisor != 1):
        raise ContractError(f"{definition.key}: money requires the label currency and no divisor")
    digits = definition.minor_unit
    if digits not in (get_args(MinorUnit) if definition.money else ("currency",)) or isinstance(digits, bool):
        raise ContractError(f"{definition.key}: invalid minor_unit {digits!r}; use 0 to 6 or currency, only with money")
