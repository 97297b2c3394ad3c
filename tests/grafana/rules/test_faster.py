"""The switch that makes alerts act in seconds: the same alerting, quicker."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from grafana.faster import INTERVALS, WAITS, main, milliseconds, write
from tests.grafana.rules.amtool import amtool
from tests.grafana.rules.promtool import promtool
from tests.grafana.rules.rulefiles import GRAFANA, RULE_FILES


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text())


def durations(document: Any) -> dict[str, int]:
    """Return every duration of a document, in milliseconds, by where it stands."""
    if isinstance(document, dict):
        own = {key: milliseconds(value) for key, value in document.items() if key in WAITS | INTERVALS}
        return own | {
            f"{key}.{path}": value for key, inner in document.items() for path, value in durations(inner).items()
        }
    if isinstance(document, list):
        return {f"{i}.{path}": value for i, inner in enumerate(document) for path, value in durations(inner).items()}
    return {}


def without_durations(document: Any) -> Any:
    if isinstance(document, dict):
        return {key: without_durations(value) for key, value in document.items() if key not in WAITS | INTERVALS}
    return [without_durations(item) for item in document] if isinstance(document, list) else document


@pytest.mark.parametrize("path", RULE_FILES, ids=lambda path: path.stem)
def test_rules_differ_in_their_durations_only(path: Path, tmp_path: Path) -> None:
    write(tmp_path, 60)
    shipped, quick = read(path), read(tmp_path / "rules" / path.name)
    assert without_durations(quick) == without_durations(shipped)
    # Prometheus has no target at all when it has just started; an alert about that waits for ten seconds.
    floors = {
        f"groups.{i}.rules.{j}.for": 60 * 10_000
        for i, group in enumerate(shipped["groups"])
        for j, rule in enumerate(group["rules"])
        if "alert" in rule and "absent(" in rule["expr"]
    }
    assert {where: value * 60 for where, value in durations(quick).items()} == durations(shipped) | floors
    assert bool(floors) == (path.stem == "exporter")


def test_alertmanager_waits_less_and_intervals_stay_a_second_or_more(tmp_path: Path) -> None:
    write(tmp_path, 60)
    shipped, quick = read(GRAFANA / "alertmanager/alertmanager.yml"), read(tmp_path / "alertmanager.yml")
    assert without_durations(quick) == without_durations(shipped)
    assert {where: value * 60 for where, value in durations(quick).items()} == pytest.approx(
        durations(shipped), rel=0.01
    )
    assert durations(read(tmp_path / "prometheus.yml")["global"]) == {
        "scrape_interval": 1000,
        "scrape_timeout": 1000,
        "evaluation_interval": 1000,
    }


def test_prometheus_and_alertmanager_read_what_is_written(tmp_path: Path) -> None:
    assert main([str(tmp_path), "--factor", "900", "--replace", "localhost:9797=127.0.0.1:1234"]) == 0
    assert f"{len(RULE_FILES)} rule files found" in promtool("check", "config", tmp_path / "prometheus.yml")
    assert "SUCCESS" in amtool("check-config", tmp_path / "alertmanager.yml")
    (scrape,) = read(tmp_path / "prometheus.yml")["scrape_configs"]
    assert scrape["static_configs"] == [{"targets": ["127.0.0.1:1234"]}]


@pytest.mark.parametrize("options", [["--factor", "0"], ["--factor", "nan"], ["--replace", "x"]])
def test_bad_options_are_refused(options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([str(tmp_path), *options])
    assert options[0] in capsys.readouterr().err


def test_a_text_that_is_not_there_is_not_replaced_in_silence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "out"), "--replace", "nowhere:1=there:2"]) == 1
    assert "'nowhere:1' is in none of the shipped files" in capsys.readouterr().err


@pytest.mark.parametrize(("text", "value"), [("30s", 30_000), ("1h30m", 5_400_000), ("250ms", 250), ("1d", 86_400_000)])
def test_durations_are_read_as_prometheus_writes_them(text: str, value: int) -> None:
    assert milliseconds(text) == value
    with pytest.raises(ValueError, match="is no duration"):
        milliseconds(f"{text}!")
