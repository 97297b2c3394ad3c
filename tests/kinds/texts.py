"""The types of texts. Texts that differ are different on each of them; blanks at the end do not count."""

from tests.kinds.declared import Role
from tests.kinds.kind import Kind, Words
from tests.support.databases import Dialect

_LATIN = Words(
    ("same", "upper", "lower", "title", "blanks", "blank before", "accent"),
    (None, "", " ", "straße", "strasse", "STRASSE", "cæsar", "caesar"),
)
_WIDE = Words((*_LATIN.like, "invisible"), (*_LATIN.more, "\N{SHOPPING TROLLEY}", "\N{SHOPPING BAGS}", "\N{SNOWMAN}"))
_BYTES = Words(_WIDE.like, _WIDE.more, quote="convert_to('{}', 'UTF8')")
_LABELS = Words(
    ("same", "upper", "title", "accent"), (None, "\N{SHOPPING TROLLEY}", "\N{SHOPPING BAGS}", "Straße", "strasse")
)
_SPACED_LABELS = Words((*_LABELS.like, "blanks", "blank before"), _LABELS.more)
_APART = Words(("same",), (None, "other"))
_LETTERS = Words(("letter", "large letter"), (None, ""))


def _text(dialect: Dialect, name: str, type_: str, words: Words = _WIDE, *before: str) -> Kind:
    return Kind(dialect, Role.TEXT, name, type_, before=before, words=words)


def _collated(name: str, words: Words = _WIDE) -> Kind:
    charset = name.partition("_")[0]
    return _text("mariadb", name, f"VARCHAR(64) CHARACTER SET {charset} COLLATE {name}", words)


TEXTS = (
    _collated("utf8mb4_general_ci"),
    _collated("utf8mb4_unicode_ci"),
    _collated("utf8mb4_unicode_520_ci"),
    _collated("utf8mb4_unicode_nopad_ci"),
    _collated("utf8mb4_bin"),
    _collated("utf16_general_ci"),
    _collated("ucs2_unicode_ci", _LATIN),
    _collated("latin1_swedish_ci", _LATIN),
    _collated("latin1_german2_ci", _LATIN),
    _text("mariadb", "char", "CHAR(32)"),
    _text("mariadb", "varchar binary", "VARCHAR(64) BINARY"),
    _text("mariadb", "varbinary", "VARBINARY(64)"),
    _text("mariadb", "enum", "ENUM({labels})", _APART),
    _text("mariadb", "binary enum", "ENUM({labels}) COLLATE utf8mb4_bin", _LABELS),
    _text("postgresql", "varchar", "varchar(64)"),
    _text("postgresql", "citext", "citext", _WIDE, "CREATE EXTENSION IF NOT EXISTS citext"),
    _text("postgresql", "enum", "{name}", _SPACED_LABELS, "CREATE TYPE {name} AS ENUM ({labels})"),
    _text("postgresql", "char", "char(32)"),
    _text("postgresql", "one byte", '"char"', _LETTERS),
    _text("postgresql", "name", "name"),
    _text("postgresql", "domain", "{name}", _WIDE, "CREATE DOMAIN {name} AS text"),
    _text("postgresql", "bytea", "bytea", _BYTES),
    _text("sqlite", "text", "TEXT"),
    _text("sqlite", "nocase", "VARCHAR(64) COLLATE NOCASE"),
    _text("sqlite", "rtrim", "VARCHAR(64) COLLATE RTRIM"),
)
