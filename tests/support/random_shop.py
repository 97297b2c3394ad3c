"""A random, hostile shop: whatever a database without foreign keys can hold, repeatable from a seed.

On MariaDB text that differs only in case, accents, trailing spaces, or in *which* emoji it holds is equal; what the
shop is grouped by is chosen so that all three databases see the same groups.
"""

from collections.abc import Sequence

from sqlalchemy import Engine, insert

from exporter.demo.schema import METADATA
from tests.support import hostile_fulfilment
from tests.support.hostile_rows import NOW, ROLES, TABLES, Dice, Row

__all__ = ["NOW", "Row", "Shop", "fill", "shop"]

MODULES = (
    "tenancy",
    "customers",
    "cms",
    "catalog",
    "inventory",
    "orders",
    "marketplace",
    "carts",
    "payments",
    "shipments",
    "refunds",
    "payouts",
    "jobs",
)
HOSTILE_CODES = (
    None,
    "",
    "double",
    "double",
    "unknown",
    "unassigned",
    'quo"te',
    "two\nlines\u2028\u202eturned",
    "back\\slash\\n",
    "<script>alert('x')</script>",
    "\N{SHOPPING TROLLEY} Grüße",
)
GHOST_VENDORS = (900_001, 900_002)
"""Ids that rows name and no vendor has; the first has memberships all the same."""
GHOST_PLATFORMS = (991, 992)

Shop = dict[str, list[Row]]


def fill(engine: Engine, seed: int, *, vendors: int = 12, rows: int = 400) -> None:
    """Create the application's tables in `engine`'s database and insert `shop(seed, vendors=…, rows=…)`."""
    METADATA.create_all(engine)
    with engine.begin() as connection:
        for name, content in shop(seed, vendors=vendors, rows=rows).items():
            if content:
                connection.execute(insert(METADATA.tables[name]), content)


def shop(seed: int, *, vendors: int = 12, rows: int = 400) -> Shop:
    """Return the rows of every table by its name; ids are explicit, have gaps, and start anywhere.

    `rows` is the size of the largest tables. Some seeds have empty tables; a seed that is 7 modulo 16 has no vendor,
    11 no platform, 15 nothing at all.
    """
    random = Dice(seed)
    tables = _directory(random, vendors)
    tables |= {name: [make(random, row_id) for row_id in _ids(random, rows)] for name, make in TABLES.items()}
    fulfilment = hostile_fulfilment.TABLES
    tables |= {name: [make(random, row_id) for row_id in _ids(random, rows // 4)] for name, make in fulfilment.items()}
    tables["vendor_users"] = _team(random, tables["users"], rows // 4)
    spoken = [*TABLES, *fulfilment, "vendor_users"]
    tables |= {name: [_silence(row, random.silent) for row in tables[name]] for name in spoken}
    emptied = {7: {"vendors"}, 11: {"platforms"}, 15: set(tables)}.get(seed % 16, set())
    emptied |= {name for name in spoken if random.chance(0.06)}
    return {name: [] if name in emptied else content for name, content in tables.items()}


def _ids(random: Dice, count: int) -> list[int]:
    start = random.randint(1, 50)
    return sorted(random.sample(range(start, start + 2 * count + 1), count))


def _directory(random: Dice, count: int) -> Shop:
    platforms = _named(random, _codes(random, 6, prefix="platform"), [])
    vendors = _named(random, _codes(random, count, prefix="vendor"), ["is_verified"])
    platform_ids = [row["id"] for row in platforms]
    vendor_ids = [row["id"] for row in vendors]
    # The last vendor has nothing yet, and the first has rows with nothing in them.
    random.vendors = [*vendor_ids[:-1] * 3, *GHOST_VENDORS, None]
    random.silent = vendor_ids[0]
    random.platforms = [*platform_ids, *platform_ids, *GHOST_PLATFORMS, None, None]
    for vendor in vendors:
        vendor["created_at"] = random.moment()
    return {
        "platforms": platforms,
        "vendors": vendors,
        "vendor_platforms": _memberships(random, vendor_ids, platform_ids),
        "platform_modules": _switches(random, platform_ids),
    }


def _codes(random: Dice, count: int, prefix: str) -> list[str | None]:
    """Return `count` codes, most of them hostile, and one ordinary one at least."""
    hostile = list(HOSTILE_CODES)
    random.shuffle(hostile)
    codes: list[str | None] = [*hostile[: count - 1], *(f"{prefix}-{n}" for n in range(max(1, count - len(hostile))))]
    random.shuffle(codes)
    return codes


def _named(random: Dice, codes: Sequence[str | None], flags: Sequence[str]) -> list[Row]:
    """Return rows with these codes; where one is to become `double-<id>`, another sometimes has that name already."""
    ids = _ids(random, len(codes))
    rows = [
        {
            "id": row_id,
            "code": code,
            "name": random.choice((None, "", f"Name of {code!r}", 'A "name"\nwith\\all')),
            **{flag: random.flag() for flag in ("is_active", *flags)},
        }
        for row_id, code in zip(ids, codes, strict=True)
    ]
    doubles = [row["id"] for row in rows if row["code"] == "double"]
    ordinary = [row for row in rows if str(row["code"]).startswith(("platform-", "vendor-"))]
    if len(doubles) > 1 and random.chance(0.5):
        ordinary[0]["code"] = f"double-{doubles[0]}"
    return rows


def _memberships(random: Dice, vendors: Sequence[int], platforms: Sequence[int]) -> list[Row]:
    rows = [
        _membership(random, vendor, platform)
        for vendor in vendors
        for platform in random.sample((*platforms, GHOST_PLATFORMS[0]), random.choice((0, 1, 1, 2, 3, 4)))
    ]
    rows += [_membership(random, GHOST_VENDORS[0], platform) for platform in (*platforms[:2], GHOST_PLATFORMS[1])]
    random.shuffle(rows)
    return rows


def _membership(random: Dice, vendor: int, platform: int) -> Row:
    primary = random.choices((True, False, None), (4, 5, 1))[0]
    active = random.choices((True, False, None), (7, 2, 1))[0]
    return {
        "vendor_id": vendor,
        "platform_id": platform,
        "is_active": active,
        "is_primary": primary,
        "joined_at": random.moment(),
    }


def _switches(random: Dice, platforms: Sequence[int]) -> list[Row]:
    """Modules are on where nothing is said; `tenancy` cannot be off, and `loyalty` is no module of ours."""
    return [
        {"platform_id": platform, "module": module, "is_enabled": random.choices((True, False, None), (4, 5, 1))[0]}
        for platform in (*platforms, GHOST_PLATFORMS[0])
        for module in (*MODULES, "loyalty")
        if random.chance(0.6)
    ]


def _team(random: Dice, people: Sequence[Row], count: int) -> list[Row]:
    users = [*(row["id"] for row in people[:40]), 7777]
    owners = sorted({vendor for vendor in random.vendors if vendor is not None})
    pairs = [(vendor, user) for vendor in owners for user in users]
    return [
        {
            "vendor_id": vendor,
            "user_id": user,
            "role": random.choice(ROLES),
            "is_active": random.flag(),
            "invitation_accepted_at": None if random.chance(0.4) else random.written(),
        }
        for vendor, user in random.sample(pairs, min(count, len(pairs)))
    ]


def _silence(row: Row, vendor: int) -> Row:
    """Return the row with NULL for all that it says, if it is that vendor's: sums over nothing but NULL."""
    if row.get("vendor_id") != vendor:
        return row
    kept = ("id", "vendor_id", "platform_id", "user_id", "status", "currency", "updated_at")
    return {name: value if name in kept else None for name, value in row.items()}
