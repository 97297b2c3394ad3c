"""The sessions of one refresh: each reads from another database, and the first one knows the others."""

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from exporter.config.connection import MAIN
from exporter.contracts.failures import ContractError
from exporter.database import dialects
from exporter.database.engine import origin

_SESSIONS = "orion_sessions"


@dataclass(slots=True)
class Sessions:
    """The sessions of a refresh by the name of their database; `open_` opens one."""

    main: Session
    known: Collection[str]
    open_: Callable[[str], Session]
    opened: dict[str, Session] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.opened[MAIN] = self.main
        self.main.info[_SESSIONS] = self

    def __call__(self, name: str) -> Session:
        """Return the session of this database. Raises ContractError if there is none of this name."""
        if name not in self.opened:
            if name not in self.known:
                raise ContractError(f'database "{name}" is not configured; configured: {", ".join(self.known)}')
            self.opened[name] = session = self.open_(name)
            session.info[_SESSIONS] = self
        return self.opened[name]


def session_of(db: Session, name: str) -> Session:
    """Return the session of another database in the same refresh, whose transaction is read-only, too.

    `main` is the shop's database, `db` itself unless that is the session of another one. It is opened at its first use,
    and rolled back at the end of the refresh. Raises ContractError if there is no database of this name, or if `db` is
    not a session of the exporter, and DBAPIError if the database cannot be reached.
    """
    sessions: Sessions | None = db.info.get(_SESSIONS)
    if sessions is not None:
        return sessions(name)
    if name == MAIN:
        return db
    raise ContractError(
        f'database "{name}" cannot be read with this session: only refreshes of the exporter connect to several '
        "databases, not an application that asks for statistics with its own session"
    )


def opened(db: Session) -> dict[str, Session]:
    """Return the sessions that this refresh has opened so far, by the name of their database."""
    sessions: Sessions | None = db.info.get(_SESSIONS)
    return {MAIN: db} if sessions is None else dict(sessions.opened)


def go_on(db: Session) -> None:
    """Let a session, and those that were opened with it, go on after a failure, for others that read the same."""
    for each in opened(db).values():
        with suppress(SQLAlchemyError):  # a lost connection, which the next statement reports
            dialects.go_on(each)


def statements_of(db: Session) -> int:
    """Return the number of statements that this refresh has executed, in all its databases."""
    return sum(session.connection().info["statements"] for session in opened(db).values())


def origins(db: Session, names: Collection[str]) -> object:
    """Return what these databases, and the main one, were connected to; comparable. See `origin`."""
    return [origin(session_of(db, name)) for name in (MAIN, *sorted({*names} - {MAIN}))]
