"""Determines whether a module is installed, by the tables and columns of its provider that are missing."""

from collections.abc import Iterable
from dataclasses import dataclass

from exporter.collection.provider import Provider
from exporter.database.probe import Missing, remedy
from exporter.database.readable import Readable
from exporter.directory.directory import TENANCY
from exporter.directory.tables import TABLES
from exporter.relations.probing import unreadable

DIRECTORY_TABLES = {table.name: {column.name for column in table.columns} for table in TABLES}
"""The tables of the directory, with their columns. Every refresh reads them first."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """The tables and columns missing for a provider: those of the directory, and its own."""

    provider: Provider
    directory: tuple[Missing, ...]
    own: tuple[Missing, ...]

    @property
    def not_installed(self) -> bool:
        """Whether the module is not installed: none of its tables exists, and none is expected to.

        Tables are expected if the configuration mentions the provider; those of tenancy are always expected.
        """
        provider = self.provider
        expected = provider.named or provider.category == TENANCY or bool(self.directory)
        tables = own_tables(provider)
        absent = len(self.own) == len(tables) and not any(gap.exists for gap in self.own)
        return provider.source.is_absent or (bool(tables) and absent and not expected)

    def __str__(self) -> str:
        """Missing tables and columns in one line; "" if there are none."""
        return "; ".join(map(str, (*self.directory, *self.own)))

    @property
    def remedy(self) -> str:
        """How to resolve the problem, in one line."""
        return remedy((*self.directory, *self.own), "" if self.directory else self.provider.category)


def own_tables(provider: Provider) -> dict[str, set[str]]:
    """Return the tables that a provider reads in addition to those of the directory, with their columns."""
    return {name: columns for name, columns in provider.tables.items() if name not in DIRECTORY_TABLES}


def tables_read(provider: Provider) -> frozenset[str] | None:
    """Return all tables that a refresh of a provider reads; None if that is not known."""
    own = provider.source.reads
    return None if own is None else own | DIRECTORY_TABLES.keys()


def gaps_of(database: Readable, provider: Provider, directory: Iterable[Missing] | None = None) -> Gaps:
    """Return the tables and columns missing for a provider; `directory` are those of the directory, if known already.

    Raises sqlalchemy.exc.DBAPIError if the database cannot be queried.
    """
    directory = unreadable(database, DIRECTORY_TABLES) if directory is None else directory
    own = unreadable(database, own_tables(provider))
    own += (gap for gap in unreadable(database, provider.source.optional_tables) if gap.state)
    return Gaps(provider, tuple(directory), tuple(own))
