"""Formats configuration problems, one line each: origin, setting, message and hint."""

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from exporter.config.origin import Loc, Origin, Problem

# A longer list of names does not help.
MAX_LISTED = 20

_LONG = re.compile(r"\S{200,}")
_KEPT = 60
"""What is shown of a longer word, which may be a whole file in the wrong place."""


def lines_of(
    problems: Sequence[Problem], origins: Mapping[Loc, Origin], path: Path | None, shown: Callable[[Loc], Loc]
) -> list[str]:
    """Return a line for each problem, first those of the file `path`, sorted by position.

    `origins` maps locations to their origin. `shown` shortens a location to the part that may be printed, as its end
    may be a secret.
    """
    return [
        _line(each, _origin(each, origins, path), shown(each.loc))
        for each in sorted(problems, key=lambda each: _order(_origin(each, origins, path), path))
    ]


def _origin(problem: Problem, origins: Mapping[Loc, Origin], path: Path | None) -> Origin:
    loc = problem.loc
    nearest = (origins[loc[:length]] for length in range(len(loc), -1, -1) if loc[:length] in origins)
    return problem.origin or next(nearest, Origin(str(path) if path else "configuration"))


def _order(origin: Origin, path: Path | None) -> tuple[bool, int, int]:
    return origin.source != str(path), origin.line, origin.column


def _line(problem: Problem, origin: Origin, loc: Loc) -> str:
    dotted = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc).removeprefix(".")
    said = ": ".join(part for part in (dotted, problem.message) if part) + _hint(problem)
    return f"{origin}: " + _LONG.sub(lambda found: f"{found[0][:_KEPT]}...", said)


def _hint(problem: Problem) -> str:
    if not problem.known:
        return ""
    name = str(problem.loc[-1])
    nearest = difflib.get_close_matches(name, problem.known, n=1) or difflib.get_close_matches(
        name.lower(), problem.known, n=1
    )
    if nearest:
        return f'; did you mean "{nearest[0]}"?'
    return "" if len(problem.known) > MAX_LISTED else f"; known: {', '.join(problem.known)}"
