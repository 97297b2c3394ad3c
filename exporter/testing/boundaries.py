"""Times of the shop's rows, at which a wrong comparison counts a row twice or not at all."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, DateTime, MetaData, func, select

from exporter.testing.subject import Subject


def boundaries(subject: Subject) -> list[datetime]:
    """Return times at which to divide a period: on the demo shop those of rows of the first vendor, else any."""
    if subject.demo is None:
        return [subject.now - timedelta(days=1), subject.now - timedelta(hours=1)]
    find = _of_rows if subject.relations.are_tables else _of_queries
    with subject.reading() as db:
        return sorted(set(find(db.connection(), subject)))


def _of_queries(connection: Connection, subject: Subject) -> Iterator[datetime]:
    """Yield times of the rows that the queries read: the tables behind a SELECT are not known."""
    for query in subject.queries:
        if query.vendor is not None and query.time_column is not None:
            found = _median(connection, query.vendor, query.time_column, subject.vendors[0])
            yield from () if found is None else (found,)


def _of_rows(connection: Connection, subject: Subject) -> Iterator[datetime]:
    tables = MetaData()
    tables.reflect(connection, only=list(subject.source.tables) or None)
    for table in tables.sorted_tables:
        if "vendor_id" in table.c:
            yield from (
                found
                for column in table.c
                if isinstance(column.type, DateTime)
                and (found := _median(connection, table.c.vendor_id, column, subject.vendors[0])) is not None
            )


def _median(connection: Connection, owner: Any, column: Any, vendor: object) -> datetime | None:
    own = select(column).where(column.is_not(None), owner == vendor)
    middle = (connection.scalar(select(func.count()).select_from(own.subquery())) or 0) // 2
    found = connection.scalar(own.order_by(column).limit(1).offset(middle))
    return found.replace(tzinfo=UTC) if found else None
