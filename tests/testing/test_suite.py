"""Providers of each kind pass the contract suite, and each check finds providers that break it."""

import re
from typing import Any

import pytest

from exporter.testing.subject import NotApplicableError
from exporter.testing.suite import CHECKS, Check, breaches
from tests.packaging import ROOT
from tests.support.contract import Examine, broken, not_applicable
from tests.support.tools import tool
from tests.testing.good import GOOD, Buyers, ByVendor, InBulk
from tests.testing.wrong import WRONG

BY_NAME = {each.__name__: each for each in CHECKS}
CASES = [(name, loaded, message) for name, cases in WRONG.items() for loaded, message in cases]


@pytest.mark.parametrize("loaded", GOOD)
def test_a_provider_of_each_kind_passes(examine: Examine, loaded: type) -> None:
    assert broken(examine(loaded)) == {}


def test_only_what_a_provider_cannot_do_is_skipped(examine: Examine) -> None:
    assert not_applicable(examine(Buyers)) == not_applicable(examine(ByVendor)) == set()
    assert not_applicable(examine(InBulk)) == {
        "vendors_add_up_to_the_whole",
        "statistics_equal_the_exposition",
        "unknown_ids_have_no_values",
        "periods_are_half_open",
        "periods_are_in_any_time_zone",
    }


@pytest.mark.parametrize(("name", "loaded", "message"), CASES, ids=[f"{each[0]}-{each[2]}" for each in CASES])
def test_a_check_finds_what_is_wrong_and_says_what_to_do(
    examine: Examine, name: str, loaded: Any, message: str
) -> None:
    if message == "promtool":
        tool(message)
    found = breaches(BY_NAME[name], examine(loaded))
    assert any(message in each for each in found), found


def test_each_check_can_fail() -> None:
    assert WRONG.keys() == BY_NAME.keys()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_check_says_what_it_demands_in_a_sentence(check: Check) -> None:
    assert (check.__doc__ or "").endswith(".")
    assert "\n" not in (check.__doc__ or "")


def test_the_guide_lists_every_check_with_what_it_demands() -> None:
    guide = (ROOT / "docs" / "how-to" / "test-a-provider.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (.*\.) \|$", guide, re.MULTILINE)
    assert [row for row in rows if row[0] in BY_NAME] == [(check.__name__, check.__doc__) for check in CHECKS]


def test_other_checks_leave_it_to_one_to_say_why_nothing_runs(examine: Examine) -> None:
    (raising, _), *_ = WRONG["statements_run"]
    with pytest.raises(NotApplicableError, match="statements_run"):
        breaches(BY_NAME["exposition_is_clean"], examine(raising))
    with pytest.raises(NotApplicableError, match="is_a_provider"):
        breaches(BY_NAME["texts_are_complete"], examine(object))
