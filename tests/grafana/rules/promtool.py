"""Runs promtool on tests that are made here."""

import json
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.grafana.rules.rulefiles import GROUPS, RULE_FILES
from tests.grafana.rules.situations import SHORT, Test
from tests.support.tools import tool

SHARED = {"alerts", "directory"}
"""The rule files whose records others read."""


def promtool(*arguments: str | Path) -> str:
    """Return what promtool prints; fail with it if it is not content."""
    command = [tool("promtool"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def run(tests: Iterable[Test], folder: Path, stems: Sequence[str] = ()) -> str:
    """Run tests with these rule files (all if none is named) and those that others read; return what is said.

    Tests of one interval share a file, which says how often rules are evaluated.
    """
    files = [str(path) for path in RULE_FILES if not stems or path.stem in {*stems, *SHARED}]
    # Groups are evaluated by chance. Long steps need an order: they may be longer than a record is looked back for.
    loaded = [group for group in GROUPS if not stems or group.split("-")[1] in {*stems, *SHARED}]
    order = sorted(loaded, key=lambda group: group.split("-")[1] not in SHARED)
    by_step: dict[str, list[Test]] = {}
    for test in tests:
        by_step.setdefault(test["interval"], []).append(test)
    paths = []
    for step, some in by_step.items():
        paths.append(folder / f"every-{step}.json")  # JSON is YAML
        given = {"group_eval_order": order} if step != f"{SHORT}s" else {}
        paths[-1].write_text(json.dumps({"rule_files": files, "evaluation_interval": step, "tests": some, **given}))
    return promtool("test", "rules", *paths)
