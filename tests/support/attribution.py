"""To which vendor and which platforms a row belongs, row by row, as DESIGN.md says it ("Scope, labels, and sums").

This is the tests' own reading of those rules. It shares nothing with the exporter but the tables' definitions.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table

from exporter.demo.schema import METADATA
from tests.support import raw
from tests.support.meaning import Doubt, meaning_of

UNKNOWN = "unknown"
UNASSIGNED = "unassigned"

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]


def tables(connection: Connection) -> Tables:
    """Return every row of every table, with the meaning of each value; what has none is NULL."""
    read = meanings(connection)
    return {name: [{key: _known(value) for key, value in row.items()} for row in of] for name, of in read.items()}


def meanings(connection: Connection) -> Tables:
    """Return every row of every table, with the meaning of each value, or why it has none."""
    return {name: list(_meant(raw.rows(connection, table), table)) for name, table in METADATA.tables.items()}


def _meant(rows: Sequence[Row], table: Table) -> Iterator[Row]:
    of = {column.name: meaning_of(column) for column in table.columns}
    return ({name: of[name](value) for name, value in row.items()} for row in rows)


def _known(value: Any) -> Any:
    return value if value is not Doubt.FLAG else None


def printable(text: str) -> str:
    """Return a text as it is exported in a label: without what breaks or turns a line, and cut at 128 characters."""
    if all(each.isspace() or unicodedata.category(each) == "Cf" for each in text):
        return ""
    shown = "".join("\N{REPLACEMENT CHARACTER}" if _breaks_or_turns(each) else each for each in text)
    return shown if len(shown) <= 128 else shown[:127] + "\N{HORIZONTAL ELLIPSIS}"


def _breaks_or_turns(character: str) -> bool:
    directions = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    is_mark = unicodedata.name(character, "") in {"LEFT-TO-RIGHT MARK", "RIGHT-TO-LEFT MARK", "ARABIC LETTER MARK"}
    is_break = unicodedata.category(character) in {"Cc", "Zl", "Zp"}
    return is_break or is_mark or unicodedata.bidirectional(character) in directions


def labels(rows: Sequence[Row]) -> dict[int, str]:
    """Return id -> label: the code if it identifies one row, else `<code>-<id>`."""
    codes = {row["id"]: printable(row["code"] or "") for row in rows}
    uses = Counter(codes.values())
    taken = {code for code in codes.values() if code}
    result = {}
    for number, code in sorted(codes.items()):
        label = code
        if code in {"", UNKNOWN, UNASSIGNED} or uses[code] > 1:
            label = f"{code}-{number}"
            while label in taken:
                label = f"{label}-{number}"
            taken.add(label)
        result[number] = label
    return result


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row is reported: one cell of the vendor scope, and any number of platforms."""

    vendor: str
    platform: str
    platforms: tuple[str, ...]
    excluded: bool = False
    unattributed: bool = False


@dataclass(frozen=True, slots=True)
class FirstParty:
    """The shop's own vendor, whose id is NULL: code, name, and the codes of its platforms; None is all of them."""

    code: str = "shop"
    name: str = "Shop"
    platforms: tuple[str, ...] | None = None


class Directory:
    """Who exists, who is on what, and what is on there; `vendors` and `platforms` are id -> label."""

    def __init__(self, rows: Tables, first_party: FirstParty | None = None) -> None:
        self.first_party = first_party
        self.vendors: dict[Any, str] = dict(labels(rows["vendors"]))
        self.platforms: dict[Any, str] = dict(labels(rows["platforms"]))
        active = [
            row
            for row in rows["vendor_platforms"]
            if row["is_active"] is True and row["vendor_id"] in self.vendors and row["platform_id"] in self.platforms
        ]
        # A membership that is there twice counts once, as primary if either of them says so.
        active.sort(key=lambda row: row["is_primary"] is True)
        self.memberships = list({(row["vendor_id"], row["platform_id"]): row for row in active}.values())
        if first_party is not None:
            self._take_in(first_party, rows["platforms"])
        self._off = {
            (row["platform_id"], row["module"])
            for row in rows["platform_modules"]
            if row["is_enabled"] is False and row["module"] != "tenancy"
        }

    def _take_in(self, party: FirstParty, platforms: Sequence[Row]) -> None:
        """Make the first party a vendor and a member of its platforms; a vendor with its code gets another label."""
        self.vendors = {
            number: f"{label}-{number}" if label == party.code else label for number, label in self.vendors.items()
        }
        self.vendors[None] = party.code
        self.memberships += [
            {"vendor_id": None, "platform_id": row["id"], "is_active": True, "is_primary": False}
            for row in platforms
            if party.platforms is None or row["code"] in party.platforms
        ]

    def is_on(self, module: str, platform: Any) -> bool:
        """Tell whether the module is on; nobody has to say that it is."""
        return (platform, module) not in self._off

    def members(self, module: str, vendor: Any) -> list[Any]:
        """Return the platforms that the vendor is on and the module too; the first one is its home."""
        own = [row for row in self.memberships if row["vendor_id"] == vendor]
        own.sort(key=lambda row: (row["is_primary"] is not True, row["platform_id"]))
        return [row["platform_id"] for row in own if self.is_on(module, row["platform_id"])]

    def is_off_everywhere(self, module: str, vendor: Any) -> bool:
        """Tell whether the vendor is somewhere, and the module nowhere where it is."""
        somewhere = any(row["vendor_id"] == vendor for row in self.memberships)
        return somewhere and not self.members(module, vendor)

    def place(self, module: str, vendor: Any, platform: Any, *, has_vendor: bool = True) -> Place:
        """Return where a row with these ids is reported; without `has_vendor` it is a fact of its platform."""
        nobody = has_vendor and vendor not in self.vendors
        name = self.vendors.get(vendor, UNKNOWN)
        if platform is None and not has_vendor:
            return Place(name, UNASSIGNED, ())
        if platform is None:
            if self.is_off_everywhere(module, vendor):
                return Place(name, "", (), excluded=True)
            members = tuple(self.platforms[member] for member in self.members(module, vendor))
            return Place(name, members[0] if members else UNASSIGNED, members, unattributed=nobody)
        if platform not in self.platforms:
            return Place(name, UNKNOWN, (UNKNOWN,), unattributed=True)
        if not self.is_on(module, platform):
            return Place(name, "", (), excluded=True)
        code = self.platforms[platform]
        return Place(name, code, (code,), unattributed=nobody)
