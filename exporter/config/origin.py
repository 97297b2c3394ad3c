"""Origins of values, and problems with them."""

from dataclasses import dataclass

Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """The origin of a value: a file with line and column (1-based), an environment variable, or the command line."""

    source: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.source}:{self.line}:{self.column}" if self.line else self.source


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem with the value at `loc`. The closest of the `known` names is suggested instead."""

    loc: Loc
    message: str
    known: tuple[str, ...] = ()
    origin: Origin | None = None
