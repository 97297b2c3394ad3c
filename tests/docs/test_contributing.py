"""The guide in CONTRIBUTING.md: its provider runs, exports what it says, and keeps the rules of a built-in one."""

import re
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from exporter.collection.discovery import discover
from exporter.collection.provider import Provider
from exporter.config.configuration import load
from exporter.testing.subject import Subject
from tests.collection.distributions import install
from tests.docs.pages import CONTRIBUTING
from tests.support.contract import broken
from tests.support.databases import Database
from tests.support.markdown import blocks, section
from tests.support.random_shop import NOW
from tests.support.shop import Exporter, series_of

GUIDE = section(CONTRIBUTING, "Add a provider in six steps")
PACKAGE = section(CONTRIBUTING, "A provider in a separate package")


@pytest.fixture
def provider(folder: Path) -> Provider:
    """The guide's provider, in the package that the guide names."""
    (code, *_), (toml,) = blocks(GUIDE, "python"), blocks(PACKAGE, "toml")
    (entries,) = tomllib.loads(toml)["project"]["entry-points"].values()
    ((name, target),) = entries.items()
    package, module = target.partition(":")[0].split(".")
    (folder / package).mkdir()
    (folder / package / f"{module}.py").write_text(code)
    install(folder, "acme", {name: target}, "")
    (found,) = (each for each in discover(load(None, {})) if each.category == name)
    return found


@pytest.fixture
def exporter(small: Database, provider: Provider) -> Iterator[Exporter]:
    """The exporter, over a shop with two cards of acme."""
    with small.engine.begin() as db:
        db.execute(
            text("CREATE TABLE loyalty_cards (vendor_id INT, is_active BOOLEAN, points INT, created_at DATETIME)")
        )
        db.execute(text("INSERT INTO loyalty_cards VALUES (1, TRUE, 20, NULL), (1, FALSE, 22, '1970-01-01 00:01:00')"))
    with closing(Exporter(small.url, NOW, more=[provider])) as made:
        yield made.refresh(provider.category)


def test_its_provider_exports_what_it_says(exporter: Exporter) -> None:
    assert exporter.failures() == {}
    series = series_of(exporter.text("loyalty"))
    said = re.findall(r"`(orion_\w+)\{([\w,]+)\}`", GUIDE)
    assert len(said) == 2
    for name, labels in said:
        assert {tuple(sorted(dict(of))) for family, of in series if family == name} == {
            tuple(sorted(labels.split(",")))
        }
    acme = {("vendor", "acme"), ("platform", "main"), ("category", "loyalty")}
    assert series["orion_loyalty_points", frozenset(acme)] == 42
    assert series["orion_loyalty_last_issued_timestamp_seconds", frozenset(acme)] == 60
    assert series["orion_loyalty_cards", frozenset({*acme, ("state", "inactive")})] == 1


def test_it_keeps_the_contract_of_providers(exporter: Exporter, provider: Provider) -> None:
    assert len(provider.definitions) == 3
    assert [each.key for each in provider.definitions if not each.icon] == []
    with closing(Subject(provider, exporter.url, NOW)) as subject:
        assert broken(subject) == {}
