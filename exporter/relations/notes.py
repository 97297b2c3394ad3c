"""What the statements of a refresh noticed about the relations, for the report of the refresh."""

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from exporter.database.sessions import opened

_NOTES = "orion_notes"


def note(connection: Connection, message: str) -> None:
    """Remember a message for people about what was left out."""
    connection.info.setdefault(_NOTES, {})[message] = None


def taken(db: Session) -> tuple[str, ...]:
    """Return the messages since the last call, of all databases of a refresh."""
    connections = (session.connection() for session in opened(db).values())
    return tuple(each for connection in connections for each in connection.info.pop(_NOTES, {}))
