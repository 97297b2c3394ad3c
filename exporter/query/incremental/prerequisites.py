"""What a table needs so that changed rows, and the rows of a vendor and a month, are found by an index."""

from collections.abc import Collection, Iterable

from sqlalchemy.orm import Session

from exporter.database.catalog.advice import Advice, index_advice, not_null_advice, primary_key_advice
from exporter.database.catalog.relation import Relation
from exporter.database.collations import is_loose
from exporter.query.incremental.changes import Watch
from exporter.query.statement import Query
from exporter.relations.of_session import relations_of, session_for
from exporter.relations.origins import Origin, origin

_ADD = "index a NOT NULL column that every write sets"


def obstacles(db: Session, watch: Watch, queries: Iterable[Query]) -> list[Advice]:
    """Return what to do so that the database finds changes by an index; empty if it does.

    Every row needs a primary key and a time of change: `primary_key` must be the table's primary key, `updated_at` NOT
    NULL and the first column of an index that can be used for all rows. All columns that the `queries` read must be
    from this table. For a view the advice is empty, and for a relation that the configuration trusts there is none.
    """
    db = session_for(db, [watch.table])
    is_trusted, is_select = _given(db, watch)
    if is_trusted:
        return list(_looseness(db, watch, watch.month_columns[0], f"relation {watch.table}"))
    found = origin(db, watch.relation, {*watch.columns, *_measured(queries)})
    if found is None and is_select:
        told = f"relation {watch.table} must have all its columns from one table that the driver reports"
        return [Advice(f"{told}, or relations.{watch.table}.trust must be true", "")]
    if found is None or found.table.kind not in {"table", "partitioned table"}:
        return [Advice("", "")]
    return list(_obstacles(db, watch, found))


def _given(db: Session, watch: Watch) -> tuple[bool, bool]:
    """Return whether a watched relation is trusted, and whether it is a SELECT."""
    given = relations_of(db).of(watch.table)
    return given is not None and given.incremental == "trusted", given is not None and bool(given.sql)


def _measured(queries: Iterable[Query]) -> Collection[str]:
    return {column for query in queries for columns in query.tables().values() for column in columns}


def _obstacles(db: Session, watch: Watch, found: Origin) -> Iterable[Advice]:
    table, names = found.table, found.names
    if table.inherited:
        yield Advice(f"{table.quoted} must have no child tables, whose rows its primary key does not cover", "")
        return
    vendor = watch.month_columns[0]
    loose = list(_looseness(db, watch, vendor, f"{table.quoted}.{names[vendor]}"))
    if loose:
        yield from loose
        return
    every = (
        primary_key_advice(table, names[watch.key]),
        not_null_advice(table, names[watch.column]),
        index_advice(table, names[watch.column], ranges=True, add=_ADD),
    )
    yield from (each for each in every if each is not None)


def _looseness(db: Session, watch: Watch, vendor: str, shown: str) -> Iterable[Advice]:
    if watch.relation is not None and is_loose(db, watch.relation, vendor):
        yield Advice(f"{shown} must not have a collation for which ids that differ are equal", "")


def can_be_watched(db: Session, watch: Watch, queries: Iterable[Query]) -> bool:
    """Whether the database finds changes by an index, and every row has a primary key and a time of change."""
    return not obstacles(db, watch, queries)


def finds_months(db: Session, watch: Watch) -> bool:
    """Whether an index finds the rows of a vendor and a month, and folding the months gives the vendor's numbers.

    This is not so on MariaDB and MySQL, which compare strings case-insensitively: the spelling of a label value that
    represents a group can differ between months.
    """
    return _adds_up(db, watch) and months_advice(db, watch) is None and _indexed(db, watch) is not None


def months_advice(db: Session, watch: Watch) -> Advice | None:
    """Return how to get the index that is missing for `finds_months`; None if something else is, or nothing."""
    return periods_advice(db, watch) if _adds_up(db, watch) else None


def periods_advice(db: Session, watch: Watch) -> Advice | None:
    """Return how to get an index that finds the rows of a vendor in a period; None if there is one, or cannot be."""
    found = None if watch.time_column is None else _indexed(db, watch)
    if found is None or not found.table.indexable:
        return None
    return index_advice(found.table, *(found.names[each] for each in watch.month_columns), ranges=True)


def vendor_advice(relation: Relation, column: str) -> Advice | None:
    """Return how to get an index that finds the rows of a vendor; None if there is one, or cannot be."""
    return index_advice(relation, column, ranges=False) if relation.indexable else None


def _indexed(db: Session, watch: Watch) -> Origin | None:
    return origin(db, watch.relation, watch.month_columns)


def _adds_up(db: Session, watch: Watch) -> bool:
    dialect = session_for(db, [watch.table]).get_bind().dialect.name
    return dialect not in {"mysql", "mariadb"} and watch.time_column is not None
