"""Looks up the one vendor or platform that an application asks for."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlalchemy.orm import Session

from exporter.contracts.metrics import Id
from exporter.directory.directory import Directory
from exporter.directory.spelling import as_stored, stored
from exporter.directory.tables import vendors

_LOOKED_UP = "orion_looked_up"

_Found = TypeVar("_Found")


def remembering() -> Mapping[Any, Any]:
    """Return what a session needs in its `info` to read the directory only once, for providers that ask the same."""
    return {_LOOKED_UP: {}}


class Vendor(NamedTuple):
    """A vendor and optionally a platform by their ids, with a directory that has only this vendor."""

    directory: Directory
    vendor: Id | None
    platform: Id | None

    def own(self, db: Session, rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
        """Yield the rows, which begin with a vendor id, without those of a vendor with a similar id.

        A case-insensitive column selects both 'abc' and 'ABC', which may be two vendors.
        """
        vendor = self.vendor
        if not isinstance(vendor, str) or vendor not in self.directory.vendors:
            yield from rows
            return
        rows = list(rows)
        self.directory.learn(db, [(row[0], None) for row in rows])
        yield from (row for row in rows if self.directory.vendor(row[0]) == vendor)


class Platform(NamedTuple):
    """A platform by its id, and the directory."""

    directory: Directory
    platform: Id

    @property
    def has_first_party(self) -> bool:
        """Whether the shop's first party is on it."""
        return any(each.platform_id == self.platform for each in self.directory.memberships.get(None, ()))

    @property
    def members(self) -> set[Id]:
        """The ids of the vendors that are active members of it."""
        every = self.directory.memberships.items()
        return {id_ for id_, of in every if id_ is not None and any(each.platform_id == self.platform for each in of)}


def find_vendor(db: Session, vendor_id: Id | None, platform_id: Id | None) -> Vendor | None:
    """Return a vendor, and a platform unless that is None; None if the tables cannot have such ids.

    The id of the shop's first party is None.
    """
    key = ("vendor", type(vendor_id), vendor_id, type(platform_id), platform_id)
    return _once(db, key, lambda: _vendor(db, vendor_id, platform_id))


def find_platform(db: Session, platform_id: Id) -> Platform | None:
    """Return a platform; None if its table cannot have such an id."""
    return _once(db, ("platform", type(platform_id), platform_id), lambda: _whole_platform(db, platform_id))


def find_everyone(db: Session) -> Directory:
    """Return the directory of the whole shop."""
    return _once(db, "everyone", lambda: Directory.read_together(db))


def _once(db: Session, key: Hashable, look: Callable[[], _Found]) -> _Found:
    looked_up: dict[Hashable, Any] = db.info.get(_LOOKED_UP, {})
    if key not in looked_up:
        looked_up[key] = look()
    found: _Found = looked_up[key]
    return found


def _vendor(db: Session, vendor_id: Id | None, platform_id: Id | None) -> Vendor | None:
    if vendor_id is None:
        return _first_party(db, platform_id)
    vendor = stored(db, vendors.c.id, vendor_id)
    if vendor is None:
        return None
    directory = Directory.read_together(db, vendor)
    if vendor not in directory.vendors:  # perhaps in another spelling
        vendor = next(iter(directory.vendors), vendor)
    platform = None if platform_id is None else _platform(db, directory, platform_id)
    return None if platform is None and platform_id is not None else Vendor(directory, vendor, platform)


def _first_party(db: Session, platform_id: Id | None) -> Vendor | None:
    every = find_everyone(db)
    if None not in every.vendors:
        return None
    directory = every.only(None)
    platform = None if platform_id is None else _platform(db, directory, platform_id)
    return None if platform is None and platform_id is not None else Vendor(directory, None, platform)


def _whole_platform(db: Session, platform_id: Id) -> Platform | None:
    directory = find_everyone(db)
    platform = _platform(db, directory, platform_id)
    return None if platform is None else Platform(directory, platform)


def _platform(db: Session, directory: Directory, given: Id) -> Id | None:
    platform = as_stored(given, next(iter(directory.platforms), None))
    directory.learn(db, [(None, platform)])
    found: Id | None = directory.platform(platform)
    return found
