"""The relations of a shop: for each, the table of its name or a SELECT, and its settings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from exporter.config.connection import MAIN
from exporter.contracts.metrics import MinorUnit

BY_PLATFORM = ".platform_sql"
"""Appended to the name of a relation for its rows of the platform scope."""

PLATFORM = "shop"
"""The id and code of the only platform of a shop that gives none."""

Incremental = Literal["no", "yes", "trusted"]


@dataclass(frozen=True, slots=True)
class FirstParty:
    """The shop's own vendor: rows whose vendor_id is NULL. `platforms` are codes; None stands for all."""

    code: str = "shop"
    name: str = "Shop"
    platforms: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class ForEach:
    """A SELECT whose values each stand for `{{name}}` in a copy of the relation's SELECT."""

    sql: str
    name: str
    limit: int = 1_000


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation.

    - `sql`: the SELECT, with the helpers of `with`; "" for the table of this name.
    - `columns`: the columns that it has; None if the text of the SELECT does not say so.
    - `omit`: columns without a source.
    - `map`: by column, the value to use for each value of the shop; None is NULL.
    - `time_zone`: the zone of times without one; "" is UTC.
    - `database`: the name of the database that it is read from.
    - `nulls`: the columns that are NULL in every row.
    - `where`: the setting that defines it, for messages.
    """

    name: str
    sql: str = ""
    columns: frozenset[str] | None = None
    omit: frozenset[str] = frozenset()
    map: Mapping[str, Mapping[str | None, str]] = field(default_factory=dict)
    time_zone: str = ""
    minor_unit: MinorUnit | None = None
    incremental: Incremental = "no"
    database: str = MAIN
    for_each: ForEach | None = None
    where: str = field(default="", compare=False)
    nulls: frozenset[str] = frozenset()
    is_given: bool = True

    def has(self, column: str, *, extension: bool = False) -> bool:
        """Whether it has this column of its contract, as far as the configuration shows it."""
        if column in self.omit:
            return False
        return not extension if self.columns is None else column in self.columns


@dataclass(frozen=True, slots=True)
class Relations:
    """The relations of a shop, by name; `name.platform_sql` is the one for the platform scope.

    With `by_name`, a relation that is not given is the table of its name, unless it is `removed`; else it does not
    exist. `first_party` is None if the shop has none. Without `vendors`, every row is the first party's.
    """

    given: Mapping[str, Relation] = field(default_factory=dict)
    by_name: bool = True
    first_party: FirstParty | None = None
    has_vendors: bool = True
    has_platforms: bool = True
    removed: frozenset[str] = frozenset()

    def of(self, name: str) -> Relation | None:
        """Return a relation; None if the shop has none of this name."""
        found = self.given.get(name)
        by_name = self.by_name and found is None and name not in self.removed
        return Relation(name, is_given=False) if by_name else found

    def is_null(self, name: str, column: str) -> bool:
        """Whether a column of a relation is NULL in every row."""
        found = self.given.get(name)
        return found is not None and column in found.nulls

    def by_platform(self, name: str) -> Relation | None:
        """Return the relation for the platform scope; None if there is no other one."""
        return self.given.get(name + BY_PLATFORM)

    def database(self, name: str) -> str:
        """Return the name of the database that a relation is read from."""
        found = self.given.get(name) or self.given.get(name + BY_PLATFORM)
        return MAIN if found is None else found.database

    def databases(self, names: Iterable[str]) -> frozenset[str]:
        """Return the names of the databases that these relations are read from."""
        return frozenset(map(self.database, names))

    def give_the_same_as(self, other: "Relations", names: Iterable[str] | None) -> bool:
        """Whether the relations of these names, or all of them if None, give the same rows to the same owners."""
        if names is None:
            return self == other
        mine, others = ((each.first_party, each.has_vendors, each.has_platforms) for each in (self, other))
        return mine == others and all(
            self.of(name) == other.of(name) and self.by_platform(name) == other.by_platform(name) for name in names
        )

    @property
    def are_tables(self) -> bool:
        """Whether every relation is the table of its name, as it stands."""
        return self.by_name and not self.given and not self.removed and self.first_party is None


ORION = Relations()
"""The tables of the Orion application."""
