"""A table or view, and whether its indexes find rows by a column."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["table", "partitioned table", "materialized view", "view", "foreign table", "virtual table"]

INDEXABLE: frozenset[Kind] = frozenset({"table", "partitioned table", "materialized view"})
"""The kinds of relations that can have an index."""

State = Literal["", "invalid", "ignored", "invisible"]


@dataclass(frozen=True, slots=True)
class Index:
    """An index.

    - `columns`: its columns in order; None stands for an expression.
    - `method`: how it is stored, such as `btree` or `hash`, in lower case.
    - `condition`: the condition of a partial index.
    - `state`: why the database does not use it.
    - `expression`: the first column if it is an expression.
    - `prefix`: the number of characters of its first column that it contains; 0 for all.
    - `collates`: whether its first column has the collation of the table's column.
    - `definition`: the statement that creates it, if the database provides it.
    """

    name: str
    columns: tuple[str | None, ...]
    method: str = "btree"
    condition: str = ""
    state: State = ""
    expression: str = ""
    prefix: int = 0
    collates: bool = True
    definition: str = ""

    def flaw(self, wanted: tuple[str, ...], *, ranges: bool) -> str | None:
        """Return why it cannot be used to find rows by the wanted columns, or "" if it can.

        `ranges` is true if ranges are looked up, not only single values. None if the index is about something else.
        """
        if self.columns[: len(wanted)] != wanted:
            names = re.findall(r"\w+", self.expression)
            return f"is on the expression {self.expression}" if wanted[0] in names else None
        if self.state:
            return f"is {self.state}"
        if self.method != "btree" and (ranges or self.method != "hash"):
            return f"is a {self.method} index"
        if self.prefix:
            return f"contains only the first {self.prefix} characters of {wanted[0]}"
        if self.condition and not self._is_not_null(wanted[0]):
            return f"is partial ({self.condition})"
        return "" if self.collates else f"has another collation than {wanted[0]}"

    def _is_not_null(self, column: str) -> bool:
        """Whether it omits only rows in which the column is NULL, which no comparison finds."""
        return bool(
            re.fullmatch(rf'\(?[`"\[]?{re.escape(column)}[`"\]]? IS NOT NULL\)?', self.condition, re.IGNORECASE)
        )


@dataclass(frozen=True, slots=True)
class Relation:
    """A table or view.

    - `quote`: quotes an identifier if necessary.
    - `not_null`: the columns that are certainly not NULL.
    - `inherited`: whether it has child tables, whose rows are neither in its indexes nor subject to its primary key.
    - `definitions`: for MariaDB and MySQL, the definition of each column.
    """

    dialect: str
    quote: Callable[[str], str]
    name: str
    kind: Kind
    columns: frozenset[str] = frozenset()
    not_null: frozenset[str] = frozenset()
    primary_key: tuple[str, ...] = ()
    indexes: tuple[Index, ...] = ()
    inherited: bool = False
    definitions: Mapping[str, str] = field(default_factory=dict)

    @property
    def indexable(self) -> bool:
        """Whether it can have an index."""
        return self.kind in INDEXABLE

    @property
    def quoted(self) -> str:
        """Its name, quoted if necessary."""
        return self.quote(self.name)
