"""Executes the statements of services, which a provider's module offers, like those of its queries."""

from typing import Any

from sqlalchemy import CursorResult, Select
from sqlalchemy.orm import Session

from exporter.database import fetching
from exporter.relations.of_session import session_reading


def execute(db: Session, statement: Select[Any]) -> CursorResult[Any]:
    """Execute a statement as queries are: texts are compared exactly, and flags may have any type.

    It is executed in the database of its relations. Raises ContractError if they are in several databases, and
    sqlalchemy.exc.DBAPIError.
    """
    return fetching.execute(session_reading(db, statement), statement)
