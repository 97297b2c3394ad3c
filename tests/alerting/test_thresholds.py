"""Which threshold holds for whom: the more specific one wins, and only what differs is said."""

from math import inf

from hypothesis import given
from hypothesis import strategies as st

from exporter.alerting.thresholds import Every, Thresholds
from exporter.contracts import Id
from exporter.contracts.alerts import Alert
from exporter.directory.directory import Directory, Entry, Membership
from tests.support.alerts import ALERTS

COUNT = Alert("Many", "orion_orders_open", 100, category="orders")
BELOW = Alert("Few", "orion_stock_units", 10, below=True, category="inventory")
PLACED = Alert("Failing", "orion_platform_payments", 0.3, "1", category="payments", scope="platform")
SILENT = next(alert for alert in ALERTS if alert.default is None)
ALL = {alert.name: alert for alert in (COUNT, BELOW, PLACED, SILENT)}

# Acme is on both platforms, Bolt on the first, Crumb on none.
DIRECTORY = Directory(
    platforms={1: Entry("de", "", ""), 2: Entry("fr", "", "")},
    vendors={1: Entry("acme", "", ""), 2: Entry("bolt", "", ""), 3: Entry("crumb", "", "")},
    memberships={1: (Membership(1, True), Membership(2, False)), 2: (Membership(1, True),)},
)

Said = list[tuple[str, int | None, int | None, float]]


def differing(said: Said) -> dict[tuple[str, Id | None, Id | None], float]:
    thresholds = Thresholds(ALL)
    for each in said:
        name, vendor, platform, value = each
        thresholds.put(name, Every.VENDOR if vendor is None else vendor, platform, value)
    return {(alert.name, *who): value for alert, who, value in thresholds.differing(DIRECTORY)}


def test_without_a_word_there_are_just_the_defaults() -> None:
    assert differing([]) == {}
    assert dict(Thresholds(ALL).defaults()) == {COUNT: 100, BELOW: -10, PLACED: 0.3}


def test_a_platform_s_holds_for_its_members() -> None:
    assert differing([("Many", None, 2, 50)]) == {("Many", 1, 2): 50}


def test_a_platform_s_is_said_once_where_the_alert_is_about_platforms() -> None:
    assert differing([("Failing", None, 2, 0.5)]) == {("Failing", None, 2): 0.5}
    assert differing([("Failing", None, 1, 0.3), ("Failing", None, 2, inf)]) == {("Failing", None, 2): inf}
    assert differing([("Failing", None, None, 0.5), ("Failing", None, 2, 0.5)]) == {}


def test_a_vendor_s_holds_wherever_it_sells_a_member_or_not() -> None:
    assert differing([("Many", 2, None, 50)]) == {("Many", 2, 1): 50, ("Many", 2, 2): 50}


def test_a_vendor_on_no_platform_has_it_where_its_stock_is_reported() -> None:
    assert differing([("Few", 3, None, 50)]) == {("Few", 3, 1): -50, ("Few", 3, 2): -50, ("Few", 3, None): -50}


def test_what_is_the_default_anyway_is_not_said() -> None:
    assert differing([("Many", 1, 1, 100), ("Many", None, 1, 100)]) == {}
    assert differing([("Many", None, None, 50), ("Many", 1, 1, 50)]) == {}


def test_a_lower_bound_changes_its_sign_and_off_is_off_for_both() -> None:
    assert differing([("Few", 1, 1, 3), ("Few", 1, 2, inf), ("Many", 1, 1, inf)]) == {
        ("Few", 1, 1): -3,
        ("Few", 1, 2): inf,
        ("Many", 1, 1): inf,
    }


VALUES = st.sampled_from([1.0, 2.0, 3.0, 100.0, inf])


@given(
    st.dictionaries(st.tuples(st.sampled_from([None, 1, 2, 3]), st.sampled_from([None, 1, 2])), VALUES, max_size=8),
)
def test_the_more_specific_one_wins(said: dict[tuple[int | None, int | None], float]) -> None:
    found = differing([("Many", vendor, platform, value) for (vendor, platform), value in said.items()])
    default = said.get((None, None), 100.0)
    for vendor in (1, 2, 3):
        for platform in (1, 2):
            member = any(each.platform_id == platform for each in DIRECTORY.memberships.get(vendor, ()))
            chain: list[tuple[int | None, int | None]] = [(vendor, platform), (vendor, None)]
            if member or any(each in said for each in chain):
                chain.append((None, platform))
            wanted = next((said[each] for each in chain if each in said), default)
            assert found.get(("Many", vendor, platform), default) == wanted
