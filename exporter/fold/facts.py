"""The numbers of single vendors, of platforms and of the whole installation, from the frame of a refresh."""

from array import array
from collections.abc import Mapping, Sequence
from functools import cached_property

from exporter.contracts.metrics import Id, MetricDefinition, MetricValue
from exporter.directory.attribution import Owner
from exporter.directory.directory import Directory, Entry
from exporter.exposition.facts import Known
from exporter.exposition.snapshot import column
from exporter.fold.families import Scopes
from exporter.fold.frame import Frame
from exporter.fold.values import installation_numbers, metric_values, platform_numbers, vendor_numbers


class DirectoryOwners:
    """The vendors and platforms of a directory; implements `Owners`. All snapshots with that directory share it."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory

    @cached_property
    def platforms(self) -> Mapping[str, Known]:
        """All platforms by the text of their ids."""
        return _known(self.directory.platforms)

    @cached_property
    def vendors(self) -> Mapping[str, Known]:
        """All vendors by the text of their ids."""
        return _known(self.directory.vendors)

    def platforms_of(self, vendor: Known) -> tuple[Known, ...]:
        """Return the platforms of which a vendor is an active member, its home first."""
        memberships = self.directory.memberships.get(vendor.id, ())
        return tuple(self.platforms[Directory.text(each.platform_id)] for each in memberships)

    def succeeded_by(self, directory: Directory) -> "DirectoryOwners":
        """Return the owners of a later directory; what was asked of this one is then found out already."""
        if directory is self.directory:
            return self
        new = DirectoryOwners(directory)
        if "vendors" in vars(self):  # in the thread of a refresh, because requests must not wait for it
            len(new.vendors)
        return new


class FoldedFacts:
    """The numbers of one category by owner, with the directory of the same moment; implements `Facts`."""

    def __init__(
        self,
        category: str,
        scopes: Scopes,
        definitions: Sequence[MetricDefinition],
        owners: DirectoryOwners | None = None,
    ) -> None:
        self._category, self._scopes, self._definitions = category, scopes, definitions
        self._directory: Directory = scopes.layout.directory
        self._owners = owners or DirectoryOwners(self._directory)

    @property
    def platforms(self) -> Mapping[str, Known]:
        """All platforms by the text of their ids."""
        return self._owners.platforms

    @property
    def vendors(self) -> Mapping[str, Known]:
        """All vendors by the text of their ids."""
        return self._owners.vendors

    def platforms_of(self, vendor: Known) -> tuple[Known, ...]:
        """Return the platforms of which a vendor is an active member, its home first."""
        return self._owners.platforms_of(vendor)

    @cached_property
    def additive(self) -> frozenset[str]:
        """The keys of metrics whose values with different labels can be added up."""
        every = self._definitions
        additive = {
            each.key for each in every if each.fold == "sum" and not each.money and "currency" not in each.labels
        }
        return frozenset(additive - {each.key for each in every if each.key not in additive or each.fold != "sum"})

    def of_vendor(self, vendor: Known, platform: Known | None = None) -> Sequence[MetricValue] | None:
        """Return the values of a vendor; None if the module is disabled on the platform."""
        if platform is not None and not self._is_on(platform):
            return None
        directory = self._directory.only(vendor.id)
        frame = self._part(vendor, platform)
        scopes = Scopes.of(frame, directory, self._category)
        return metric_values(self._category, vendor_numbers(scopes, self._definitions))

    def of_platform(self, platform: Known) -> Sequence[MetricValue] | None:
        """Return the values of a platform; None if the module is disabled there."""
        if platform.id is None or not self._is_on(platform):
            return None
        return metric_values(self._category, platform_numbers(self._scopes, self._definitions, platform.id))

    def of_installation(self) -> Sequence[MetricValue]:
        """Return the values of the whole installation."""
        return metric_values(self._category, installation_numbers(self._scopes, self._definitions))

    def _is_on(self, platform: Known) -> bool:
        return platform.id is not None and self._directory.enabled(platform.id, self._category)

    def _part(self, vendor: Known, platform: Known | None) -> Frame:
        """Return the frame of the rows of a vendor; with a platform, only of rows on it and vendor-wide ones."""
        whole, directory = self._scopes.frame, self._directory
        chosen = {
            owner: at
            for owner, at in whole.index.items()
            if directory.vendor(owner.vendor) == vendor.id
            and (platform is None or owner.platform is None or directory.platform(owner.platform) == platform.id)
        }
        positions = list(chosen.values())
        part = Frame({Owner(*owner): number for number, owner in enumerate(chosen)})
        part.owned_by, part.large = whole.owned_by, whole.large
        for definition, columns in whole.columns.items():
            for labels, values in columns.items():
                picked = array("d", [values[at] for at in positions])
                if any(value == value for value in picked):
                    part.columns.setdefault(definition, {})[labels] = picked + column(64)
        for there, here in ((whole.nulls, part.nulls), (whole.spoilt, part.spoilt)):
            for key, marked in there.items():
                if numbers := {number for number, at in enumerate(positions) if at in marked}:
                    here[key] = numbers
        return part


def _known(entries: Mapping[Id, Entry] | Mapping[Id | None, Entry]) -> dict[str, Known]:
    return {Directory.text(id_): Known(id_, Directory.text(id_), *entry) for id_, entry in entries.items()}
