"""Watches a provider at work: its statements, its transaction, and whether it reads a clock."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction

_READS = re.compile(
    r"[\s(]*(/\*.*?\*/\s*|--[^\n]*\n\s*)*(select|with|values|show|explain|savepoint|release)\b",
    re.IGNORECASE | re.DOTALL,
)
_LOCKS = re.compile(r"\bfor\s+(no\s+key\s+)?(update|share)\b|\block\s+in\s+share\s+mode\b", re.IGNORECASE)
_PYTHON_CLOCKS = {
    ("time", "time"),
    ("time", "time_ns"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
}
_SQL_CLOCKS = re.compile(
    r"\b(now|curdate|curtime|sysdate|getdate|utc_timestamp|utc_date|utc_time|unix_timestamp|statement_timestamp"
    r"|clock_timestamp|transaction_timestamp|timeofday)\s*\(\s*\)|\b(current_(timestamp|date|time)|localtime(stamp)?)\b"
    r"|'now'|\b(datetime|date|julianday|unixepoch)\s*\(\s*\)",
    re.IGNORECASE,
)
_CONTRACTS = "exporter.contracts"


@dataclass(slots=True)
class Seen:
    """What a provider did: the statements it sent, where it read the time, and whether it ended the transaction."""

    statements: list[str] = field(default_factory=list)
    clocks: set[str] = field(default_factory=set)
    ended: bool = False

    @property
    def writes(self) -> list[str]:
        """The statements that are not known to only read, or that lock rows."""
        return [each for each in self.statements if not _READS.match(each) or _LOCKS.search(each)]

    @property
    def sql_clocks(self) -> set[str]:
        """The functions with which statements ask the database for the time."""
        return {found[0] for each in self.statements for found in _SQL_CLOCKS.finditer(each)}


@contextmanager
def watched(db: Session, package: str) -> Iterator[Seen]:
    """Watch what is done with a session in this block, and which clocks the code of `package` reads."""
    seen, connection = Seen(), db.connection()

    def send(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.statements.append(statement)

    def end(_session: Session, transaction: SessionTransaction) -> None:
        seen.ended |= transaction.parent is None

    event.listen(connection, "before_cursor_execute", send)
    event.listen(db, "after_transaction_end", end)
    before = sys.getprofile()
    sys.setprofile(_Profile(package, seen.clocks))
    try:
        yield seen
    finally:
        sys.setprofile(before)
        event.remove(db, "after_transaction_end", end)
        event.remove(connection, "before_cursor_execute", send)


class _Profile:
    """Notes calls of clocks; they are written in C, so a profile function sees each call."""

    def __init__(self, package: str, clocks: set[str]) -> None:
        self._package, self._clocks = package, clocks

    def __call__(self, frame: FrameType, kind: str, called: Any) -> None:
        if kind != "c_call" or _clock(called) not in _PYTHON_CLOCKS:
            return
        caller: FrameType | None = frame
        while caller is not None and _module(caller).startswith(_CONTRACTS):  # MetricsContext.current() asks for it
            caller = caller.f_back
        if caller is not None and _module(caller).partition(".")[0] == self._package:
            self._clocks.add(f"{_module(caller)}, line {caller.f_lineno}")


def _module(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", ""))


def _clock(called: Any) -> tuple[str, str]:
    owner = getattr(called, "__self__", None)
    return str(getattr(owner, "__name__", "")), str(getattr(called, "__name__", ""))
