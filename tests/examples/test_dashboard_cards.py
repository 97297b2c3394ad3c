"""How the example formats values, and what it makes of values that no built-in module has."""

from datetime import UTC, datetime, timedelta

import pytest
from acme_dashboard import formats
from acme_dashboard.cards import Figure, cards_of, title
from acme_dashboard.icons import icon
from acme_dashboard.readings import reading

from exporter.collection.discovery import discover
from exporter.config.configuration import load
from exporter.contracts import Failure, MetricValue
from exporter.statistics import Statistics
from tests.support.handmade import NOW


def value(number: float, unit: str = "", previous: float | None = None, **labels: str) -> MetricValue:
    return MetricValue(
        "cards.total", number, "Cards", "cards", unit=unit, icon="star", labels=labels, previous=previous
    )


def figure(*values: MetricValue, additive: bool = True) -> Figure:
    """Return the only figure of some values of one metric."""
    statistics = Statistics({"cards": list(values)}, additive=frozenset({"cards.total"} if additive else ()))
    (card,) = cards_of(statistics, NOW).shown
    (made,) = card.figures
    return made


@pytest.mark.parametrize(
    ("number", "unit", "currency", "text"),
    [
        (0, "", "", "0"),
        (-0.0, "", "", "0"),
        (1234567, "", "", "1 234 567"),
        (-1234.5, "", "", "\u22121 234.5"),
        (0.12345, "", "", "0.123"),
        (1e15, "", "", "1 000 000 000 000 000"),
        (1999, "", "JPY", "1 999 JPY"),
        (19.9, "", "EUR", "19.90 EUR"),
        (1.9, "", "KWD", "1.900 KWD"),
        (-0.001, "", "EUR", "0.00 EUR"),
        (3, "", "gold", "3.00 gold"),
        (0, "B", "", "0 B"),
        (999, "B", "", "999 B"),
        (1500, "B", "", "1.5 kB"),
        (250_000_000, "B", "", "250 MB"),
        (2e18, "B", "", "2 000 PB"),
        (0, "s", "", "0 s"),
        (90, "s", "", "1 min 30 s"),
        (86_400, "s", "", "1 d"),
        (559_251_272, "s", "", "6 472 d 19 h"),
        (0.256, "1", "", "26 %"),
        (0.001, "1", "", "less than 1 %"),
        (7, "kWh", "", "7 kWh"),
    ],
)
def test_a_value_is_formatted_by_its_unit(number: float, unit: str, currency: str, text: str) -> None:
    given = value(number, unit, currency=currency) if currency else value(number, unit)
    shown = reading(given, NOW, adds_up=True).text
    assert shown.replace(formats.THIN, " ").replace(formats.JOINED, " ") == text


def test_a_moment_has_its_age_or_how_soon_it_is() -> None:
    seen = [reading(value((NOW + each).timestamp(), "s", 1.0), NOW, adds_up=False) for each in
            (timedelta(days=-2), timedelta(hours=3), timedelta(seconds=-59), timedelta(seconds=59))]  # fmt: skip
    assert [each.note.replace(formats.JOINED, " ") for each in seen] == ["2 d ago", "in 3 h", "now", "now"]
    assert [each.trend for each in seen] == [None] * len(seen)
    assert datetime.fromisoformat(seen[1].moment) == datetime(2026, 3, 1, 15, tzinfo=UTC)
    assert reading(value(1e18, "s"), NOW, adds_up=False).moment == ""


@pytest.mark.parametrize(
    ("now", "before", "trend"),
    [
        (120, 100, "▲ up 20 %, from 100"),
        (50, 100, "▼ down 50 %, from 100"),
        (100, 100, "= unchanged"),
        (5, 0, "▲ up from 0"),
        (1000, 10, "▲ up from 10"),
        (1001, 1000, "▲ up less than 1 %, from 1 000"),
        (-50, -100, "▲ up 50 %, from \u2212100"),
    ],
)
def test_a_trend_says_in_words_what_its_arrow_says(now: float, before: float, trend: str) -> None:
    found = reading(value(now, previous=before), NOW, adds_up=True).trend
    assert found is not None
    assert f"{found.arrow} {found.text}".replace(formats.THIN, " ").replace(formats.JOINED, " ") == trend


def test_states_that_add_up_have_a_total_and_shares() -> None:
    made = figure(value(3, state="new", previous=1), value(1, state="old", previous=2))
    assert made.whole is not None
    assert (made.whole.text, made.by) == ("4", "state")
    ((group, parts),) = made.groups
    assert (group, [(each.name, each.share) for each in parts]) == ("", [("new", 75.0), ("old", 25.0)])
    assert made.whole.trend is not None
    assert made.whole.trend.text.startswith("up 33")


def test_what_does_not_add_up_has_no_total_and_amounts_are_grouped_by_currency() -> None:
    assert figure(value(3, queue="a"), value(1, queue="b"), additive=False).whole is None
    amounts = [value(number, currency=code, status=status) for number, code, status in
               ((1, "CHF", "paid"), (2, "EUR", "due"), (3, "EUR", "paid"))]  # fmt: skip
    made = figure(*amounts, additive=False)
    assert [(group, [each.name for each in parts]) for group, parts in made.groups] == [
        ("CHF", ["paid"]),
        ("EUR", ["due", "paid"]),
    ]
    assert (made.whole, made.by, made.count) == (None, "currency and status", 3)
    assert [group for group, _ in figure(*amounts[1:], additive=False).groups] == [""]


def test_parts_without_a_total_to_share_have_no_bar() -> None:
    made = figure(value(-5, level="out"), value(0, level="ok"))
    assert [each.share for _, parts in made.groups for each in parts] == [None, None]


def test_failures_and_modules_have_names_for_people() -> None:
    cards = cards_of(Statistics({"cms": []}, {"gift_cards": Failure("timeout", "secret")}), NOW)
    assert (list(cards.shown), list(cards.failed)) == ([], ["Gift cards"])
    assert [title(each) for each in ("cms", "orders")] == ["CMS", "Orders"]


def test_every_icon_of_the_modules_is_drawn() -> None:
    providers = discover(load(None, {}), entries=tuple)
    names = {each.icon for provider in providers for each in provider.definitions if each.icon}
    assert len(names) > 20
    assert {name for name in names if icon(name) == icon("unknown")} == set()
