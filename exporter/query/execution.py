"""Executes the statements of services, which a provider's module offers, like those of its queries."""

from typing import Any

from sqlalchemy import CursorResult, Select
from sqlalchemy.orm import Session

from exporter.database import fetching


def execute(db: Session, statement: Select[Any]) -> CursorResult[Any]:
    """Execute a statement as queries are: texts are compared exactly, and flags may have any type.

    Raises sqlalchemy.exc.DBAPIError.
    """
    return fetching.execute(db, statement)
