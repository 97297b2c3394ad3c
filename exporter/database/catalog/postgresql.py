"""Relations of PostgreSQL: https://www.postgresql.org/docs/current/catalogs.html"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping

from exporter.database.catalog.relation import Index, Kind, Relation

_KINDS: Mapping[str, Kind] = {
    "r": "table",
    "p": "partitioned table",
    "m": "materialized view",
    "v": "view",
    "f": "foreign table",
}

_RELATION = """
SELECT c.oid::bigint, c.relkind::text,
    c.relkind <> 'p' AND EXISTS (SELECT FROM pg_inherits i WHERE i.inhparent = c.oid)
FROM pg_class c WHERE c.oid = to_regclass(quote_ident(%(name)s))"""

_NAME = "SELECT relname FROM pg_class WHERE oid = %(oid)s"
_NUMBERS = "SELECT attnum, attname FROM pg_attribute WHERE attrelid = %(oid)s AND attnum > 0 AND NOT attisdropped"

# A constraint that is NOT VALID (PostgreSQL 18) counts for new rows only.
_COLUMNS = """
SELECT a.attname, a.attnotnull AND NOT EXISTS (
    SELECT FROM pg_constraint n WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND a.attnum = ANY (n.conkey)
        AND NOT n.convalidated)
FROM pg_attribute a WHERE a.attrelid = %(oid)s AND a.attnum > 0 AND NOT a.attisdropped"""

_INDEXES = """
SELECT n.relname AS name, i.indisprimary AS primary, i.indisvalid AND i.indisready AS valid, m.amname AS method,
    pg_get_expr(i.indpred, i.indrelid, true) AS condition, pg_get_indexdef(i.indexrelid, 1, true) AS first,
    pg_get_indexdef(i.indexrelid) AS definition, array_agg(a.attname::text ORDER BY k.position) AS columns,
    bool_and(k.position > 1 OR a.attcollation IS NULL OR k.sorting = a.attcollation) AS collates
FROM pg_index i JOIN pg_class n ON n.oid = i.indexrelid JOIN pg_am m ON m.oid = n.relam,
    unnest(i.indkey::int[], i.indcollation::oid[]) WITH ORDINALITY AS k(number, sorting, position)
    LEFT JOIN pg_attribute a ON a.attrelid = %(oid)s AND a.attnum = k.number
WHERE i.indrelid = %(oid)s AND k.position <= i.indnkeyatts
GROUP BY n.oid, n.relname, i.indexrelid, i.indrelid, i.indpred, i.indisprimary, i.indisvalid, i.indisready, m.amname
ORDER BY n.relname"""


def relation(connection: Connection, name: str) -> Relation | None:
    """Return the table or view of this name; None if there is none in the search path."""
    return _relation(connection, name, connection.exec_driver_sql(_RELATION, {"name": name}).first())


def relation_of_oid(connection: Connection, oid: int) -> tuple[Relation | None, Mapping[int, str]]:
    """Return the table or view of this object identifier, and the names of its columns by their numbers."""
    name = connection.exec_driver_sql(_NAME, {"oid": oid}).scalar()
    by_oid = _RELATION.replace("to_regclass(quote_ident(%(name)s))", "%(name)s")
    found = connection.exec_driver_sql(by_oid, {"name": oid}).first()
    numbers = connection.exec_driver_sql(_NUMBERS, {"oid": oid}).all()
    return _relation(connection, str(name), found), dict(map(tuple, numbers))


def _relation(connection: Connection, name: str, found: Any) -> Relation | None:
    if found is None or found[1] not in _KINDS:
        return None
    oid, kind, inherited = found
    columns = connection.exec_driver_sql(_COLUMNS, {"oid": oid}).all()
    indexes = connection.exec_driver_sql(_INDEXES, {"oid": oid}).mappings().all()
    return Relation(
        connection.dialect.name,
        connection.dialect.identifier_preparer.quote,
        name,
        _KINDS[kind],
        columns=frozenset(column for column, _ in columns),
        not_null=frozenset(column for column, not_null in columns if not_null),
        primary_key=next((tuple(each["columns"]) for each in indexes if each["primary"]), ()),
        indexes=tuple(map(_index, indexes)),
        inherited=inherited,
    )


def _index(row: RowMapping) -> Index:
    columns = tuple(row["columns"])
    return Index(
        row["name"],
        columns,
        method=row["method"],
        condition=" ".join((row["condition"] or "").split()),
        state="" if row["valid"] else "invalid",
        expression="" if columns[0] else " ".join(row["first"].split()),
        collates=row["collates"],
        definition=" ".join(row["definition"].split()),
    )
