"""The directory of a snapshot, sorted for the lists of the API."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from exporter.exposition.facts import Facts, Known

Place = tuple[str, str]
"""The place of a vendor in lists: its code, and the text of its id."""

_BETWEEN = "\n"
"""Separates code and name; neither contains control characters."""


def place(known: Known) -> Place:
    """Return the place of a vendor or platform in lists."""
    return known.code, known.text


class Roll:
    """Vendors in the order of their codes."""

    def __init__(self, vendors: Iterable[Known]) -> None:
        self._vendors = sorted(vendors, key=place)

    @cached_property
    def _places(self) -> list[Place]:
        return [place(each) for each in self._vendors]

    @cached_property
    def _texts(self) -> list[str]:
        return [f"{each.code}{_BETWEEN}{each.name}".casefold() for each in self._vendors]

    def page(self, after: Place | None, sought: str | None, limit: int) -> tuple[list[Known], bool]:
        """Return at most `limit` vendors after a place whose code or name contains a text, and whether more follow."""
        start = bisect_right(self._places, after) if after else 0
        if sought is None:
            return self._vendors[start : start + limit], start + limit < len(self._vendors)
        text, found = sought.casefold(), list[Known]()
        if _BETWEEN in text:
            return found, False
        for at in range(start, len(self._vendors)):
            if text in self._texts[at]:
                if len(found) == limit:
                    return found, True
                found.append(self._vendors[at])
        return found, False


class Listing:
    """The platforms and vendors of a directory, by id and by code. It does not keep the snapshot that it is from."""

    def __init__(self, facts: Facts) -> None:
        self.platforms: Mapping[str, Known] = facts.platforms
        self.vendors: Mapping[str, Known] = facts.vendors
        self._members: Mapping[str, Roll] | None = None

    @cached_property
    def sorted_platforms(self) -> Sequence[Known]:
        """All platforms by code."""
        return sorted(self.platforms.values(), key=place)

    @cached_property
    def roll(self) -> Roll:
        """All vendors by code."""
        return Roll(self.vendors.values())

    def members(self, platform: Known, facts: Facts) -> Roll:
        """Return the active members of a platform by code; `facts` has the same directory."""
        if self._members is None:
            members: dict[str, list[Known]] = {text: [] for text in self.platforms}
            for vendor in self.vendors.values():
                for each in facts.platforms_of(vendor):
                    members[each.text].append(vendor)
            self._members = {text: Roll(each) for text, each in members.items()}
        return self._members[platform.text]


class Listings:
    """The listing of the newest directory, kept until there is another one.

    Snapshots with the same directory have the same object for their vendors.
    """

    def __init__(self) -> None:
        self._last: Listing | None = None

    def of(self, facts: Facts) -> Listing:
        """Return the listing of the directory of these facts."""
        last = self._last
        if last is None or last.vendors is not facts.vendors:
            last = self._last = Listing(facts)
        return last


def cursor_of(known: Known) -> str:
    """Return the cursor of the page after a vendor. It stays valid when vendors come and go."""
    return urlsafe_b64encode(_BETWEEN.join(place(known)).encode()).decode().rstrip("=")


def place_of(cursor: str) -> Place:
    """Return the place of a cursor; some place for every other text of `CURSOR`."""
    code, _, text = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode(errors="replace").partition(_BETWEEN)
    return code, text
