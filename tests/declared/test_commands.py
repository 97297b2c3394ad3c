"""Every command knows declared providers, and what they export keeps the rules of all metrics."""

import json
import subprocess
from pathlib import Path

import pytest

from exporter.app.commands import COMMANDS
from exporter.cli import _parser
from exporter.collection.discovery import providers_of
from exporter.testing.checks.definitions import broken_names
from tests.config.json_schema import allowed
from tests.declared.reviews import ALERTS, DECLARED, build
from tests.packaging.relations import Source, sources_of_help
from tests.support.databases import Database, SharedDatabase
from tests.support.tools import tool


@pytest.fixture
def shop(shared_database: SharedDatabase) -> Database:
    """A shop with reviews."""
    return shared_database("sqlite", build)


@pytest.fixture
def config(shop: Database, tmp_path: Path) -> Path:
    """Its configuration."""
    path = tmp_path / "config.yaml"
    path.write_text(f"database: {{url: '{shop.url}'}}\n{DECLARED}")
    return path


def printed(capsys: pytest.CaptureFixture[str], config: Path, command: str, *arguments: str, code: int = 0) -> str:
    capsys.readouterr()
    assert COMMANDS[command](_parser().parse_args([command, f"--config.file={config}", *arguments])) == code
    return capsys.readouterr().out


def test_check_and_plan_read_the_provider(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    checked = printed(capsys, config, "check", code=1)
    assert "ok       reviews: reads reviews\n" in checked
    problems = [line for line in checked.splitlines() if line.startswith("problem")]
    assert problems
    assert all("reviews: state:" in line and "map" in line for line in problems)
    assert "reviews" in printed(capsys, config, "plan")


def test_the_list_of_metrics_has_those_of_the_provider(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = json.loads(printed(capsys, config, "metrics", "--format=json"))
    (entry,) = [each for each in listed if each["name"] == "orion_reviews"]
    assert entry["category"] == "reviews"
    assert entry["help"] == "Number of reviews, by state (relation reviews, column state)."
    assert entry["labels"]["state"] == ["published", "pending"]


def test_the_list_of_metrics_has_only_what_the_relations_give(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("relations: {vendors: {sql: 'SELECT id, code FROM sellers'}}\n" + DECLARED.removeprefix("\n"))
    listed = {each["name"] for each in json.loads(printed(capsys, path, "metrics", "--format=json"))}
    assert "orion_reviews" in listed
    assert "orion_orders" not in listed


def test_prometheus_has_nothing_to_say_about_the_metrics(config: Path) -> None:
    providers = providers_of(config, {})
    names = [name for provider in providers for name in provider.names]
    text = "".join(f"# HELP {name} Help.\n# TYPE {name} gauge\n{name} 1\n" for name in names)
    command = [str(tool("promtool")), "check", "metrics"]
    checked = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


def test_the_metrics_keep_the_rules_of_coded_ones(config: Path) -> None:
    (provider,) = providers_of(config, {})
    assert [message for each in provider.definitions for message in broken_names(each)] == []


def test_help_ends_with_the_relation_and_its_columns(config: Path) -> None:
    (provider,) = providers_of(config, {})
    sources = {each.name: sources_of_help(each.help) for each in provider.definitions}
    assert sources["review_best_stars"] == [Source("reviews", frozenset({"stars", "state"}))]
    assert sources["reviews"] == [Source("reviews", frozenset({"state"}))]
    assert all(sources.values())


def test_the_schema_allows_a_declaration_and_no_misspelt_one() -> None:
    text = (DECLARED + ALERTS.removeprefix("\n")).replace("value: off", "value: 'off'")
    assert allowed(text)
    for right, wrong in (("by: {currency: open}", "by: {currency: opened}"), ("sum: stars", "som: stars")):
        assert right in text
        assert not allowed(text.replace(right, wrong))
