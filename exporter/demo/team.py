"""Users, teams of vendors, and domains with their certificates."""

from datetime import datetime, timedelta
from random import Random

from exporter.demo import schema
from exporter.demo.names import FIRST_NAMES, LAST_NAMES
from exporter.demo.rhythm import next_visit
from exporter.demo.tenants import Seller
from exporter.demo.world import DAY, World, chance

_ADMINS = 3
_LOGINS_PER_DAY = 150
# Ids of vendors: one does not renew its certificate, one has not verified its domain.
_NEGLECTED = 6
_UNVERIFIED = 9
_RENEWAL = timedelta(days=20)
_LIFETIME = timedelta(days=90)


class Team:
    """Simulates users, who log in and renew certificates."""

    def __init__(self, world: World, sellers: list[Seller]) -> None:
        self._world = world
        self._rng = world.random("team")
        self._users: list[int] = []
        # Domain id -> expiry, for domains whose certificate is renewed in time.
        self._renewed: dict[int, datetime] = {}
        for _ in range(_ADMINS):
            self._user("admin")
        for seller in sellers:
            self._staff(seller)
            self._domains(seller)
        self._next_login()
        world.after(0, self._renew)

    def _user(self, role: str) -> int:
        rng = self._rng
        name = f"{rng.choice(FIRST_NAMES)}.{rng.choice(LAST_NAMES)}{len(self._users) + 1}"
        user = self._world.changes.add(
            schema.users,
            email=f"{name}@orion.example",
            role=role,
            is_active=not chance(rng, 0.06),
            last_login_at=self._world.stamp(rng.uniform(0, 20) * DAY) if chance(rng, 0.85) else None,
        )
        self._users.append(user)
        return user

    def _staff(self, seller: Seller) -> None:
        rng = self._rng
        for position in range(1 + min(7, int(seller.share * 40)) + rng.randrange(2)):
            invited = position > 0 and chance(rng, 0.15)
            self._world.changes.add(
                schema.vendor_users,
                vendor_id=seller.id,
                user_id=self._user("vendor"),
                role="owner" if position == 0 else rng.choice(("manager", "staff", "staff")),
                is_active=position == 0 or not chance(rng, 0.1),
                invitation_accepted_at=None if invited else self._world.stamp(rng.uniform(1, 90) * DAY),
            )

    def _domains(self, seller: Seller) -> None:
        rng = self._rng
        for name in (f"{seller.code}.example", f"shop.{seller.code}.example")[: 1 + chance(rng, 0.4)]:
            main = not name.startswith("shop.")
            neglected = main and seller.id == _NEGLECTED
            verified = not (main and seller.id == _UNVERIFIED)
            expiry = self._world.stamp() + timedelta(days=_days_left(rng, neglected=neglected))
            domain = self._world.changes.add(
                schema.vendor_domains,
                vendor_id=seller.id,
                platform_id=seller.pick_platform(rng),
                domain=name,
                is_active=main or not chance(rng, 0.05),
                is_verified=verified,
                ssl_expires_at=expiry if verified else None,
            )
            if verified and not neglected:
                self._renewed[domain] = expiry

    def _next_login(self) -> None:
        self._world.at(next_visit(self._rng, self._world.now, _LOGINS_PER_DAY), self._log_in)

    def _log_in(self) -> None:
        user = self._rng.choice(self._users)
        self._world.changes.change(schema.users, user, last_login_at=self._world.stamp())
        self._next_login()

    def _renew(self) -> None:
        # Certificates expire in wall-clock time, independent of the simulation speed.
        today = self._world.stamp()
        for domain, expiry in self._renewed.items():
            if expiry - today < _RENEWAL:
                self._renewed[domain] = today + _LIFETIME
                self._world.changes.change(schema.vendor_domains, domain, ssl_expires_at=self._renewed[domain])
        self._world.after(DAY, self._renew)


def _days_left(rng: Random, *, neglected: bool) -> int:
    """Return the days until a certificate expires when the shop is created; about a month if it is neglected."""
    return rng.randint(14, 40) if neglected else rng.randint(22, _LIFETIME.days)
