"""Who is asking, and which vendors they may see. Every page depends on one of these functions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, HTTPException, Path, Request
from sqlalchemy import select
from sqlalchemy.orm import Session

from acme_dashboard.models import TeamMember, User, Vendor


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The user who is signed in, and the vendors whose team they are in."""

    email: str
    is_admin: bool
    vendor_ids: tuple[int, ...]

    def may_see(self, vendor_id: int) -> bool:
        """Return whether the user may see the numbers of a vendor."""
        return self.is_admin or vendor_id in self.vendor_ids


def session(request: Request) -> Iterator[Session]:
    """Open the session of a request."""
    with Session(request.app.state.engine) as db:
        yield db


Db = Annotated[Session, Depends(session)]
Id = Annotated[int, Path(ge=1, le=2**31 - 1)]
"""An id in an address: one that fits into the shop's columns."""


def email_of(request: Request) -> str | None:
    """Return the e-mail address of the user who sent a request; None for anyone else.

    PUT YOUR AUTHENTICATION HERE: look up the session cookie or the token of the request. For development, everyone is
    the user in DASHBOARD_DEVELOPMENT_USER; without that variable, nobody is signed in.
    """
    email: str | None = request.app.state.settings.development_user
    return email


def signed_in(request: Request, db: Db) -> SignedIn:
    """Return the user; raise 401 if nobody is signed in."""
    email = email_of(request)
    user = db.scalar(select(User).where(User.email == email, User.is_active.is_(True))) if email else None
    if user is None or user.email is None:
        raise HTTPException(401, "Sign in first.")
    teams = select(TeamMember.vendor_id).where(
        TeamMember.user_id == user.id,
        TeamMember.is_active.is_(True),
        TeamMember.invitation_accepted_at.is_not(None),
    )
    return SignedIn(user.email, user.role == "admin", tuple(db.scalars(teams.order_by(TeamMember.vendor_id))))


CurrentUser = Annotated[SignedIn, Depends(signed_in)]


def admin(user: CurrentUser) -> SignedIn:
    """Return the user; raise 404 for anyone but an admin."""
    if not user.is_admin:
        raise HTTPException(404, "There is no such page.")
    return user


def visible_vendor(vendor_id: Id, user: CurrentUser, db: Db) -> Vendor:
    """Return the vendor of a path if the user may see it; raise the same 404 if not as if it did not exist."""
    vendor = db.get(Vendor, vendor_id) if user.may_see(vendor_id) else None
    if vendor is None:
        raise HTTPException(404, "There is no such vendor.")
    return vendor
