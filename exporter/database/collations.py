"""Columns of text in which the database takes different spellings for equal, such as 'abc' and 'ABC'."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, TableClause, column, func, literal, literal_column, select
from sqlalchemy.orm import Session

from exporter.database.columns.types import Kind, types_of

_MYSQL = frozenset({"mysql", "mariadb"})
_KNOWN = "collations"


def exact(db: Session, of: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a column that is grouped by spelling on MariaDB and MySQL, which usually ignore case and accents.

    Otherwise a group has the spelling of one of its rows, and another one next time. Trailing blanks are removed.
    The collation is asked for once per connection.
    """
    if db.get_bind().dialect.name not in _MYSQL:
        return of
    known: dict[str, str] = db.connection().info.setdefault(_KNOWN, {})
    if str(of) not in known:
        nothing = literal_column("1") == literal_column("0")
        known[str(of)] = db.execute(select(func.collation(func.max(of))).where(nothing)).scalar_one()
    return _spelled(db, of, known[str(of)])


def forget_collations(connection: Connection) -> None:
    """Forget the collations of the columns, because a connection is used for another shop."""
    connection.info.pop(_KNOWN, None)


def is_loose(db: Session, table: TableClause, column_name: str) -> bool:
    """Whether a column takes different spellings for equal, although `exact` changes nothing."""
    connection = db.connection()
    dialect = connection.dialect
    if dialect.name == "postgresql":
        return types_of(connection, table, {column_name})[column_name].kind is Kind.LOOSE_TEXT
    if dialect.name == "sqlite":
        ids: Select[Any] = select(column(column_name).label("id")).select_from(table).where(literal_column("1 = 0"))
        one = ids.union_all(select(literal("a"))).subquery()
        return bool(db.scalar(select(func.count()).select_from(one).where(one.c.id.in_(("A", "a ")))))
    return False


def _spelled(db: Session, of: ColumnElement[Any], collation: str) -> ColumnElement[Any]:
    if collation == "binary":  # numbers, too
        return of
    unicode = func.convert(of.op("USING")(literal_column("utf8mb4")))
    if "_nopad_" in collation or "_0900_" in collation:
        maria = getattr(db.get_bind().dialect, "is_mariadb", False)
        return unicode.collate("utf8mb4_nopad_bin" if maria else "utf8mb4_0900_bin")
    return func.rtrim(unicode).collate("utf8mb4_bin")  # in which 'a' equals 'a '
