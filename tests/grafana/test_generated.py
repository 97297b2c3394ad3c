"""What `python -m grafana` writes: the same as is here, and nothing of modules that are gone."""

import json
import shutil
from pathlib import Path

import pytest

from grafana.__main__ import DASHBOARDS, ROOT, RULES, generated, outdated, write
from grafana.documents import documents, threshold
from grafana.rules.files import HEADER
from tests.support.alerts import NAMED


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with everything that is generated."""
    for folder in (DASHBOARDS, RULES, "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


@pytest.mark.parametrize("path", generated())
def test_what_is_here_is_what_is_generated(path: str) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == generated()[path], "run: make golden"


def test_nothing_is_here_that_is_no_longer_generated() -> None:
    assert list(outdated(ROOT, generated())) == [], "run: make golden"


def test_what_is_missing_or_changed_is_written(copy: Path) -> None:
    rules, board = copy / RULES / "orders.yml", copy / DASHBOARDS / "orion-orders.json"
    rules.unlink()
    board.write_text("{}")
    write(copy)
    assert rules.read_text() == (ROOT / RULES / "orders.yml").read_text()
    assert board.read_text() == (ROOT / DASHBOARDS / "orion-orders.json").read_text()


def test_what_is_outdated_is_removed_and_what_people_wrote_is_left_alone(copy: Path) -> None:
    gone = [copy / RULES / "loyalty.yml", copy / DASHBOARDS / "orion-loyalty.json"]
    theirs = [copy / RULES / "ours.yml", copy / DASHBOARDS / "mine.json", copy / DASHBOARDS / "broken.json"]
    gone[0].write_text(f"{HEADER} from grafana/rules/loyalty.yml.\ngroups: []\n")
    gone[1].write_text((copy / DASHBOARDS / "orion-orders.json").read_text())
    theirs[0].write_text("groups: []\n")
    theirs[1].write_text(json.dumps({"uid": "mine", "tags": ["orion"], "editable": True}))
    theirs[2].write_text("{")
    assert sorted(outdated(copy, generated(copy))) == sorted(gone)
    write(copy)
    assert [path.exists() for path in gone] == [False, False]
    assert [path.exists() for path in theirs] == [True, True, True]


def test_a_document_without_a_place_is_not_overwritten(copy: Path) -> None:
    (copy / "docs/ALERTS.md").write_text("# Alerts\n")
    with pytest.raises(ValueError, match=r"docs/ALERTS.md has 0 places for the alerts"):
        documents(copy)


@pytest.mark.parametrize(
    ("alert", "said"),
    [
        ("OrionExporterDown", ""),
        ("OrionOrdersStalled", "above 3 d"),
        ("OrionImportStuck", "above 2 h"),
        ("OrionCertificateExpiring", "below 14 d"),
        ("OrionRefundSpike", "above 20 %"),
        ("OrionOrderBacklogGrowing", "above 1.5"),
        ("OrionStockUnitsLow", "below 10"),
    ],
)
def test_a_threshold_is_written_as_people_say_it(alert: str, said: str) -> None:
    assert threshold(NAMED[alert]) == said
