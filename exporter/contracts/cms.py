"""What other modules may ask of the content module."""

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
    """A published page. `vendor_id` is None for a platform's default page; `updated_at` is UTC."""

    slug: str
    title: str
    body: str
    platform_id: Id
    vendor_id: Id | None = None
    updated_at: datetime | None = None


@runtime_checkable
class ContentServiceProtocol(ServiceProtocol, Protocol):
    """Resolves the page that a visitor of a vendor's shop on a platform should see."""

    def get_page(self, db: "Session", slug: str, *, platform_id: Id, vendor_id: Id | None = None) -> ContentPage | None:
        """Return the vendor's own published page, else the platform's published default, else None."""

    def get_default_pages(self, db: "Session", slugs: Sequence[str]) -> Iterable[ContentPage]:
        """Return every platform's published default page of each of these slugs: what no vendor has made their own."""
