"""A provider from elsewhere that answers for all vendors in one call: like a built-in one, and judged like one."""

from collections.abc import Iterable, Sequence
from itertools import count, islice
from typing import Any

import pytest
from sqlalchemy import column, func, select, table
from sqlalchemy.orm import Session

from exporter.contracts.metrics import MetricDefinition, MetricsContext, Rows
from exporter.demo.schema import customers, platform_modules
from exporter.fold.frame import MAX_COLUMNS
from tests.support.databases import Database
from tests.support.samples import With, block, samples
from tests.support.seed import Loyalty, MetricValue
from tests.support.shop import Exporter, series_of
from tests.support.shops import add

CARDS = MetricDefinition("loyalty.cards", "cards", "Cards", "Cards.", labels={"tier": ("gold", "tin")})
POINTS = MetricDefinition("loyalty.points", "points", "Points", "Points.", fold="max", divisor=10)
TERMS = MetricDefinition("loyalty.terms", "terms_info", "Terms", "Terms.", labels={"version": ()}, fold=None)


class Bulk:
    """Answers what it is given."""

    metrics_category = "loyalty"

    def __init__(self, *answers: Any, definitions: Sequence[MetricDefinition] = (CARDS, POINTS, TERMS)) -> None:
        self._answers = answers
        self.definitions = definitions

    def collect(self, _db: Session, _context: MetricsContext) -> Iterable[Any]:
        yield from self._answers


def cards(*rows: Any, measures: Any = (CARDS,)) -> Rows:
    return Rows(measures, ("tier",), rows)


def counts(exporter: Exporter) -> tuple[int, int, int]:
    report = exporter.store["loyalty"].report
    return report.unattributed, report.excluded, report.null_sums


def test_rows_become_both_scopes_with_their_zeros(exporter_with: With) -> None:
    rows = cards((1, None, "gold", 2, 2), (1, 2, "gold", 1, 1), (2, 2, None, 3, 3))
    best = Rows((POINTS,), (), [(1, 1, 5, 70), (1, 2, 5, 95), (2, 2, 1, None)])
    info = Rows((TERMS,), ("version",), [(2, None, "v1", 1, 1)], has_platform=False)
    assert samples(exporter_with(Bulk(rows, best, info)).refresh(), "loyalty") == block("""
        orion_cards{category="loyalty",platform="main",tier="gold",vendor="acme"} 2.0
        orion_cards{category="loyalty",platform="side",tier="gold",vendor="acme"} 1.0
        orion_cards{category="loyalty",platform="side",tier="gold",vendor="bolt"} 0.0
        orion_cards{category="loyalty",platform="main",tier="tin",vendor="acme"} 0.0
        orion_cards{category="loyalty",platform="side",tier="tin",vendor="acme"} 0.0
        orion_cards{category="loyalty",platform="side",tier="tin",vendor="bolt"} 0.0
        orion_cards{category="loyalty",platform="side",tier="unknown",vendor="bolt"} 3.0
        orion_platform_cards{category="loyalty",platform="main",tier="gold"} 2.0
        orion_platform_cards{category="loyalty",platform="side",tier="gold"} 3.0
        orion_platform_cards{category="loyalty",platform="main",tier="tin"} 0.0
        orion_platform_cards{category="loyalty",platform="side",tier="tin"} 0.0
        orion_platform_cards{category="loyalty",platform="side",tier="unknown"} 3.0
        orion_points{category="loyalty",platform="main",vendor="acme"} 7.0
        orion_points{category="loyalty",platform="side",vendor="acme"} 9.5
        orion_platform_points{category="loyalty",platform="main"} 7.0
        orion_platform_points{category="loyalty",platform="side"} 9.5
        orion_terms_info{category="loyalty",platform="side",vendor="bolt",version="v1"} 1.0
    """)


def test_the_row_count_says_how_many_rows_are_left_out_or_belong_to_nobody(
    exporter_with: With, small: Database
) -> None:
    add(small, platform_modules, [{"platform_id": 2, "module": "loyalty", "is_enabled": False}])
    once = ((1, 2, "gold", 40, 4), (2, None, "tin", 7, 1), (99, 1, "tin", 5, 1), (1, 99, "tin", 3, None))
    exporter = exporter_with(Bulk(cards(*once))).refresh()
    assert counts(exporter) == (8, 47, 1)
    same = [Rows((each,), ("tier",), once, row_set="cards") for each in (CARDS, CARDS)]
    assert counts(exporter_with(Bulk(*same)).refresh()) == (8, 47, 1)


def test_its_own_statement_runs_in_the_refresh_s_transaction(exporter_with: With, small: Database) -> None:
    class Asking(Bulk):
        def collect(self, db: Session, _context: MetricsContext) -> Iterable[Rows]:
            source = table("customers", column("vendor_id"))
            found = db.execute(select(source.c.vendor_id, func.count()).group_by(source.c.vendor_id))
            yield cards(*((vendor, None, "gold", number, number) for vendor, number in found))

    add(small, customers, [{"vendor_id": 1}, {"vendor_id": 1}, {"vendor_id": 2}])
    exporter = exporter_with(Asking()).refresh()
    assert 'orion_platform_cards{category="loyalty",platform="side",tier="gold"} 3.0\n' in exporter.text("loyalty")
    assert exporter.store["loyalty"].report.statements == 7


VENDORS = ("acme", "bolt")
GOOD = (1, 1, "gold", 1, 1)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (cards((1, 1, "gold", 1)), "a row has 4 columns instead of 5; its labels are ('tier',)"),
        (cards((1, 1, "gold", 1, 1, 1)), "a row has 6 columns instead of 5; its labels are ('tier',)"),
        ([GOOD], "collect must yield Rows, not list"),
        (Rows((CARDS,), (), [(1, 1, 1, 1)]), "loyalty.cards declares labels ['tier'], but its rows have []"),
        (
            cards(GOOD, measures=(CARDS.where(colour="red"),)),
            "loyalty.cards declares labels ['tier'], but its rows have",
        ),
        (cards(GOOD, measures=(CARDS.where(tier=7),)), "loyalty.cards: fixed labels must be non-empty strings"),  # type: ignore[arg-type]  # that is the mistake
        (
            cards(GOOD, measures=(MetricDefinition("loyalty.more", "more", "", "", {"tier": ()}),)),
            "loyalty.more is collected but not declared; add it to definitions",
        ),
    ],
)
def test_a_breach_of_the_contract_fails_the_category(exporter_with: With, answer: Any, said: str) -> None:
    exporter = exporter_with(Bulk(answer)).refresh()
    assert list(exporter.failures()) == ["loyalty"]
    assert exporter.failures()["loyalty"].startswith(f"contract: elsewhere/loyalty.py: {said}")
    assert "orion_users" in exporter.text("tenancy")


def test_a_label_with_too_many_values_is_refused_before_they_are_all_read(exporter_with: With) -> None:
    asked = count()
    rows = ((1, 1, f"tier {number}", 1, 1) for number in asked)
    exporter = exporter_with(Bulk(cards(*islice(rows, MAX_COLUMNS)))).refresh()
    assert exporter.text("loyalty").count('tier="tier ') == 2 * MAX_COLUMNS
    exporter = exporter_with(Bulk(Rows((CARDS,), ("tier",), rows))).refresh()
    said = "more than 10000 combinations of label values, the last one in loyalty.cards; remove the label with"
    assert exporter.failures()["loyalty"].startswith(f"contract: elsewhere/loyalty.py: {said}")
    assert next(asked) < 3 * MAX_COLUMNS
    assert list(exporter.failures()) == ["loyalty"]


def test_a_name_for_each_value_is_refused_too(exporter_with: With) -> None:
    values = (MetricValue(f"card.{number}", 1) for number in count())
    exporter = exporter_with(Loyalty(lambda _: values)).refresh()
    assert "more than 10000 combinations" in exporter.failures()["loyalty"]


def test_one_definition_has_one_kind_of_rows(exporter_with: With) -> None:
    wide = Rows((CARDS,), ("tier",), [GOOD], has_platform=False)
    problem = "loyalty.cards is queried both with and without a vendor or platform column"
    assert exporter_with(Bulk(cards(GOOD), wide)).refresh().failures() == {
        "loyalty": f"contract: elsewhere/loyalty.py: {problem}"
    }


@pytest.mark.parametrize(
    ("row", "reason", "said"),
    [
        ((2, 1, "gold", 1, float("inf")), "value", "loyalty.cards is inf, which is not a finite number"),
        ((2, 1, "gold", 1, "1"), "value", "loyalty.cards is '1', which is not a finite number"),
    ],
    ids=repr,
)
def test_a_bad_row_costs_one_sample(exporter_with: With, row: Any, reason: str, said: str) -> None:
    exporter = exporter_with(Bulk(cards(GOOD, row))).refresh()
    assert 'orion_cards{category="loyalty",platform="main",tier="gold",vendor="acme"} 1.0\n' in exporter.text("loyalty")
    report = exporter.store["loyalty"].report
    assert (report.rejected, report.warnings) == ({reason: 1}, (said,))


@pytest.mark.parametrize("tier", [7, 7.5, True, ["a"]], ids=repr)
def test_a_label_that_is_no_text_fails_the_category(exporter_with: With, tier: Any) -> None:
    problem = f"the label tier has values of type {type(tier).__name__}; cast them to a string type"
    exporter = exporter_with(Bulk(cards(GOOD, (1, 1, tier, 1, 1)))).refresh()
    assert exporter.failures() == {"loyalty": f"contract: elsewhere/loyalty.py: {problem}"}
    assert "orion_cards" not in exporter.text("loyalty")


@pytest.mark.parametrize("part", [float("nan"), float("inf"), "1"])
def test_a_sum_of_which_a_part_is_bad_is_absent(exporter_with: With, part: Any) -> None:
    exporter = exporter_with(Bulk(cards(GOOD, (1, 1, "gold", 1, part), (2, 1, "gold", 1, 3)))).refresh()
    exported = series_of(exporter.text("loyalty"))
    gold = {"category": "loyalty", "platform": "main", "tier": "gold"}
    of = {vendor: exported.get(("orion_cards", frozenset({**gold, "vendor": vendor}.items()))) for vendor in VENDORS}
    assert of == {"acme": None, "bolt": 3}
    assert exporter.store["loyalty"].report.rejected == {"value": 1}


def test_an_info_given_twice_is_refused_once(exporter_with: With) -> None:
    twice = Rows((TERMS,), ("version",), [(1, None, "v1", 1, 1), (1, None, "v1", 1, 1)])
    state = exporter_with(Bulk(twice)).refresh().store["loyalty"]
    assert state.snapshot is not None
    assert (state.snapshot.series, state.report.rejected) == (1, {"duplicate": 1})
