"""Which platforms and vendors there are, from the shop's own tables."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from acme_dashboard.models import Membership, Platform, Vendor

PAGE_SIZE = 10


@dataclass(frozen=True, slots=True)
class VendorPage:
    """A page of the list of vendors, counted from 1; `found` is the number of vendors on all pages."""

    vendors: Sequence[Vendor]
    number: int
    found: int

    @property
    def pages(self) -> int:
        """The number of pages, at least 1."""
        return max(1, -(-self.found // PAGE_SIZE))


def platforms(db: Session) -> Sequence[tuple[Platform, int]]:
    """Return the platforms, and how many vendors each has."""
    vendors = (
        select(func.count())
        .where(Membership.platform_id == Platform.id, Membership.is_active.is_(True))
        .scalar_subquery()
    )
    return [(platform, count) for platform, count in db.execute(select(Platform, vendors).order_by(Platform.id))]


def find_vendors(db: Session, text: str, number: int) -> VendorPage:
    """Return a page of the vendors whose name or code contains a text, ordered by name."""
    matching = or_(Vendor.name.icontains(text, autoescape=True), Vendor.code.icontains(text, autoescape=True))
    found = select(Vendor).where(matching) if text else select(Vendor)
    count = db.scalar(select(func.count()).select_from(found.subquery())) or 0
    page = found.order_by(Vendor.name, Vendor.id).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    return VendorPage(db.scalars(page).all(), number, count)
