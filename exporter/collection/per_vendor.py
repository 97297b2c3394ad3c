"""Reads a provider that implements only `MetricsProviderProtocol`, with one call per vendor and per platform.

Its vendor values are vendor-wide. Metric names are derived from keys. A value that cannot be exported is rejected; the
others are kept.
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
_OWN = "exporter_"  # prefix of the exporter's own metrics
_LABEL = re.compile(r"(?!__)[a-zA-Z_][a-zA-Z0-9_]*")


def is_label(name: object) -> bool:
    """Whether a metric may have a label of this name: valid in Prometheus and not reserved."""
    return isinstance(name, str) and bool(_LABEL.fullmatch(name)) and name not in RESERVED_LABELS


def name_of(key: str) -> str:
    """Return the metric name for a key: invalid characters become `_`; the suffix `_total` of counters is removed."""
    return re.sub(r"(?<=.)(_total)+$", "", re.sub(r"[^a-zA-Z0-9_]", "_", key))


KnownDefinitions = dict[tuple[str, OwnedBy], MetricDefinition]
"""The definitions of the last refresh, by metric name and owners. What a refresh can reuse is found by them."""


class PerVendorReader:
    """Reads the values of one provider into a frame, for one refresh; it uses and renews the `known` definitions."""

    def __init__(self, provider: MetricsProviderProtocol, frame: Frame, known: KnownDefinitions | None = None) -> None:
        self._provider = provider
        self._frame = frame
        self._known = {} if known is None else known
        self._definitions: dict[tuple[str, OwnedBy], MetricDefinition] = {}

    @property
    def definitions(self) -> tuple[MetricDefinition, ...]:
        """The definitions derived from the values read so far."""
        return tuple(self._definitions.values())

    def run(self, db: Session, directory: Directory, context: MetricsContext) -> None:
        """Read the values of every vendor and platform for which the module is enabled.

        Raises ContractError if the provider returns anything but an iterable of values.
        """
        category = self._provider.metrics_category
        attribution = Attribution(directory, category)
        for vendor_id in directory.vendors:
            # The first party has no id that such a provider could know.
            if vendor_id is not None and attribution.home(vendor_id) is not None:
                values = self._provider.get_vendor_metrics(db, vendor_id, context)
                self._add(values, Owner(vendor_id, None), OwnedBy(vendor=True, platform=False))
        for platform_id in directory.platforms:
            if directory.enabled(platform_id, category):
                values = self._provider.get_platform_metrics(db, platform_id, context)
                self._add(values, Owner(None, platform_id), OwnedBy(vendor=False, platform=True))
        self._known.clear()
        self._known |= self._definitions

    def _add(self, values: Iterable[Any], owner: Owner, owned_by: OwnedBy) -> None:
        if not isinstance(values, Iterable) or isinstance(values, str):
            raise ContractError(f"expected a list of MetricValue, got {type(values).__name__}")
        for value in values:
            labels = self._labels(value)
            if labels is None:
                continue
            definition = self._definition(value, owned_by)
            if definition is not None:
                self._frame.put(definition, labels, owner, value.value)

    def _labels(self, value: Any) -> Labels | None:
        """Return the labels of a value; None if it cannot be exported, which is counted as rejected."""
        category = self._provider.metrics_category
        if not isinstance(getattr(value, "key", None), str):
            raise ContractError(f"expected a MetricValue, got {type(value).__name__}")
        if value.category != category:
            self._frame.reject(
                "category", f'{value.key} has category "{value.category}", but its provider has "{category}"'
            )
            return None
        labels = getattr(value, "labels", None) or {}
        if not isinstance(labels, Mapping) or not all(
            is_label(name) and isinstance(of, str) for name, of in labels.items()
        ):
            self._frame.reject(
                "label", f"{value.key} has invalid or reserved label names, or values that are not strings: {labels!r}"
            )
            return None
        return tuple(sorted((name, self._frame.label(of)) for name, of in labels.items() if of))

    def _definition(self, value: Any, owned_by: OwnedBy) -> MetricDefinition | None:
        name = name_of(value.key)
        if not name or name.startswith(_OWN):
            self._frame.reject("name", f'invalid or reserved metric name "{value.key}"; rename it')
            return None
        definition = self._definitions.get((name, owned_by))
        if definition is None:
            words = encodable(str(getattr(value, "description", "") or value.label or value.key))
            unit, icon = (str(getattr(value, each, "") or "") for each in ("unit", "icon"))
            made = MetricDefinition(value.key, name, value.label, words, fold=None, unit=unit, icon=icon)
            known = self._known.get((name, owned_by))
            definition = known if known is not None and _words(known) == _words(made) else made
            self._definitions[name, owned_by] = definition
            self._frame.owned_by[definition] = owned_by
        elif definition.key != value.key:
            self._frame.reject("name", f'"{value.key}" and "{definition.key}" have the same metric name "{name}"')
            return None
        return definition


def _words(definition: MetricDefinition) -> tuple[str, ...]:
    """Return what a definition was made of."""
    return definition.key, definition.label, definition.help, definition.unit, definition.icon
