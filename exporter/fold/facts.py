"""The numbers of single vendors, of platforms and of the whole installation, from the frame of a refresh."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from exporter.contracts.metrics import Id, MetricDefinition, MetricValue
from exporter.directory.attribution import OwnedBy
from exporter.exposition.facts import Known
from exporter.exposition.snapshot import Labels
from exporter.fold.families import Scopes, label_sets
from exporter.fold.frame import FrozenFrame
from exporter.fold.layout import Layout
from exporter.fold.roster import Roster
from exporter.fold.total import TOTAL, TotalScope
from exporter.fold.values import (
    Folded,
    Numbers,
    additive_keys,
    cell_of,
    folded_by_platform,
    installation_numbers,
    is_of_vendors,
    metric_values,
    united,
)


class Answers(NamedTuple):
    """Which questions a provider answers: about single vendors and platforms, and about the whole installation.

    `at_home` is whether it is asked only for vendors of whom a platform has the module enabled. A provider that a
    refresh asks vendor by vendor does not answer about the `whole`, nor about a vendor on one platform.
    """

    parts: bool
    whole: bool
    at_home: bool = False


class _OfVendors(NamedTuple):
    """A metric of vendors: who owns its rows, and its label sets."""

    definition: MetricDefinition
    owned_by: OwnedBy
    labels: Sequence[Labels]


@dataclass(frozen=True)
class FoldedFacts:
    """The numbers of one category by owner, with the directory of the same moment; implements `Facts`.

    What is said of platforms and of the installation was folded by the refresh, that of a vendor is folded when it is
    asked for.
    """

    category: str
    answers: Answers
    roster: Roster
    layout: Layout = field(repr=False)
    frame: FrozenFrame = field(repr=False)
    definitions: Sequence[MetricDefinition]
    by_platform: Sequence[Folded]
    whole: Sequence[MetricValue] | None

    @classmethod
    def of(
        cls, scopes: Scopes, category: str, definitions: Sequence[MetricDefinition], roster: Roster, answers: Answers
    ) -> "FoldedFacts":
        """Return the facts of a refresh, whose families have been folded."""
        by_platform = tuple(folded_by_platform(scopes, definitions)) if answers.parts else ()
        whole = metric_values(category, installation_numbers(scopes, definitions)) if answers.whole else None
        frame = scopes.frame.frozen(definitions)
        return cls(category, answers, roster, scopes.layout, frame, tuple(definitions), by_platform, whole)

    @property
    def platforms(self) -> Mapping[str, Known]:
        """All platforms by the text of their ids."""
        return self.roster.platforms

    @property
    def vendors(self) -> Mapping[str, Known]:
        """All vendors by the text of their ids."""
        return self.roster.vendors

    @cached_property
    def additive(self) -> frozenset[str]:
        """The keys of metrics whose values with different labels can be added up."""
        return additive_keys(self.definitions)

    def platforms_of(self, vendor: Known) -> tuple[Known, ...]:
        """Return the platforms of which a vendor is an active member, its home first."""
        return self.roster.platforms_of(vendor)

    def of_vendor(self, vendor: Known, platform: Known | None = None) -> Sequence[MetricValue] | None:
        """Return the values of a vendor; None if the module is disabled where it is asked for, or cannot say."""
        if not self.answers.parts or not self._is_asked(vendor, platform):
            return None
        folded = self._folded(vendor.id, None if platform is None else platform.id)
        return metric_values(self.category, Numbers(self.frame, united(cell_of(each, TOTAL) for each in folded)))

    def of_platform(self, platform: Known) -> Sequence[MetricValue] | None:
        """Return the values of a platform; None if the module is disabled there."""
        if platform.id is None or not self.answers.parts or not self._is_on(platform):
            return None
        entry = self.roster.directory.platforms.get(platform.id)
        found = () if entry is None else (cell_of(each, (entry.label,)) for each in self.by_platform)
        return metric_values(self.category, Numbers(self.frame, united(found)))

    def of_installation(self) -> Sequence[MetricValue] | None:
        """Return the values of the whole installation; None if the provider is only asked vendor by vendor."""
        return self.whole

    def _is_asked(self, vendor: Known, platform: Known | None) -> bool:
        is_on = platform is None or (self.answers.whole and self._is_on(platform))
        return is_on and (not self.answers.at_home or self.layout.has_home(vendor.id))

    def _is_on(self, platform: Known) -> bool:
        return platform.id is not None and self.roster.directory.enabled(platform.id, self.category)

    @cached_property
    def _of_vendors(self) -> Sequence[_OfVendors]:
        frame = self.frame
        every = ((each, frame.owned_by.get(each)) for each in self.definitions)
        return [
            _OfVendors(each, owned_by, label_sets(each, frame.columns.get(each, {})))
            for each, owned_by in every
            if owned_by is not None and is_of_vendors(each, owned_by)
        ]

    def _folded(self, vendor_id: Id | None, platform_id: Id | None) -> Iterator[Folded]:
        scopes: dict[OwnedBy, TotalScope] = {}
        for definition, owned_by, every in self._of_vendors:
            if owned_by not in scopes:
                scopes[owned_by] = self.layout.total_of(vendor_id, platform_id, owned_by)
            scope = scopes[owned_by]
            yield Folded(definition, scope.axis, [scope.column(self.frame, definition, labels) for labels in every])
