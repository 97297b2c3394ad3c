"""Wrong declarations: each has one message, with the file, the place, what is wrong and what to write."""

from pathlib import Path

import pytest
import yaml

from tests.declared.files import declaration, problems

WRONG: list[dict[str, str]] = yaml.safe_load(Path(__file__).with_name("wrong.yaml").read_text(encoding="utf-8"))
ALERT = "AcmeMany: {metric: reviews, where: {state: pending}, default: 5}"


@pytest.mark.parametrize("wrong", WRONG, ids=[each["case"] for each in WRONG])
def test_a_wrong_declaration_has_one_message(tmp_path: Path, wrong: dict[str, str]) -> None:
    assert problems(tmp_path, wrong["file"]) == wrong["message"]


@pytest.mark.parametrize("text", [declaration(), declaration(alerts=ALERT)])
def test_a_right_declaration_has_none(tmp_path: Path, text: str) -> None:
    assert problems(tmp_path, text) == ""


def test_several_problems_are_reported_together(tmp_path: Path) -> None:
    text = declaration("many_total: {help: Many., count: rows}", "stars: {help: Stars., sum: starz}")
    assert [line.partition(": ")[0] for line in problems(tmp_path, text).splitlines()] == [
        "config.yaml:5:7",
        "config.yaml:6:29",
    ]


def test_two_declared_providers_do_not_export_the_same_metric(tmp_path: Path) -> None:
    both = declaration() + declaration(name="more").removeprefix("providers:\n")
    assert problems(tmp_path, both) == (
        "config.yaml:9:7: providers.more.metrics.reviews: orion_reviews is already exported by reviews; rename it"
    )


def test_two_alerts_of_declared_providers_do_not_have_the_same_name(tmp_path: Path) -> None:
    more = declaration(
        "others: {help: Others., count: rows}", name="more", alerts="AcmeMany: {metric: others, default: 1}"
    )
    both = declaration(alerts=ALERT) + more.removeprefix("providers:\n")
    assert "providers.more.alerts.AcmeMany: is an alert of reviews; choose another name" in problems(tmp_path, both)


def test_a_message_about_sql_of_a_relation_is_reported_at_the_relation(tmp_path: Path) -> None:
    text = "relations: {reviews: {sql: 'SELECT state, (1 FROM r'}}\n" + declaration(source="relation: reviews")
    assert problems(tmp_path, text) == "config.yaml:1:43: relations.reviews.sql: ( is never closed"
