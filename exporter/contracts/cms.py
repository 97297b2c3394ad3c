"""The content module's service: what other modules can request from it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from exporter.contracts.base import ServiceProtocol
from exporter.contracts.metrics import Id

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class ContentPage:
    """A published page of the content module.

    `slug` is its name in a URL, `body` its text as it is stored (Markdown or HTML). `vendor_id` is None for a
    platform's default page. `updated_at` is in UTC, with or without a zone; None if it is not known. `complete` is
    False if `body` is only the beginning of the text, because of `PageLimits`.
    """

    slug: str
    title: str
    body: str
    platform_id: Id
    vendor_id: Id | None = None
    updated_at: datetime | None = None
    complete: bool = True


@dataclass(frozen=True, slots=True)
class PageLimits:
    """How much of pages is of use: the `characters` of a text and of a `title`, and how many `pages` and `together`.

    More is not even read, because anybody who edits pages could delay a refresh by it. `together` counts characters.
    """

    characters: int = 100_000
    title: int = 200
    pages: int = 2_000
    together: int = 8_000_000

    @property
    def few(self) -> int:
        """The number of pages that are within the limits, however long they are."""
        return min(self.together // (self.characters + 1), self.pages)

    def shortened(self, lengths: Collection[int]) -> int:
        """Return how many characters of each page may be read; of longer ones, one more is read and not used.

        The longest pages are shortened first. `lengths` need not have more than `pages` + 1 elements.
        """
        if len(lengths) > self.pages:
            return min(self.together // (self.pages + 1) - 1, self.characters)
        room = self.together
        for at, length in enumerate(sorted(lengths)):
            share = room // (len(lengths) - at)
            if length > share:
                return min(share - 1, self.characters)
            room -= length
        return self.characters


@runtime_checkable
class ContentServiceProtocol(ServiceProtocol, Protocol):
    """Finds the page that a visitor of a vendor's shop on a platform should see.

    Both methods read through the caller's session and commit nothing. What the database raises, they raise.
    """

    def get_page(self, db: "Session", slug: str, *, platform_id: Id, vendor_id: Id | None = None) -> ContentPage | None:
        """Return the vendor's own published page, else the platform's published default page, else None."""

    def get_default_pages(
        self, db: "Session", slugs: Sequence[str], limits: PageLimits | None = None
    ) -> Iterable[ContentPage]:
        """Return the published default pages with these slugs, of every platform, in the order of their last change.

        With `limits`, what exceeds them need not be read: longer pages may be incomplete, and further ones missing
        after one more than there may be.
        """
