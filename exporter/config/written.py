"""Locates each character of a YAML value in its file, and with it a problem inside of the value."""

import re
from dataclasses import dataclass

from exporter.config.origin import Origin

_ANCHOR = re.compile(r"&\S+\s+")
"""The name by which other places of the file refer to a value."""


@dataclass(frozen=True, slots=True)
class Written:
    """A value and its YAML source, which begins at `origin` and may be indented, quoted, or folded over lines."""

    value: str
    source: str
    origin: Origin

    def place(self, at: int) -> Origin:
        """Return the place of the character `at` of the value."""
        before = self.source[: self._index(at)]
        lines = before.count("\n")
        column = len(before) - before.rfind("\n") + (0 if lines else self.origin.column - 1)
        return Origin(self.origin.source, self.origin.line + lines, column)

    def _index(self, at: int) -> int:
        """Return the position in the source. Characters other than blanks appear in the same order in both."""
        index = self._begin()
        for character in self.value[:at]:
            if not character.isspace():
                index = max(self.source.find(character, index), index) + 1
        wanted = self.value[at : at + 1]
        found = self.source.find(wanted, index) if wanted and not wanted.isspace() else index
        return max(found, index)

    def _begin(self) -> int:
        """Return where the value begins: behind the quote, or behind the line with the `|` or `>` of a block."""
        begin = len(found[0]) if (found := _ANCHOR.match(self.source)) else 0
        if self.source[begin : begin + 1] in ("|", ">"):
            return self.source.find("\n") + 1
        return begin + 1 if self.source[begin : begin + 1] in ("'", '"') else begin
