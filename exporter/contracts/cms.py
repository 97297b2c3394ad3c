"""The content module's service: what other modules can request from it."""

from collections.abc import Iterable, Sequence
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
    platform's default page. `updated_at` is in UTC, with or without a zone; None if it is not known.
    """

    slug: str
    title: str
    body: str
    platform_id: Id
    vendor_id: Id | None = None
    updated_at: datetime | None = None


@runtime_checkable
class ContentServiceProtocol(ServiceProtocol, Protocol):
    """Finds the page that a visitor of a vendor's shop on a platform should see.

    Both methods read through the caller's session and commit nothing. What the database raises, they raise.
    """

    def get_page(self, db: "Session", slug: str, *, platform_id: Id, vendor_id: Id | None = None) -> ContentPage | None:
        """Return the vendor's own published page, else the platform's published default page, else None."""

    def get_default_pages(self, db: "Session", slugs: Sequence[str]) -> Iterable[ContentPage]:
        """Return the published default pages with these slugs, of every platform."""
