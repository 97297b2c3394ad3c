"""From rows to samples: each test is one rule, with the rows that it is about and the samples that follow."""

import pytest

from exporter.contracts.labels import label_of
from exporter.contracts.metrics import Fold
from exporter.directory.attribution import OwnedBy
from exporter.exposition.snapshot import Labels
from exporter.fold.families import Scopes, family_names, label_sets
from tests.support.tiny import (
    ACME,
    BOLT,
    CROW,
    INSTALLATION,
    MAIN,
    MODULE,
    NAMED,
    NO_PLATFORM,
    NO_VENDOR,
    OF_PLATFORM,
    SIDE,
    WIDE,
    answer,
    directory,
    frame_of,
    lines,
    metric,
    samples,
)


def test_a_row_is_reported_where_it_says() -> None:
    value = metric("value", currency=())
    rows = [
        (ACME, MAIN, "EUR", 1, 5),
        (BOLT, SIDE, "EUR", 1, 7),
        (NO_VENDOR, SIDE, "CHF", 1, 1),
        (8, SIDE, "CHF", 1, 1),
    ]
    assert samples(directory(), answer(value, *rows, (BOLT, NO_PLATFORM, "CHF", 1, 3))) == lines("""
        orion_value{currency="EUR",platform="main",vendor="acme"} 5
        orion_value{currency="EUR",platform="side",vendor="bolt"} 7
        orion_value{currency="CHF",platform="side",vendor="unknown"} 2
        orion_value{currency="CHF",platform="unknown",vendor="bolt"} 3
        orion_platform_value{currency="EUR",platform="main"} 5
        orion_platform_value{currency="EUR",platform="side"} 7
        orion_platform_value{currency="CHF",platform="side"} 2
        orion_platform_value{currency="CHF",platform="unknown"} 3
    """)


def test_a_vendor_wide_row_is_reported_once_and_counts_on_every_platform() -> None:
    rows = [(ACME, None, 1, 10), (BOLT, None, 1, 20), (CROW, None, 1, 40), (NO_VENDOR, None, 1, 80)]
    assert samples(directory(), answer(metric(), *rows, owned_by=WIDE)) == lines("""
        orion_cards{platform="side",vendor="acme"} 10
        orion_cards{platform="main",vendor="bolt"} 20
        orion_cards{platform="unassigned",vendor="crow"} 40
        orion_cards{platform="unassigned",vendor="unknown"} 80
        orion_platform_cards{platform="main"} 30
        orion_platform_cards{platform="side"} 10
    """)


def test_where_the_module_is_off_the_next_membership_is_home_and_the_rest_is_excluded() -> None:
    rows = [(ACME, None, 1, 10), (ACME, SIDE, 1, 1), (BOLT, SIDE, 1, 1), (BOLT, None, 1, 20)]
    assert samples(directory(SIDE), answer(metric(fold="max"), *rows)) == lines("""
        orion_cards{platform="main",vendor="acme"} 10
        orion_cards{platform="main",vendor="bolt"} 20
        orion_platform_cards{platform="main"} 20
    """)


def test_zeros_of_vendor_wide_facts_are_at_home_and_of_others_at_each_membership() -> None:
    assert samples(directory(), answer(metric(), owned_by=WIDE)) == lines("""
        orion_cards{platform="side",vendor="acme"} 0
        orion_cards{platform="main",vendor="bolt"} 0
        orion_cards{platform="unassigned",vendor="crow"} 0
        orion_platform_cards{platform="main"} 0
        orion_platform_cards{platform="side"} 0
    """)
    assert samples(directory(), answer(metric(), owned_by=NAMED)) == lines("""
        orion_cards{platform="main",vendor="acme"} 0
        orion_cards{platform="side",vendor="acme"} 0
        orion_cards{platform="main",vendor="bolt"} 0
        orion_platform_cards{platform="main"} 0
        orion_platform_cards{platform="side"} 0
    """)


def test_every_known_value_has_its_zeros_and_an_undeclared_one_is_exported_as_it_stands() -> None:
    cards = metric(state=("new", "used"))
    assert samples(directory(SIDE), answer(cards, (BOLT, MAIN, "used", 1, 2), (BOLT, MAIN, "torn", 1, 3))) == lines("""
        orion_cards{platform="main",state="new",vendor="acme"} 0
        orion_cards{platform="main",state="used",vendor="acme"} 0
        orion_cards{platform="main",state="new",vendor="bolt"} 0
        orion_cards{platform="main",state="used",vendor="bolt"} 2
        orion_cards{platform="main",state="torn",vendor="bolt"} 3
        orion_platform_cards{platform="main",state="new"} 0
        orion_platform_cards{platform="main",state="used"} 2
        orion_platform_cards{platform="main",state="torn"} 3
    """)


def test_null_and_empty_label_values_are_unknown_and_their_rows_are_one_series() -> None:
    rows = [(BOLT, MAIN, None, 1, 2), (BOLT, MAIN, "", 1, 3)]
    assert samples(directory(), answer(metric(tier=()), *rows)) == lines("""
        orion_cards{platform="main",tier="unknown",vendor="bolt"} 5
        orion_platform_cards{platform="main",tier="unknown"} 5
    """)


@pytest.mark.parametrize("known", [("new", "new"), ("a\tb",), ("a\tb", "a\nb", "a\N{REPLACEMENT CHARACTER}b")])
def test_known_values_are_compared_as_they_are_exported(known: tuple[str, ...]) -> None:
    cards, label = metric(state=known), label_of(known[0])
    rows = answer(cards, *((BOLT, MAIN, state, 1, 1) for state in known))
    assert samples(directory(SIDE), rows) == lines(f"""
        orion_cards{{platform="main",state="{label}",vendor="acme"}} 0
        orion_cards{{platform="main",state="{label}",vendor="bolt"}} {len(known)}
        orion_platform_cards{{platform="main",state="{label}"}} {len(known)}
    """)


def test_fixed_values_are_cleaned_as_those_of_columns_are() -> None:
    cards = metric(state=())
    rows = answer((cards.where(state="a\tb"), cards.where(state="a\nb")), (BOLT, MAIN, 1, 2, 3), by=())
    assert samples(directory(), rows) == lines("""
        orion_cards{platform="main",state="a\N{REPLACEMENT CHARACTER}b",vendor="bolt"} 5
        orion_platform_cards{platform="main",state="a\N{REPLACEMENT CHARACTER}b"} 5
    """)
    assert frame_of(rows).cleaned == {"a\N{REPLACEMENT CHARACTER}b"}


def test_an_info_of_vendors_has_no_platform_scope_and_one_of_platforms_no_other() -> None:
    of_vendors, of_platforms = metric("terms_info", None, version=()), metric("rules_info", None, version=())
    assert samples(
        directory(),
        answer(of_vendors, (ACME, None, "v2", 1, 1), owned_by=WIDE),
        answer(of_platforms, (None, MAIN, "v1", 1, 1), owned_by=OF_PLATFORM),
    ) == lines("""
        orion_terms_info{platform="side",vendor="acme",version="v2"} 1
        orion_platform_rules_info{platform="main",version="v1"} 1
    """)


def test_facts_of_platforms_and_of_the_installation() -> None:
    pages = answer(metric("pages"), (None, MAIN, 1, 4), (None, NO_PLATFORM, 1, 2), owned_by=OF_PLATFORM)
    users = answer(metric("users", role=(), state=("on",)), (None, None, "admin", "on", 1, 3), owned_by=INSTALLATION)
    assert samples(directory(MAIN), pages, users) == lines("""
        orion_platform_pages{platform="side"} 0
        orion_platform_pages{platform="unknown"} 2
        orion_users{role="admin",state="on"} 3
    """)


def test_rows_are_counted_once_however_often_their_row_set_is_read() -> None:
    rows = [(ACME, MAIN, 40, 4), (ACME, None, 7, 1), (NO_VENDOR, SIDE, 5, 1), (BOLT, NO_PLATFORM, 3, None)]
    twice = [answer(metric(name), *rows, row_set="cards") for name in ("cards", "points")]
    platforms = answer(metric("pages"), (None, MAIN, 100, 1), (None, NO_PLATFORM, 1000, 1), owned_by=OF_PLATFORM)
    users = answer(metric("users"), (None, None, 10_000, 1), owned_by=INSTALLATION)
    frame = frame_of(*twice, platforms, users)
    assert Scopes.of(frame, directory(MAIN), MODULE).counts() == (5 + 3 + 1000, 40 + 100)
    assert Scopes.of(frame, directory(MAIN, SIDE), MODULE).counts() == (3 + 1000, 40 + 7 + 5 + 100)


@pytest.mark.parametrize(
    ("owned_by", "fold", "names"),
    [
        (NAMED, "sum", "orion_cards orion_platform_cards"),
        (WIDE, "max", "orion_cards orion_platform_cards"),
        (OF_PLATFORM, "sum", "orion_platform_cards"),
        (INSTALLATION, "sum", "orion_cards"),
        (WIDE, None, "orion_cards"),
        (OF_PLATFORM, None, "orion_platform_cards"),
        (INSTALLATION, None, "orion_cards"),
        (None, "sum", "orion_cards orion_platform_cards"),
    ],
)
def test_the_names_of_a_metric_s_families(owned_by: OwnedBy | None, fold: Fold | None, names: str) -> None:
    assert " ".join(each.name for each in family_names(metric(fold=fold), owned_by)) == names


def test_help_says_what_a_platform_s_number_is_and_how_often_it_is_refreshed() -> None:
    of = {owned_by: metric(f"cards{at}") for at, owned_by in enumerate((NAMED, WIDE, OF_PLATFORM, INSTALLATION))}
    frame = frame_of(*(answer(definition, owned_by=owned_by) for owned_by, definition in of.items()))
    families = Scopes.of(frame, directory(), MODULE).families([*of.values(), metric("never")], "Every 60 s.")
    assert {family.name: family.help for family in families} == {
        "orion_cards0": "Cards0. Every 60 s.",
        "orion_platform_cards0": "Cards0. The whole platform. Every 60 s.",
        "orion_cards1": "Cards1. Every 60 s.",
        "orion_platform_cards1": "Cards1. The whole platform: all vendors who are on it, so it is not additive. "
        "Every 60 s.",
        "orion_platform_cards2": "Cards2. By platform. Every 60 s.",
        "orion_cards3": "Cards3. Every 60 s.",
    }


def test_known_combinations_come_first_and_in_their_order_then_those_found() -> None:
    cards = metric(size=("l", "s"), hue=("red", "blue"))
    found: dict[Labels, int] = {(("hue", "red"), ("size", "m")): 0, (("hue", "blue"), ("size", "s")): 0}
    assert [dict(labels) for labels in label_sets(cards, found)] == [
        {"size": "l", "hue": "red"},
        {"size": "l", "hue": "blue"},
        {"size": "s", "hue": "red"},
        {"size": "s", "hue": "blue"},
        {"size": "m", "hue": "red"},
    ]
