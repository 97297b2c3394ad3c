"""Several databases on the command line: `check`, `once`, and what a reload keeps."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from exporter.app.application import Application
from exporter.app.live import Live, _unchanged
from exporter.config.configuration import Configuration, load
from tests.app.conftest import Run
from tests.support.clock import FakeClock
from tests.support.seed import Silent, provider

GONE = "mysql://reader:secret@127.0.0.1:1/gone"


def test_check_reports_every_database(run: Run, shop: str) -> None:
    result = run("check", DATABASE_URL=shop, DATABASES_ARCHIVE_URL=shop, DATABASES_GONE_URL=GONE)
    assert result.returncode == 1
    assert f"ok       database: {shop} is reachable, read-only\n" in result.stdout
    assert f"ok       database archive: {shop} is reachable, read-only\n" in result.stdout
    assert "problem  database gone: mysql+pymysql://reader:***@127.0.0.1:1/gone: Can't connect" in result.stdout
    assert "ok       orders: reads orders\n" in result.stdout, "the providers are checked nevertheless"
    assert "secret" not in result.stdout + result.stderr


def test_check_goes_on_to_the_other_databases_if_the_main_one_is_down(run: Run, shop: str) -> None:
    result = run("check", DATABASE_URL=GONE, DATABASES_ARCHIVE_URL=shop)
    assert result.returncode == 1
    assert "problem  database: mysql+pymysql" in result.stdout
    assert f"ok       database archive: {shop} is reachable, read-only\n" in result.stdout
    assert "orders" not in result.stdout


@pytest.mark.parametrize("command", ["once", "plan"])
def test_a_database_that_nobody_reads_may_be_down(run: Run, shop: str, command: str) -> None:
    result = run(command, DATABASES_MAIN_URL=shop, DATABASES_GONE_URL=GONE)
    assert (result.returncode, result.stderr) == (0, "")
    assert 'database_up{database="gone"}' not in result.stdout


@contextmanager
def reloaded(before: Configuration, after: Configuration) -> Iterator[tuple[Application, Application]]:
    """Give the application before and after a reload."""
    live = Live(before, lambda: after, FakeClock())
    old = live.application
    assert live.reload() == ()
    try:
        yield old, live.application
    finally:
        live.stop()
        live.application.databases.close()


def configured(shop: str, **others: str) -> Configuration:
    environ = {f"ORION_EXPORTER_DATABASES_{name.upper()}_URL": url for name, url in others.items()}
    return load(None, {"ORION_EXPORTER_DATABASE_URL": shop, **environ})


def test_a_provider_keeps_its_state_if_the_databases_that_it_reads_are_the_same(shop: str, tmp_path: Path) -> None:
    before = configured(shop, warehouse="sqlite:///a", archive="sqlite:///b")
    after = configured(shop, warehouse=f"sqlite:///{tmp_path / 'c'}", archive="sqlite:///b")
    with reloaded(before, after) as (old, new):
        assert all(_unchanged(old, new, each) for each in new.providers), "they read none of the others"
        orders = next(each for each in new.providers if each.category == "orders")
        for names, kept in ((frozenset({"warehouse"}), False), (frozenset({"archive"}), True), (None, False)):
            orders.source.databases = names
            assert _unchanged(old, new, orders) is kept


def test_a_provider_that_is_not_made_of_queries_may_read_any(shop: str) -> None:
    assert provider(Silent()).source.databases is None
    with reloaded(configured(shop), configured(shop)) as (_, new):
        assert {each.source.databases for each in new.providers} == {frozenset()}
