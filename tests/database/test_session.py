"""The session's variables are the exporter's own: a server's defaults do not change a byte."""

from contextlib import closing

import pytest

from tests.support.databases import Database, MakeDatabase
from tests.support.random_shop import NOW
from tests.support.shop import Exporter
from tests.support.shops import two_platforms

MODES = "ANSI_QUOTES,PIPES_AS_CONCAT,EMPTY_STRING_IS_NULL,NO_BACKSLASH_ESCAPES,HIGH_NOT_PRECEDENCE,IGNORE_SPACE"
DEFAULTS = {"sql_mode": f"'{MODES}'", "sql_select_limit": "1", "div_precision_increment": "0"}


@pytest.fixture
def shop(make_database: MakeDatabase) -> Database:
    return make_database("mariadb", two_platforms)


def exposition(database: Database) -> str:
    with closing(Exporter(database.url, NOW)) as exporter:
        text = exporter.refresh().text()
        assert exporter.failures() == {}
        return text


@pytest.mark.parametrize("name", DEFAULTS)
def test_the_defaults_of_the_server_change_nothing(shop: Database, name: str) -> None:
    expected = exposition(shop)
    assert "orion_" in expected
    with shop.engine.connect() as connection:
        before = connection.exec_driver_sql(f"SELECT @@GLOBAL.{name}").scalar_one()
        connection.exec_driver_sql(f"SET GLOBAL {name} = {DEFAULTS[name]}")
        try:
            assert exposition(shop) == expected
        finally:
            connection.exec_driver_sql(f"SET GLOBAL {name} = {before!r}")
