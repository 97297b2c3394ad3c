"""The Python on the pages runs, and the commands of *Start here* work on a shop and on a running exporter."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Boolean, Column, DateTime, Integer, MetaData, Table, create_engine, insert

from exporter.collection.discovery import discover
from exporter.config.configuration import load
from exporter.testing.suite import CHECKS
from tests.collection.distributions import install
from tests.docs.markdown import DOCS, ROOT, Snippet, snippets
from tests.e2e.conftest import COMMAND, get
from tests.support import handmade
from tests.support.databases import Database
from tests.support.random_shop import NOW
from tests.support.samples import samples
from tests.support.shop import Exporter
from tests.support.tools import free_port, process
from tests.testing.runs import passed, pytest_in, write

PYTHON = [each for each in snippets("python") if each.page.is_relative_to(DOCS / "how-to")]
PROVIDERS = [each for each in PYTHON if "QueryMetricsProvider)" in each.text]
SCRIPTS = [each for each in PYTHON if "StatsAggregator" in each.text]
OVER_HTTP = [each for each in PYTHON if "localhost:9797/api" in each.text]
HOSTS = [each for each in PYTHON if "MountedApi" in each.text]
TESTS = [each for each in PYTHON if each.page.name == "test-a-provider.md"]
_URL = re.compile(r"curl -s '?(http://localhost:9797[^\s']*)")

CARDS = Table(
    "loyalty_cards",
    MetaData(),
    Column("vendor_id", Integer),
    Column("is_active", Boolean),
    Column("points", Integer),
    Column("created_at", DateTime),
)


def test_every_python_snippet_is_run_below() -> None:
    assert sorted(map(str, PYTHON)) == sorted(map(str, PROVIDERS + SCRIPTS + OVER_HTTP + HOSTS + TESTS))


def test_the_tests_of_a_guide_pass_with_the_provider_of_the_other(tmp_path: Path) -> None:
    (provider,) = PROVIDERS
    conftest, tests = TESTS
    (tmp_path / "orion_loyalty").mkdir()
    (tmp_path / "orion_loyalty" / "provider.py").write_text(provider.text)
    write(tmp_path, conftest=conftest.text, test_loyalty=tests.text)
    options = ["--orion-provider=orion_loyalty.provider:LoyaltyMetricsProvider"]
    assert passed(pytest_in(tmp_path, *options, "--orion-update-golden")) == f"{len(CHECKS) + 2} passed"
    assert passed(pytest_in(tmp_path)) == "2 passed"


@pytest.mark.parametrize("snippet", PROVIDERS, ids=str)
def test_a_provider_of_a_guide_is_found_and_counts(
    snippet: Snippet, small: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = f"acme_loyalty_{snippet.line}"  # Python keeps what it has imported
    install(tmp_path, module, {"loyalty": f"{module}:LoyaltyMetricsProvider"}, snippet.text)
    monkeypatch.syspath_prepend(tmp_path)
    (provider,) = (each for each in discover(load(None, {})) if each.category == "loyalty")
    CARDS.metadata.create_all(small.engine)
    row = {"vendor_id": 1, "is_active": True, "points": 5, "created_at": datetime(2026, 3, 1)}  # noqa: DTZ001 - as stored
    with small.engine.begin() as connection:
        connection.execute(insert(CARDS), [row, row | {"is_active": False}])
    with closing(Exporter(small.url, NOW, more=[provider])) as exporter:
        found = samples(exporter.refresh(), "loyalty")
        assert exporter.failures() == {}
    assert 'orion_loyalty_cards{category="loyalty",platform="main",state="active",vendor="acme"} 1.0\n' in found
    assert 'orion_loyalty_points{category="loyalty",platform="main",vendor="acme"} 10.0\n' in found
    assert "orion_loyalty_last_issued_timestamp_seconds{" in found


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small shop in shop.sqlite, and the reader's configuration."""
    folder = tmp_path_factory.mktemp("shop")
    engine = create_engine(f"sqlite:///{folder / 'shop.sqlite'}")
    handmade.build(engine)
    engine.dispose()
    (folder / "orion-exporter.yaml").write_text("database: {driver: sqlite, path: shop.sqlite}\n")
    return folder


@pytest.mark.parametrize("snippet", SCRIPTS, ids=str)
def test_a_script_runs_and_prints_orders(snippet: Snippet, shop: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-W", "error::DeprecationWarning", "-c", snippet.text]
    ran = subprocess.run(command, cwd=shop, env=environment, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Orders {'status': 'pending'} " in ran.stdout


@pytest.mark.parametrize("command", ["check", "plan", "once"])
def test_a_command_of_the_first_shop_works(command: str, shop: Path) -> None:
    text = (DOCS / "start" / "first-shop.md").read_text(encoding="utf-8")
    (line,) = re.findall(rf"^orion-exporter {command} .*$", text, re.MULTILINE)
    arguments = line.partition(" | ")[0].split()[1:]
    ran = subprocess.run([*COMMAND, *arguments], cwd=shop, env=_environment(), capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"orders" in ran.stdout


def _environment() -> dict[str, str]:
    return {"PYTHONPATH": str(ROOT), "PATH": os.environ.get("PATH", "")}


@pytest.fixture(scope="module")
def address(shop: Path) -> Iterator[str]:
    """An exporter that serves the shop."""
    found = f"127.0.0.1:{free_port()}"
    command = [*COMMAND, "serve", "--config.file=orion-exporter.yaml", f"--web.listen-address={found}"]
    ready = f"http://{found}/readyz"
    with process(command, log=shop / "log", cwd=shop, env=_environment(), up=lambda: get(ready)[0] == 200):
        yield found


@pytest.mark.parametrize("snippet", OVER_HTTP, ids=str)
def test_a_client_prints_orders(snippet: Snippet, address: str) -> None:
    command = [sys.executable, "-c", snippet.text.replace("localhost:9797", address)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Orders {'status': 'pending'} 1.0" in ran.stdout
    assert "missing" not in ran.stdout


@pytest.mark.parametrize("snippet", HOSTS, ids=str)
def test_an_application_that_mounts_the_api_answers_for_its_vendor(snippet: Snippet, shop: Path) -> None:
    (shop / "host.py").write_text(snippet.text)
    port = free_port()
    root = f"http://127.0.0.1:{port}/orion/api/v1"

    def up() -> bool:
        status, text = get(f"{root}/statistics?category=orders&vendor=1")
        return status == 200 and "orders.total" in text

    command = [sys.executable, "-m", "uvicorn", f"--port={port}", "host:app"]
    with process(command, log=shop / "host.log", cwd=shop, env=_environment(), up=up):
        assert [get(f"{root}/statistics?vendor={each}")[0] for each in (1, 2, 99)] == [200, 404, 404]
        assert get(f"{root}/statistics?vendor=1&from=2026-02-01")[0] == 200
    assert "Traceback" not in (shop / "host.log").read_text()


@pytest.mark.parametrize("url", sorted({url for each in snippets("sh") for url in _URL.findall(each.text)}))
def test_what_the_pages_ask_with_curl_is_answered(url: str, address: str) -> None:
    status, text = get(url.replace("localhost:9797", address))
    assert status == 200
    assert text
