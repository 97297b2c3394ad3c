"""Relations of MariaDB and MySQL."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from sqlalchemy import Connection, RowMapping

from exporter.database.catalog.relation import Index, Relation, State

_KIND = "SELECT table_type FROM information_schema.tables WHERE table_schema = database() AND table_name = %s"
_COLUMNS = """
SELECT column_name, is_nullable FROM information_schema.columns WHERE table_schema = database() AND table_name = %s"""


def relation(connection: Connection, name: str) -> Relation | None:
    """Return the table or view of this name; None if there is none that the role can read."""
    kind = connection.exec_driver_sql(_KIND, (name,)).scalar()
    if kind is None:
        return None
    quote = connection.dialect.identifier_preparer.quote
    columns = connection.exec_driver_sql(_COLUMNS, (name,)).all()
    if "VIEW" in kind:
        return Relation(connection.dialect.name, quote, name, "view", frozenset(each for each, _ in columns))
    of_table = f"`{name.replace('`', '``').replace('%', '%%')}`"
    rows = connection.exec_driver_sql(f"SHOW INDEX FROM {of_table}").mappings().all()
    ((_, created, *_rest),) = connection.exec_driver_sql(f"SHOW CREATE TABLE {of_table}")
    indexes = tuple(_indexes(rows))
    return Relation(
        connection.dialect.name,
        quote,
        name,
        "table",
        columns=frozenset(each for each, _ in columns),
        not_null=frozenset(each for each, nullable in columns if nullable == "NO"),
        primary_key=next((tuple(map(str, each.columns)) for each in indexes if each.name == "PRIMARY"), ()),
        indexes=indexes,
        definitions={
            found[1].replace("``", "`"): line.strip().rstrip(",")
            for line in created.splitlines()
            if (found := re.match(r"\s*`((?:[^`]|``)+)` ", line))
        },
    )


def _indexes(rows: Sequence[RowMapping]) -> Iterator[Index]:
    for name, of in groupby(rows, key=lambda row: row["Key_name"]):
        parts = list(of)
        first = parts[0]
        yield Index(
            name,
            tuple(row["Column_name"] for row in parts),
            method=first["Index_type"].lower(),
            state=_state(first),
            expression="" if first["Column_name"] else " ".join(str(first.get("Expression")).split()),
            prefix=first["Sub_part"] or 0,
        )


def _state(row: RowMapping) -> State:
    """MySQL 8 has invisible indexes, MariaDB 10.6 ignored ones."""
    if row.get("Visible") == "NO":
        return "invisible"
    return "ignored" if row.get("Ignored") == "YES" else ""
