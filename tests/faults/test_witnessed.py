"""PostgreSQL and its network break under a running exporter, in a shop that changes, and every scrape is looked at."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from sqlalchemy import Engine, make_url, text

from tests.e2e.conftest import COMMAND, get
from tests.faults.conftest import Mortal, eventually, living, locked, waits_for_a_lock
from tests.faults.network import Network, network_to
from tests.faults.witness import WATCHED, Witness
from tests.support import handmade, postgres
from tests.support.modules import only
from tests.support.tools import free_port, process

LIMITS = {
    "REFRESH_EVERY": "1s",
    "REFRESH_JITTER": "0s",
    "REFRESH_TIMEOUT": "3s",
    "REFRESH_WORKERS": "4",  # six categories wait for the same server, two seconds each
    "DATABASE_CONNECT_TIMEOUT": "2s",
    "DATABASE_LOCK_TIMEOUT": "300ms",
    "DATABASE_STATEMENT_TIMEOUT": "2s",
}


@dataclass(frozen=True, slots=True)
class Scene:
    """A server, the network between it and an exporter, and who looks at what that says."""

    mortal: Mortal
    network: Network
    witness: Witness


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory, _cluster: postgres.Cluster) -> Iterator[Scene]:
    log = tmp_path_factory.mktemp("witnessed") / "log"
    with living(_cluster, handmade.build) as mortal:
        port = make_url(mortal.url).port
        assert port is not None
        with network_to(port) as network:
            url = make_url(mortal.url).set(port=network.port).render_as_string(hide_password=False)
            settings = {f"ORION_EXPORTER_{name}": value for name, value in LIMITS.items()}
            where = f"127.0.0.1:{free_port()}"
            command = [*COMMAND, "serve", f"--web.listen-address={where}"]
            environment = {**os.environ, "ORION_EXPORTER_DATABASE_URL": url, **settings, **only(*WATCHED)}
            with process(command, log=log, env=environment, up=lambda: get(f"http://{where}/readyz")[0] == 200):
                witness = Witness(where, mortal.url)
                yield Scene(mortal, network, witness)
                witness.close()


def execute(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_nothing_is_wrong_while_nothing_breaks(scene: Scene) -> None:
    with scene.witness.through("none") as failed:
        seen = scene.witness.scrapes
        eventually(lambda: scene.witness.scrapes >= seen + 20)
        assert failed() == set()


def test_the_witness_knows_a_false_number_a_gap_and_an_old_one(scene: Scene) -> None:
    last, now, changes = scene.witness.scrape(), scene.witness.scrape(), scene.witness.changes
    eventually(lambda: scene.witness.changes > changes)  # what was scraped is of the past now
    assert all(scene.witness.true(now, category, last) for category in WATCHED)
    for category in WATCHED:
        series, value = next(iter(now.shop[category].items()))
        false = {**now.shop[category], series: value + 1}
        gap = {name: number for name, number in now.shop[category].items() if name != series}
        for wrong in (false, gap, {}):
            assert not scene.witness.true(replace(now, shop={**now.shop, category: wrong}), category, last)
        later = {name: number + 60 if "last_success" in name[0] else number for name, number in now.own.items()}
        assert not scene.witness.true(replace(now, own=later), category), "it says that it is of a minute later"


def test_killed_during_a_refresh_and_brought_back(scene: Scene) -> None:
    with scene.witness.through() as failed:
        with scene.witness.still(), locked(scene.mortal, "orders"):
            eventually(lambda: waits_for_a_lock(scene.mortal))
            scene.mortal.kill()
        eventually(lambda: failed() == set(WATCHED))
        scene.mortal.start()


def test_restarted_under_an_idle_pool(scene: Scene) -> None:
    with scene.witness.through():
        scene.mortal.stop()
        scene.mortal.start()


def test_a_lock_that_is_held_for_longer_than_the_timeout(scene: Scene) -> None:
    with scene.witness.through("orders") as failed, scene.witness.still(), locked(scene.mortal, "orders"):
        eventually(lambda: failed() == {"orders"})


def test_a_statement_of_ten_seconds(scene: Scene) -> None:
    slow = "CREATE VIEW orders AS SELECT o.* FROM all_orders o, (SELECT pg_sleep(10)) slow"
    with scene.witness.through("orders") as failed, scene.witness.still() as engine:
        execute(engine, "ALTER TABLE orders RENAME TO all_orders", slow)
        eventually(lambda: failed() == {"orders"})
        execute(engine, "DROP VIEW orders", "ALTER TABLE all_orders RENAME TO orders")


def test_a_column_that_is_gone_for_a_while(scene: Scene) -> None:
    with scene.witness.through("catalog") as failed, scene.witness.still() as engine:
        execute(engine, "ALTER TABLE products RENAME COLUMN price_cents TO price")
        eventually(lambda: failed() == {"catalog"})
        execute(engine, "ALTER TABLE products RENAME COLUMN price TO price_cents")


def test_the_network_swallows_everything_and_flows_again(scene: Scene) -> None:
    with scene.witness.through() as failed:
        scene.network.freeze()
        eventually(lambda: failed() == set(WATCHED))
        scene.network.mend()


def test_the_network_is_cut_again_and_again(scene: Scene) -> None:
    with scene.witness.through():
        for _ in range(10):
            scene.network.cut()
            time.sleep(0.2)


def test_a_server_that_ends_every_connection(scene: Scene) -> None:
    ending = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'orion-exporter'"
    with scene.witness.through():
        for _ in range(10):
            with scene.witness.still() as engine:
                execute(engine, ending)
            time.sleep(0.1)
