"""Platforms, vendors and memberships: a few large vendors, and many small ones."""

from dataclasses import dataclass
from itertools import accumulate
from random import Random

from exporter.demo import schema
from exporter.demo.names import PLATFORMS, VENDORS
from exporter.demo.world import DAY, World, chance

# All by rank of vendors by size, from 0.
_SECOND_PLATFORM = {1: 2, 2: 3, 5: 2, 7: 3, 11: 2, 14: 3}
_LEFT_SECOND_PLATFORM = frozenset({7})
_PRIMARY_PLATFORM = {3: 2, 6: 2, 8: 2, 9: 3, 12: 2, 15: 2, 16: 3, 19: 2, 21: 3}
_DOLLARS = frozenset({4, 9})
_INACTIVE = frozenset({13, 20})
_UNVERIFIED = frozenset({18, 22, 24})
_WITHOUT_PLATFORM = 24
_ZIPF = 1.1
_IMPORTS_OFF = 3


@dataclass(frozen=True, slots=True)
class Seller:
    """A vendor, for the other parts of the demo.

    `share` is its fraction of all orders; `platforms` are the ids of its platforms, the primary one first; `closed_at`
    is the simulated time at which it closes (None: never); `imports` is whether it can use imports.
    """

    id: int
    code: str
    share: float
    currency: str
    platforms: tuple[int, ...]
    closed_at: float | None
    imports: bool

    def is_closed(self, moment: float) -> bool:
        """Return whether the vendor is closed at a simulated time."""
        return self.closed_at is not None and moment >= self.closed_at

    def pick_platform(self, rng: Random) -> int | None:
        """Return the platform of the next order or page, mostly the primary one; None if the vendor has none."""
        if len(self.platforms) > 1 and chance(rng, 0.3):
            return self.platforms[1]
        return self.platforms[0] if self.platforms else None


def found(world: World, *, history: float) -> list[Seller]:
    """Create platforms, modules, vendors and memberships; return the vendors sorted by size.

    The inactive vendors close within the first `history` seconds.
    """
    _platforms(world)
    rng = world.random("tenants")
    names = list(VENDORS)
    rng.shuffle(names)
    weights = [1 / (rank + 1) ** _ZIPF for rank in range(len(names))]
    total = list(accumulate(weights))[-1]
    sellers = []
    for rank, (code, name) in enumerate(names):
        vendor = _vendor(world, rng, rank, code=code, name=name)
        closed_at = world.now + rng.uniform(0.3, 0.7) * history if rank in _INACTIVE else None
        sellers.append(_seller(vendor, rank, code=code, share=weights[rank] / total, closed_at=closed_at))
    return sellers


def _platforms(world: World) -> None:
    for code, name, _ in PLATFORMS:
        world.changes.add(schema.platforms, code=code, name=name, is_active=True)
    # Modules without a row are enabled.
    for platform, module, is_enabled in ((1, "cms", True), (_IMPORTS_OFF, "marketplace", False)):
        world.changes.add(schema.platform_modules, platform_id=platform, module=module, is_enabled=is_enabled)


def _vendor(world: World, rng: Random, rank: int, *, code: str, name: str) -> int:
    age = rng.uniform(90, 1500) * DAY
    vendor = world.changes.add(
        schema.vendors,
        code=code,
        name=name,
        is_active=rank not in _INACTIVE,
        is_verified=rank not in _UNVERIFIED,
        created_at=world.stamp(age),
    )
    for position, platform in enumerate(_memberships(rank)):
        world.changes.add(
            schema.vendor_platforms,
            vendor_id=vendor,
            platform_id=platform,
            is_primary=position == 0,
            is_active=position == 0 or rank not in _LEFT_SECOND_PLATFORM,
            joined_at=world.stamp(age - rng.uniform(1, 80) * DAY),
        )
    return vendor


def _seller(vendor: int, rank: int, *, code: str, share: float, closed_at: float | None) -> Seller:
    memberships = _memberships(rank)
    selling = memberships[:1] if rank in _LEFT_SECOND_PLATFORM else memberships
    return Seller(
        id=vendor,
        code=code,
        share=share,
        currency="USD" if rank in _DOLLARS else "EUR",
        platforms=selling,
        closed_at=closed_at,
        imports=selling != (_IMPORTS_OFF,),
    )


def _memberships(rank: int) -> tuple[int, ...]:
    if rank == _WITHOUT_PLATFORM:
        return ()
    primary = _PRIMARY_PLATFORM.get(rank, 1)
    return (primary, _SECOND_PLATFORM[rank]) if rank in _SECOND_PLATFORM else (primary,)
