"""What docs/API.md shows works, and prints what is shown there."""

import doctest
import tomllib
from contextlib import closing
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from sqlalchemy import Engine

from exporter.collection.discovery import discover
from exporter.collection.provider import Provider
from exporter.config.configuration import load
from tests.collection.distributions import install
from tests.docs.pages import API, MODULES
from tests.support.databases import Database
from tests.support.markdown import blocks, section
from tests.support.random_shop import NOW
from tests.support.samples import samples
from tests.support.shop import Exporter

QUERIES = "loyalty_queries:LoyaltyMetricsProvider"
PROVIDERS = {
    "A provider with three members": "loyalty_by_vendor:LoyaltyMetrics",
    "A provider that answers in bulk": "loyalty_in_bulk:LoyaltyMetrics",
    "A provider made of queries": QUERIES,
}
"""The heading of each kind of provider, and its class."""


def discovered(folder: Path, target: str, configuration: str = "") -> Provider:
    """Return the provider as the exporter finds it, after installing a package whose entry point is `target`."""
    module, _, _ = target.partition(":")
    install(folder, module, {"loyalty": target}, MODULES[module])
    (folder / "config.yaml").write_text(configuration)
    (found,) = (each for each in discover(load(folder / "config.yaml", {})) if each.category == "loyalty")
    return found


def exported(shop: Database, provider: Provider) -> str:
    """Return the samples of a provider after one refresh."""
    with closing(Exporter(shop.url, NOW, more=[provider])) as exporter:
        assert exporter.refresh("loyalty").failures() == {}
        return samples(exporter, "loyalty")


@pytest.mark.parametrize(("heading", "target"), PROVIDERS.items())
def test_a_provider_is_exported_as_shown(folder: Path, shop: Database, heading: str, target: str) -> None:
    (shown,) = blocks(section(API, heading), "text")
    assert exported(shop, discovered(folder, target)) == shown


def test_an_option_changes_what_is_shown(folder: Path, shop: Database) -> None:
    options = section(API, "Options")
    (configuration,), (shown,) = blocks(options, "yaml"), blocks(options, "text")
    provider = discovered(folder, QUERIES, configuration)
    lines = exported(shop, provider).splitlines(keepends=True)
    dormant = [line for line in lines if line.startswith("orion_loyalty_cards_dormant{")]
    assert "".join(dormant) == shown


def test_the_queries_can_read_only_what_has_changed(folder: Path, shop: Database) -> None:
    provider = discovered(folder, QUERIES, "providers: {loyalty: {changed_only_above: 0s}}")
    with closing(Exporter(shop.url, NOW, more=[provider])) as exporter:
        first = samples(exporter.refresh("loyalty"), "loyalty")
        assert samples(exporter.refresh("loyalty"), "loyalty") == first
        assert exporter.store["loyalty"].changed_only == 1


def test_the_entry_point_leads_to_the_provider(folder: Path) -> None:
    (toml,) = blocks(section(API, "The entry point"), "toml")
    ((group, entries),) = tomllib.loads(toml)["project"]["entry-points"].items()
    ((name, target),) = entries.items()
    found = discovered(folder, target).source.statistics
    assert found is not None
    assert found.metrics_category == name
    assert target in {entry.value for entry in entry_points(group=group)}


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("heading", ["Services", "Statistics", "Tests"])
def test_a_session_prints_what_is_shown(heading: str) -> None:
    session = "\n".join(blocks(section(API, heading), "pycon"))
    test = doctest.DocTestParser().get_doctest(session, {}, heading, "docs/API.md", 0)
    said: list[str] = []
    result = doctest.DocTestRunner().run(test, out=said.append, clear_globs=False)
    engine: Engine | None = test.globs.get("engine")
    if engine is not None:
        engine.dispose()
    assert result.failed == 0, "".join(said)
    assert result.attempted > 4


def test_no_example_is_left_out() -> None:
    assert len(MODULES) == len(blocks(API, "python"))
    assert MODULES.keys() == {*(target.partition(":")[0] for target in PROVIDERS.values()), "handbook", "footer"}
    shown = {language: len(blocks(API, language)) for language in ("pycon", "text", "sql", "toml", "yaml")}
    assert shown == {"pycon": 5, "text": 4, "sql": 1, "toml": 1, "yaml": 1}
