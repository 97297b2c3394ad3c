"""A part of many similar cases; the others are left to `make soak`."""

from collections.abc import Iterable
from typing import Any

import pytest

from tests.support.databases import DIALECTS

EVERY = 3
"""The share of cases that are run each time is one of this many."""


def on_databases(seeds: Iterable[int]) -> list[Any]:
    """Return pairs of database and seed: the first seed on all three, each other one on one of them.

    The rest has the mark `soak`.
    """
    return [
        pytest.param(dialect, seed, marks=[] if place == 0 or DIALECTS[place % 3] == dialect else [pytest.mark.soak])
        for place, seed in enumerate(seeds)
        for dialect in DIALECTS
    ]


def sampled(cases: Iterable[tuple[Any, ...]], ids: Iterable[str] | None = None) -> list[Any]:
    """Return the parameters of a test, two thirds of them with the mark `soak`."""
    names = list(ids) if ids is not None else None
    return [
        pytest.param(*case, id=names[number] if names else None, marks=[pytest.mark.soak] if number % EVERY else [])
        for number, case in enumerate(cases)
    ]
