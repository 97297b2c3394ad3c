"""The types of flags, with the values that mean true and false in each."""

from collections.abc import Sequence

from tests.kinds.declared import Role
from tests.kinds.kind import Kind, Value
from tests.support.databases import Dialect
from tests.support.meaning import Doubt

_NULL = Value("NULL", None)


def _values(true: str, false: str, doubtful: str = "") -> Sequence[Value]:
    """Return values from words of SQL between blanks; NULL is among them."""
    meant = ((true, True), (false, False), (doubtful, Doubt.FLAG))
    return [*(Value(sql, meaning) for words, meaning in meant for sql in words.split()), _NULL]


def _quoted(words: str) -> str:
    return " ".join(f"'{word}'" for word in words.split())


def _words(more: Sequence[Value] = ()) -> Sequence[Value]:
    true, false = _quoted("Y yes t True 1 ON"), _quoted("n NO F false 0 off")
    return [*_values(true, false, _quoted("maybe 2")), Value("''", Doubt.FLAG), *more]


_LETTERS = [*_values(_quoted("Y y t 1"), _quoted("N f F 0"), _quoted("x 2")), Value("''", Doubt.FLAG)]
_BLANKS = (Value("'Y   '", True), Value("'false '", False), Value("' '", Doubt.FLAG))
_DATE = (Value("'2026-01-01'", Doubt.FLAG), _NULL)
_YES_NO = _values("'Y'", "'N'")
_TRUE_FALSE = _values("'true'", "'false'")
_NUMBERS = _values("1 2 -1", "0")
_FRACTIONS = _values("1 0.5 2.5", "0 0.0")


def _flag(dialect: Dialect, name: str, type_: str, values: Sequence[Value], *before: str) -> Kind:
    return Kind(dialect, Role.FLAG, name, type_, values, before)


_ENUM = "CREATE TYPE {name} AS ENUM ({labels})"
_TRIPLE = [*_values("'yes'", "'no'"), Value("'maybe'", Doubt.FLAG)]

FLAGS = (
    _flag("postgresql", "boolean", "boolean", _values("TRUE", "FALSE")),
    _flag("postgresql", "smallint", "smallint", _NUMBERS),
    _flag("postgresql", "integer", "integer", _NUMBERS),
    _flag("postgresql", "numeric", "numeric(4,2)", _FRACTIONS),
    _flag("postgresql", "real", "real", _FRACTIONS),
    _flag("postgresql", "bit", "bit(1)", _values("B'1'", "B'0'")),
    _flag("postgresql", "byte of bits", "bit(8)", _values("B'00000001' B'10000000'", "B'00000000'")),
    _flag("postgresql", "bits", "bit varying", _values("B'1' B'010'", "B'0' B'00'")),
    _flag("postgresql", "char", "char(1)", _LETTERS),
    _flag("postgresql", "char of five", "char(5)", [*_words(), *_BLANKS]),
    _flag("postgresql", "varchar", "varchar(8)", [*_words(), *_BLANKS]),
    _flag("postgresql", "text", "text", [*_words(), *_BLANKS]),
    _flag("postgresql", "citext", "citext", [*_words(), *_BLANKS], "CREATE EXTENSION IF NOT EXISTS citext"),
    _flag("postgresql", "one byte", '"char"', _LETTERS),
    _flag("postgresql", "yes or no", "{name}", _YES_NO, _ENUM),
    _flag("postgresql", "true or false", "{name}", _TRUE_FALSE, _ENUM),
    _flag("postgresql", "yes, no or maybe", "{name}", _TRIPLE, _ENUM),
    _flag("postgresql", "domain", "{name}", _values("TRUE", "FALSE"), "CREATE DOMAIN {name} AS boolean"),
    _flag("postgresql", "domain of a char", "{name}", _YES_NO, "CREATE DOMAIN {name} AS char(1)"),
    _flag("postgresql", "byte", "bytea", _values("'\\x01' 'Y'", "'\\x00' 'N'", "'\\x07'")),
    _flag("postgresql", "date", "date", _DATE),
    _flag("postgresql", "moment", "timestamptz", _DATE),
    _flag("mariadb", "tinyint", "TINYINT(1)", _NUMBERS),
    _flag("mariadb", "unsigned", "SMALLINT UNSIGNED", _values("1 2", "0")),
    _flag("mariadb", "bit", "BIT(1)", _values("b'1'", "b'0'")),
    _flag("mariadb", "byte of bits", "BIT(8)", _values("b'1' b'10' b'00110000' b'01001110'", "b'0'")),
    _flag("mariadb", "char", "CHAR(1)", _LETTERS),
    _flag("mariadb", "varchar", "VARCHAR(8)", [*_words(), *_BLANKS]),
    _flag("mariadb", "binary varchar", "VARCHAR(8) COLLATE utf8mb4_nopad_bin", [*_words(), *_BLANKS]),
    _flag("mariadb", "latin varchar", "VARCHAR(8) CHARACTER SET latin1", [*_words(), *_BLANKS]),
    _flag("mariadb", "zero or one", "ENUM('0','1')", _values("'1'", "'0'")),
    _flag("mariadb", "yes or no", "ENUM('Y','N')", _YES_NO),
    _flag("mariadb", "false or true", "ENUM('false','true')", _TRUE_FALSE),
    _flag("mariadb", "yes, no or maybe", "ENUM('no','yes','maybe')", _TRIPLE),
    _flag("mariadb", "decimal", "DECIMAL(1,0)", _NUMBERS),
    _flag("mariadb", "double", "DOUBLE", _FRACTIONS),
    _flag("mariadb", "binary", "BINARY(1)", _values(_quoted("Y t 1"), _quoted("N f 0"), "'x'")),
    _flag("mariadb", "varbinary", "VARBINARY(8)", [*_words(), *_BLANKS]),
    _flag("mariadb", "byte", "BINARY(1)", _values("X'01'", "X'00'", "X'07'")),
    _flag("mariadb", "date", "DATE", _DATE),
    _flag("mariadb", "moment", "TIMESTAMP NULL", _DATE),
    _flag("sqlite", "boolean", "BOOLEAN", _values("TRUE", "FALSE")),
    _flag("sqlite", "integer", "INTEGER", _NUMBERS),
    _flag("sqlite", "real", "REAL", _FRACTIONS),
    _flag("sqlite", "text", "TEXT", [*_words(), *_BLANKS]),
    _flag("sqlite", "nocase", "TEXT COLLATE NOCASE", [*_words(), *_BLANKS]),
    _flag("sqlite", "texts in a boolean", "BOOLEAN", _values("'Y' 'true' 1", "'N' 'false' 0", "'maybe'")),
)
