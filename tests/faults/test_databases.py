"""Another database stops and comes back: it costs the providers that read it, and nobody else."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import make_url
from sqlalchemy.orm import Session

from tests.faults.conftest import PATIENCE, Mortal, living
from tests.faults.network import network_to
from tests.support import postgres, warehouse
from tests.support.databases import Database, MakeDatabase
from tests.support.random_shop import NOW
from tests.support.seed import provider
from tests.support.shop import Exporter
from tests.support.shops import two_platforms
from tests.support.warehouse import Parcels


@pytest.fixture
def shop(make_database: MakeDatabase) -> Database:
    return make_database("postgresql", two_platforms)


@pytest.fixture
def server(_cluster: postgres.Cluster) -> Iterator[Mortal]:
    with living(_cluster, warehouse.build) as made:
        yield made


@contextmanager
def exporting(shop: Database, url: str, parcels: Parcels | None = None) -> Iterator[Exporter]:
    more = [provider(parcels or Parcels())]
    with closing(Exporter(shop.url, NOW, more=more, others={"warehouse": url})) as exporter:
        exporter.refresh()
        assert exporter.failures() == {}
        yield exporter


def costs_its_own_provider(exporter: Exporter) -> None:
    before = exporter.text()
    exporter.refresh()
    (said,) = exporter.failures().values()
    assert said.startswith("connection: elsewhere/parcels.py: database warehouse: ")
    assert exporter.store["parcels"].failures == {"connection": 1}
    assert exporter.store.databases_up == {"main": True, "warehouse": False}
    assert exporter.text() == before, "the last good numbers are served meanwhile"


def is_back(exporter: Exporter) -> None:
    assert exporter.refresh().failures() == {}
    assert exporter.store.databases_up == {"main": True, "warehouse": True}
    assert 'orion_parcels{category="parcels",platform="main",vendor="acme"} 7.0' in exporter.text()


@pytest.mark.parametrize("end", ["kill", "stop"])
def test_a_server_that_ends_and_is_started_again(shop: Database, server: Mortal, end: str) -> None:
    with exporting(shop, server.url) as exporter:
        getattr(server, end)()
        costs_its_own_provider(exporter)
        server.start()
        is_back(exporter)


def test_a_restart_under_an_idle_pool_costs_no_refresh(shop: Database, server: Mortal) -> None:
    with exporting(shop, server.url) as exporter:
        server.stop()
        server.start()
        is_back(exporter)
        assert exporter.store["parcels"].failures == {}


def test_a_file_that_goes_and_comes_back(shop: Database, make_database: MakeDatabase) -> None:
    second = make_database("sqlite", warehouse.build)
    file = Path(make_url(second.url).database or "")
    with exporting(shop, second.url) as exporter:
        file.rename(away := file.with_suffix(".away"))
        costs_its_own_provider(exporter)
        away.rename(file)
        is_back(exporter)


def test_a_server_that_falls_silent_is_abandoned(shop: Database, make_database: MakeDatabase) -> None:
    second = make_url(make_database("mariadb", warehouse.build).url)
    with network_to(second.port or 0) as network:
        url = second.set(port=network.port).render_as_string(hide_password=False)
        with exporting(shop, url, parcels := Parcels()) as exporter:
            frozen = Event()

            def freeze(_session: Session) -> None:
                network.freeze()
                frozen.set()

            parcels.asking = freeze
            thread = Thread(target=exporter.refresh, args=("parcels",), daemon=True)
            thread.start()
            assert frozen.wait(PATIENCE)
            exporter.refresher.hung("parcels", PATIENCE)
            thread.join(PATIENCE)
            assert not thread.is_alive()
            parcels.asking = lambda _: None
            assert exporter.store.databases_up == {"main": True, "warehouse": False}
            assert exporter.refresh("orders").failures().keys() == {"parcels"}
            network.mend()
            is_back(exporter)
