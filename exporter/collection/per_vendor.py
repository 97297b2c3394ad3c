"""Drives a provider that has only the application's own three members: vendor by vendor, platform by platform.

Its values are vendor-wide. Names are made from keys. Whatever cannot be exported costs one sample.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from exporter.contracts.failures import ContractError
from exporter.contracts.labels import encodable
from exporter.contracts.metrics import MetricDefinition, MetricsContext, MetricsProviderProtocol
from exporter.directory.attribution import Attribution, OwnedBy, Owner
from exporter.directory.directory import Directory
from exporter.exposition.snapshot import Labels
from exporter.fold.frame import Frame

RESERVED_LABELS = frozenset({"vendor", "platform", "category"})
_OWN = "exporter_"  # the exporter's own metrics begin so
_LABEL = re.compile(r"(?!__)[a-zA-Z_][a-zA-Z0-9_]*")


def is_label(name: object) -> bool:
    """Whether a metric may bring a label of this name."""
    return isinstance(name, str) and bool(_LABEL.fullmatch(name)) and name not in RESERVED_LABELS


def name_of(key: str) -> str:
    """Return the metric name of a key: `_` for what a name cannot hold, and no final `_total`, which counters have."""
    return re.sub(r"(?<=.)(_total)+$", "", re.sub(r"[^a-zA-Z0-9_]", "_", key))


class PerVendorReader:
    """One refresh of one such provider: reads its values into a frame."""

    def __init__(self, provider: MetricsProviderProtocol, frame: Frame) -> None:
        self._provider = provider
        self._frame = frame
        self._definitions: dict[tuple[str, OwnedBy], MetricDefinition] = {}

    @property
    def definitions(self) -> tuple[MetricDefinition, ...]:
        """The definitions that the values seen so far amount to."""
        return tuple(self._definitions.values())

    def run(self, db: Session, directory: Directory, context: MetricsContext) -> None:
        """Ask for every vendor and every platform on which the module is on.

        Raises ContractError if what comes back is not a list of values.
        """
        category = self._provider.metrics_category
        attribution = Attribution(directory, category)
        for vendor_id in directory.vendors:
            if attribution.home(vendor_id) is not None:
                values = self._provider.get_vendor_metrics(db, vendor_id, context)
                self._add(values, Owner(vendor_id, None), OwnedBy(vendor=True, platform=False))
        for platform_id in directory.platforms:
            if directory.enabled(platform_id, category):
                values = self._provider.get_platform_metrics(db, platform_id, context)
                self._add(values, Owner(None, platform_id), OwnedBy(vendor=False, platform=True))

    def _add(self, values: Iterable[Any], owner: Owner, owned_by: OwnedBy) -> None:
        if not isinstance(values, Iterable) or isinstance(values, str):
            raise ContractError(f"a list of MetricValue was expected, not {type(values).__name__}")
        for value in values:
            labels = self._labels(value)
            if labels is None:
                continue
            definition = self._definition(value, owned_by)
            if definition is not None:
                self._frame.put(definition, labels, owner, value.value)

    def _labels(self, value: Any) -> Labels | None:
        """Return the labels of a value; None, and a rejection, if it is not one that can be exported."""
        category = self._provider.metrics_category
        if not isinstance(getattr(value, "key", None), str):
            raise ContractError(f"a MetricValue was expected, not {type(value).__name__}")
        if value.category != category:
            self._frame.reject(
                "category", f'{value.key} says category "{value.category}"; this provider is "{category}"'
            )
            return None
        labels = getattr(value, "labels", None) or {}
        if not isinstance(labels, Mapping) or not all(
            is_label(name) and isinstance(of, str) for name, of in labels.items()
        ):
            self._frame.reject(
                "label", f"{value.key} has labels that are not text or whose names are taken: {labels!r}"
            )
            return None
        return tuple(sorted((name, self._frame.label(of)) for name, of in labels.items() if of))

    def _definition(self, value: Any, owned_by: OwnedBy) -> MetricDefinition | None:
        name = name_of(value.key)
        if not name or name.startswith(_OWN):
            self._frame.reject("name", f'"{value.key}" cannot be the name of a metric here; rename it')
            return None
        definition = self._definitions.get((name, owned_by))
        if definition is None:
            words = encodable(str(getattr(value, "description", "") or value.label or value.key))
            definition = MetricDefinition(value.key, name, value.label, words, fold=None)
            self._definitions[name, owned_by] = definition
            self._frame.owned_by[definition] = owned_by
        elif definition.key != value.key:
            self._frame.reject("name", f'"{value.key}" and "{definition.key}" would both be called "{name}"')
            return None
        return definition
