"""What differs between the series that are exported and those that are true."""

from math import isclose

from tests.support.shop import Series


def differences(found: dict[Series, float], wanted: dict[Series, float]) -> list[str]:
    """Return a line for each series that differs."""
    every = sorted(found.keys() | wanted.keys(), key=str)
    pairs = [(series, found.get(series), wanted.get(series)) for series in every]
    return [
        f"{series[0]}{dict(series[1])}: exported {got}, true {true}"
        for series, got, true in pairs
        if got is None or true is None or not isclose(got, true, rel_tol=1e-12)
    ]
