"""Shops that are built once in a session for each kind of database, and copied for every test that writes to one."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine, event

from tests.support.databases import Database, Dialect, Server, administrator, created, image, in_file


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a shop is built. Equal recipes make equal shops, so each is followed once."""

    build: Callable[..., object]
    arguments: tuple[Hashable, ...] = ()
    options: tuple[tuple[str, Hashable], ...] = ()

    def __call__(self, engine: Engine) -> None:
        """Build the shop in an empty database."""
        self.build(engine, *self.arguments, **dict(self.options))


class Templates(Protocol):
    """The shops of one kind of database."""

    def copied(self, recipe: Recipe | None) -> AbstractContextManager[Database]:
        """Give a database of one's own, which is dropped at the end: a copy of the shop, or an empty one."""

    def shared(self, recipe: Recipe) -> Database:
        """Return the database of this shop that all tests share; its engine cannot write."""


@dataclass(slots=True)
class FileTemplates:
    """Shops on SQLite: a template is the bytes of a file."""

    folder: Path
    _images: dict[Recipe, bytes] = field(default_factory=dict)
    _shared: dict[Recipe, Database] = field(default_factory=dict)
    _kept: ExitStack = field(default_factory=ExitStack)
    _numbers: Iterator[int] = field(default_factory=count)

    @contextmanager
    def copied(self, recipe: Recipe | None) -> Iterator[Database]:
        """Write the shop into a file; each is in a separate folder, which stays."""
        folder = self.folder / str(next(self._numbers))
        folder.mkdir()
        with in_file(folder / "shop.sqlite", self._image(recipe) if recipe else b"") as database:
            yield database

    def shared(self, recipe: Recipe) -> Database:
        """Return the one file of this shop."""
        if recipe not in self._shared:
            database = self._kept.enter_context(self.copied(recipe))
            self._shared[recipe] = _only_reading(database, "PRAGMA query_only = ON")
        return self._shared[recipe]

    def close(self) -> None:
        """End the connections to what is shared."""
        self._kept.close()

    def _image(self, recipe: Recipe) -> bytes:
        if recipe not in self._images:
            self._images[recipe] = image(recipe)
        return self._images[recipe]


_READ_ONLY: dict[Dialect, str] = {
    "postgresql": "SET default_transaction_read_only = on",
    "mariadb": "SET SESSION TRANSACTION READ ONLY",
}


class ServerTemplates:
    """Shops on a server: a template is a database that nobody is connected to. All go when the server ends."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._kept = ExitStack()
        self._administrator = self._kept.enter_context(administrator(server))
        self._names: dict[Recipe, str] = {}
        self._shared: dict[Recipe, Database] = {}

    @contextmanager
    def copied(self, recipe: Recipe | None) -> Iterator[Database]:
        """Copy the shop on the server itself."""
        with created(self._server, self._administrator, self._template(recipe) if recipe else None) as database:
            yield database

    def shared(self, recipe: Recipe) -> Database:
        """Return the one database of this shop."""
        if recipe not in self._shared:
            database = self._kept.enter_context(self.copied(recipe))
            self._shared[recipe] = _only_reading(database, _READ_ONLY[self._server.dialect])
        return self._shared[recipe]

    def close(self) -> None:
        """Drop everything."""
        self._kept.close()

    def _template(self, recipe: Recipe) -> str:
        if recipe not in self._names:
            database = self._kept.enter_context(created(self._server, self._administrator))
            recipe(database.engine)
            database.engine.dispose()
            self._names[recipe] = str(database.engine.url.database)
        return self._names[recipe]


def _only_reading(database: Database, statement: str) -> Database:
    def forbid(connection: object, _record: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]  # it is a connection of the driver
        cursor.execute(statement)
        cursor.close()
        connection.commit()  # type: ignore[attr-defined]  # else PostgreSQL takes the setting back

    event.listen(database.engine, "connect", forbid)
    return database
