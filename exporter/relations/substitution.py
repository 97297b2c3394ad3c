"""Puts the SELECT of a relation where a statement names its table, just before the statement is compiled.

Providers and queries do not know of it (docs/decisions/0027-relations.md).
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import BindParameter, Connection, DateTime, Engine, Select, event
from sqlalchemy.sql.visitors import iterate, replacement_traverse

from exporter.config.connection import MAIN
from exporter.contracts.failures import ContractError, SchemaError
from exporter.relations.clause import RelationClause
from exporter.relations.contract import Column, RelationTable
from exporter.relations.places import Places
from exporter.relations.relations import BY_PLATFORM, Relation, Relations
from exporter.relations.sql_text import computes_by_select


def install(engine: Engine, relations: Relations, database: str = MAIN) -> None:
    """Let all statements on this engine, which is to this database, read these relations."""
    substitution = Substitution(relations, database)
    event.listen(engine, "before_execute", substitution.before, retval=True)
    event.listen(engine, "handle_error", substitution.places.failed)


class Substitution:
    """The SELECTs of some relations, ready to be put into statements."""

    def __init__(self, relations: Relations, database: str = MAIN) -> None:
        self._relations, self._database = relations, database
        self._has_zones = any(each.time_zone for each in relations.given.values())
        self.places = Places()

    @contextmanager
    def on(self, connection: Connection) -> Iterator[None]:
        """Let the statements of the block on this connection read the relations; places are read again."""
        if self._relations.are_tables:
            yield
            return
        self.places.leave(connection)
        event.listen(connection, "before_execute", self.before, retval=True)
        try:
            yield
        finally:
            event.remove(connection, "before_execute", self.before)
            self.places.leave(connection)

    def before(
        self, connection: Connection, statement: Any, several: Any, parameters: Any, _options: Mapping[str, Any]
    ) -> tuple[Any, Any, Any]:
        """Return the statement with the SELECTs of its relations, and its parameters.

        Raises SchemaError if the shop does not have one of them.
        """
        if not getattr(statement, "is_select", False):
            return statement, several, parameters
        zone = self._zone(statement) if self._has_zones else None
        replacing = _Replacing(partial(self._clause, connection, is_fenced=_reads_all(connection, statement)), zone)
        changed = replacement_traverse(statement, {}, replacing)
        if not replacing.clauses:
            return statement, several, parameters
        return _complete(changed, replacing.clauses), _all_local(several, zone), _all_local(parameters, zone)

    def _relation(self, table: RelationTable) -> Relation:
        found = self._relations.of(table.name)
        if found is None:
            raise SchemaError(f"the configuration gives no relation {table.name}")
        if found.database != self._database and (found.sql or found.database != MAIN):
            there = f"relation {table.name} is read from database {found.database}"
            raise ContractError(f"{there}, not from {self._database}; use the session of that database")
        return found

    def _clause(self, connection: Connection, table: RelationTable, *, is_fenced: bool) -> RelationClause | None:
        """Return what stands for a relation; None if it is the table of its name."""
        relation = self._relation(table)
        if not relation.sql:
            return None
        sql = self.places.expanded(connection, relation)
        fenced = is_fenced and computes_by_select(sql)
        columns = (Column(each.name, each.type) for each in table.c)
        alias = table.name.removesuffix(BY_PLATFORM)
        return RelationClause(table.name, alias, sql, columns, nulls=relation.nulls, fenced=fenced)

    def _zone(self, statement: Any) -> ZoneInfo | None:
        """Return the time zone of the relations that have times; None for UTC. Raises ContractError if they differ."""
        tables = {each for each in iterate(statement) if isinstance(each, RelationTable)}
        with_times = (each for each in tables if any(isinstance(column.type, DateTime) for column in each.c))
        names = {of.time_zone for each in with_times if (of := self._relation(each)).sql}
        if len(names) > 1:
            raise ContractError(
                "a statement reads relations with times in different zones; give them the same time_zone"
            )
        name = next(iter(names), "")
        return ZoneInfo(name) if name else None


class _Replacing:
    """Replaces the relations and their columns in one statement, and its times by those of a zone."""

    def __init__(self, make: Callable[[RelationTable], RelationClause | None], zone: ZoneInfo | None) -> None:
        self._make, self._zone = make, zone
        self._made: dict[RelationTable, RelationClause | None] = {}

    @property
    def clauses(self) -> list[RelationClause]:
        """The clauses that stand for relations now."""
        return [each for each in self._made.values() if each is not None]

    def __call__(self, element: Any, **_: Any) -> Any:
        """Return what takes the place of an element; None for a copy of it with its parts replaced."""
        if isinstance(element, BindParameter):  # itself: there are many of them, and a copy takes time
            return _local(element, self._zone) if self._zone else element
        if isinstance(element, RelationTable):
            return self._clause(element)
        if not isinstance(element, Column) or not isinstance(element.table, RelationTable):
            return None
        clause = self._clause(element.table)
        return None if clause is None else clause.column(element)

    def _clause(self, table: RelationTable) -> RelationClause | None:
        if table not in self._made:
            self._made[table] = self._make(table)
        return self._made[table]


def _complete(statement: Any, clauses: Collection[RelationClause]) -> Any:
    """Return the statement with each of these in FROM, even if all columns of one are NULL."""
    if not isinstance(statement, Select) or not any(each.nulls for each in clauses):
        return statement
    elements = list(iterate(statement))
    named = {getattr(each, "table", each) for each in elements if isinstance(each, Column | RelationClause)}
    absent = [each for each in clauses if each not in named]
    return statement.select_from(*absent) if absent else statement


def _reads_all(connection: Connection, statement: Any) -> bool:
    """Whether a statement of PostgreSQL reads all rows of its relations.

    Then a fence costs no index, and a column that a SELECT computes is computed only once for each row: with a million
    rows, a status took 9 s instead of 29 s. For other computed columns, a fence costs more than it saves (2.2 s instead
    of 1.3 s), because it prevents a parallel scan.

    MariaDB has no statement with a column per value, and caches what a SELECT returned: with 200,000 rows, a status
    that one statement names twice is computed 245,352 times (400,803 without its cache). A fence (LIMIT) is slower:
    2.4 s instead of 1.7 s, and with 600,000 rows, most of which are too many for the cache, 11.5 s instead of 8.5 s.
    """
    return connection.dialect.name == "postgresql" and getattr(statement, "whereclause", statement) is None


def _local(bound: BindParameter[Any], zone: ZoneInfo) -> BindParameter[Any] | None:
    if not isinstance(bound.value, datetime):
        return None
    return BindParameter(None, local(bound.value, zone), type_=bound.type, unique=True)


def _all_local(parameters: Any, zone: ZoneInfo | None) -> Any:
    if zone is None:
        return parameters
    if isinstance(parameters, Mapping):
        return {name: local(of, zone) if isinstance(of, datetime) else of for name, of in parameters.items()}
    return [_all_local(each, zone) for each in parameters] if isinstance(parameters, list | tuple) else parameters


def local(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return a time, which is in UTC if it is naive, as the naive local time of a zone."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(zone).replace(tzinfo=None)
