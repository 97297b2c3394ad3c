"""Finds the vendor or platform that an id means if it is spelled or typed differently from the id in its table.

In a case-insensitive collation, the default of MariaDB and MySQL, a foreign key accepts 'ABC' for 'abc'; CHAR(n) is
padded with blanks. The database decides which ids are equal. And an application may have a UUID where the table has
text or bytes.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, literal_column, select, union_all
from sqlalchemy.exc import DataError
from sqlalchemy.orm import Session

from exporter.contracts.failures import ContractError
from exporter.contracts.metrics import Id
from exporter.database.dialects import savepoint
from exporter.database.ids import among, same, text_of
from exporter.database.purpose import DIRECTORY, with_purpose
from exporter.relations.of_session import session_reading

EXAMPLES = "orion_ids"
"""Key of an id of each table, in what is known about a connection."""

_AT_ONCE = 200
_KINDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    ((int, float, Decimal), "numbers"),
    (str, "text"),
    (UUID, "UUIDs"),
    (bytes, "bytes"),
)


@dataclass(frozen=True, slots=True)
class Spellings:
    """What was found out about ids that the table of `column` has only in another spelling, or not at all."""

    column: ColumnElement[Any]
    found: dict[Any, Any] = field(default_factory=dict)

    def learn(self, db: Session, known: Mapping[Any, object], ids: Iterable[Any]) -> None:
        """Look up the texts among these ids that are neither `known` nor were looked up before."""
        if not any(isinstance(each, str) for each in islice(known, 2)):  # None is the first party
            return
        unknown = {each for each in ids if isinstance(each, str) and each not in known and each not in self.found}
        if unknown:
            self.found.update(dict.fromkeys(unknown) | _equal(db, self.column, sorted(unknown)))

    def of(self, known: Mapping[Any, object], id_: Any) -> Any:
        """Return the known id that equals this one; the id itself if there is none."""
        equal = None if id_ in known else self.found.get(id_)
        return id_ if equal is None else equal


def _equal(db: Session, column: ColumnElement[Any], ids: Sequence[str]) -> dict[str, Any]:
    """Return the ids of the column that the database takes for equal to one of these, by that one."""
    found: dict[str, Any] = {}
    db = session_reading(db, select(column))
    with suppress(DataError), savepoint(db):  # a text that the type of the column does not have
        first = select(column).where(among(db.get_bind().dialect.name, column, ids)).limit(1)
        if db.execute(with_purpose(first, DIRECTORY)).first() is None:
            return found  # most often, they are ids of nobody
        for start in range(0, len(ids), _AT_ONCE):
            some = enumerate(ids[start : start + _AT_ONCE], start)
            each = (select(literal_column(str(at)), column).where(same(column, id_)) for at, id_ in some)
            found |= {ids[at]: id_ for at, id_ in db.execute(with_purpose(union_all(*each), DIRECTORY))}
    return found


def stored(db: Session, column: ColumnElement[Any], given: Id) -> Id | None:
    """Return an application's id with the type that a table has; None if it cannot be in this table.

    An id of the table is asked for once per connection, and again if the given one does not resemble it.
    """
    one = with_purpose(select(column).limit(1), DIRECTORY)
    db = session_reading(db, one)
    examples: dict[str, Any] = db.connection().info.setdefault(EXAMPLES, {})
    found = as_stored(given, examples.get(str(column))) if str(column) in examples else None
    if found is None:
        example = db.execute(one).scalar()
        found = as_stored(given, example)
        if example is not None:
            examples[str(column)] = example
    return found


def as_stored(given: Id, example: Id | None) -> Id | None:
    """Return the id with the type and form of the example; None if it has no such form.

    A UUID is also text, with or without hyphens, and 16 bytes; a number is also its decimal digits.
    """
    if example is None or (kind_of(given) == kind_of(example) and not _other_form(given, example)):
        return given
    if isinstance(example, str):
        return _as_text(given, example)
    if isinstance(example, UUID):
        return _uuid(given)
    if isinstance(example, bytes):
        return _as_bytes(given, len(example))
    return _as_number(given)


def kind_of(id_: object) -> str:
    """Return what an id is, for people; ids of different kinds are never equal."""
    return next((name for types, name in _KINDS if isinstance(id_, types)), type(id_).__name__)


def mismatch(known: Iterable[Id | None], used: Iterable[Id | None]) -> str:
    """Return which kinds of ids are used instead of those of the known ids, for people; "" if they are the same."""
    kinds = {kind_of(each) for each in known if each is not None}
    odd = {kind_of(each) for each in used if each is not None} - kinds
    return f"{', '.join(sorted(odd))} instead of {', '.join(sorted(kinds))}" if kinds and odd else ""


def contradiction(column: str, table: str, known: Iterable[Id | None], used: Iterable[Id | None]) -> str:
    """Return why no row can be attributed by a column, as all of its ids are of other kinds; "" if some can."""
    ids, others = ({type(each): each for each in of if each is not None}.values() for of in (known, used))
    odd = mismatch(ids, others)
    if not odd or {*map(kind_of, ids)} & {*map(kind_of, others)}:
        return ""
    todo = "cast one of the two columns in the SELECT of its relation"
    return f"{column} has {odd}, as {table}.id has, so no row belongs to any of the {table}; {todo}"


def check_kinds(
    platforms: Iterable[Id], vendors: Iterable[Id | None], members: Sequence[Any], off: Sequence[Any]
) -> None:
    """Raise ContractError if the ids in rows of memberships or modules are all of other kinds than they should be."""
    for column, table, known, used in (
        ("vendor_platforms.vendor_id", "vendors", vendors, [row[0] for row in members]),
        ("vendor_platforms.platform_id", "platforms", platforms, [row[1] for row in members]),
        ("platform_modules.platform_id", "platforms", platforms, [row[0] for row in off]),
    ):
        if message := contradiction(column, table, known, used):
            raise ContractError(message)


def _other_form(given: Id, example: Id) -> bool:
    """Whether both are UUIDs as text, but only one of them has hyphens."""
    texts = isinstance(given, str) and isinstance(example, str) and len(given) != len(example)
    return texts and _uuid(given) is not None and _uuid(example) is not None


def _as_text(given: Id, example: str) -> str | None:
    uuid = None if isinstance(given, int) else _uuid(given)
    if uuid is None:
        return None if isinstance(given, bytes) else text_of(given)
    text = uuid.hex if _uuid(example) and "-" not in example else str(uuid)
    return text.upper() if example.isupper() else text


def _as_number(given: Id) -> int | None:
    try:
        number = int(given) if isinstance(given, str) else None
    except ValueError:
        return None
    return number if str(number) == given else None  # not '05' or ' 5'


def _as_bytes(given: Id, length: int) -> bytes | None:
    uuid = _uuid(given)
    if uuid is not None and length == len(uuid.bytes):
        return uuid.bytes
    try:
        return bytes.fromhex(given) if isinstance(given, str) else None
    except ValueError:
        return None


def _uuid(given: Id) -> UUID | None:
    try:
        if isinstance(given, bytes):
            return UUID(bytes=given)
        return given if isinstance(given, UUID) else UUID(str(given))
    except ValueError:
        return None
