"""All databases: the application's, which is the main one, and others by name."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from exporter.config.connection import MAIN
from exporter.database.engine import Database
from exporter.database.limits import Limits
from exporter.database.sessions import Sessions


@dataclass(frozen=True, slots=True)
class Databases:
    """The main database and the others by name, each with its own connections and time limits.

    An unreachable database costs only the refreshes that read it.
    """

    main: Database
    others: Mapping[str, Database] = field(default_factory=dict)

    @property
    def every(self) -> Mapping[str, Database]:
        """All databases by name, the main one first."""
        return {MAIN: self.main, **self.others}

    @property
    def addresses(self) -> Mapping[str, str]:
        """The URL of each database without secrets, by name."""
        return {name: database.address for name, database in self.every.items()}

    @property
    def confidential(self) -> frozenset[str]:
        """The paths and values of options of all databases."""
        return frozenset().union(*(database.confidential for database in self.every.values()))

    @property
    def dialect(self) -> str:
        """The name of the main database's dialect."""
        return self.main.dialect

    @property
    def info(self) -> Mapping[Any, Any]:
        """What the sessions of the main database have in their `info`."""
        return self.main.info

    def named(self, name: str) -> Database:
        """Return the database of this name. Raises ContractError if there is none."""
        return self.others[name] if name in self.others else self.main.named(name)

    @contextmanager
    def read(
        self,
        owner: str = "",
        limits: Limits | None = None,
        tables: Collection[str] | None = None,
        limits_of_others: Mapping[str, Limits] | None = None,
    ) -> Iterator[Session]:
        """Open a session of the main database as `Database.read` does; `session_of` returns those of the others.

        Each database is connected to at its first use, in one transaction, and all are rolled back on exit. `limits`
        and `tables` are those of the main database; the others have `limits_of_others`, or their own.
        """
        of_others = limits_of_others or {}
        with ExitStack() as stack:
            session = stack.enter_context(self.main.read(owner, limits, tables))
            Sessions(
                session,
                self.every.keys(),
                lambda name: stack.enter_context(self.others[name].read(owner, of_others.get(name))),
            )
            yield session

    def cancel(self, owner: str | None = None) -> None:
        """Cancel all running statements of all databases, or those of an owner; their refreshes fail."""
        for database in self.every.values():
            database.cancel(owner)

    def abandon(self, owner: str) -> None:
        """Shut down the sockets of an owner, for statements that cannot be cancelled."""
        for database in self.every.values():
            database.abandon(owner)

    def observe(self, name: str, listener: Callable[..., None]) -> None:
        """Call `listener` for an event of all connections of all databases, such as `before_cursor_execute`."""
        for database in self.every.values():
            database.observe(name, listener)

    def close(self) -> None:
        """Close idle connections."""
        for database in self.every.values():
            database.close()
