"""Platforms, vendors, who is on what and which modules are on: from ids to labels.

Statements group by ids; this is where an id gets its name and a row its place. It owns the four tables that every
refresh reads in its own transaction, so that a vendor who joined a second ago is not `unknown`.
"""

import marshal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, NamedTuple

from sqlalchemy import Boolean, Integer, Select, String, column, select, table, true
from sqlalchemy.orm import Session

from exporter.labels import UNKNOWN, clean

UNASSIGNED = "unassigned"
"""The platform of the vendor-wide rows of a vendor who is on no platform."""

TENANCY = "tenancy"
"""The module that cannot be switched off: without it there are no vendors and no platforms."""

FETCH_ROWS = 2_000
"""Rows fetched from the driver at once: fetching all held the interpreter for 100 ms, and with it every scrape."""

platforms = table(
    "platforms", column("id", Integer), column("code", String), column("name", String), column("is_active", Boolean)
)
vendors = table(
    "vendors",
    column("id", Integer),
    column("code", String),
    column("name", String),
    column("is_active", Boolean),
    column("is_verified", Boolean),
)
vendor_platforms = table(
    "vendor_platforms",
    column("vendor_id", Integer),
    column("platform_id", Integer),
    column("is_active", Boolean),
    column("is_primary", Boolean),
)
platform_modules = table(
    "platform_modules", column("platform_id", Integer), column("module", String), column("is_enabled", Boolean)
)
TABLES = (platforms, vendors, vendor_platforms, platform_modules)


class Entry(NamedTuple):
    """A platform or a vendor: the label that stands for it, its name for people, and its state."""

    label: str
    name: str
    state: str


class Membership(NamedTuple):
    """An active membership of a vendor on a platform that exists."""

    platform_id: int
    primary: bool


class Place(NamedTuple):
    """Where a row is reported: once in the vendor scope, at `home`, and under each of `platforms` in the other.

    `home` is None where every platform of the row has the module off: the row is left out.
    """

    home: tuple[str, str] | None
    platforms: tuple[str, ...]
    attributed: bool = True


_LEFT_OUT = Place(None, ())


@dataclass(frozen=True, slots=True)
class Directory:
    """The tenancy of one moment. `memberships` are ordered by home: primary first, then the lowest platform id."""

    platforms: Mapping[int, Entry] = field(default_factory=dict)
    vendors: Mapping[int, Entry] = field(default_factory=dict)
    memberships: Mapping[int, tuple[Membership, ...]] = field(default_factory=dict)
    off: frozenset[tuple[int, str]] = frozenset()
    codes_replaced: int = 0
    cleaned: int = 0
    digest: bytes = field(default=b"", compare=False, repr=False)

    @classmethod
    def read(cls, db: Session, vendor_id: int | None = None, last: "Directory | None" = None) -> "Directory":
        """Read the four tables, or what they say about one vendor, inside the caller's transaction.

        Return `last` itself where they say what they said then, which is nearly always and takes a third of the time.
        """
        rows = [_fetch(db, statement) for statement in _statements(vendor_id)]
        digest = _digest(rows)
        if last is not None and digest and last.digest == digest:
            return last
        of_platforms, of_vendors, of_memberships, off = rows
        platforms_, *counted = _entries(of_platforms, _platform_state)
        vendors_, *more = _entries(of_vendors, _vendor_state)
        replaced, cleaned = map(sum, zip(counted, more, strict=True))
        memberships = _memberships(of_memberships, platforms_, vendors_)
        return cls(platforms_, vendors_, memberships, frozenset(map(tuple, off)), replaced, cleaned, digest)

    def enabled(self, platform_id: int, module: str) -> bool:
        """Whether the module is on there: it is, unless `platform_modules` says otherwise."""
        return (platform_id, module) not in self.off

    def enabled_on(self, vendor_id: int, module: str) -> tuple[int, ...]:
        """Return the platforms, home first, on which the vendor is an active member and the module is on."""
        return tuple(m.platform_id for m in self.memberships.get(vendor_id, ()) if self.enabled(m.platform_id, module))

    def home(self, vendor_id: int, module: str) -> tuple[str, str] | None:
        """Return the (vendor, platform) labels of the vendor-wide facts of a vendor; None if they are left out."""
        return self.place(vendor_id, None, module).home

    def place(self, vendor_id: int | None, platform_id: int | None, module: str) -> Place:
        """Say where a row of a module with these ids is reported (DESIGN: "Scope, labels, and sums that are true")."""
        entry = None if vendor_id is None else self.vendors.get(vendor_id)
        vendor = UNKNOWN if entry is None else entry.label
        if platform_id is not None:
            platform = self.platform_place(platform_id, module)
            if platform is None:
                return _LEFT_OUT
            return Place((vendor, platform), (platform,), entry is not None and platform_id in self.platforms)
        on = () if vendor_id is None else self.enabled_on(vendor_id, module)
        if on:
            labels = tuple(self.platforms[platform].label for platform in on)
            return Place((vendor, labels[0]), labels)
        if vendor_id in self.memberships:
            return _LEFT_OUT
        return Place((vendor, UNASSIGNED), (), entry is not None)

    def platform_place(self, platform_id: int | None, module: str) -> str | None:
        """Return the label of a platform that a row names; None where the module is off."""
        if platform_id is None:
            return UNASSIGNED
        entry = self.platforms.get(platform_id)
        if entry is None:
            return UNKNOWN
        return entry.label if self.enabled(platform_id, module) else None


def labels_of(codes: Sequence[tuple[int, str | None]]) -> tuple[dict[int, str], int]:
    """Give each id its label, unique among them, and say how many are not the code itself.

    A code that is NULL, empty, reserved or that two ids share would merge what is not the same: it becomes
    `<code>-<id>`. The codes are given in the order of their ids, so that the outcome does not change by itself.
    """
    seen = Counter(code for _, code in codes)
    kept = {code for code, times in seen.items() if code and times == 1 and code not in {UNKNOWN, UNASSIGNED}}
    taken = {code or "" for _, code in codes}
    labels: dict[int, str] = {}
    for id_, code in codes:
        label = code or ""
        while code not in kept and label in taken:
            label = f"{label}-{id_}"
        taken.add(label)
        labels[id_] = label
    return labels, len(codes) - len(kept)


def _statements(vendor_id: int | None) -> Iterator[Select[Any]]:
    """Yield what is asked of platforms, vendors, memberships and modules."""
    chosen = vendors.c.id == vendor_id if vendor_id is not None else true()
    joined = vendor_platforms.c.vendor_id == vendor_id if vendor_id is not None else true()
    yield select(*platforms.c).order_by(platforms.c.id)
    yield select(*vendors.c).where(chosen).order_by(vendors.c.id)
    yield select(*vendor_platforms.c).where(joined)
    yield select(platform_modules.c.platform_id, platform_modules.c.module).where(
        platform_modules.c.is_enabled.is_(False), platform_modules.c.module != TENANCY
    )


def _fetch(db: Session, statement: Select[Any]) -> list[Any]:
    """Return the rows as the driver gives them: SQLAlchemy's own cost more than all that is done with them."""
    result = db.connection().execute(statement)
    cursor = result.cursor
    rows: list[Any] = []
    try:
        while cursor is not None and (batch := cursor.fetchmany(FETCH_ROWS)):
            rows += batch
    finally:
        result.close()
    return rows


def _digest(rows: list[Any]) -> bytes:
    """Return what tells these rows from others, so that they need not be kept; b"" if nothing does."""
    try:
        return blake2b(marshal.dumps(rows, 2)).digest()  # version 2: the same bytes for what is equal
    except ValueError:  # a type of the driver's own
        return b""


def _entries(rows: Sequence[Any], state: Callable[..., str]) -> tuple[dict[int, Entry], int, int]:
    """Return the entries, how many codes were replaced, and how many codes and names were cleaned."""
    labels, replaced = labels_of([(id_, None if code is None else clean(code)) for id_, code, *_ in rows])
    entries = {id_: Entry(labels[id_], clean(name or ""), state(*flags)) for id_, _, name, *flags in rows}
    cleaned = sum(clean(each) != each for _, code, name, *_ in rows for each in (code or "", name or ""))
    return entries, replaced, cleaned


def _platform_state(active: Any) -> str:
    return UNKNOWN if active is None else "active" if active else "inactive"


def _vendor_state(active: Any, verified: Any) -> str:
    return "unverified" if active and not verified else _platform_state(active)


def _memberships(
    rows: Iterable[Any], platforms_: Mapping[int, Entry], vendors_: Mapping[int, Entry]
) -> dict[int, tuple[Membership, ...]]:
    found: dict[int, list[tuple[bool, int]]] = {}
    for vendor, platform, active, primary in rows:
        if active and vendor in vendors_ and platform in platforms_:
            found.setdefault(vendor, []).append((not primary, platform))
    return {
        vendor: tuple(Membership(platform, not secondary) for secondary, platform in sorted(of))
        for vendor, of in found.items()
    }
