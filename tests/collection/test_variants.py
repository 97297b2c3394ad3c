"""Which variants of a preset apply, found out by looking at the database."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from exporter.collection.variants import applicable, verdicts
from exporter.config.configuration import Configuration, load
from exporter.config.connection import ConnectionTarget
from exporter.contracts.failures import ContractError
from exporter.database.engine import Database
from tests.support.databases import Dialect, SharedDatabase

Made = Callable[[str], Configuration]


@pytest.fixture
def preset(tmp_path: Path) -> Made:
    """Return the configuration with a preset whose only variant applies under this condition."""

    def made(when: str) -> Configuration:
        parameters = "parameters: {p: {type: identifier, default: wp_}}\n" if "{{p}}" in when else "parameters: {}\n"
        (tmp_path / "shop.yaml").write_text(f"about: A shop.\n{parameters}variants: {{it: {{when: {when}}}}}\n")
        return load(None, {"ORION_EXPORTER_PRESET": str(tmp_path / "shop.yaml")})

    return made


def options(engine: Engine) -> None:
    """Create the table `wp_options`."""
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE wp_options (name VARCHAR(9), value VARCHAR(9))"))
        connection.execute(text("INSERT INTO wp_options VALUES ('hpos', 'yes'), ('sync', 'no')"))


@pytest.fixture
def shop(shared_database: SharedDatabase, dialect: Dialect) -> Iterator[Database]:
    """A database with one table, `wp_options`."""
    url = shared_database(dialect, options).url
    with closing(Database(lambda: ConnectionTarget(url.partition(":")[0], url=url))) as database:
        yield database


VALUE = "\"SELECT value FROM {{p}}options WHERE name = '%s' -- 100% {{p}}\""
APPLIES = [
    "SELECT 1 FROM wp_options",
    "'SELECT name = ''hpos'' FROM {{p}}options ORDER BY name'",
    VALUE.replace("%s", "hpos"),
    "{tables: '{{p}}options'}",
    "{columns: {'{{p}}options': [name, value]}}",
    "{tables: [wp_options], columns: {wp_options: name}, sql: SELECT 'x'}",
]
DOES_NOT = {
    "SELECT 1 FROM wp_options WHERE name = 'x'": "its SELECT returns no row",
    "SELECT 0": "its SELECT is false",
    "SELECT NULL": "its SELECT is false",
    "SELECT 1 = 2": "its SELECT is false",
    VALUE.replace("%s", "sync"): "its SELECT is false",
    "SELECT 1 FROM wp_none": "wp_none",
    "{tables: [wp_options, '{{p}}none']}": "there is no table wp_none that can be read",
    "{columns: {wp_options: [name, size]}}": "there is no table wp_options with name, size that can be read",
    "{tables: wp_none, sql: SELECT 1}": "there is no table wp_none that can be read",
}


@pytest.mark.parametrize("when", APPLIES)
def test_a_variant_applies(shop: Database, preset: Made, when: str) -> None:
    assert applicable(shop, preset(when)) == ("it",)


@pytest.mark.parametrize(("when", "why"), DOES_NOT.items())
def test_a_variant_does_not_apply(shop: Database, preset: Made, when: str, why: str) -> None:
    configuration = preset(when)
    (verdict,) = verdicts(shop, configuration)
    assert why in verdict.why
    assert applicable(shop, configuration) == ()


def test_a_condition_that_is_no_sql_is_told_with_its_place(shop: Database, preset: Made) -> None:
    with pytest.raises(ContractError, match=r"shop\.yaml:3:\d+: variants\.it\.when: "):
        applicable(shop, preset("SELECT FROM FROM"))


def test_without_a_database_it_is_not_known(preset: Made, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/no/shop.sqlite"
    nowhere = Database(lambda: ConnectionTarget("sqlite", url=url))
    with pytest.raises(DBAPIError):
        applicable(nowhere, preset("SELECT 1"))
