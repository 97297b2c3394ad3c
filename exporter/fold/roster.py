"""The platforms and vendors of a directory, as those who ask for one of them know it."""

from collections.abc import Mapping

from exporter.contracts.metrics import Id
from exporter.directory.directory import Directory, Entry
from exporter.exposition.facts import Known


class Roster:
    """The platforms and vendors of one directory by the text of their ids; implements `Owners`.

    It is made once, in the thread of a refresh, and shared by all snapshots with that directory.
    """

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.platforms: Mapping[str, Known] = _known(directory.platforms)
        self.vendors: Mapping[str, Known] = _known(directory.vendors)

    def platforms_of(self, vendor: Known) -> tuple[Known, ...]:
        """Return the platforms of which a vendor is an active member, its home first."""
        memberships = self.directory.memberships.get(vendor.id, ())
        return tuple(self.platforms[Directory.text(each.platform_id)] for each in memberships)


def _known(entries: Mapping[Id, Entry] | Mapping[Id | None, Entry]) -> dict[str, Known]:
    known = (Known(id_, Directory.text(id_), *entry) for id_, entry in entries.items())
    return {each.text: each for each in known}
