"""Judges a relation of the configuration by its contract, as far as the texts of its SELECTs say.

What can be wrong with a single key is here, with its texts in `texts`, with the columns of a SELECT in `selecting`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from sqlalchemy import DateTime, String

from exporter.collection.selecting import Selected, alike, problems_of_columns, selected
from exporter.collection.texts import faults_of_texts
from exporter.config.configuration import Configuration
from exporter.config.origin import Loc, Problem
from exporter.config.relation_settings import RelationSettings
from exporter.relations.contract import Column, RelationTable
from exporter.relations.relations import Relations
from exporter.relations.sql_text import SqlError, check

Labels = Mapping[tuple[str, str], frozenset[str]]
"""By relation and column that a query reads, the known values of the labels made of it."""

_NEAR = 0.9
"""How much a value must resemble a known one to be a misspelling of it."""


def problems_of(
    configuration: Configuration, contracts: Mapping[str, RelationTable], labels: Labels, relations: Relations
) -> Iterator[Problem]:
    """Yield what is wrong with the relations of a configuration."""
    for name, settings in configuration.settings.relations.items():
        table = contracts.get(name)
        loc = ("relations", name)
        if table is None:
            yield Problem(loc, "unknown relation", tuple(sorted(contracts)))
        else:
            yield from _Judged(configuration, loc, settings, table, labels, relations).problems()
    for name in configuration.resolved.removed - contracts.keys():
        yield Problem(("relations", name), "unknown relation", tuple(sorted(contracts)))
    yield from _of_preset(configuration)
    yield from _of_variants(configuration, contracts)


def _of_preset(configuration: Configuration) -> Iterator[Problem]:
    """Yield what is wrong with texts of the preset that are not in use, such as those of other variants."""
    preset, used = configuration.preset, {each.origin for each in configuration.written.values()}
    for loc, written in preset.document.written.items() if preset else ():
        if written.origin in used or "tables" in loc or "columns" in loc:
            continue
        try:
            check(written.value)
        except SqlError as error:
            yield Problem(loc, error.message, origin=written.place(error.at))


def _of_variants(configuration: Configuration, contracts: Mapping[str, RelationTable]) -> Iterator[Problem]:
    """Yield the relations of variants that nothing reads; those of variants in use are judged in full."""
    preset = configuration.preset
    for variant, settings in preset.settings.variants.items() if preset else ():
        declared = {each.relation for each in settings.providers.values()}
        for name in settings.relations.keys() - contracts.keys() - declared - configuration.settings.relations.keys():
            loc = ("variants", variant, "relations", name)
            origin = preset.document.origins.get(loc) if preset else None
            yield Problem(loc, "unknown relation", tuple(sorted(contracts)), origin)


@dataclass(frozen=True, slots=True)
class _Judged:
    """A relation and what it is judged by."""

    configuration: Configuration
    loc: Loc
    settings: RelationSettings
    table: RelationTable
    labels: Labels
    relations: Relations

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong; what cannot be one SELECT is not judged further."""
        wrong = list(faults_of_texts(self.configuration, self.loc, self.settings))
        yield from wrong
        yield from self.keys()
        yield from self.grains()
        if wrong:
            return
        parts = list(self.selects())
        yield from self.columns_named(parts)
        for part in parts:
            yield from problems_of_columns(part, self.settings, self.relations)

    @property
    def contract(self) -> list[Column]:
        """The columns of the contract."""
        return [each for each in self.table.c if isinstance(each, Column)]

    def problem(self, key: tuple[str | int, ...], message: str, known: tuple[str, ...] = ()) -> Problem:
        """Return a problem with a key of the relation."""
        return Problem((*self.loc, *key), message, known)

    def keys(self) -> Iterator[Problem]:
        """Yield what is wrong with keys that describe the SELECT."""
        of, name = self.settings, self.table.name
        names = {each.name for each in self.contract}
        if of.incremental and "updated_at" not in names:
            yield self.problem(("incremental",), f"has no effect: {name} has no column updated_at; remove it")
        if of.trust and not of.incremental:
            yield self.problem(("trust",), "has no effect without incremental: true; remove it")
        if of.time_zone and not any(isinstance(each.type, DateTime) for each in self.contract):
            yield self.problem(("time_zone",), f"has no effect: {name} has no times; remove it")
        if of.minor_unit is not None and not any(each.instead_of for each in self.contract):
            yield self.problem(("minor_unit",), f"has no effect: {name} has no amounts of money; remove it")
        if of.first_party is not None and name != "vendors":
            yield self.problem(("first_party",), "must be under relations.vendors: rows of all relations follow it")
        if of.database not in (known := tuple(self.configuration.settings.every_database)):
            yield Problem((*self.loc, "database", of.database), "there is no database of this name", known)
        for column in of.map:
            yield from self.mapped(column)

    def mapped(self, column: str) -> Iterator[Problem]:
        """Yield what is wrong with the map of a column."""
        contract = {each.name: each for each in self.contract}
        if column not in contract:
            yield self.problem(("map", column), f"is no column of {self.table.name}", tuple(contract))
        elif "" in self.settings.map[column].values():
            yield self.problem(("map", column), "leads to an empty text, which is no label; write one")
        elif not isinstance(contract[column].type, String):
            yield self.problem(("map", column), "is not a text; write the mapping in the SELECT (CASE ... END)")
        elif (self.table.name, column) not in self.labels:
            yield self.problem(("map", column), "is not a label; write the mapping in the SELECT (CASE ... END)")
        else:
            yield from self.misspelt(column, self.labels[self.table.name, column])

    def misspelt(self, column: str, known: Collection[str]) -> Iterator[Problem]:
        """Yield the values of a map that are nearly known ones. Others are exported as they are."""
        for theirs, ours in self.settings.map[column].items():
            near = () if ours in known else get_close_matches(ours.lower(), known, n=1, cutoff=_NEAR)
            for each in near:
                yield self.problem(("map", column, theirs), f'leads to "{ours}"; did you mean "{each}"?')

    def grains(self) -> Iterator[Problem]:
        """Yield what is wrong with the SELECTs as such."""
        of, by_name = self.settings, self.relations.by_name
        if (of.sql, of.platform_sql) == (None, None) and not by_name:
            yield self.problem((), "has no SELECT; write sql: SELECT ..., or take the tables by name (preset: orion)")
        elif (of.sql, of.platform_sql) == (None, None) and (key := self._of_a_select()):
            yield self.problem((key,), "needs a SELECT, which is not there; write sql: SELECT ...")
        if of.platform_sql and not self.table.platform_row:
            yield self.problem(("platform_sql",), f"{self.table.name} has the same rows in both scopes; remove it")

    def _of_a_select(self) -> str:
        of = self.settings
        given = {"with": of.with_, "for_each": of.for_each, "incremental": of.incremental}
        return next((key for key, value in given.items() if value), "")

    def selects(self) -> Iterator[Selected]:
        """Yield the SELECTs of both grains with their columns."""
        for key in ("sql", "platform_sql"):
            sql = getattr(self.settings, key)
            if sql:
                loc = (*self.loc, key)
                yield selected(loc, sql, self.table, is_strict=self.configuration.of_preset(loc))

    def omitted(self, parts: list[Selected], names: Sequence[str]) -> Iterator[Problem]:
        """Yield what is wrong with `omit`."""
        for index, column in enumerate(self.settings.omit):
            by = [part.loc[-1] for part in parts if part.columns is not None and column in part.columns]
            if column not in names:
                message = f'{self.table.name} has no column "{column}"; it has {", ".join(names)}'
                yield self.problem(("omit", index), message)
            elif column in self.settings.omit[:index]:
                yield self.problem(("omit", index), f"{column} is there twice; remove one")
            elif parts and len(by) == len(parts):
                yield self.problem(("omit", index), f"{column} is selected by {' and '.join(map(str, by))}; remove one")
            elif parts and (other := self.stands_for(column, parts)):
                message = (
                    f"{column} is not needed, as {other} means the same; remove it, or nobody notices if that is gone"
                )
                yield self.problem(("omit", index), message)

    def columns_named(self, parts: list[Selected]) -> Iterator[Problem]:
        """Yield what is wrong with keys that name columns."""
        names = tuple(each.name for each in self.contract)
        yield from self.omitted(parts, names)
        if parts:
            selects = {each for part in parts for each in part.columns or names}
            yield from self.without_effect(selects - {*self.settings.omit})
        for column in self.settings.map:
            absent = self.is_without(column, parts, self.settings.omit)
            if column in names and absent and not self.is_inherited(("map", column), parts):
                yield self.problem(("map", column), "has no source; select the column, or remove the map")
        if self.settings.incremental and "updated_at" in names and self.is_without("updated_at", parts):
            yield self.problem(("incremental",), "needs the column updated_at; select it, or remove incremental")

    def stands_for(self, column: str, parts: list[Selected]) -> str:
        """Return the column that each SELECT of a preset has, and that makes this one needless; else ""."""
        others = alike({each.name: each for each in self.contract}[column], self.contract)
        there = [others.intersection(part.columns or ()) for part in parts if part.is_strict]
        return min(set.intersection(*there), default="") if there else ""

    @staticmethod
    def is_without(column: str, parts: list[Selected], omit: Collection[str] = ()) -> bool:
        """Whether it is certain that no SELECT has a column."""
        return bool(parts) and all(part.lacks(column, omit) for part in parts)

    def is_inherited(self, key: tuple[str, ...], parts: list[Selected]) -> bool:
        """Whether a key is the preset's, and the SELECTs are not: nobody needs to remove it."""
        return self.configuration.of_preset((*self.loc, *key)) and not any(part.is_strict for part in parts)

    def without_effect(self, there: set[str]) -> Iterator[Problem]:
        """Yield which keys describe columns that are not there, although the contract has such columns."""
        of, name = self.settings, self.table.name
        times = {each.name for each in self.contract if isinstance(each.type, DateTime)}
        minor = {each.instead_of for each in self.contract} - {""}
        if of.time_zone and times and not times & there:
            yield self.problem(("time_zone",), f"has no effect: no time of {name} is selected; remove it")
        if of.minor_unit is not None and minor and not minor & there:
            message = f"has no effect: {name} has no {' and no '.join(sorted(minor))}; remove it"
            yield self.problem(("minor_unit",), message)
