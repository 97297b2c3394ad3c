"""Judges the columns that a SELECT returns by the contract of its relation, as far as its text says."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from exporter.config.origin import Loc, Problem
from exporter.config.relation_settings import RelationSettings
from exporter.query.grain import OWNERS
from exporter.relations.building import FALLBACKS
from exporter.relations.contract import Column, RelationTable
from exporter.relations.relations import BY_PLATFORM, Relations
from exporter.relations.sql_text import SqlError, columns_of

_SIMILAR = 0.75
_LONG = 5
"""Length from which a name inside of another one is no coincidence."""


@dataclass(frozen=True, slots=True)
class Selected:
    """A SELECT: its location, the contract, and its columns in order; None if its text does not say so (`*`).

    It is strict if it is that of a preset.
    """

    loc: Loc
    table: RelationTable
    columns: tuple[str, ...] | None
    is_strict: bool

    @property
    def contract(self) -> list[Column]:
        """The columns of the contract."""
        return [each for each in self.table.c if isinstance(each, Column)]

    @property
    def is_by_platform(self) -> bool:
        """Whether its rows belong to platforms, so that it needs no vendor."""
        return self.loc[-1] == BY_PLATFORM.removeprefix(".")

    @property
    def strange(self) -> list[str]:
        """The columns that the contract does not have."""
        return sorted({*(self.columns or ())} - {each.name for each in self.contract})

    def lacks(self, column: str, omit: Collection[str]) -> bool:
        """Whether it is certain that there is no such column."""
        return column in omit if self.columns is None else column not in self.columns


def selected(loc: Loc, sql: str, table: RelationTable, *, is_strict: bool) -> Selected:
    """Return a SELECT with its columns."""
    try:
        columns = columns_of(sql)
    except SqlError:
        columns = None
    return Selected(loc, table, columns, is_strict)


def problems_of_columns(part: Selected, settings: RelationSettings, relations: Relations) -> Iterator[Problem]:
    """Yield what is wrong with the columns of a SELECT."""
    if part.columns is None:
        if part.is_strict:
            yield Problem(part.loc, "a preset must name each column that it selects; write them instead of *")
        return
    twice = next((each for each in part.columns if part.columns.count(each) > 1), "")
    if twice:
        yield Problem(part.loc, f"selects {twice} twice; remove one, or rename it with AS")
    yield from _contradictions(part, {*part.columns})
    for name, misspelt in _missing(part, settings):
        hint = f"; {misspelt} is no column of the relation" if misspelt else ""
        yield Problem(part.loc, f"has no column {name}{hint}; select it, or list it under omit")
    if part.is_by_platform and relations.has_platforms and part.lacks("platform_id", settings.omit):
        yield Problem(part.loc, "has no column platform_id, but there are platforms; select it")


def _contradictions(part: Selected, there: set[str]) -> Iterator[Problem]:
    """Yield which columns cannot be there together: amounts in different units, and two of the same meaning."""
    major = [each.name for each in part.contract if each.instead_of and each.name in there]
    minor = [each.instead_of for each in part.contract if each.instead_of in there and each.instead_of]
    if major and minor:
        message = f"has {major[0]} in major units and {minor[0]} in minor ones; use the same unit for all"
        yield Problem(part.loc, message)
    for each in part.contract:
        if each.name in there and each.or_else in there:
            yield Problem(part.loc, f"has both {each.or_else} and {each.name}, which mean the same; select one of them")


def _missing(part: Selected, settings: RelationSettings) -> Iterator[tuple[str, str]]:
    """Yield the columns that a SELECT should have, and perhaps the misspelt name of each; `omit` may say otherwise."""
    there, omit = {*(part.columns or ())}, {*settings.omit, *(("vendor_id",) if part.is_by_platform else ())}
    absent = []
    for each in part.contract:
        same = alike(each, part.contract)
        if each.name not in there | omit and not same & there and not (each.optional and same & omit):
            absent.append(each)
    misspelt = dict(_misspelt(part.strange, [each.name for each in absent]))
    for each in absent:
        if part.is_strict or each.name in misspelt or not _may_be_absent(each, part):
            yield each.name, misspelt.get(each.name, "")


def alike(column: Column, contract: list[Column]) -> set[str]:
    """Return the columns of the same meaning."""
    others = {each.name for each in contract if column.name in (each.instead_of, each.or_else)}
    return (others | {column.instead_of, column.or_else}) - {""}


def _may_be_absent(column: Column, part: Selected) -> bool:
    return column.optional or column.name in OWNERS or column.name in FALLBACKS.get(part.table.name, ())


def _misspelt(strange: list[str], absent: list[str]) -> Iterator[tuple[str, str]]:
    """Yield absent columns, each with a selected one that the contract does not have and that resembles it most."""
    for each in strange:
        letters = each.replace("_", "")
        near = get_close_matches(each, absent, n=1, cutoff=_SIMILAR)
        near += [name for name in absent if len(name) >= _LONG and name.replace("_", "") in letters]
        if near:
            yield near[0], each
