"""Whether a module is installed: which of the tables that its provider reads are missing, and what that means."""

from dataclasses import dataclass

from exporter.collection.provider import Provider
from exporter.database.engine import Database
from exporter.database.probe import Missing, missing, remedy
from exporter.directory.directory import TENANCY
from exporter.directory.tables import TABLES

DIRECTORY_TABLES = {table.name: {column.name for column in table.columns} for table in TABLES}
"""What every refresh reads before its own tables."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is missing for one provider: of the directory's tables, and of its own."""

    provider: Provider
    directory: tuple[Missing, ...]
    own: tuple[Missing, ...]

    @property
    def not_installed(self) -> bool:
        """Whether the module is simply not there: none of its tables exists, and nobody says that they should.

        The configuration says so by naming the provider, and tenancy is in every shop.
        """
        provider = self.provider
        expected = provider.named or provider.category == TENANCY or bool(self.directory)
        tables = own_tables(provider)
        absent = len(self.own) == len(tables) and not any(gap.exists for gap in self.own)
        return bool(tables) and absent and not expected

    def __str__(self) -> str:
        """What is missing, in one line; "" if nothing is."""
        return "; ".join(map(str, (*self.directory, *self.own)))

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return remedy("" if self.directory else self.provider.category)


def own_tables(provider: Provider) -> dict[str, set[str]]:
    """Return the tables that a provider reads beside the directory's, with their columns."""
    return {name: columns for name, columns in provider.tables.items() if name not in DIRECTORY_TABLES}


def gaps_of(database: Database, provider: Provider) -> Gaps:
    """Return what is missing for a provider.

    Raises sqlalchemy.exc.DBAPIError if the database cannot be asked at all.
    """
    directory = missing(database, DIRECTORY_TABLES)
    return Gaps(provider, tuple(directory), tuple(missing(database, own_tables(provider))))
