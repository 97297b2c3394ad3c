"""The platforms and vendors of a directory, as those who ask for one of them know it."""

from collections import Counter
from collections.abc import Mapping

from exporter.contracts.metrics import Id
from exporter.directory.directory import Directory, Entry
from exporter.exposition.facts import Known


class Roster:
    """The platforms and vendors of one directory by the text of their ids; implements `Owners`.

    Two whose ids have the same text, such as "a" and "a ", are both omitted: who asks for one must not see the other.
    It is made once, in the thread of a refresh, and shared by all snapshots with that directory.
    """

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.platforms: Mapping[str, Known] = _known(directory.platforms)
        self.vendors: Mapping[str, Known] = _known(directory.vendors)

    def platforms_of(self, vendor: Known) -> tuple[Known, ...]:
        """Return the platforms of which a vendor is an active member, its home first."""
        memberships = self.directory.memberships.get(vendor.id, ())
        texts = (Directory.text(each.platform_id) for each in memberships)
        return tuple(self.platforms[text] for text in texts if text in self.platforms)


def _known(entries: Mapping[Id, Entry] | Mapping[Id | None, Entry]) -> dict[str, Known]:
    found = [Known(id_, Directory.text(id_), *entry) for id_, entry in entries.items()]
    known = {each.text: each for each in found}
    if len(known) < len(found):
        times = Counter(each.text for each in found)
        return {text: each for text, each in known.items() if times[text] == 1 or each.id is None}
    return known
