"""Providers of other packages: found through their metadata, and none of them can cost more than itself."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from exporter.collection.discovery import discover
from exporter.collection.provider import Provider
from exporter.config.configuration import load
from tests.collection.distributions import install
from tests.support.databases import Database
from tests.support.random_shop import NOW
from tests.support.samples import samples
from tests.support.shop import Exporter

ROOT = Path(__file__).parents[2]

LOYALTY = """
    from dataclasses import dataclass

    @dataclass(frozen=True)
    class MetricValue:
        key: str
        value: float
        label: str
        category: str

    class Provider:
        @property
        def metrics_category(self):
            return "loyalty"

        def get_vendor_metrics(self, db, vendor_id, context=None):
            return [MetricValue("loyalty.cards.total", 10 * vendor_id, "Cards", "loyalty")]

        def get_platform_metrics(self, db, platform_id, context=None):
            return [MetricValue("loyalty.cards.total", 7, "Cards", "loyalty")]
"""
PLAIN = "metrics_category = {category!r}\n    get_vendor_metrics = get_platform_metrics = lambda self, *_: []"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that packages can be installed into."""
    folder = tmp_path / "site"
    folder.mkdir()
    before = set(sys.modules)
    monkeypatch.syspath_prepend(folder)
    yield folder
    for name in set(sys.modules) - before:
        del sys.modules[name]


def others() -> dict[str, Provider]:
    """Return the providers that are not built in, by category."""
    builtin = {each.category for each in discover(load(None, {}), entries=tuple)}
    return {each.category: each for each in discover(load(None, {})) if each.category not in builtin}


def reason(category: str) -> str:
    problem = others()[category].source.problem
    assert problem
    return problem


def test_a_class_with_three_members_in_a_package_is_exported(site: Path, small: Database) -> None:
    install(site, "loyalty_metrics", {"loyalty": "loyalty_metrics:Provider"}, LOYALTY)
    found = others()
    assert found["loyalty"].origin.endswith("loyalty_metrics.py")
    with closing(Exporter(small.url, NOW, more=found.values())) as exporter:
        assert samples(exporter.refresh(), "loyalty") == (
            'orion_loyalty_cards{category="loyalty",platform="main",vendor="acme"} 10.0\n'
            'orion_loyalty_cards{category="loyalty",platform="side",vendor="bolt"} 20.0\n'
            'orion_platform_loyalty_cards{category="loyalty",platform="main"} 7.0\n'
            'orion_platform_loyalty_cards{category="loyalty",platform="side"} 7.0\n'
        )


def test_a_package_is_found_from_the_command_line(site: Path, small: Database) -> None:
    install(site, "loyalty_metrics", {"loyalty": "loyalty_metrics:Provider"}, LOYALTY)
    install(site, "broken_metrics", {"broken": "broken_metrics:Provider"}, "raise RuntimeError('no licence')")
    environ = {"PYTHONPATH": f"{site}:{ROOT}", "ORION_EXPORTER_DATABASE_URL": small.url, "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-m", "exporter", "once"], env=environ, capture_output=True, text=True, check=False
    )
    assert 'orion_loyalty_cards{category="loyalty",platform="main",vendor="acme"} 10.0\n' in done.stdout
    assert 'orion_exporter_provider_up{category="broken"} 0.0\n' in done.stdout
    assert "no licence" in done.stderr
    assert done.returncode != 0


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("raise RuntimeError('no licence')", "cannot load mine: RuntimeError('no licence')"),
        ("raise SystemExit(3)", "cannot load mine: SystemExit(3)"),
        ("import nothing_of_this_name", "No module named 'nothing_of_this_name'"),
        ("class Other: ...", "has no attribute 'Provider'"),
        ("class Provider: ...", "'Provider' object has no attribute 'metrics_category'"),
        ("class Provider:\n    metrics_category = 7", "metrics_category is 7; it must be a non-empty string"),
        ("class Provider:\n    metrics_category = ''", "metrics_category is ''; it must be a non-empty string"),
        ("class Provider:\n    metrics_category = 'x'", "not a provider: define definitions and collect, or"),
        (f"class Provider:\n    {PLAIN.format(category='orders')}", 'category "orders" is already used by '),
    ],
)
def test_what_cannot_be_loaded_fails_with_its_reason(site: Path, small: Database, code: str, said: str) -> None:
    install(site, "my_metrics", {"mine": "my_metrics:Provider"}, code)
    install(site, "loyalty_metrics", {"loyalty": "loyalty_metrics:Provider"}, LOYALTY)
    with closing(Exporter(small.url, NOW, more=others().values())) as exporter:
        failures = exporter.refresh().failures()
        assert list(failures) == ["mine"]
        assert failures["mine"].startswith("contract: mine: ")
        assert said in failures["mine"]
        assert "orion_loyalty_cards" in exporter.text("loyalty")
        assert "orion_users" in exporter.text("tenancy")


def test_of_two_providers_of_one_category_the_first_is_kept(site: Path) -> None:
    code = f"class Provider:\n    {PLAIN.format(category='loyalty')}"
    install(site, "first_metrics", {"a": "first_metrics:Provider"}, code)
    install(site, "second_metrics", {"b": "second_metrics:Provider"}, code)
    first = others()["loyalty"].origin
    assert first.endswith("first_metrics.py")
    assert reason("b") == f'cannot load b: category "loyalty" is already used by {first}'


@pytest.mark.parametrize("attribute", ["kinds = ['gold']", "tables = 7", "definitions = None; collect = print"])
def test_an_attribute_that_means_something_else_there_costs_itself(site: Path, attribute: str) -> None:
    code = f"class Provider:\n    {PLAIN.format(category='loyalty')}\n    definitions = ()\n    {attribute}"
    install(site, "loyalty_metrics", {"loyalty": "loyalty_metrics:Provider"}, code)
    assert {"loyalty"} == others().keys()
