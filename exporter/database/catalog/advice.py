"""The statements that add what a relation lacks. On PostgreSQL they do not block writes for longer than necessary."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from exporter.database.catalog.relation import Index, Relation

_LONGEST_NAME = 60


class Advice(NamedTuple):
    """A recommendation: what to do, and how; `how` is "" if nothing can be done about it."""

    what: str
    how: str


def index_advice(relation: Relation, *columns: str, ranges: bool, add: str = "add") -> Advice | None:
    """Return how to get an index that finds rows by these columns; None if there is one.

    `ranges` is true if ranges of the last column are looked up, not only single values. `add` is what to do if there is
    no such index at all.
    """
    flaws = [(index, flaw) for index in relation.indexes if (flaw := index.flaw(columns, ranges=ranges)) is not None]
    if relation.primary_key[: len(columns)] == columns or not all(flaw for _, flaw in flaws):
        return None
    for index, flaw in sorted(flaws, key=lambda each: not each[0].state):  # what can be repaired first
        name = relation.quote(index.name)
        if index.state == "invalid":
            return Advice(f"replace index {name}, which {flaw}", "; ".join(_replaced(relation, index)))
        if index.state:
            visible = "VISIBLE" if index.state == "invisible" else "NOT IGNORED"
            how = f"ALTER TABLE {relation.quoted} ALTER INDEX {name} {visible}"
            return Advice(f"let the database use index {name}, which {flaw}", how)
        return Advice(f"add an index beside {name}, which {flaw}", _created(relation, columns))
    return Advice(add, _created(relation, columns))


def not_null_advice(relation: Relation, column: str) -> Advice | None:
    """Return how to make a column NOT NULL; None if it is."""
    if column in relation.not_null:
        return None
    name = relation.quote(column)
    if relation.dialect == "postgresql":
        how = f"ALTER TABLE {relation.quoted} ALTER COLUMN {name} SET NOT NULL"
    elif definition := relation.definitions.get(column):
        how = f"ALTER TABLE {relation.quoted} MODIFY {_not_null(definition)}"
    else:
        how = f"create {relation.quoted} again with it and copy the rows, as SQLite cannot alter a column"
    return Advice(f"make {name} NOT NULL, once no row has NULL there", how)


def primary_key_advice(relation: Relation, column: str) -> Advice | None:
    """Return how to make a column the primary key; None if it is."""
    if relation.primary_key == (column,):
        return None
    name = relation.quote(column)
    if relation.primary_key:
        return Advice(
            f"{name} alone would have to be the primary key, not {_listed(relation, relation.primary_key)}", ""
        )
    what = f"make {name} the primary key"
    if relation.dialect == "sqlite":
        return Advice(what, f"create {relation.quoted} again with it and copy the rows, as SQLite cannot add it")
    if relation.dialect != "postgresql" or relation.kind != "table":
        return Advice(what, f"ALTER TABLE {relation.quoted} ADD PRIMARY KEY ({name})")
    index = relation.quote(_free(relation, f"{relation.name}_pkey"))
    unique = f"CREATE UNIQUE INDEX CONCURRENTLY {index} ON {relation.quoted} ({name})"
    return Advice(what, f"{unique}; ALTER TABLE {relation.quoted} ADD PRIMARY KEY USING INDEX {index}")


def _created(relation: Relation, columns: tuple[str, ...]) -> str:
    name = relation.quote(_free(relation, "_".join((relation.name, *columns))))
    return f"CREATE INDEX{_concurrently(relation)} {name} ON {relation.quoted} {_listed(relation, columns)}"


def _replaced(relation: Relation, index: Index) -> Iterator[str]:
    concurrently = _concurrently(relation)
    yield f"DROP INDEX{concurrently} {relation.quote(index.name)}"
    yield index.definition.replace(" INDEX", f" INDEX{concurrently}", 1)


def _concurrently(relation: Relation) -> str:
    """Building an index blocks writes on PostgreSQL without it; partitioned tables do not support it."""
    return " CONCURRENTLY" if relation.dialect == "postgresql" and relation.kind != "partitioned table" else ""


def _listed(relation: Relation, columns: tuple[str, ...]) -> str:
    return f"({', '.join(map(relation.quote, columns))})"


def _free(relation: Relation, name: str) -> str:
    """Return a name for an index that the relation does not have yet."""
    taken, short = {index.name for index in relation.indexes}, name[:_LONGEST_NAME]
    return next(each for i in range(1, len(taken) + 2) if (each := short if i == 1 else f"{short}_{i}") not in taken)


def _not_null(definition: str) -> str:
    """Return the definition of a column as MariaDB and MySQL print it, with NOT NULL."""
    kind = r"`(?:[^`]|``)+` \w+(?:\([^)]*\))?(?: (?:unsigned|zerofill|CHARACTER SET \w+|COLLATE \w+))*"
    return re.sub(rf"^({kind})(?: NULL)?(?: DEFAULT NULL)?", r"\1 NOT NULL", definition)
