"""The PromQL of the dashboards, by the rules of grafana/dashboard-linter and our own.

The linter's rules about `instance` are not applied: the metrics are the shop's, whichever exporter exports them, so
there is nothing to choose. In a Prometheus that scrapes two shops, `job` distinguishes them.
"""

import re
from collections.abc import Iterator

import pytest

from exporter.app.catalogue import entries
from exporter.collection.discovery import discover
from exporter.config.configuration import load
from grafana.boards.promql import recorded
from grafana.modules import FACTS, Fact
from tests.grafana.asking import Question, questions_of
from tests.grafana.promql import DASHBOARDS, dashboard, recorded_for_dashboards
from tests.grafana.tree import FOLDING, RATE_INTERVAL, Read, kept, operator, reads

CATALOGUE = {entry.name: entry for entry in entries(discover(load(None, {}), entries=tuple))}
RECORDS = {rule["record"]: rule["expr"] for rule in recorded_for_dashboards()}
BOARDS = {path.stem: list(questions_of(dashboard(path))) for path in DASHBOARDS}
EACH = pytest.mark.parametrize("questions", BOARDS.values(), ids=BOARDS)
Questions = list[Question]

NOT_OURS = {
    "up": "Prometheus' own",
    "ALERTS": "Prometheus' own",
    "process_cpu_seconds_total": "prometheus_client's, of the exporter's process",
    "process_resident_memory_bytes": "prometheus_client's, of the exporter's process",
    "process_start_time_seconds": "prometheus_client's, of the exporter's process",
}
"""What is asked for without being in the catalogue, and whose it is."""

OF_OTHER_SHOPS = {f"orion_platform_{fact.name}": fact for fact in FACTS.values() if fact.category == "jobs"}
"""What is exported instead where jobs have a platform, which those of the Orion application do not."""

NOT_SHOWN: dict[str, str] = {
    "orion_platform_alert_threshold": "Compared by rules; no panel shows a limit of a platform."
}
"""Catalogued metrics that are on no dashboard, and why."""

WITHOUT_JOB = {"ALERTS", *RECORDS}
"""Rules leave no job: an alert or a record is about the shop."""


def read_by(questions: Questions) -> Iterator[tuple[Question, Read]]:
    """Yield each selector of the questions."""
    return ((question, read) for question in questions for read in reads(question.expression))


def folded_by(questions: Questions) -> Iterator[tuple[Question, Read]]:
    """Yield each selector of what an exporter shows, variables aside, which need only names."""
    return ((q, read) for q, read in read_by(questions) if not q.label and read.metric not in WITHOUT_JOB)


@EACH
def test_each_reads_something(questions: Questions) -> None:
    assert [str(each) for each in questions if not reads(each.expression)] == []


@EACH
def test_only_what_is_exported_or_recorded_is_asked_for(questions: Questions) -> None:
    known = {*CATALOGUE, *RECORDS, *NOT_OURS, *OF_OTHER_SHOPS}
    assert [(str(each), read.metric) for each, read in read_by(questions) if read.metric not in known] == []


@EACH
def test_a_metric_has_the_labels_that_are_matched(questions: Questions) -> None:
    for each, read in read_by(questions):
        if read.metric in CATALOGUE:
            labels = {"job", "__name__", "category", *CATALOGUE[read.metric].labels}
            assert {name for name, _, _ in read.matchers} <= labels, each


@EACH
def test_the_chosen_job_is_asked(questions: Questions) -> None:
    for each, read in read_by(questions):
        expected = read.metric not in WITHOUT_JOB and each.place != "variable job"
        assert (("job", "Re", "$job") in read.matchers) == expected, each


@EACH
def test_what_two_exporters_show_is_seen_once(questions: Questions) -> None:
    innermost = [(str(each), operator(read.aggregations[-1])) for each, read in folded_by(questions)]
    assert [each for each, folding in innermost if folding != "max"] == []


@EACH
def test_the_fold_of_instances_is_no_fold_of_facts(questions: Questions) -> None:
    for each, read in folded_by(questions):
        entry = CATALOGUE.get(read.metric)
        if entry and entry.category != "exporter" and not entry.name.endswith("_info"):
            said = {name for name, how, _ in read.matchers if how == "Equal"}
            assert set(entry.labels) - {"category"} - said <= kept(read.aggregations[-1]), each


@EACH
def test_counters_are_rates_over_the_interval_that_grafana_knows(questions: Questions) -> None:
    for each, read in read_by(questions):
        rated = not {"rate", "increase"}.isdisjoint(read.calls)
        assert rated == read.metric.endswith("_total"), each
        assert not rated or read.range == RATE_INTERVAL, each


@EACH
def test_currencies_are_never_added_up(questions: Questions) -> None:
    for each, read in read_by(questions):
        if "currency" in (CATALOGUE[read.metric].labels if read.metric in CATALOGUE else read.metric):
            foldings = [around for around in read.aggregations if operator(around) in FOLDING]
            assert all("currency" in kept(around) for around in foldings), each


@EACH
def test_nothing_is_0_because_it_is_missing(questions: Questions) -> None:
    assert [str(each) for each in questions if re.search(r"\bvector\s*\(", each.expression)] == []


@EACH
def test_a_fact_without_a_platform_is_not_narrowed_by_one(questions: Questions) -> None:
    wide = {f"orion_{fact.name}" for fact in FACTS.values() if fact.wide}
    for each, read in read_by(questions):
        assert read.metric not in wide or "platform" not in {name for name, _, _ in read.matchers}, each


def test_every_catalogued_metric_is_on_some_dashboard() -> None:
    assert set(CATALOGUE) - shown() == set(NOT_SHOWN)


def test_every_record_for_the_dashboards_is_on_one() -> None:
    assert set(RECORDS) - shown() == set()


@pytest.mark.parametrize(
    "fact", [fact for fact in FACTS.values() if recorded(fact.name) in RECORDS], ids=lambda fact: fact.name
)
def test_a_recorded_sum_is_what_the_panels_take_it_for(fact: Fact) -> None:
    labels = ", ".join(("category", *fact.labels))
    every = ", ".join(("platform", "category", *fact.labels))
    assert (
        RECORDS[recorded(fact.name)]
        == f"sum by ({labels}) (max by ({every}) (sum without (vendor) (orion_{fact.name})))"
    )


def shown() -> set[str]:
    return {read.metric for questions in BOARDS.values() for _, read in read_by(questions)}
