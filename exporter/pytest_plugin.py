"""The test kit as a plugin of pytest. It imports the exporter only if a test run uses it.

https://docs.pytest.org/en/stable/how-to/writing_plugins.html
"""

from collections.abc import Generator, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from exporter.testing import DemoShop, FakeClock, Golden
    from exporter.testing.demo_shop import DemoShops, Prepare
    from exporter.testing.items import ContractShops

_CONTRACT: "pytest.StashKey[ContractShops]" = pytest.StashKey()
_GOLDEN_FOLDER = "golden"


class Hooks:
    """The hooks that a conftest.py may implement."""

    def pytest_orion_prepare_shop(self, engine: "Engine", now: datetime) -> None:
        """Add tables and rows to the demo shop, in which it is `now`, before any test or check reads it."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of the test kit."""
    group = parser.getgroup("orion-exporter", "providers of orion-exporter")
    group.addoption(
        "--orion-provider",
        action="append",
        default=[],
        metavar="PACKAGE.MODULE:CLASS",
        help="run the contract suite against this provider; repeatable",
    )
    group.addoption(
        "--orion-database",
        default="",
        metavar="URL",
        help="database for the contract suite, which only reads it (default: a demo shop in SQLite)",
    )
    group.addoption(
        "--orion-update-golden", action="store_true", help="write the golden files of orion_golden instead of comparing"
    )


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    """Declare the hooks of the test kit."""
    pluginmanager.add_hookspecs(Hooks)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Add the contract suite of each provider that the command line names to what a test run collects."""
    report = yield
    arguments: list[str] = collector.config.getoption("--orion-provider")
    if arguments and isinstance(collector, pytest.Session):
        from exporter.testing.items import ContractShops, check_url, contracts  # noqa: PLC0415 - only if it is used

        url: str = collector.config.getoption("--orion-database")
        check_url(url)
        shops = collector.config.stash[_CONTRACT] = ContractShops(_prepare(collector.config), url)
        report.result = [*report.result, *contracts(collector, arguments, shops)]
    return report


def pytest_unconfigure(config: pytest.Config) -> None:
    """Close what the contract suite has opened."""
    if _CONTRACT in config.stash:
        config.stash[_CONTRACT].close()


@pytest.fixture(scope="session")
def _orion_shops(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> "DemoShops":
    from exporter.testing.demo_shop import DemoShops  # noqa: PLC0415 - only if it is used

    return DemoShops(tmp_path_factory.mktemp("orion-shop"), _prepare(request.config))


@pytest.fixture
def orion_shop(_orion_shops: "DemoShops") -> Iterator["DemoShop"]:
    """The demo shop in a database of the test's own: `url`, `engine`, `now`, and `exposition(provider)`."""
    with _orion_shops.copy() as shop:
        yield shop


@pytest.fixture
def orion_clock() -> "FakeClock":
    """A clock that the test moves by hand; it begins at the time of the demo shop."""
    from exporter.testing import FakeClock  # noqa: PLC0415 - only if it is used

    return FakeClock()


@pytest.fixture
def orion_golden(request: pytest.FixtureRequest) -> "Golden":
    """Compare a text with a file in the folder `golden` beside the test: `orion_golden("cards.prom", text)`."""
    from exporter.testing import Golden  # noqa: PLC0415 - only if it is used

    return Golden(request.path.parent / _GOLDEN_FOLDER, update=request.config.getoption("--orion-update-golden"))


def _prepare(config: pytest.Config) -> "Prepare":
    return lambda engine, now: config.hook.pytest_orion_prepare_shop(engine=engine, now=now)
