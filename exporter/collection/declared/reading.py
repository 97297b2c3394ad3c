"""What a declared provider reads: its own SELECT, a relation of the configuration, or one that a contract describes."""

from collections import Counter
from collections.abc import Iterator, Mapping

from exporter.collection.declared.columns import Columns, resembling
from exporter.collection.relations import base_of
from exporter.collection.texts import faults_of_texts
from exporter.config.configuration import Configuration
from exporter.config.declared_settings import DeclarationSettings
from exporter.config.origin import Loc, Problem
from exporter.config.relation_settings import RelationSettings
from exporter.query.grain import OWNERS
from exporter.relations.building import relation_of_provider
from exporter.relations.contract import Column, RelationTable
from exporter.relations.relations import BY_PLATFORM, Relation, Relations
from exporter.relations.sql_text import columns_of

_OF_THE_RELATION = ("map", "time_zone", "incremental", "trust", "with", "for_each", "database")


class Readings:
    """Finds what each declared provider of a configuration reads."""

    def __init__(self, configuration: Configuration, contracts: Mapping[str, RelationTable]) -> None:
        self._configuration, self._settings, self._contracts = configuration, configuration.settings, contracts
        self._relations: Relations = base_of(configuration)

    def problems(self, loc: Loc, name: str, given: DeclarationSettings) -> Iterator[Problem]:
        """Yield why a provider cannot read anything."""
        if given.relation is None and given.sql is None:
            yield Problem(loc, "needs sql, a SELECT, or relation, the name of one")
        elif given.relation is not None:
            yield from self._of_relation(loc, given, given.relation)
        elif name in self._settings.relations:
            yield Problem((*loc, "sql"), f"relations.{name} has a SELECT, too; write relation: {name} instead of sql")
        elif name in self._contracts:
            yield Problem(
                loc, f"is the name of a relation that other providers read; choose another, such as my_{name}"
            )
        else:
            yield from self._of_select(loc, self._select(given))

    def _of_relation(self, loc: Loc, given: DeclarationSettings, relation: str) -> Iterator[Problem]:
        known = list(dict.fromkeys((*self._settings.relations, *self._contracts)))
        for name in _OF_THE_RELATION:
            field = "with_" if name == "with" else name
            if field in given.model_fields_set:
                yield Problem((*loc, name), f"is a setting of the relation; set it under relations.{relation}")
        own = self._settings.relations.get(relation)
        if relation not in known:
            yield Problem((*loc, "relation"), f'unknown relation "{relation}"{resembling(relation, known)}')
        elif self._relations.of(relation) is None and own is None:
            yield Problem(
                (*loc, "relation"), f"the configuration gives no relation {relation}; add relations.{relation}"
            )
        elif own is not None and relation not in self._contracts:
            yield from self._of_select(("relations", relation), own)

    def _of_select(self, loc: Loc, of: RelationSettings) -> Iterator[Problem]:
        if not of.sql:
            yield Problem(loc, "needs sql, a SELECT")
            return
        if faults := list(faults_of_texts(self._configuration, loc, of)):
            yield from faults
            return
        columns = columns_of(of.sql)
        if columns is None:
            yield Problem((*loc, "sql"), "must name each of its columns (no *, and AS behind an expression)")
        elif twice := [name for name, times in Counter(columns).items() if times > 1]:
            yield Problem((*loc, "sql"), f"selects {twice[0]} twice; give one of them another name, by AS")

    def columns(self, name: str, given: DeclarationSettings) -> Columns:
        """Return the columns that a provider may use."""
        if given.relation is None:
            return Columns(name, "a row of the SELECT", columns_of(given.sql or "") or (), given.map)
        found = [
            each
            for key in (given.relation, given.relation + BY_PLATFORM)
            if (each := self._relations.given.get(key)) is not None
        ]
        others = [column for each in found for column in sorted(each.columns or ())]
        own, contract = self._settings.relations.get(given.relation), self._contracts.get(given.relation)
        maps = own.map if own else {}
        if contract is None:
            return Columns(given.relation, "a row of the relation", others, maps)
        there = _available(contract, found or [Relation(given.relation)])
        return Columns(given.relation, contract.row, others, maps, there)

    def relation(self, name: str, given: DeclarationSettings) -> Relation | None:
        """Return the relation that a provider brings; None if it reads one that is there."""
        return relation_of_provider(name, self._select(given)) if given.relation is None else None

    def _select(self, given: DeclarationSettings) -> RelationSettings:
        shared = {
            name: getattr(given, name) for name in ("sql", "map", "time_zone", "incremental", "trust", "for_each")
        }
        database = {} if given.database is None else {"database": given.database}
        return RelationSettings.model_validate({**shared, **database, "with": given.with_})


def _available(contract: RelationTable, relations: list[Relation]) -> RelationTable:
    """Return a contract with the columns that a shop's relation has."""
    columns = [each for each in contract.c if isinstance(each, Column)]
    there = {each.name for each in columns if any(of.has(each.name, extension=each.extension) for of in relations)}
    there |= {each.instead_of for each in columns if each.name in there} | {*OWNERS}  # which no relation must have
    table = RelationTable(contract.name, *(each.copy() for each in columns if each.name in there))
    table.row, table.platform_row = contract.row, contract.platform_row
    return table
