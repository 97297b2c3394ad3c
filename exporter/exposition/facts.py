"""What a snapshot knows about a single vendor, about one platform, and about the whole installation.

`exporter.fold` implements it. Ids are those of the shop; texts of ids are what people and HTTP clients write.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from exporter.contracts.metrics import Id, MetricValue


@dataclass(frozen=True, slots=True)
class Known:
    """A vendor or a platform in the directory: its id, its label in the exposition, its name and its state.

    `text` is the id as text; that of the shop's first party, whose id is None, is empty.
    """

    id: Id | None
    text: str
    code: str
    name: str
    state: str


def known_by(text: str, known: Mapping[str, Known]) -> Known | None:
    """Return the vendor or platform with an id that is written as `text`; None if there is none.

    A UUID may be written in any spelling, unless several ids are the same UUID. An empty text is the first party only.
    """
    found = known.get(text)
    if found is None:
        others = [known[each] for each in _spellings(text) if each in known]
        found = others[0] if len(others) == 1 else None
    return found if found is None or (found.id is None) == (not text) else None


def _spellings(text: str) -> set[str]:
    try:
        uuid = UUID(text)
    except ValueError:
        return set()
    return {str(uuid), uuid.hex, str(uuid).upper(), uuid.hex.upper()}


class Owners(Protocol):
    """The vendors and platforms at the moment of a snapshot, with the labels that they had. Immutable."""

    @property
    def platforms(self) -> Mapping[str, Known]:
        """All platforms by the text of their ids."""

    @property
    def vendors(self) -> Mapping[str, Known]:
        """All vendors by the text of their ids."""

    def platforms_of(self, vendor: Known) -> tuple[Known, ...]:
        """Return the platforms of which a vendor is an active member, its home first."""


class Facts(Owners, Protocol):
    """The numbers of one category and the directory at the moment of a snapshot. Immutable; safe in any thread."""

    @property
    def additive(self) -> frozenset[str]:
        """The keys of metrics whose values with different labels can be added up."""

    def of_vendor(self, vendor: Known, platform: Known | None = None) -> Sequence[MetricValue] | None:
        """Return the values of a vendor, as `StatsAggregator.vendor_statistics`; None if the module is disabled."""

    def of_platform(self, platform: Known) -> Sequence[MetricValue] | None:
        """Return the values of a platform, as `StatsAggregator.platform_statistics`; None if the module is disabled."""

    def of_installation(self) -> Sequence[MetricValue] | None:
        """Return the values of the whole installation, as `StatsAggregator.installation_statistics`.

        None if the provider is only asked vendor by vendor.
        """
