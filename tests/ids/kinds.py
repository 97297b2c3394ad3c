"""Kinds of ids: the type of the columns on each database, and the ids of two vendors and two platforms.

What the tables contain is written and read by SQL literals that do not know the product.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tests.support.databases import Dialect

_UUIDS = ("0198c0de-0000-7000-8000-00000000abcd", "f47ac10b-58cc-4372-a567-0e02b2c3d479")
_HOSTILE = ("o'brien\\'", 'a "quote" {x,y} %s :id')


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of id: its column types, two literals for SQL, and what an application passes for the first of them."""

    name: str
    types: dict[Dialect, str]
    literals: tuple[str, str]
    passed: Sequence[Any]

    def literal(self, number: int) -> str:
        """Return the literal of the vendor or platform 1 or 2."""
        return self.literals[number - 1]

    def __str__(self) -> str:
        """Return its name, for the tests' names."""
        return self.name


def _everywhere(type_: str) -> dict[Dialect, str]:
    return {"sqlite": type_, "postgresql": type_, "mariadb": type_}


def _quoted(values: Sequence[str], *, twice: bool = False) -> tuple[str, str]:
    first, second = (value.replace("'", "''").replace("\\", "\\\\" if twice else "\\") for value in values)
    return f"'{first}'", f"'{second}'"


_BINARY: dict[Dialect, str] = {"sqlite": "BLOB", "postgresql": "bytea", "mariadb": "BINARY(16)"}
_BYTES = (bytes(range(16)), bytes(range(0x5C, 0x6C)))  # NUL, quotes and backslashes among them
_HEX = tuple(UUID(each).hex for each in _UUIDS)

KINDS: tuple[Kind, ...] = (
    Kind("int", _everywhere("INTEGER"), ("7", "70"), (7, "7")),
    Kind("bigint", _everywhere("BIGINT"), ("5000000000", "70"), (5_000_000_000, "5000000000")),
    # Neighbours that are the same number as floats.
    Kind("bigint beyond 2^53", _everywhere("BIGINT"), ("9007199254740993", "9007199254740992"), (9007199254740993,)),
    Kind(
        "numeric",
        {"postgresql": "NUMERIC(20)", "mariadb": "DECIMAL(20)"},
        ("99999999999999999999", "5"),
        (99_999_999_999_999_999_999, "99999999999999999999"),
    ),
    Kind("unsigned", {"mariadb": "BIGINT UNSIGNED"}, ("18446744073709551615", "18446744073709551614"), (2**64 - 1,)),
    Kind("text", _everywhere("VARCHAR(40)"), ("'acme'", "'5x'"), ("acme",)),
    Kind("digits", _everywhere("VARCHAR(40)"), ("'5'", "'5x'"), ("5", 5)),
    Kind("hostile text", {"sqlite": "TEXT", "postgresql": "TEXT"}, _quoted(_HOSTILE), _HOSTILE[:1]),
    Kind("hostile text, escaped", {"mariadb": "VARCHAR(40)"}, _quoted(_HOSTILE, twice=True), _HOSTILE[:1]),
    Kind("padded text", {"postgresql": "CHAR(10)", "mariadb": "CHAR(10)"}, ("'acme'", "'bolt'"), ("acme",)),
    Kind("CHAR(36)", _everywhere("CHAR(36)"), _quoted(_UUIDS), (_UUIDS[0], UUID(_UUIDS[0]))),
    Kind("CHAR(32)", _everywhere("CHAR(32)"), _quoted(_HEX), (_HEX[0], UUID(_HEX[0]))),
    Kind("uuid", {"postgresql": "UUID", "mariadb": "UUID"}, _quoted(_UUIDS), (UUID(_UUIDS[0]), _UUIDS[0])),
    Kind(
        "bytes",
        {k: v for k, v in _BINARY.items() if k != "postgresql"},
        (f"X'{_BYTES[0].hex()}'", f"X'{_BYTES[1].hex()}'"),
        (_BYTES[0], UUID(bytes=_BYTES[0])),
    ),
    Kind(
        "bytea",
        {"postgresql": "bytea"},
        (f"'\\x{_BYTES[0].hex()}'", f"'\\x{_BYTES[1].hex()}'"),
        (_BYTES[0], UUID(bytes=_BYTES[0])),
    ),
)
