"""Each module can be removed: its file and its line, and everything else follows."""

import re
from pathlib import Path

import pytest

from providers import PROVIDERS
from tests.packaging.copies import Copy

pytestmark = pytest.mark.soak
CATEGORIES = [re.sub(r"providers\.(\w+):\w+", r"\1", path) for path in PROVIDERS]
PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider")
PASSED = re.compile(r"\b[1-9]\d* passed")
DIRECTORY = "tenancy"
"""The category of what is known of vendors and platforms, which stays."""


def without(category: str, folder: Path) -> Copy:
    """Return a copy of the repository without a module, generated again."""
    copy = Copy.of_this(folder)
    copy.remove(category)
    said = copy.python("-m", "grafana").stderr
    assert said.startswith("grafana: left out of the dashboards, because no module has it: ")
    return copy


@pytest.mark.parametrize("category", CATEGORIES)
def test_without_a_module_everything_else_is_there(category: str, tmp_path: Path) -> None:
    copy = without(category, tmp_path / "copy")
    assert category not in copy.alerts().values()
    assert len(copy.alerts()) > 20
    assert f"grafana/prometheus/rules/{category}.yml" not in copy.shipped()
    assert (f"## {category}\n" in copy.text("docs/METRICS.md")) == (category == DIRECTORY)
    assert copy.unknown() == set()
    copy.check_rules()
    said = copy.once()
    assert (f'orion_exporter_provider_up{{category="{category}"}}' in said) == (category == DIRECTORY)
    thresholds = set(re.findall(r'^orion_alert_threshold_default\{alert="\w+",category="(\w+)"', said, re.MULTILINE))
    assert {"exporter", "orders", "inventory"} - {category} <= thresholds <= {"exporter", *CATEGORIES} - {category}
    assert {name for name in CATEGORIES if f'provider_up{{category="{name}"}} 1.0' in said} >= {*CATEGORIES} - {
        category
    }
    assert {f"providers/{name}.py" for name in CATEGORIES if name != category} <= copy.imported()
    admin, vendor, platform, *over_http, api = copy.dashboard()
    assert over_http == [admin, vendor, platform]
    assert admin == {*CATEGORIES} - {category, "alerts"}
    assert api | {DIRECTORY} == {*CATEGORIES, DIRECTORY} - ({category} - {DIRECTORY}) - {"alerts"}

    layout = ("tests/grafana/test_dashboards.py", "-k", "fill_the_grid or that_is_not_declared")
    assert PASSED.search(copy.python(*PYTEST, *layout).stdout)


def test_the_contracts_hold_without_a_module(tmp_path: Path) -> None:
    copy = without("inventory", tmp_path / "copy")
    assert PASSED.search(copy.python(*PYTEST, "tests/contracts").stdout)
