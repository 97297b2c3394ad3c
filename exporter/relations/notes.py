"""What the statements of a refresh noticed about the relations, for the report of the refresh."""

from sqlalchemy import Connection

_NOTES = "orion_notes"


def note(connection: Connection, message: str) -> None:
    """Remember a message for people about what was left out."""
    connection.info.setdefault(_NOTES, {})[message] = None


def taken(connection: Connection) -> tuple[str, ...]:
    """Return the messages since the last call."""
    return tuple(connection.info.pop(_NOTES, {}))
