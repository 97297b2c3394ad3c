"""A part of many similar cases; the others are left to `make soak`."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

import pytest

from tests.support.databases import DIALECTS, Dialect

EVERY = 3
"""The share of cases that are run each time is one of this many."""


def on_databases(seeds: Iterable[int], later: Iterable[int] = ()) -> list[Any]:
    """Return pairs of database and seed: the first seed on all three, each other one on one of them.

    The rest has the mark `soak`, and so have the seeds `later`.
    """
    run = _pairs(seeds, lambda place, dialect: place == 0 or DIALECTS[place % 3] == dialect)
    return [*run, *_pairs(later, lambda *_: False)]


def spread(cases: Iterable[Any], always: Collection[Dialect] = ()) -> list[Any]:
    """Return pairs of database and case: each case on one of the three by turns, and on those of `always`.

    The rest has the mark `soak`.
    """
    return _pairs(cases, lambda place, dialect: DIALECTS[place % 3] == dialect or dialect in always)


def _pairs(cases: Iterable[Any], is_run: Callable[[int, Dialect], bool]) -> list[Any]:
    return [
        pytest.param(dialect, case, marks=[] if is_run(place, dialect) else [pytest.mark.soak])
        for place, case in enumerate(cases)
        for dialect in DIALECTS
    ]


def sampled(cases: Iterable[tuple[Any, ...]], ids: Iterable[str] | None = None) -> list[Any]:
    """Return the parameters of a test, two thirds of them with the mark `soak`."""
    names = list(ids) if ids is not None else None
    return [
        pytest.param(*case, id=names[number] if names else None, marks=[pytest.mark.soak] if number % EVERY else [])
        for number, case in enumerate(cases)
    ]
