"""Reads several tables at a time."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from exporter.database.dialects import KNOWN
from exporter.database.fetching import fetch, fetch_together
from exporter.database.purpose import DIRECTORY, with_purpose
from exporter.relations.of_session import session_reading


def together(db: Session, statements: Sequence[Select[Any]]) -> list[list[Sequence[Any]]]:
    """Return the rows of each statement, which are executed as one for each database that they read.

    With a dialect that the exporter does not know, which may need a type for NULL, they are executed one by one.
    """
    found: dict[int, list[Sequence[Any]]] = {}
    by_session: dict[Session, list[int]] = {}
    for at, each in enumerate(statements):
        by_session.setdefault(session_reading(db, each), []).append(at)
    for session, numbers in by_session.items():
        chosen = [with_purpose(statements[at], DIRECTORY) for at in numbers]
        if len(chosen) > 1 and session.get_bind().dialect.name in KNOWN:
            rows = fetch_together(session, chosen)
        else:
            rows = [list(fetch(session, each)) for each in chosen]
        found |= dict(zip(numbers, rows, strict=True))
    return [found[at] for at in range(len(statements))]
