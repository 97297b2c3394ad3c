"""The directory: platforms, vendors, memberships and disabled modules.

Statements group rows by id; the directory maps the ids to labels.
"""

import marshal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Any, NamedTuple

from sqlalchemy import Select, select, true
from sqlalchemy.orm import Session

from exporter.contracts.labels import UNKNOWN, clean, label_of
from exporter.contracts.metrics import Id
from exporter.database.fetching import fetch
from exporter.database.ids import same, text_of
from exporter.database.purpose import DIRECTORY, with_purpose
from exporter.directory.codes import labels_of, numbered
from exporter.directory.spelling import Spellings, check_kinds
from exporter.directory.tables import platform_modules, platforms, vendor_platforms, vendors
from exporter.directory.together import together
from exporter.relations.of_session import relations_of, session_reading
from exporter.relations.relations import FirstParty

TENANCY = "tenancy"
"""The module that cannot be disabled, because it defines the vendors and platforms."""


class Entry(NamedTuple):
    """A platform or a vendor: its label, its display name (`unknown` if it has none), and its state."""

    label: str
    name: str
    state: str


class Membership(NamedTuple):
    """An active membership of a vendor on an existing platform."""

    platform_id: Id
    primary: bool


@dataclass(frozen=True, slots=True)
class Directory:
    """The directory as read at one time.

    - `vendors`: by id; None is the id of the shop's first party.
    - `memberships`: active memberships by vendor id; primary first, then by platform id. The first is the home.
    - `off`: platform id and module, for each module that is disabled on a platform.
    - `codes_replaced`: number of codes that could not be used as labels.
    - `cleaned`: number of codes and names in which characters were replaced or cut.
    - `digest`: identifies the rows it was read from.
    """

    platforms: Mapping[Id, Entry] = field(default_factory=dict)
    vendors: Mapping[Id | None, Entry] = field(default_factory=dict)
    memberships: Mapping[Id | None, tuple[Membership, ...]] = field(default_factory=dict)
    off: frozenset[tuple[Id, str]] = frozenset()
    codes_replaced: int = 0
    cleaned: int = 0
    repeated: tuple[tuple[str, Id], ...] = ()
    """The rows that are not used, because another has the same primary key: the table, and the id there."""
    digest: bytes = field(default=b"", compare=False, repr=False)
    vendor_spellings: Spellings = field(default_factory=lambda: Spellings(vendors.c.id), compare=False, repr=False)
    platform_spellings: Spellings = field(default_factory=lambda: Spellings(platforms.c.id), compare=False, repr=False)

    @classmethod
    def read(cls, db: Session, vendor_id: Id | None = None, last: "Directory | None" = None) -> "Directory":
        """Read the four tables, or only the rows of one vendor, in the caller's transaction.

        Return `last` itself if the tables have not changed; this is the usual case and takes a third of the time.
        """
        rows = [list(fetch(session_reading(db, each), with_purpose(each, DIRECTORY))) for each in statements(vendor_id)]
        digest = _digest(rows)
        return last if last is not None and last.digest == digest else cls.of(db, rows, digest, vendor_id)

    @classmethod
    def read_together(cls, db: Session, vendor_id: Id | None = None) -> "Directory":
        """Read the four tables by one statement of each database, in the caller's transaction."""
        rows = together(db, list(statements(vendor_id)))
        return cls.of(db, rows, _digest(rows), vendor_id)

    @classmethod
    def of(cls, db: Session, rows: list[list[Any]], digest: bytes, vendor_id: Id | None) -> "Directory":
        """Return the directory that was read as these rows of the four tables, or of one vendor in them."""
        of_platforms, of_vendors, of_memberships, off = rows
        of_platforms, more_platforms = _each_once(of_platforms)
        of_vendors, more_vendors = _each_once(of_vendors)
        platforms_, *counted = _entries(of_platforms, _platform_state)
        found, *more = _entries(of_vendors, _vendor_state)
        replaced, cleaned = map(sum, zip(counted, more, strict=True))
        repeated = (*((platforms.name, id_) for id_ in more_platforms), *((vendors.name, id_) for id_ in more_vendors))
        vendors_: dict[Id | None, Entry] = dict(found.items())
        party = relations_of(db).first_party if vendor_id is None else None
        if party is not None:
            vendors_ = _with_first_party(vendors_, party)
        check_kinds(platforms_, vendors_, of_memberships, off)
        bare = cls(platforms_, vendors_, {}, frozenset(), replaced, cleaned, repeated, digest)
        bare.learn(
            db,
            [
                *((vendor, platform) for vendor, platform, *_ in of_memberships),
                *((None, platform) for platform, _ in off),
            ],
        )
        members = (
            (bare.vendor(vendor), bare.platform(platform), *flags) for vendor, platform, *flags in of_memberships
        )
        switched_off = frozenset((bare.platform(platform), clean(module)) for platform, module in off)
        memberships = _memberships(members, platforms_, vendors_)
        if party is not None:
            primary = {each.platform_id for each in memberships.pop(None, ()) if each.primary}
            if on := tuple(_of_first_party(party, of_platforms, primary)):
                memberships[None] = on
        return replace(bare, memberships=memberships, off=switched_off)

    def only(self, vendor_id: Id | None) -> "Directory":
        """Return a directory that has only this vendor."""
        memberships = {key: of for key, of in self.memberships.items() if key == vendor_id}
        return replace(self, vendors={vendor_id: self.vendors[vendor_id]}, memberships=memberships)

    def learn(self, db: Session, owners: Iterable[tuple[Any, Any]]) -> None:
        """Look up the vendor and platform ids of these owners that no row has in this spelling."""
        owners = list(owners)
        self.vendor_spellings.learn(db, self.vendors, (vendor for vendor, _ in owners))
        self.platform_spellings.learn(db, self.platforms, (platform for _, platform in owners))

    def vendor(self, id_: Any) -> Any:
        """Return the id of the vendor whose id the database takes for equal; the id itself if there is none."""
        return self.vendor_spellings.of(self.vendors, id_)

    def platform(self, id_: Any) -> Any:
        """Return the id of the platform whose id the database takes for equal; the id itself if there is none."""
        return self.platform_spellings.of(self.platforms, id_)

    @staticmethod
    def text(id_: Id | None) -> str:
        """Return an id as people write it; that of the first party, None, is empty."""
        return "" if id_ is None else text_of(id_)

    def enabled(self, platform_id: Id, module: str) -> bool:
        """Whether the module is enabled on the platform, which is the default if `platform_modules` has no row."""
        return (platform_id, module) not in self.off

    def enabled_on(self, vendor_id: Id | None, module: str) -> tuple[Id, ...]:
        """Return the platforms, home first, on which the vendor is an active member and the module is enabled."""
        return tuple(m.platform_id for m in self.memberships.get(vendor_id, ()) if self.enabled(m.platform_id, module))


def _with_first_party(entries: Mapping[Id | None, Entry], party: FirstParty) -> dict[Id | None, Entry]:
    """Return the vendors and the first party, whose code is reserved for it."""
    code = label_of(party.code)
    taken = {each.label for each in entries.values()}
    found: dict[Id | None, Entry] = {}
    for id_, each in entries.items():
        label = each.label if each.label != code else numbered(each.label, id_, taken | {code})
        found[id_] = each._replace(label=label)
    return found | {None: Entry(code, label_of(party.name), "active")}


def _of_first_party(party: FirstParty, platforms_: Iterable[Sequence[Any]], primary: Set[Id]) -> Iterator[Membership]:
    """Yield the memberships of the first party: primary first, then by platform id."""
    for id_, code, *_ in sorted(platforms_, key=lambda row: (row[0] not in primary, row[0])):
        if party.platforms is None or (code or "").rstrip(" ") in party.platforms:
            yield Membership(id_, primary=id_ in primary)


def statements(vendor_id: Id | None = None) -> Iterator[Select[Any]]:
    """Yield the statements for platforms, vendors, memberships and disabled modules, in this order."""
    chosen = same(vendors.c.id, vendor_id) if vendor_id is not None else true()
    joined = same(vendor_platforms.c.vendor_id, vendor_id) if vendor_id is not None else true()
    yield select(*platforms.c).order_by(platforms.c.id)
    yield select(*vendors.c).where(chosen).order_by(vendors.c.id)
    yield select(*vendor_platforms.c).where(joined)
    yield select(platform_modules.c.platform_id, platform_modules.c.module).where(
        platform_modules.c.is_enabled.is_(False), platform_modules.c.module != TENANCY
    )


def _digest(rows: list[Any]) -> bytes:
    """Return a digest that identifies these rows, so that they need not be kept."""
    try:
        return blake2b(marshal.dumps(rows, 2)).digest()  # version 2: equal rows have equal bytes
    except ValueError:  # UUIDs and decimals
        return blake2b(repr(rows).encode("utf-8", "surrogatepass")).digest()


def _each_once(rows: Sequence[Any]) -> tuple[list[Any], list[Id]]:
    """Return one row of each id, and the ids of the others: a table without a primary key may have an id twice.

    Which one is used does not depend on their order, which the database is free to change.
    """
    used: dict[Id, Any] = {}
    for row in rows:
        used[row[0]] = min(used.get(row[0], row), row, key=repr)
    others = Counter(row[0] for row in rows) - Counter(used.keys())
    return list(used.values()), list(others.elements())


def _entries(rows: Sequence[Any], state: Callable[..., str]) -> tuple[dict[Id, Entry], int, int]:
    """Return the entries by id, the number of replaced codes, and the number of cleaned codes and names."""
    labels, replaced = labels_of([(id_, None if code is None else clean(code)) for id_, code, *_ in rows])
    entries = {id_: Entry(labels[id_], label_of(name), state(*flags)) for id_, _, name, *flags in rows}
    texts = (each.rstrip(" ") for _, code, name, *_ in rows for each in (code or "", name or ""))
    cleaned = sum(clean(each) != each for each in texts)
    return entries, replaced, cleaned


def _platform_state(active: Any) -> str:
    return UNKNOWN if active is None else "active" if active else "inactive"


def _vendor_state(active: Any, verified: Any) -> str:
    return "unverified" if active and not verified else _platform_state(active)


def _memberships(
    rows: Iterable[Any], platforms_: Mapping[Id, Entry], vendors_: Mapping[Id | None, Entry]
) -> dict[Id | None, tuple[Membership, ...]]:
    """Return the active memberships. Rows about the same one count once; it is primary if any of them says so."""
    found: dict[Id | None, dict[Id, bool]] = {}
    for vendor, platform, active, primary in rows:
        if active and vendor in vendors_ and platform in platforms_:
            of = found.setdefault(vendor, {})
            of[platform] = bool(primary) or of.get(platform, False)
    # Most of them are alike: there are few platforms.
    same: dict[tuple[Id, bool], Membership] = {}
    return {
        vendor: tuple(same.setdefault(each, Membership(*each)) for each in sorted(of.items(), key=_home))
        for vendor, of in found.items()
    }


def _home(membership: tuple[Any, bool]) -> tuple[bool, Any]:
    platform, primary = membership
    return not primary, platform
