"""The oracle: what the exposition has to say, counted row by row in plain Python, without the exporter.

Where DESIGN.md is silent, these are the readings that the tests hold the exporter to:

- a module is off on a platform only if `platform_modules.is_enabled` is false; NULL is no statement;
- a membership counts if it is active and both its vendor and its platform exist; others are as if they were not there;
- a row that names an existing platform where its module is off is excluded, for any vendor;
- a label has at most 128 characters, and none that ends a line or changes the direction of the text;
- NULL, '' and blanks as a label value are `unknown`, and so is a state whose flag is NULL;
- a sum over nothing but NULL is absent and is not filled in with 0; a sum over no row is 0 where zeros are due;
- a combination of label values for which there is a row at a vendor and platform has every additive number there;
- money is in minor units of its currency by ISO 4217, in hundredths if the currency is not in the list;
- an order without a status is neither cancelled nor refunded: it is revenue;
- a default page without a platform is at `platform="unassigned"`, and is not counted as unattributed;
- `import_last_run_success` is judged for each vendor id and marketplace as stored, then folded by min.

A shop whose configuration gives relations (DESIGN.md, "Relations") is read by the same rules, with these additions:

- the first party is a vendor whose id is NULL: active, a member of its platforms that are there, none of them primary,
  and its code is its own: another vendor of that code is `<code>-<id>`;
- with two grains, rows of the one are only in the vendor scope, and rows of the other, which have no vendor, only in
  the platform scope; what is excluded or unattributed is counted in both;
- a value is what its map says; the values on the right of a map are those that are 0 where there is no row;
- times are compared as they are stored, in local time, and an hour that is there twice is taken for the first.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import product
from typing import Any

from sqlalchemy import Connection

from exporter.demo.schema import METADATA
from tests.support.attribution import UNASSIGNED, UNKNOWN, Directory, FirstParty, Place, Row, Tables, printable, tables
from tests.support.currencies import divisor
from tests.support.fact import Fact, Rules, flag, vendor_state
from tests.support.facts import facts
from tests.support.hostile_rows import NOW

Series = tuple[str, frozenset[tuple[str, str]]]
"""A sample's name and its labels."""


@dataclass(frozen=True, slots=True)
class Grains:
    """What a configuration adds to the rows of a shop, whose values are the contract's already.

    - `by_platform`: by relation, the rows of the platform scope, if they are others.
    - `known`: by relation and label, the values on the right of a map.
    - `first_party`: code, name, and the codes of its platforms, or None for all.
    - `zone`: of the times in the rows. `money`: the column of what an order costs.
    - `at`: the moment at which rows are counted that are left out or belong to nobody; some are too old to be read.
    """

    by_platform: Tables = field(default_factory=dict)
    known: Mapping[tuple[str, str], Sequence[str]] = field(default_factory=dict)
    first_party: FirstParty | None = None
    zone: tzinfo = UTC
    money: str = "total_cents"
    at: datetime = NOW


def expected(
    connection: Connection,
    now: datetime,
    *,
    open_statuses: Sequence[str] = ("pending", "processing"),
    reorder_default: int = 5,
    open_horizon: timedelta = timedelta(days=30),
) -> dict[Series, float]:
    """Return every sample that `/metrics` has to have for the shop in this database at `now` (aware), and no other."""
    return expected_of(
        tables(connection), now, open_statuses=open_statuses, reorder_default=reorder_default, open_horizon=open_horizon
    )


def expected_of(
    rows: Tables,
    now: datetime,
    grains: Grains = Grains(),
    *,
    open_statuses: Sequence[str] = ("pending", "processing"),
    reorder_default: int = 5,
    open_horizon: timedelta = timedelta(days=30),
) -> dict[Series, float]:
    """Return every sample that `/metrics` has to have for a shop of these rows at `now` (aware), and no other."""
    directory = Directory(rows, grains.first_party)
    rules = Rules(now, open_statuses, reorder_default, open_horizon, grains.zone, grains.money)
    samples = dict(_directory_samples(rows, directory))
    for fact, of in _by_grain(facts(rules), rows, grains):
        # Facts of one metric differ in a fixed label, so none overwrites another's samples.
        samples |= _Cells(fact, directory).of(of)
    return samples


def _by_grain(every: Iterable[Fact], rows: Tables, grains: Grains) -> Iterator[tuple[Fact, Sequence[Row]]]:
    """Yield each fact with the rows that it is about; one of two grains twice, once for each scope."""
    for fact in every:
        known, beside = (
            of and {label: grains.known.get((fact.table, label), values) for label, values in of.items()}
            for of in (fact.known, fact.beside)
        )
        said = replace(fact, known=known, beside=beside or {})
        if fact.scope != "vendor" or fact.table not in grains.by_platform:
            yield said, rows[fact.table]
        else:
            yield replace(said, scope="vendor only"), rows[fact.table]
            yield replace(said, scope="platform"), grains.by_platform[fact.table]


def excluded(connection: Connection, category: str) -> int:
    """Return how many rows the category leaves out because its module is off where they belong."""
    return excluded_of(tables(connection), category)


def excluded_of(rows: Tables, category: str, grains: Grains = Grains()) -> int:
    """Return how many of these rows the category leaves out because its module is off where they belong."""
    return _count(rows, category, grains, lambda place: place.excluded)


def unattributed(connection: Connection, category: str) -> int:
    """Return how many rows the category reports under a vendor or a platform that does not exist."""
    return unattributed_of(tables(connection), category)


def unattributed_of(rows: Tables, category: str, grains: Grains = Grains()) -> int:
    """Return how many of these rows the category reports under a vendor or a platform that does not exist."""
    return _count(rows, category, grains, lambda place: place.unattributed)


def _count(rows: Tables, category: str, grains: Grains, test: Callable[[Place], bool]) -> int:
    directory = Directory(rows, grains.first_party)
    rules = Rules(grains.at, zone=grains.zone)  # no number is asked for, only which rows are read
    found = {
        (fact.table, fact.scope == "platform", index)
        for fact, of in _by_grain(facts(rules), rows, grains)
        if fact.category == category and fact.scope != "installation"
        for index, row in enumerate(of)
        if fact.where(row) and test(_place(directory, fact, row.get("vendor_id"), row.get("platform_id")))
    }
    return len(found)


def _place(directory: Directory, fact: Fact, vendor: Any, platform: Any) -> Place:
    return directory.place(fact.category, vendor, platform, has_vendor=fact.scope != "platform")


def _series(name: str, category: str, labels: Mapping[str, str]) -> Series:
    return f"orion_{name}", frozenset({"category": category, **labels}.items())


def _text(value: object) -> str:
    return UNKNOWN if value is None else printable(str(value)) or UNKNOWN


@dataclass(slots=True)
class _Cells:
    """The samples of one fact: the numbers that each is folded from, None for a group that has no number."""

    fact: Fact
    directory: Directory
    numbers: dict[Series, list[float | None]] = field(default_factory=lambda: defaultdict(list))

    def of(self, rows: Sequence[Row]) -> dict[Series, float]:
        """Return the fact's samples, zeros included."""
        for (vendor, platform, *values), group in self._groups(rows).items():
            labels = dict(zip(self.fact.by, map(_text, values), strict=True)) | dict(self.fact.fixed)
            for series in self._at(vendor, platform, labels):
                self.numbers[series].append(self.fact.value(group))
        for series in self._zeros():
            if series not in self.numbers:
                self.numbers[series] = [0]
        samples = {
            series: float(self.fact.fold(present) / self._divisor(series))
            for series, numbers in self.numbers.items()
            if (present := [number for number in numbers if number is not None])
        }
        return dict.fromkeys(self._beside(samples), 0.0) | samples

    def _divisor(self, series: Series) -> int:
        return divisor(dict(series[1])["currency"]) if self.fact.money else 1

    def _groups(self, rows: Sequence[Row]) -> Mapping[tuple[Any, ...], list[Row]]:
        """Return the rows by (vendor id, platform id, *values of `by` as they are stored)."""
        groups = defaultdict(list)
        for row in filter(self.fact.where, rows):
            values = [by(row) for by in self.fact.by.values()]
            groups[(row.get("vendor_id"), row.get("platform_id"), *values)].append(row)
        return groups

    def _at(self, vendor: Any, platform: Any, labels: Mapping[str, str]) -> Iterator[Series]:
        """Yield the series that a group of rows with these ids adds to."""
        if self.fact.scope == "installation":
            yield _series(self.fact.name, self.fact.category, labels)
            return
        place = _place(self.directory, self.fact, vendor, platform)
        if place.excluded:
            return
        if self.fact.scope == "platform":
            yield self._platform(place.platform, labels)
            return
        yield self._vendor(place.vendor, place.platform, labels)
        for name in place.platforms if self.fact.scope == "vendor" else ():
            yield self._platform(name, labels)

    def _zeros(self) -> Iterator[Series]:
        """Yield the series that have a number in any case."""
        if self.fact.known is None:
            return
        for values in product(*self.fact.known.values()):
            labels = dict(zip(self.fact.known, values, strict=True))
            for number, name in self.directory.platforms.items() if self.fact.scope != "vendor only" else ():
                if self.directory.is_on(self.fact.category, number):
                    yield self._platform(name, labels)
            if self.fact.scope != "platform":
                for vendor, name in self.directory.vendors.items():
                    for platform in self._homes(vendor):
                        yield self._vendor(name, platform, labels)

    def _beside(self, samples: Iterable[Series]) -> Iterator[Series]:
        """Yield the series that have no row, next to those that have a number; one whose number is unknown is not 0."""
        for name, of in samples if self.fact.beside else ():
            labels = dict(of)
            for values in product(*self.fact.beside.values()) if "vendor" not in labels else ():
                series = name, frozenset({**labels, **dict(zip(self.fact.beside, values, strict=True))}.items())
                if series not in self.numbers:
                    yield series

    def _homes(self, vendor: Any) -> list[str]:
        """Return where an existing vendor has zeros: everywhere if rows name platforms, else at home."""
        members = [self.directory.platforms[number] for number in self.directory.members(self.fact.category, vendor)]
        if "platform_id" in METADATA.tables[self.fact.table].columns:
            return members
        if self.directory.is_off_everywhere(self.fact.category, vendor):
            return []
        return members[:1] or [UNASSIGNED]

    def _vendor(self, vendor: str, platform: str, labels: Mapping[str, str]) -> Series:
        return _series(self.fact.name, self.fact.category, {**labels, "vendor": vendor, "platform": platform})

    def _platform(self, platform: str, labels: Mapping[str, str]) -> Series:
        return _series(f"platform_{self.fact.name}", self.fact.category, {**labels, "platform": platform})


def _directory_samples(rows: Tables, directory: Directory) -> Iterator[tuple[Series, float]]:
    """Yield what the directory says: the infos, and how many vendors are on each platform."""
    for row in rows["platforms"]:
        code, state = directory.platforms[row["id"]], flag("is_active", "active", "inactive")(row)
        labels = {"platform": code, "name": _text(row["name"]), "state": state}
        yield _series("platform_info", "tenancy", labels), 1
    states: dict[Any, str] = {row["id"]: vendor_state(row) for row in rows["vendors"]}
    for row in rows["vendors"]:
        home = directory.place("tenancy", row["id"], None).platform
        labels = {"vendor": directory.vendors[row["id"]], "platform": home, "name": _text(row["name"])}
        yield _series("vendor_info", "tenancy", {**labels, "state": states[row["id"]]}), 1
    if (party := directory.first_party) is not None:
        home = directory.place("tenancy", None, None).platform
        labels = {"vendor": party.code, "platform": home, "name": party.name, "state": "active"}
        yield _series("vendor_info", "tenancy", labels), 1
        states[None] = "active"
    for row in directory.memberships:
        primary = "true" if row["is_primary"] is True else "false"
        labels = {"vendor": directory.vendors[row["vendor_id"]], "platform": directory.platforms[row["platform_id"]]}
        yield _series("vendor_platform_info", "tenancy", {**labels, "primary": primary}), 1
    yield from _vendors_of_platforms(directory, states)


def _vendors_of_platforms(directory: Directory, states: Mapping[Any, str]) -> Iterator[tuple[Series, float]]:
    for number, code in directory.platforms.items():
        members = [states[row["vendor_id"]] for row in directory.memberships if row["platform_id"] == number]
        for state in {"active", "unverified", "inactive", *members}:
            yield _series("platform_vendors", "tenancy", {"platform": code, "state": state}), members.count(state)
