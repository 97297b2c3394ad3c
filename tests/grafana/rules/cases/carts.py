"""Carts."""

from tests.grafana.rules.case import Case

ABANDONED = 'orion_platform_carts{state="abandoned"}'

CASES = (
    Case(
        "OrionAbandonedCartsRising",
        since="7d",
        values=("1.21", "1.2"),
        fires={ABANDONED: {"0s": 100, "7d": 121}},
        quiet={ABANDONED: {"0s": 100, "7d": 120}},
        summary="More carts are abandoned on {platform}",
        says="{platform} has {value} times as many abandoned carts as a week ago, and more than a day ago.",
        also_quiet={
            "99 carts are too few": {ABANDONED: {"0s": 99, "7d": 150}},
            "they do not rise any more": {ABANDONED: {"0s": 100, "6d": 150}},
            "a week ago is not known": {ABANDONED: {"1d": 100, "7d": 150}},
        },
    ),
)
