"""The database dies, stalls, is locked or cannot be reached: what is reported, what is served, and how it recovers."""

from collections.abc import Iterator

import pytest
from sqlalchemy import make_url, text

from exporter.database.limits import Limits
from tests.faults.conftest import Make, Mortal, eventually, locked, refreshing, waits_for_a_lock
from tests.faults.network import Network, network_to
from tests.support.shop import Exporter


def reason(exporter: Exporter, category: str) -> str:
    failure = exporter.store[category].failure
    return failure.reason if failure else ""


def reasons(exporter: Exporter) -> dict[str, str]:
    """Return why categories failed, of those that did."""
    return {state.category: state.failure.reason for state in exporter.store.states() if state.failure}


def test_a_server_that_is_killed_during_a_refresh_and_comes_back(mortal: Mortal, exporting: Make) -> None:
    exporter = exporting(mortal.url, Limits(lock=60.0))
    before = exporter.refresh().text()
    with locked(mortal, "orders"), refreshing(exporter, "orders"):
        eventually(lambda: waits_for_a_lock(mortal))
        mortal.kill()
    for category in ("orders", "cms"):
        exporter.refresh(*([category] if category == "cms" else []))
        assert reason(exporter, category) == "connection"
    assert exporter.store.database_up is False
    assert exporter.text() == before, "the last good numbers of every category are served meanwhile"
    mortal.start()
    assert exporter.refresh().failures() == {}
    assert exporter.store.database_up is True
    assert exporter.text() == before


def test_a_restart_under_an_idle_pool_costs_no_refresh(mortal: Mortal, exporting: Make) -> None:
    exporter = exporting(mortal.url)
    exporter.refresh()
    mortal.stop()
    mortal.start()
    assert exporter.refresh().failures() == {}
    assert all(state.failures == {} for state in exporter.store.states())


def test_a_lock_that_is_held_too_long_costs_its_category(mortal: Mortal, exporting: Make) -> None:
    exporter = exporting(mortal.url)
    before = exporter.refresh().text()
    with locked(mortal, "orders"):
        exporter.refresh()
        assert reasons(exporter) == {"orders": "timeout"}
        assert "lock" in exporter.failures()["orders"]
    assert exporter.text() == before
    assert exporter.refresh("orders").failures() == {}


def test_a_statement_that_takes_too_long_is_ended_by_the_server(mortal: Mortal, exporting: Make) -> None:
    exporter = exporting(mortal.url, Limits(statement=3600.0), ORDERS_STATEMENT_TIMEOUT="400ms")
    exporter.refresh()
    with mortal.engine() as engine, engine.begin() as connection:
        connection.execute(text("ALTER TABLE orders RENAME TO all_orders"))
        connection.execute(text("CREATE VIEW orders AS SELECT o.* FROM all_orders o, (SELECT pg_sleep(3600)) slow"))
    with refreshing(exporter, "orders"):
        pass
    assert reasons(exporter) == {"orders": "timeout"}
    with mortal.engine() as engine, engine.begin() as connection:
        connection.execute(text("DROP VIEW orders"))
        connection.execute(text("ALTER TABLE all_orders RENAME TO orders"))
    assert exporter.refresh().failures() == {}


def test_a_refresh_past_its_deadline_is_cancelled(mortal: Mortal, exporting: Make) -> None:
    exporter = exporting(mortal.url, Limits(lock=60.0))
    with locked(mortal, "orders"), refreshing(exporter, "orders"):
        eventually(lambda: waits_for_a_lock(mortal))
        exporter.refresher.cancel("cms")
        assert waits_for_a_lock(mortal), "another category is none of its business"
        exporter.refresher.cancel("orders")
    assert reason(exporter, "orders") == "timeout"
    assert exporter.refresh("orders").failures() == {}


@pytest.fixture
def network(mortal: Mortal) -> Iterator[Network]:
    port = make_url(mortal.url).port
    assert port is not None
    with network_to(port) as made:
        yield made


@pytest.fixture
def behind(mortal: Mortal, network: Network, exporting: Make) -> Exporter:
    """An exporter that reaches the database over that network."""
    url = make_url(mortal.url).set(port=network.port).render_as_string(hide_password=False)
    return exporting(url)


def test_a_network_that_swallows_everything(behind: Exporter, network: Network) -> None:
    before = behind.refresh().text()
    network.freeze()
    with refreshing(behind, "orders") as thread:
        behind.refresher.cancel("orders")  # which cannot arrive
        thread.join(0.2)
        assert thread.is_alive()
        behind.refresher.hung("orders", 305)
    assert reason(behind, "orders") == "connection"
    assert behind.store["orders"].failures["timeout"] == 1
    assert behind.text() == before
    network.mend()
    assert behind.refresh().failures() == {}
    assert behind.text() == before


def test_a_server_that_takes_a_connection_and_says_nothing(behind: Exporter, network: Network) -> None:
    network.freeze()
    behind.refresh("cms")
    assert reason(behind, "cms") == "connection"
    network.mend()
    assert behind.refresh("cms").failures() == {}


def test_connections_that_have_gone_are_replaced(behind: Exporter, network: Network) -> None:
    behind.refresh()
    network.cut()
    assert behind.refresh().failures() == {}
    assert all(state.failures == {} for state in behind.store.states())


def test_a_connection_that_goes_during_a_refresh(mortal: Mortal, behind: Exporter, network: Network) -> None:
    behind.refresh()
    with locked(mortal, "inventory"), refreshing(behind, "inventory"):
        eventually(lambda: waits_for_a_lock(mortal) or reason(behind, "inventory") != "")
        network.cut()
    assert reason(behind, "inventory") in {"connection", "timeout"}
    assert behind.refresh().failures() == {}
