"""Puts the SELECT of a relation where a statement names its table, just before the statement is compiled.

Providers and queries do not know of it (docs/decisions/0027-relations.md).
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import BindParameter, Connection, DateTime, Engine, Select, cast, event, null
from sqlalchemy.sql.visitors import iterate, replacement_traverse
from sqlalchemy.types import NullType

from exporter.config.connection import MAIN
from exporter.contracts.failures import ContractError, SchemaError
from exporter.database.ids import AnyId
from exporter.relations.clause import RelationClause
from exporter.relations.contract import Column, RelationTable
from exporter.relations.places import Places
from exporter.relations.relations import BY_PLATFORM, Relation, Relations
from exporter.relations.sql_text import computes_by_select


def install(engine: Engine | Connection, relations: Relations, database: str = MAIN) -> None:
    """Let all statements on this engine or connection, which is to this database, read these relations."""
    substitution = _Substitution(relations, database)
    event.listen(engine, "before_execute", substitution.before, retval=True)


class _Substitution:
    """The SELECTs of some relations, ready to be put into statements."""

    def __init__(self, relations: Relations, database: str) -> None:
        self._relations, self._database = relations, database
        self._clauses: dict[tuple[str, ...], RelationClause] = {}
        self._places = Places()

    def before(
        self, connection: Connection, statement: Any, several: Any, parameters: Any, _options: Mapping[str, Any]
    ) -> tuple[Any, Any, Any]:
        """Return the statement with the SELECTs of its relations, and its parameters.

        Raises SchemaError if the shop does not have one of them.
        """
        named = (
            {each for each in iterate(statement) if isinstance(each, RelationTable)} if _is_select(statement) else ()
        )
        chosen = {each: of for each in named if (of := self._relation(each)).sql}
        if not chosen:
            return statement, several, parameters
        is_fenced = _reads_all(connection, statement)
        clauses = {
            table: self._clause(table, self._places.expanded(connection, of), is_fenced=is_fenced)
            for table, of in chosen.items()
        }
        zone = _zone(chosen)

        def replaced(element: Any, **_: Any) -> Any:
            if isinstance(element, RelationTable):
                return clauses.get(element)
            if isinstance(element, Column) and element.table in clauses:
                is_null = element.name in chosen[element.table].nulls and not isinstance(element.type, AnyId | NullType)
                return cast(null(), element.type) if is_null else clauses[element.table].c[element.name]
            return _local(element, zone) if zone and isinstance(element, BindParameter) else None

        changed = _complete(replacement_traverse(statement, {}, replaced), clauses.values())
        return changed, _all_local(several, zone), _all_local(parameters, zone)

    def _relation(self, table: RelationTable) -> Relation:
        found = self._relations.of(table.name)
        if found is None:
            raise SchemaError(f"the configuration gives no relation {table.name}")
        if found.database != self._database and (found.sql or found.database != MAIN):
            there = f"relation {table.name} is read from database {found.database}"
            raise ContractError(f"{there}, not from {self._database}; use the session of that database")
        return found

    def _clause(self, table: RelationTable, sql: str, *, is_fenced: bool) -> RelationClause:
        fenced = is_fenced and computes_by_select(sql)
        key = (table.name, sql, str(fenced), *(each.name for each in table.c))
        if key not in self._clauses:
            columns = (Column(each.name, each.type) for each in table.c)
            alias = table.name.removesuffix(BY_PLATFORM)
            self._clauses[key] = RelationClause(table.name, alias, sql, columns, fenced=fenced)
        return self._clauses[key]


def _complete(statement: Any, clauses: Iterable[RelationClause]) -> Any:
    """Return the statement with each of these in FROM, even if all columns of one are NULL."""
    elements = list(iterate(statement))
    named = {getattr(each, "table", each) for each in elements if isinstance(each, Column | RelationClause)}
    absent = [each for each in clauses if each not in named]
    return statement.select_from(*absent) if absent and isinstance(statement, Select) else statement


def _reads_all(connection: Connection, statement: Any) -> bool:
    """Whether a statement of PostgreSQL reads all rows of its relations.

    Then a fence costs no index, and a column that a SELECT computes is computed only once for each row: with a million
    rows, a status took 9 s instead of 29 s. For other computed columns, a fence costs more than it saves (2.2 s instead
    of 1.3 s), because it prevents a parallel scan.
    """
    return connection.dialect.name == "postgresql" and getattr(statement, "whereclause", statement) is None


def _is_select(statement: Any) -> bool:
    return bool(getattr(statement, "is_select", False))


def _zone(chosen: Mapping[RelationTable, Relation]) -> ZoneInfo | None:
    """Return the time zone of the relations that have times; None for UTC. Raises ContractError if they differ."""
    names = {of.time_zone for table, of in chosen.items() if any(isinstance(each.type, DateTime) for each in table.c)}
    if len(names) > 1:
        raise ContractError("a statement reads relations with times in different zones; give them the same time_zone")
    name = next(iter(names), "")
    return ZoneInfo(name) if name else None


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
