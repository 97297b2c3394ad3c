"""What a statement is for, as an execution option, so that `orion-exporter explain` can say it where it is sent."""

from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import Executable

PURPOSE = "orion_purpose"
DIRECTORY = "directory"
"""The purpose of statements about vendors and platforms, which all providers share."""

FLAGS = "flags"
"""The purpose of statements that count the flags that are neither true nor false."""

VARIANTS = "variants"
"""The purpose of statements that find out which variants of the preset apply."""

_Statement = TypeVar("_Statement", bound=Executable)


def with_purpose(statement: _Statement, purpose: str | Iterable[Any]) -> _Statement:
    """Return a statement that is for one of these purposes, or for the metrics of these definitions."""
    return statement.execution_options(**{PURPOSE: purpose if isinstance(purpose, str) else tuple(purpose)})
