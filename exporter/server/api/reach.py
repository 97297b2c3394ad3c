"""What the credentials of a request reach in the directory. This is the only place of the API that decides it."""

from collections.abc import Callable, Mapping, Sequence

from exporter.exposition.facts import Facts, Known, known_by
from exporter.server.access.scopes import Access
from exporter.server.api.listing import Listing, Roll
from exporter.server.api.problems import ParameterError, Problem


class Reach:
    """The platforms and vendors that the caller may see; all others do not exist for them.

    - `all`: everything.
    - `platform`: that platform, and its active members, each only limited to that platform.
    - `vendor`: that vendor, and the platforms of which it is an active member.

    A parameter that is absent is that of the credentials.
    """

    def __init__(self, listing: Listing, facts: Facts, access: Access) -> None:
        self._listing, self._facts, self._access = listing, facts, access
        self._vendor = known_by(access.id, listing.vendors) if access.kind == "vendor" else None
        self._platform = known_by(access.id, listing.platforms) if access.kind == "platform" else None

    def platforms(self) -> Sequence[Known]:
        """Return the visible platforms, by code."""
        every = self._listing.sorted_platforms
        return every if self._access.kind == "all" else [each for each in every if self._sees_platform(each)]

    def vendors(self, platform: str | None) -> Roll:
        """Return the visible vendors, or only the active members of a platform. Raises Problem 404."""
        chosen = self._found_platform(platform)
        if self._access.kind == "vendor":
            own = self._vendor
            return Roll([own] if own and (chosen is None or chosen in self._facts.platforms_of(own)) else [])
        return self._listing.roll if chosen is None else self._listing.members(chosen, self._facts)

    def platforms_of(self, vendor: Known) -> list[str]:
        """Return the ids of the visible platforms of which a vendor is an active member, its home first."""
        return [each.text for each in self._facts.platforms_of(vendor) if self._sees_platform(each)]

    def subject(self, vendor: str | None, platform: str | None) -> tuple[Known | None, Known | None]:
        """Return the vendor and the platform whose numbers are asked for. Raises Problem 404."""
        return self._found_vendor(vendor), self._found_platform(platform)

    def _found_vendor(self, text: str | None) -> Known | None:
        return self._found("vendor", text, self._listing.vendors, self._sees_vendor)

    def _found_platform(self, text: str | None) -> Known | None:
        return self._found("platform", text, self._listing.platforms, self._sees_platform)

    def _found(
        self, kind: str, text: str | None, known: Mapping[str, Known], sees: Callable[[Known], bool]
    ) -> Known | None:
        if text is None and self._access.kind == kind:
            text = self._access.id
        if text is None:
            return None
        found = known_by(text, known)
        if found is None or not sees(found):
            raise _unknown(kind)
        return found

    def _sees_platform(self, platform: Known) -> bool:
        if self._access.kind == "vendor":
            return self._vendor is not None and platform in self._facts.platforms_of(self._vendor)
        return self._access.kind == "all" or platform == self._platform

    def _sees_vendor(self, vendor: Known) -> bool:
        if self._access.kind == "platform":
            return self._platform is not None and self._platform in self._facts.platforms_of(vendor)
        return self._access.kind == "all" or vendor == self._vendor


def _unknown(parameter: str) -> Problem:
    """Return the same problem for what does not exist and for what the caller may not see."""
    detail = f"no {parameter} has this id; /api/v1/{parameter}s lists the ids"
    return Problem(404, detail, [ParameterError(parameter, "unknown id")])
