"""The columns that a declared provider reads, each with the type that its use asks for."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from enum import Enum
from typing import Any

from sqlalchemy import DateTime, Integer, Numeric, String

from exporter.query import AnyId
from exporter.query.grain import OWNERS
from exporter.relations.contract import Column, RelationTable, relation

_MOST_NAMED = 20


class Use(Enum):
    """What a column is used as."""

    LABEL = "a text"
    NUMBER = "a number"
    MOMENT = "a time"
    ID = "an id"


_TYPES: Mapping[Use, Any] = {Use.LABEL: String, Use.NUMBER: Numeric, Use.MOMENT: DateTime, Use.ID: AnyId}
_USABLE: Mapping[Use, Any] = {Use.NUMBER: (Integer, Numeric), Use.MOMENT: DateTime}


class Columns:
    """The columns of one relation. `contract` are those whose type is known; `others` have the type of their use.

    `maps` has, by column, the value to export for each value of the shop.
    """

    def __init__(
        self,
        name: str,
        row: str,
        others: Sequence[str],
        maps: Mapping[str, Mapping[str, str]],
        contract: RelationTable | None = None,
    ) -> None:
        self.name, self._row, self._maps = name, row, maps
        described = () if contract is None else contract.c
        self._contract = {each.name: each for each in described if isinstance(each, Column)}
        self.names = tuple(dict.fromkeys((*self._contract, *others)))
        self._uses = {each: Use.ID for each in OWNERS if each in self.names}

    def use(self, column: str, use: Use) -> str:
        """Note what a column is used as. Return what is wrong with that; "" if nothing is."""
        if column not in self.names:
            return f'{self.name} has no column "{column}"{resembling(column, self.names)}'
        before = self._uses.setdefault(column, use)
        if before is not use:
            return f"{column} is used as {before.value} and as {use.value}; select it twice, under two names"
        known = self._contract.get(column)
        if known is not None and use in _USABLE and not isinstance(known.type, _USABLE[use]):
            return f"{column} of relation {self.name} is not {use.value}"
        return ""

    def unmapped(self, column: str, values: Iterable[str | None]) -> str:
        """Return what is wrong with values of a column that has a map; "" if the map leads to all of them."""
        known = tuple(dict.fromkeys(self._maps.get(column, {}).values()))
        strange = next((each for each in values if known and each is not None and each not in known), None)
        return "" if strange is None else f'the map of {column} has no value "{strange}"{resembling(strange, known)}'

    def table(self) -> RelationTable:
        """Return the relation with these columns."""
        return relation(self.name, self._row, *map(self._column, self.names))

    def _column(self, name: str) -> Column:
        known, use = self._contract.get(name), self._uses.get(name)
        if known is not None and (use is not Use.LABEL or isinstance(known.type, String)):
            return known.copy()
        type_ = _TYPES[use or Use.LABEL]
        if known is None:
            return Column(name, type_, optional=True)
        return Column(
            name, type_, known.meaning, optional=known.optional, extension=known.extension, absent=known.absent
        )


def resembling(name: str, known: Sequence[str]) -> str:
    """Return the end of a message about an unknown name: the one that was probably meant, or all of them."""
    near = get_close_matches(name, known, n=1) or get_close_matches(name.lower(), known, n=1)
    if near:
        return f'; did you mean "{near[0]}"?'
    return f"; it has {', '.join(known)}" if 0 < len(known) <= _MOST_NAMED else ""
