"""The interface of what can be read from: one database, or all of them."""

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

from sqlalchemy.orm import Session

from exporter.database.limits import Limits


class Readable(Protocol):
    """A `Database`, or all `Databases`, of which `read` opens the main one."""

    @property
    def dialect(self) -> str:
        """The name of the dialect."""

    @property
    def info(self) -> Mapping[Any, Any]:
        """What its sessions have in their `info`."""

    def read(
        self, owner: str = "", limits: Limits | None = None, tables: Collection[str] | None = None
    ) -> AbstractContextManager[Session]:
        """Open a session in a read-only transaction."""
