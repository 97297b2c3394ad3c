"""The shop's own models, as far as these pages need them. None is of a module: the pages work without any."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The base of all models."""


class Platform(Base):
    """A marketplace that the shop runs."""

    __tablename__ = "platforms"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str | None]
    name: Mapped[str | None]
    is_active: Mapped[bool | None]


class Vendor(Base):
    """A seller."""

    __tablename__ = "vendors"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str | None]
    name: Mapped[str | None]
    is_active: Mapped[bool | None]
    is_verified: Mapped[bool | None]

    @property
    def state(self) -> str:
        """The state that the page shows."""
        if not self.is_active:
            return "inactive"
        return "active" if self.is_verified else "unverified"


class Membership(Base):
    """A vendor on a platform."""

    __tablename__ = "vendor_platforms"

    vendor_id: Mapped[int] = mapped_column(ForeignKey("vendors.id"), primary_key=True)
    platform_id: Mapped[int] = mapped_column(ForeignKey("platforms.id"), primary_key=True)
    is_active: Mapped[bool | None]


class User(Base):
    """Someone who can sign in."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str | None]
    role: Mapped[str | None]
    is_active: Mapped[bool | None]


class TeamMember(Base):
    """A user in the team of a vendor, from the time at which the invitation was accepted."""

    __tablename__ = "vendor_users"

    vendor_id: Mapped[int] = mapped_column(ForeignKey("vendors.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    is_active: Mapped[bool | None]
    invitation_accepted_at: Mapped[datetime | None]
