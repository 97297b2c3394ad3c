"""Every case that was reported has a test, which is where the index says."""

import ast
from collections.abc import Mapping, Sequence

import pytest

from tests.packaging import ROOT

HERE = "tests/cases/test_cases.py"
INDEX: Mapping[str, Sequence[str]] = {
    "01 collation": (f"{HERE}::test_one_row_in_another_case_relabels_no_others",),
    "02 flags of bits": (f"{HERE}::test_bits_are_flags",),
    "03 unsigned stock": ("tests/query/test_extremes.py::test_oversold_stock_in_unsigned_columns",),
    "03b unlimited stock": ("tests/query/test_extremes.py::test_a_quantity_that_stands_for_unlimited",),
    "04 zero dates": (
        f"{HERE}::test_zero_dates_are_no_times",
        "tests/query/test_times.py::test_what_changed_is_read_as_all_is",
    ),
    "05 infinity": (f"{HERE}::test_a_certificate_that_never_expires_costs_its_own_time",),
    "06 enum": (f"{HERE}::test_a_status_may_be_an_enum",),
    "07 a membership twice": (
        "tests/directory/test_repeated_rows.py::test_a_membership_that_is_there_twice_counts_once",
    ),
    "08 clamped sums": (
        f"{HERE}::test_a_sum_beyond_64_bits_is_right",
        f"{HERE}::test_the_largest_unsigned_number_is_right",
    ),
    "09 errors while connecting": ("tests/database/test_connecting.py::test_a_limit_of_connections",),
    "10 passwords of MariaDB": (
        "tests/database/test_connecting.py::test_passwords_of_any_character",
        "tests/database/test_connecting.py::test_a_password_that_cannot_be_encoded",
    ),
    "11 the login of MySQL 8": (
        "tests/database/test_logins.py::test_a_login_of_mysql",
        "tests/database/test_logins.py::test_the_ed25519_login_of_mariadb",
        "tests/app/test_missing_packages.py::test_a_package_that_a_login_needs",
    ),
    "12 reload": ("tests/faults/test_reload.py::test_whatever_is_raised_fails_the_reload_and_the_old_one_goes_on",),
    "13 a hangup during the start": ("tests/app/test_hangup.py::test_hangups_all_through_the_start",),
    "14 failover": (
        "tests/database/test_failover.py::test_a_url_file_that_changes_is_followed",
        "tests/database/test_failover.py::test_a_connection_is_replaced_after_five_minutes",
    ),
    "15 row-level security": (
        "tests/database/test_row_security.py::test_what_may_hide_rows_is_named_with_statements_that_show_them",
    ),
    "16 codes of bytes": (f"{HERE}::test_codes_may_be_bytes",),
    "17 a false resolved": (
        "tests/e2e/test_alerting.py::test_when_the_database_goes_away_one_alert_says_so_and_nothing_is_resolved",
    ),
    "18 an order in the future": (
        "tests/e2e/test_future.py::test_a_vendor_whose_last_real_order_is_old_is_noticed",
        "tests/query/test_times.py::test_a_time_that_cannot_be_true_hides_no_other",
    ),
    "19 a small exposition": (f"{HERE}::test_a_small_exposition_is_compressed_well",),
}
"""The tests of each case, by its number and what it is about."""


@pytest.mark.parametrize("case", INDEX)
def test_a_case_has_its_tests(case: str) -> None:
    assert INDEX[case]
    for place in INDEX[case]:
        path, _, name = place.partition("::")
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        assert name in {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}, place


def test_no_case_is_left_out_and_no_test_of_cases_is_without_one() -> None:
    assert [name.split()[0] for name in INDEX] == sorted(["03b", *(f"{number:02}" for number in range(1, 20))])
    here = ast.parse((ROOT / HERE).read_text(encoding="utf-8"))
    tests = {each.name for each in here.body if isinstance(each, ast.FunctionDef) and each.name.startswith("test_")}
    assert {f"{HERE}::{name}" for name in tests} <= {place for places in INDEX.values() for place in places}
