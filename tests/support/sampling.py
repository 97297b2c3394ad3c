"""A part of many similar cases; the others are left to `make soak`."""

from collections.abc import Iterable
from typing import Any

import pytest

EVERY = 3
"""The share of cases that are run each time is one of this many."""


def sampled(cases: Iterable[tuple[Any, ...]], ids: Iterable[str] | None = None) -> list[Any]:
    """Return the parameters of a test, two thirds of them with the mark `soak`."""
    names = list(ids) if ids is not None else None
    return [
        pytest.param(*case, id=names[number] if names else None, marks=[pytest.mark.soak] if number % EVERY else [])
        for number, case in enumerate(cases)
    ]
