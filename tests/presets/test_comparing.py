"""How exported series are compared with truths."""

import pytest

from tests.presets.comparing import differences
from tests.presets.truths import Numbers

TRUTH: Numbers = {frozenset({("vendor", "acme"), ("state", "active")}): 2, frozenset({("vendor", "bolt")}): 1}
ZERO: Numbers = {frozenset({("vendor", "acme"), ("state", "inactive")}): 0}


def test_equal_series_do_not_differ() -> None:
    assert differences("orion_products", TRUTH, TRUTH, zeros=False) == []


@pytest.mark.parametrize(("exported", "shown"), [
    ({**TRUTH, frozenset({("vendor", "bolt")}): 3}, "must be 1, is 3"),
    ({frozenset({("vendor", "bolt")}): 1}, "must be 2, is None"),
    ({**TRUTH, frozenset({("vendor", "cent")}): 4}, "must be None, is 4"),
    ({**TRUTH, **ZERO}, "must be None, is 0"),
])  # fmt: skip
def test_each_other_series_differs(exported: Numbers, shown: str) -> None:
    (found,) = differences("orion_products", TRUTH, exported, zeros=False)
    assert shown in found


def test_a_family_that_is_filled_may_have_more_zeros() -> None:
    assert differences("orion_products", TRUTH, {**TRUTH, **ZERO}, zeros=True) == []
    more = {**TRUTH, frozenset({("vendor", "cent")}): 4.0}
    assert len(differences("orion_products", TRUTH, more, zeros=True)) == 1


def test_times_are_compared_in_whole_seconds() -> None:
    times = [{frozenset({("vendor", "acme")}): value} for value in (7.9, 7.0, 8.0)]
    assert differences("orion_a_timestamp_seconds", times[0], times[1], zeros=False) == []
    assert len(differences("orion_a_timestamp_seconds", times[0], times[2], zeros=False)) == 1


def test_a_label_without_a_truth_is_open_but_not_the_number_of_series() -> None:
    truth = {frozenset({("vendor", "acme")}): 1.0}
    yes, no = (frozenset({("vendor", "acme"), ("primary", each)}) for each in ("true", "false"))
    assert differences("orion_vendor_platform_info", truth, {yes: 1}, zeros=False) == []
    assert len(differences("orion_vendor_platform_info", truth, {yes: 1, no: 1}, zeros=False)) == 1
