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

from exporter.contracts.failures import ContractError, SchemaError
from exporter.database.ids import AnyId
from exporter.relations.clause import RelationClause
from exporter.relations.contract import Column, RelationTable
from exporter.relations.places import Places
from exporter.relations.relations import BY_PLATFORM, Relation, Relations


def install(engine: Engine | Connection, relations: Relations) -> None:
    """Let all statements on this engine or connection read these relations."""
    substitution = _Substitution(relations)
    event.listen(engine, "before_execute", substitution.before, retval=True)


class _Substitution:
    """The SELECTs of some relations, ready to be put into statements."""

    def __init__(self, relations: Relations) -> None:
        self._relations = relations
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
        clauses = {table: self._clause(table, self._places.expanded(connection, of)) for table, of in chosen.items()}
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
        return found

    def _clause(self, table: RelationTable, sql: str) -> RelationClause:
        key = (table.name, sql, *(each.name for each in table.c))
        if key not in self._clauses:
            columns = (Column(each.name, each.type) for each in table.c)
            alias = table.name.removesuffix(BY_PLATFORM)
            self._clauses[key] = RelationClause(table.name, alias, sql, columns)
        return self._clauses[key]


def _complete(statement: Any, clauses: Iterable[RelationClause]) -> Any:
    """Return the statement with each of these in FROM, even if all columns of one are NULL."""
    elements = list(iterate(statement))
    named = {getattr(each, "table", each) for each in elements if isinstance(each, Column | RelationClause)}
    absent = [each for each in clauses if each not in named]
    return statement.select_from(*absent) if absent and isinstance(statement, Select) else statement


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
