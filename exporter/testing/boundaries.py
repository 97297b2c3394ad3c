"""Times of the shop's rows, at which a wrong comparison counts a row twice or not at all."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import Column, Connection, DateTime, MetaData, Table, func, select

from exporter.testing.subject import Subject


def boundaries(subject: Subject) -> list[datetime]:
    """Return times at which to divide a period: on the demo shop those of rows of the first vendor, else any."""
    if subject.demo is None:
        return [subject.now - timedelta(days=1), subject.now - timedelta(hours=1)]
    with subject.reading() as db:
        return sorted(set(_of_rows(db.connection(), subject)))


def _of_rows(connection: Connection, subject: Subject) -> Iterator[datetime]:
    tables = MetaData()
    tables.reflect(connection, only=list(subject.source.tables) or None)
    for table in tables.sorted_tables:
        if "vendor_id" in table.c:
            yield from (
                found
                for column in table.c
                if isinstance(column.type, DateTime)
                and (found := _median(connection, table, column, subject.vendors[0])) is not None
            )


def _median(connection: Connection, table: Table, column: Column[datetime], vendor: object) -> datetime | None:
    own = select(column).where(column.is_not(None), table.c.vendor_id == vendor)
    middle = (connection.scalar(select(func.count()).select_from(own.subquery())) or 0) // 2
    found = connection.scalar(own.order_by(column).limit(1).offset(middle))
    return found.replace(tzinfo=UTC) if found else None
