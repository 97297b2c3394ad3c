"""The document: what is in it, and that it says what was not measured."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.bench import stages
from tests.bench.__main__ import parser, plans
from tests.bench.answers import Answered, Answers
from tests.bench.changed import Changed
from tests.bench.exporter import Target
from tests.bench.goals import goals, of_rules
from tests.bench.measure import Refresh, Scrapes, Work
from tests.bench.micro import Micro
from tests.bench.periods import Asked
from tests.bench.report import Run, document
from tests.bench.rules import RuleCost
from tests.bench.runs import Found, Served
from tests.bench.shop import Plan, Shop
from tests.bench.stages import Stages
from tests.bench.statements import Timing

KINDS = [
    (encoding, moment, clients)
    for encoding in ("gzip", "identity")
    for moment in ("idle", "during a refresh")
    for clients in (1, 20)
]


def served(name: str, p50: float, **more: Any) -> Served:
    scrapes = {kind: Scrapes(100, p50, 2 * p50, 1_000) for kind in KINDS}
    return Served(Target(name, "1.0", 0, 0), 300_000, 30_000_000, 1_600_000, {"peak": 140_000_000}, scrapes, **more)


def refresh(wall: float, database: float) -> Refresh:
    return Refresh(0, 1, wall, Work(database, 12, 1))


@pytest.fixture
def found() -> Found:
    steps = "fetch, directory, frame, scopes, render, first refresh, join, inflate, generate_latest, gzip.compress"
    times = dict.fromkeys(steps.split(", "), 0.06)
    return Found(
        Shop(Plan(10_000, 3_000_000, 3, "even"), 21_000, 300, 20.0),
        {"one": Timing(2.0, 10), "two": Timing(1.0, 20)},
        {"one": Timing(2.5, 10), "two": Timing(1.5, 20)},
        Stages(300_000, times, 30_000_000, 1_600_000, 0),
        served("orion-exporter", 0.001, idle=[refresh(1.2, 1.0)], busy=[refresh(1.4, 1.1)]),
        {"query-exporter": served("query-exporter", 3.0, work=Work(3.0, 3, 1)), "nginx": "not installed: try apt"},
        Changed([refresh(2.0, 1.8)] * 3, [refresh(0.3, 0.2), refresh(0.4, 0.3), refresh(0.3, 0.2)], 0),
    )


def verdicts(found: Found) -> Mapping[str, tuple[str, str]]:
    return {goal.text: (goal.measured, goal.verdict) for goal in goals(found, [found], [])}


def test_answers_of_the_api_are_a_table_and_three_goals(found: Found) -> None:
    fast, slow = Scrapes(900, 0.002, 0.004, 4_000), Scrapes(900, 0.0031, 0.02, 4_000)
    found.answers = Answers([Answered("a vendor", fast, slow, 420.3)], fast, slow)
    said = verdicts(found)
    assert said["an answer of the API about a vendor, from the snapshot: p99 < 5 ms with one client"] == (
        "4.00 ms of 900 answers",
        "yes",
    )
    assert said["answers of the API about a vendor to 20 clients: >= 300 per second"] == ("420", "yes")
    assert said["a scrape while 20 clients ask: at most 20 % slower (medians)"][1] == "**no**"
    text = document(Run("make bench", "today", {}, found=[found], main=10_000))
    assert "| a vendor | 2.00 ms | 4.00 ms | 3.10 ms | 20.0 ms | 420 | 4,000 |" in text


def test_periods_are_a_table_and_a_goal(found: Found) -> None:
    found.periods = [
        Asked("a vendor", indexed, 0.04 + 0.02 * (not indexed), 0.08, 26, 0.009, 0.001) for indexed in (False, True)
    ]
    said = verdicts(found)
    goal = "an answer about 30 days of a vendor, with the indexes that `check` names: under 50 ms (median)"
    assert said[goal] == ("40.0 ms, 9.00 ms of it in the database", "yes")
    text = document(Run("make bench", "today", {}, found=[found], main=10_000))
    assert "| a vendor | yes | 40.0 ms | 80.0 ms | 26 | 9.00 ms | 1.00 ms |" in text


def test_goals_compare_what_was_measured(found: Found) -> None:
    said = verdicts(found)
    peer = "scrape with gzip, against query-exporter: >= 1,000 times faster"
    assert said[peer] == ("3,000 x (medians, 1 client)", "yes")
    assert said["scrape with gzip during a full refresh: p99 <= 50 ms"] == ("2.00 ms of 100 scrapes", "yes")
    assert said["everything but the database: <= 1 µs per sample"][0].startswith("0.80 µs")
    full = "full refresh, against the best statement for the same numbers through COPY: <= 1.25 times its time"
    assert said[full] == ("1.20 x (1.20 s against 1.00 s: two)", "yes")


def test_a_goal_that_is_missed_is_said_to_be(found: Found) -> None:
    found.copied["two"] = Timing(0.9, 20)
    full = "full refresh, against the best statement for the same numbers through COPY: <= 1.25 times its time"
    assert verdicts(found)[full][1] == "**no**"


def test_what_was_not_measured_has_no_number(found: Found) -> None:
    found.changed = "not built yet"
    said = verdicts(found)
    near = "scrape with gzip, against nginx with the same bytes as a file: <= 2 times its time"
    assert said[near] == ("not installed: try apt", "-")
    changed = [value for text, value in said.items() if text.startswith("changed-only refresh, evenly")]
    assert changed == [("not built yet", "-")]
    assert said["peak memory at 1,000,000 series: <= 350 MB"] == ("not measured", "-")


def test_changed_only_is_judged_by_the_database_and_by_its_slowest(found: Found) -> None:
    text = "changed-only refresh, evenly sized vendors: >= 7 times less database time than full (10,000 vendors)"
    measured, verdict = verdicts(found)[text]
    assert measured == "9.00 x less database time; 0.15 x the time of the full one beside it (median; at worst 0.20 x)"
    assert verdict == "yes"


def test_the_document_names_machine_command_peers_and_what_is_missing(found: Found) -> None:
    micro = [Micro(found.stages, Stages(1_000_000, {}, 1, 1, 300_000_000))] if found.stages else []
    machine = {"Processor": "Fast"}
    run = Run("python -m tests.bench", "2026-01-01 00:00 UTC", machine, "PostgreSQL 18.6", micro, [found], 10_000)
    said = document(run)
    for part in (
        "| Processor | Fast |",
        "`python -m tests.bench`",
        "PostgreSQL 18.6",
        "| query-exporter | 1.0 |",
        "nginx: not installed: try apt.",
        "| query-exporter | gzip | idle | 1 | 100 | 3.00 s | 6.00 s | 3,000 x |",
        "| full | 1.20 s | 1.00 s | 200 ms | 12 | 1 |",
        "9.00 x less database time",
        "## Goals",
    ):
        assert part in said, part
    tables = [line for line in said.splitlines() if line.startswith("|")]
    assert all(line.endswith("|") for line in tables)


def test_rules_are_judged_by_their_slowest_group(found: Found) -> None:
    cost = RuleCost("2.42.0", 12_000, 700_000, 900_000, 2_000, {"orders": [0.5, 0.9], "cms": [0.1]}, 4_000_000_000)
    assert of_rules(cost).measured == "500 ms (orders; 12,000 places); at worst 900 ms"
    assert of_rules(cost).verdict == "yes"
    assert of_rules(replace(cost, seconds={"orders": [1.0]})).verdict == "**no**"
    assert of_rules("not installed: try apt").measured == "not installed: try apt"
    run = Run("python -m tests.bench", "2026-01-01 00:00 UTC", {}, found=[found], rules=cost, main=10_000)
    said = document(run)
    assert "| orders | 2 | 500 ms | 900 ms |" in said
    assert "| rules in Prometheus: each group under a second (median) | 500 ms (orders" in said


def test_made_up_rows_go_the_exporters_own_way() -> None:
    made = stages.run("--places", "30", "--repeat", "1")
    per_place, per_platform = 15, 15
    assert made.series == 30 * per_place + 3 * per_platform
    assert made.plain > made.gzip > 0
    assert set(stages.REFRESH) < set(made.seconds)
    assert all(seconds >= 0 for seconds in made.seconds.values())
    kept = stages.run("--places", "30", "--memory")
    assert (kept.series, kept.plain) == (made.series, made.plain)
    assert kept.peak > 10_000_000


def test_the_shops_are_those_that_were_asked_for() -> None:
    options = parser().parse_args(["--sizes", "10,20", "--vendors", "20", "--orders", "99", "--skew", "both"])
    assert plans(options) == [Plan(10, 99, 3, "even"), Plan(20, 99, 3, "even"), Plan(20, 99, 3, "zipf")]
    assert [plan.vendors for plan in plans(parser().parse_args(["--skew", "even"]))] == [1_000, 10_000, 50_000]
