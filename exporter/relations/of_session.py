"""The relations that the statements of a session read."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session
from sqlalchemy.sql.visitors import iterate

from exporter.config.connection import MAIN
from exporter.contracts.failures import ContractError
from exporter.database.sessions import session_of
from exporter.relations.contract import RelationTable
from exporter.relations.relations import ORION, Relations

RELATIONS = "orion_relations"
"""The key of a session's relations in its `info`."""


def relations_of(db: Session) -> Relations:
    """Return the relations of a session; the tables of the application if it has no others."""
    found: Relations = db.info.get(RELATIONS, ORION)
    return found


def session_for(db: Session, names: Iterable[str]) -> Session:
    """Return the session of the database that these relations are read from, in the same refresh.

    Raises ContractError if they are in several databases, and what `session_of` raises.
    """
    relations = relations_of(db)
    if not any(each.database != MAIN for each in relations.given.values()):
        return db
    names = sorted({*names})
    found = relations.databases(names)
    if len(found) > 1:
        raise ContractError(several(relations, names))
    return session_of(db, *found) if found else db


def session_reading(db: Session, statement: Any) -> Session:
    """Return the session of the database whose relations a statement reads. Raises what `session_for` raises."""
    return session_for(db, (each.name for each in iterate(statement) if isinstance(each, RelationTable)))


def several(relations: Relations, names: Iterable[str]) -> str:
    """Return why relations cannot be read by one statement."""
    placed = ", ".join(f"{name} of database {relations.database(name)}" for name in sorted({*names}))
    return f"a statement reads {placed}; it can only read one database"
