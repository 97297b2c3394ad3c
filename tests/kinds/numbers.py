"""The types of numbers that are added up, with numbers at which some sum, or some difference, leaves its type."""

from fractions import Fraction

from tests.kinds.declared import Role
from tests.kinds.kind import Kind, Value
from tests.support.databases import Dialect
from tests.support.meaning import Doubt

_INTEGER = "1 2147483647 2147483647 -2147483648 0 NULL 2147483647"
_BIGINT = "1 9000000000000000000 9000000000000000000 9223372036854775807 0 NULL 12"
_UNSIGNED = "1 4294967295 4294967295 4294967295 0 NULL 7"
_UNSIGNED_BIGINT = "1 18446744073709551615 18446744073709551615 9223372036854775808 0 NULL 7"
_DECIMAL = "1 9000000000000000000.1234 9000000000000000000.0001 12345678901234567890123456.7891 0.25 NULL 0.5"
_DOUBLE = "1 0.5 2.25 1000000000000000000 0 NULL 3"


def _number(dialect: Dialect, name: str, type_: str, values: str, limit: float = 1e-15) -> Kind:
    return Kind(dialect, Role.NUMBER, name, type_, [_value(each) for each in values.split()], limit=limit)


def _value(sql: str) -> Value:
    if sql == "NULL":
        return Value(sql, None)
    return Value(sql, Doubt.NUMBER if sql == "'NaN'" else Fraction(sql))


NUMBERS = (
    _number("sqlite", "integer", "INTEGER", _BIGINT, 1e-12),
    _number("sqlite", "real", "REAL", _DOUBLE, 1e-12),
    _number("postgresql", "smallint", "smallint", "1 32767 32767 32767 -32768 0 NULL"),
    _number("postgresql", "integer", "integer", _INTEGER),
    _number("postgresql", "bigint", "bigint", _BIGINT),
    _number("postgresql", "numeric", "numeric(30,4)", _DECIMAL),
    _number("postgresql", "not a number", "numeric", "1 'NaN' 2 3 4 NULL"),
    _number("postgresql", "double", "double precision", _DOUBLE),
    _number("mariadb", "integer", "INT", _INTEGER),
    _number("mariadb", "bigint", "BIGINT", _BIGINT),
    _number("mariadb", "unsigned", "INT UNSIGNED", _UNSIGNED),
    _number("mariadb", "unsigned bigint", "BIGINT UNSIGNED", _UNSIGNED_BIGINT),
    _number("mariadb", "decimal", "DECIMAL(30,4)", _DECIMAL),
    _number("mariadb", "double", "DOUBLE", _DOUBLE),
)
