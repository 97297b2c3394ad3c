"""The source of a provider that cannot run."""

from collections.abc import Sequence
from typing import Any

from exporter.collection.sources import Moment, Source
from exporter.contracts.failures import ContractError
from exporter.contracts.metrics import MetricDefinition
from exporter.fold.frame import Frame


class BrokenSource(Source):
    """Replaces a provider that cannot run. It fails with the reason, so that the provider is not omitted silently."""

    def __init__(self, category: str, reason: str) -> None:
        self.problem = reason
        self.statistics = _Broken(category, reason)

    def fill(self, _frame: Frame, _moment: Moment) -> Sequence[MetricDefinition]:
        """Raise ContractError."""
        raise ContractError(self.problem)


class _Broken:
    """Makes statistics fail with the reason, too."""

    def __init__(self, category: str, reason: str) -> None:
        self.metrics_category = category
        self._reason = reason

    def get_vendor_metrics(self, *_: Any) -> Any:
        raise ContractError(self._reason)

    def get_platform_metrics(self, *_: Any) -> Any:
        raise ContractError(self._reason)
