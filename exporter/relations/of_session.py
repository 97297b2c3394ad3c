"""The relations that the statements of a session read."""

from sqlalchemy.orm import Session

from exporter.relations.relations import ORION, Relations

RELATIONS = "orion_relations"
"""The key of a session's relations in its `info`."""


def relations_of(db: Session) -> Relations:
    """Return the relations of a session; the tables of the application if it has no others."""
    found: Relations = db.info.get(RELATIONS, ORION)
    return found
