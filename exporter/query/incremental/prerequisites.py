"""What a table needs so that changed rows, and the rows of a vendor and a month, are found by an index."""

from sqlalchemy.orm import Session

from exporter.database.catalog.advice import Advice, index_advice, not_null_advice, primary_key_advice
from exporter.database.catalog.reading import relation_of
from exporter.database.catalog.relation import Relation
from exporter.database.collations import is_loose
from exporter.query.incremental.changes import Watch

_ADD = "index a NOT NULL column that every write sets"


def obstacles(db: Session, watch: Watch) -> list[Advice]:
    """Return what to do so that the database finds changes by an index; empty if it does.

    Every row needs a primary key and a time of change: `primary_key` must be the table's primary key, `updated_at` NOT
    NULL and the first column of an index that can be used for all rows. For a view the advice is empty.
    """
    relation = relation_of(db.connection(), watch.table)
    if relation is None or relation.kind not in {"table", "partitioned table"}:
        return [Advice("", "")]
    if relation.inherited:
        return [Advice(f"{relation.quoted} must have no child tables, whose rows its primary key does not cover", "")]
    vendor = watch.month_columns[0]
    if is_loose(db, watch.table, vendor):
        return [Advice(f"{relation.quoted}.{vendor} must not have a collation for which ids that differ are equal", "")]
    found = (
        primary_key_advice(relation, watch.key),
        not_null_advice(relation, watch.column),
        index_advice(relation, watch.column, ranges=True, add=_ADD),
    )
    return [each for each in found if each is not None]


def can_be_watched(db: Session, watch: Watch) -> bool:
    """Whether the database finds changes by an index, and every row has a primary key and a time of change."""
    return not obstacles(db, watch)


def finds_months(db: Session, watch: Watch) -> bool:
    """Whether an index finds the rows of a vendor and a month, and folding the months gives the vendor's numbers.

    This is not so on MariaDB and MySQL, which compare strings case-insensitively: the spelling of a label value that
    represents a group can differ between months.
    """
    return _adds_up(db, watch) and months_advice(db, watch) is None


def months_advice(db: Session, watch: Watch) -> Advice | None:
    """Return how to get the index that is missing for `finds_months`; None if something else is, or nothing."""
    relation = relation_of(db.connection(), watch.table)
    if not _adds_up(db, watch) or relation is None or not relation.indexable:
        return None
    return index_advice(relation, *watch.month_columns, ranges=True)


def vendor_advice(relation: Relation, column: str) -> Advice | None:
    """Return how to get an index that finds the rows of a vendor; None if there is one, or cannot be."""
    return index_advice(relation, column, ranges=False) if relation.indexable else None


def _adds_up(db: Session, watch: Watch) -> bool:
    return db.get_bind().dialect.name not in {"mysql", "mariadb"} and watch.time_column is not None
