"""When a refresh may read only what has changed, without a database."""

import pytest

from exporter.query.incremental.policy import Eligibility, IncrementalPolicy, State

POLICY = IncrementalPolicy(above=2.0, full_every=3600.0)
SLOW, QUICK = 3.0, 1.0


def after_full(at: float = 0.0) -> Eligibility:
    eligibility = Eligibility(POLICY)
    eligibility.read_all(at)
    return eligibility


def test_nothing_may_be_used_before_the_first_full_refresh() -> None:
    eligibility = Eligibility(POLICY)
    assert not eligibility.may_use(0.0)
    assert eligibility.state(0.0, cached=False) is State.FULL


@pytest.mark.parametrize(("began", "may"), [(60.0, True), (3599.0, True), (3600.0, False)])
def test_kept_numbers_are_trusted_until_the_next_full_refresh_is_due(began: float, may: bool) -> None:
    eligibility = after_full()
    assert eligibility.may_use(began) is may
    assert (eligibility.state(began, cached=True) is State.CACHED) is may


@pytest.mark.parametrize(("took", "may"), [(SLOW, True), (2.0, True), (QUICK, False)])
def test_numbers_are_kept_only_if_reading_all_took_long(took: float, may: bool) -> None:
    assert after_full().may_keep(0.0, took) is may


def test_each_miss_in_a_row_doubles_the_refreshes_that_keep_nothing_up_to_fifteen() -> None:
    eligibility = after_full()
    rests = []
    for _ in range(6):
        eligibility.missed()
        kept = [eligibility.may_keep(0.0, SLOW) for _ in range(20)]
        rests.append(kept.index(True))
    assert rests == [0, 1, 3, 7, 15, 15]


def test_a_hit_ends_the_row_of_misses() -> None:
    eligibility = after_full()
    eligibility.missed()
    eligibility.missed()
    assert eligibility.missed_last
    assert eligibility.state(0.0, cached=False) is State.RESTING
    assert not eligibility.may_keep(0.0, SLOW)
    eligibility.hit()
    eligibility.missed()
    assert eligibility.may_keep(0.0, SLOW)


def test_after_a_failure_only_full_refreshes_follow_for_as_long_as_kept_numbers_are_trusted() -> None:
    eligibility = after_full(at=100.0)
    eligibility.bar()
    assert eligibility.state(200.0, cached=False) is State.BARRED
    assert not eligibility.may_keep(3699.0, SLOW)
    assert eligibility.may_keep(3700.0, SLOW)
    assert eligibility.state(3700.0, cached=False) is State.FULL
