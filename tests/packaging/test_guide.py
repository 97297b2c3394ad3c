"""The guide to a new module, done word for word in a copy of the repository."""

import re
import sys
from pathlib import Path

import pytest
import yaml

from tests.packaging import ROOT
from tests.packaging.copies import Copy
from tests.support.tools import tool

ALERT = "OrionLoyaltyPointsHigh"
RULES = "grafana/prometheus/rules/loyalty.yml"
FENCE = re.compile(r"^(`{3,})(\w+)\n(.*?)^\1$", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A copy with the module of the guide, generated again."""
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    steps = guide[guide.index("## Add a provider in") : guide.index("## A provider in a separate package")]
    provider, line, table, runbook, case = (text for _, _, text in FENCE.findall(steps))
    made = Copy.of_this(tmp_path_factory.mktemp("guide") / "copy")
    manifest = made.text("providers/__init__.py")
    made.write("providers/loyalty.py", provider)
    made.write("providers/__init__.py", manifest.replace(")\n", f"{line.removeprefix('+')})\n", 1))
    made.write("exporter/demo/schema.py", made.text("exporter/demo/schema.py") + table)
    made.write(f"docs/runbooks/{ALERT}.md", runbook)
    made.write("tests/grafana/rules/cases/loyalty.py", case)
    assert made.python("-m", "grafana").stderr == "", "something is asked for that nobody exports"
    return made


def test_the_alert_has_a_rule_that_prometheus_reads(copy: Copy) -> None:
    ((record, rule),) = [group["rules"] for group in yaml.safe_load(copy.text(RULES))["groups"]]
    assert record["record"] == "vendor_platform:orion_loyalty_points:candidates"
    assert rule["alert"] == ALERT
    assert rule["labels"] == {"severity": "warning", "category": "loyalty", "provider": "loyalty", "team": "sales"}
    copy.check_rules()


def test_documents_and_dashboards_follow(copy: Copy) -> None:
    assert copy.alerts()[ALERT] == "loyalty"
    assert f"| [{ALERT}](runbooks/{ALERT}.md) | loyalty | above 10000 | warning | 15m | sales |" in copy.text(
        "docs/ALERTS.md"
    )
    assert "| `orion_loyalty_points` | vendor, platform |" in copy.text("docs/METRICS.md")
    assert f'"refId": "{ALERT}"' in copy.text("grafana/dashboards/orion-vendor.json")
    assert copy.unknown() == set()


def test_nothing_else_changes(copy: Copy) -> None:
    before = {str(path.relative_to(ROOT)): path.read_text() for path in ROOT.glob("grafana/prometheus/rules/*.yml")}
    after = {path: text for path, text in copy.shipped().items() if path.endswith(".yml")}
    assert after == before | {RULES: after[RULES]}


def test_the_exporter_has_its_metrics_its_threshold_and_its_runbook(copy: Copy) -> None:
    said = copy.once()
    assert 'orion_exporter_provider_up{category="loyalty"} 1.0\n' in said
    assert 'orion_exporter_provider_installed{category="loyalty"} 1.0\n' in said
    assert f'orion_alert_threshold_default{{alert="{ALERT}",category="loyalty"}} 10000.0\n' in said
    shown = copy.python("-c", f"from exporter.alerting.runbooks import shipped; print(shipped({ALERT!r}).text)")
    assert shown.stdout.startswith(f"# {ALERT}\n")


@pytest.mark.parametrize("arguments", [["check"], ["format", "--check"]])
def test_the_code_of_the_guide_is_as_the_linter_wants_it(copy: Copy, arguments: list[str]) -> None:
    files = ["providers/loyalty.py", "providers/__init__.py", "exporter/demo/schema.py"]
    copy.run(tool("ruff"), *arguments, "--no-cache", *files, "tests/grafana/rules/cases/loyalty.py")


def test_imports_still_run_one_way(copy: Copy) -> None:
    copy.run(tool("lint-imports"), "--no-cache", "--no-logo")


def test_the_tests_that_hold_for_every_module_hold_for_it(copy: Copy) -> None:
    tests = ["tests/contracts/test_providers.py", "tests/grafana/rules/test_alerts.py"]
    tests += ["tests/grafana/rules/test_documents.py", "tests/grafana/rules/test_expressions.py"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "loyalty or LoyaltyPoints"]
    assert re.search(r"\b[1-9]\d* passed", copy.run(*command, *tests).stdout)


def test_the_copy_is_what_runs(copy: Copy) -> None:
    assert "providers/loyalty.py" in copy.imported()
    assert not (ROOT / "providers" / "loyalty.py").exists()
    assert Path(copy.root) != ROOT
