"""What the numbers of a cell add up to: absent where nothing is known, and never more than a float can hold."""

import pytest

from exporter.contracts.metrics import Fold
from exporter.fold.families import Scopes
from tests.support.tiny import (
    ACME,
    BOLT,
    CROW,
    MAIN,
    MODULE,
    SIDE,
    answer,
    directory,
    frame_of,
    lines,
    metric,
    samples,
    samples_of,
)


def test_the_sum_of_nothing_but_nulls_is_absent_and_counted() -> None:
    rows = answer(metric(), (ACME, MAIN, 3, None), (ACME, SIDE, 1, 4), (BOLT, MAIN, 1, None))
    assert samples(directory(), rows) == lines("""
        orion_cards{platform="side",vendor="acme"} 4
        orion_platform_cards{platform="side"} 4
    """)
    assert Scopes.of(frame_of(rows), directory(), MODULE).null_sums() == 2


@pytest.mark.parametrize(("off", "counted"), [((), 4), ((SIDE,), 3), ((MAIN,), 3), ((MAIN, SIDE), 1)])
def test_nulls_of_excluded_rows_do_not_count(off: tuple[int, ...], counted: int) -> None:
    nulls = [(ACME, MAIN, 1, None), (ACME, SIDE, 1, None), (ACME, None, 1, None), (CROW, None, 1, None)]
    assert Scopes.of(frame_of(answer(metric(), *nulls)), directory(*off), MODULE).null_sums() == counted


def test_the_platform_scope_has_a_number_as_soon_as_one_vendor_has_one() -> None:
    rows = answer(metric(), (ACME, MAIN, 3, None), (BOLT, MAIN, 1, 4))
    assert 'orion_platform_cards{platform="main"} 4' in samples(directory(), rows)


@pytest.mark.parametrize(("fold", "platform"), [("max", 90), ("min", 70)])
def test_moments_are_folded_and_those_that_never_were_are_absent(fold: Fold, platform: int) -> None:
    rows = [(ACME, MAIN, 1, 70), (BOLT, MAIN, 1, 90), (ACME, SIDE, 1, None)]
    assert samples(directory(), answer(metric(fold=fold), *rows)) == lines(f"""
        orion_cards{{platform="main",vendor="acme"}} 70
        orion_cards{{platform="main",vendor="bolt"}} 90
        orion_platform_cards{{platform="main"}} {platform}
    """)


def test_money_is_folded_in_minor_units_and_exported_in_major_ones() -> None:
    cents = [(vendor, MAIN, "EUR", 1, 10) for vendor in (ACME, BOLT, CROW)]
    found = samples(directory(), answer(metric("value", money=True, currency=()), *cents))
    assert 'orion_platform_value{currency="EUR",platform="main"} 0.3' in found


HUGE = 1.7e308
"""Twice this is more than a float can hold."""


def test_a_sum_that_is_infinite_is_rejected_and_its_parts_are_not() -> None:
    frame = frame_of(answer(metric(), (ACME, MAIN, 1, HUGE), (BOLT, MAIN, 1, HUGE), (ACME, SIDE, 1, 1)))
    assert samples_of(frame, directory()) == lines("""
        orion_cards{platform="main",vendor="acme"} 1.7e+308
        orion_cards{platform="side",vendor="acme"} 1
        orion_cards{platform="main",vendor="bolt"} 1.7e+308
        orion_platform_cards{platform="side"} 1
    """)
    assert dict(frame.rejected) == {"value": 1}
    assert frame.warnings == {"value": "loyalty.cards adds up to inf, which is not a finite number"}


@pytest.mark.parametrize("sign", [1, -1])
def test_a_sum_that_is_infinite_is_not_zero_either(sign: int) -> None:
    """Nor is that of two of them, which is NaN where they have different signs."""
    huge, tiny = (BOLT, MAIN, 1, HUGE), (ACME, MAIN, 1, sign * HUGE)
    frame = frame_of(answer(metric(), huge, huge, tiny, tiny))
    assert samples_of(frame, directory()) == lines("""
        orion_cards{platform="side",vendor="acme"} 0
        orion_platform_cards{platform="side"} 0
    """)
    assert dict(frame.rejected) == {"value": 3}
