"""Judges a relation of the configuration by its contract, as far as the texts of its SELECTs say.

What can be wrong with a single key is here; what is wrong with the columns of a SELECT is in `selecting`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import DateTime, String

from exporter.collection.selecting import Selected, problems_of_columns, selected
from exporter.config.configuration import Configuration
from exporter.config.origin import Loc, Problem
from exporter.config.parameters import placeholders
from exporter.config.relation_settings import RelationSettings
from exporter.relations.contract import Column, RelationTable
from exporter.relations.relations import Relations
from exporter.relations.sql_text import SqlError, check, tokens

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_MAIN = "main"


def problems_of(
    configuration: Configuration, contracts: Mapping[str, RelationTable], relations: Relations
) -> Iterator[Problem]:
    """Yield what is wrong with the relations of a configuration."""
    for name, settings in configuration.settings.relations.items():
        table = contracts.get(name)
        loc = ("relations", name)
        if table is None:
            yield Problem(loc, "unknown relation", tuple(sorted(contracts)))
        else:
            yield from _Judged(configuration, loc, settings, table, relations).problems()
    for name in configuration.resolved.removed - contracts.keys():
        yield Problem(("relations", name), "unknown relation", tuple(sorted(contracts)))
    yield from _of_preset(configuration)


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


@dataclass(frozen=True, slots=True)
class _Judged:
    """A relation and what it is judged by."""

    configuration: Configuration
    loc: Loc
    settings: RelationSettings
    table: RelationTable
    relations: Relations

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong; what cannot be one SELECT is not judged further."""
        wrong = [*self.texts(), *self.places()]
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

    def texts(self) -> Iterator[Problem]:
        """Yield why texts cannot be SELECTs, each with the place of the character."""
        yield from faults_of_sql(self.configuration, self.loc, self.settings)
        for key, sql in _texts(self.settings):
            if key[0] == "with" and not _NAME.fullmatch(key[1]):
                yield self.problem(key, "must have a name of letters, digits and _")
            if key[0] in {"sql", "platform_sql"} and self.settings.with_ and _begins_with_with(sql):
                yield self.problem(key, "cannot have a WITH beside `with`; move its helpers there")

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
        if of.database != _MAIN and of.database not in (known := _databases(self.configuration)):
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

    def grains(self) -> Iterator[Problem]:
        """Yield what is wrong with the SELECTs as such."""
        of, by_name = self.settings, self.relations.by_name
        if not of.sql and not of.platform_sql and not by_name:
            yield self.problem((), "has no SELECT; write sql: SELECT ..., or take the tables by name (preset: orion)")
        elif not of.sql and not of.platform_sql and (key := self._of_a_select()):
            yield self.problem((key,), "needs a SELECT, which is not there; write sql: SELECT ...")
        if of.platform_sql and not self.table.platform_row:
            yield self.problem(("platform_sql",), f"{self.table.name} has the same rows in both scopes; remove it")

    def _of_a_select(self) -> str:
        of = self.settings
        given = {"with": of.with_, "for_each": of.for_each, "incremental": of.incremental}
        return next((key for key, value in given.items() if value), "")

    def places(self) -> Iterator[Problem]:
        """Yield what is wrong with `for_each`."""
        each = self.settings.for_each
        if each is None:
            return
        if not _NAME.fullmatch(each.as_):
            yield self.problem(("for_each", "as"), "must be a name of letters, digits and _, such as prefix")
        for key, sql in (("sql", self.settings.sql), ("platform_sql", self.settings.platform_sql)):
            texts = (sql, *self.settings.with_.values())
            if sql and not any(each.as_ == name for text in texts for name, _, _ in placeholders(text or "")):
                yield self.problem((key,), f"does not use {{{{{each.as_}}}}} of for_each; put it into a table name")

    def selects(self) -> Iterator[Selected]:
        """Yield the SELECTs of both grains with their columns."""
        for key in ("sql", "platform_sql"):
            sql = getattr(self.settings, key)
            if sql:
                loc = (*self.loc, key)
                yield selected(loc, sql, self.table, is_strict=self.configuration.of_preset(loc))

    def columns_named(self, parts: list[Selected]) -> Iterator[Problem]:
        """Yield what is wrong with keys that name columns."""
        names = tuple(each.name for each in self.contract)
        for index, column in enumerate(self.settings.omit):
            by = [part.loc[-1] for part in parts if part.columns is not None and column in part.columns]
            if column not in names:
                message = f"{self.table.name} has no column {column}; it has {', '.join(names)}"
                yield self.problem(("omit", index), message)
            elif parts and len(by) == len(parts):
                yield self.problem(("omit", index), f"{column} is selected by {' and '.join(map(str, by))}; remove one")
        if parts:
            selects = {each for part in parts for each in part.columns or names}
            yield from self.without_effect(selects - {*self.settings.omit})
        for column in self.settings.map:
            absent = parts and all(part.lacks(column, self.settings.omit) for part in parts)
            if column in names and absent and not self.is_inherited(("map", column), parts):
                yield self.problem(("map", column), "has no source; select the column, or remove the map")
        if (
            self.settings.incremental
            and "updated_at" in names
            and parts
            and all(part.lacks("updated_at", ()) for part in parts)
        ):
            yield self.problem(("incremental",), "needs the column updated_at; select it, or remove incremental")

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


def faults_of_sql(configuration: Configuration, loc: Loc, settings: RelationSettings) -> Iterator[Problem]:
    """Yield why texts of a relation cannot be SELECTs, each with the place of the character."""
    for key, sql in _texts(settings):
        written = configuration.written.get((*loc, *key))
        try:
            check(written.value if written else sql)
        except SqlError as error:
            origin = written.place(error.at) if written else None
            place = "" if written else f" ({_place(sql, error.at)})"
            yield Problem((*loc, *key), error.message + place, origin=origin)


def _texts(settings: RelationSettings) -> Iterator[tuple[tuple[str, ...], str]]:
    for key, sql in (("sql", settings.sql), ("platform_sql", settings.platform_sql)):
        if sql is not None:
            yield (key,), sql
    for name, sql in settings.with_.items():
        yield ("with", name), sql
    if settings.for_each is not None:
        yield ("for_each", "sql"), settings.for_each.sql


def _place(sql: str, at: int) -> str:
    before = sql[:at]
    return f"line {before.count(chr(10)) + 1}, column {at - before.rfind(chr(10))} of the SELECT"


def _begins_with_with(sql: str) -> bool:
    try:
        return next((each.text.upper() == "WITH" for each in tokens(sql)), False)
    except SqlError:  # which is reported by itself
        return False


def _databases(configuration: Configuration) -> tuple[str, ...]:
    return (_MAIN, *getattr(configuration.settings, "databases", {}))
