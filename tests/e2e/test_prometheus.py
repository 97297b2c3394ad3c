"""A real Prometheus scrapes the demo with the shipped configuration, and is asked what it got."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.e2e.conftest import Demo, get
from tests.support.shop import series_of
from tests.support.tools import free_port, process, tool

SHIPPED = Path(__file__).parents[2] / "grafana" / "prometheus"
PATIENCE_SECONDS = 30


class Prometheus:
    """A running Prometheus."""

    def __init__(self, address: str) -> None:
        self.address = address

    def api(self, path: str, **parameters: str) -> Any:
        """Return the data of an answer of its HTTP API."""
        status, text = get(f"http://{self.address}/api/v1/{path}?{urlencode(parameters)}")
        assert status == 200, text
        return json.loads(text)["data"]

    def ask(self, query: str) -> list[dict[str, Any]]:
        """Return the result of an instant query."""
        result: list[dict[str, Any]] = self.api("query", query=query)["result"]
        return result

    def value(self, query: str) -> float:
        """Return the number of a query that has one."""
        (sample,) = self.ask(query)
        return float(sample["value"][1])


@pytest.fixture(scope="module")
def prometheus(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prometheus]:
    """Prometheus with the shipped file, but for the target's port and a shorter interval."""
    folder = tmp_path_factory.mktemp("prometheus")
    shipped = (SHIPPED / "prometheus.yml").read_text()
    config = shipped.replace("localhost:9797", demo.address).replace("30s", "1s").replace("10s", "1s")
    (folder / "prometheus.yml").write_text(config.replace("rules/", f"{SHIPPED}/rules/"))
    running = Prometheus(f"127.0.0.1:{free_port()}")
    command: list[str | Path] = [
        tool("prometheus"),
        f"--config.file={folder}/prometheus.yml",
        f"--storage.tsdb.path={folder}/data",
        f"--web.listen-address={running.address}",
    ]
    with process(command, log=folder / "log", up=lambda: get(f"http://{running.address}/-/ready")[0] == 200):
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not running.ask('scrape_samples_scraped{job="orion"} > 0') and time.monotonic() < deadline:
            time.sleep(0.1)  # for Prometheus, which scrapes when it likes; nothing of ours is waited for
        yield running


def test_the_target_is_up_and_the_scrape_has_no_error(prometheus: Prometheus) -> None:
    assert prometheus.value('up{job="orion"}') == 1
    (target,) = prometheus.api("targets", state="active")["activeTargets"]
    assert (target["health"], target["lastError"]) == ("up", "")


def test_prometheus_has_the_series_and_values_of_the_exposition(demo: Demo, prometheus: Prometheus) -> None:
    exposed = {
        (name, frozenset(labels)): value
        for (name, labels), value in series_of(demo.get("/metrics")[1]).items()
        if not name.startswith(("process_", "orion_exporter_"))
    }
    got = {}
    for sample in prometheus.ask('{__name__=~"orion_.*", __name__!~"orion_exporter_.*", job="orion"}'):
        labels = {
            name: value for name, value in sample["metric"].items() if name not in {"__name__", "job", "instance"}
        }
        got[sample["metric"]["__name__"], frozenset(labels.items())] = float(sample["value"][1])
    assert len(got) > 1000
    assert got == exposed


def test_it_asks_for_openmetrics_and_knows_the_metadata(prometheus: Prometheus) -> None:
    (metadata,) = prometheus.api("metadata", metric="orion_orders")["orion_orders"]
    assert metadata["type"] == "gauge"
    assert metadata["help"].startswith("Number of orders")


def test_the_shipped_rules_are_evaluated_without_error(prometheus: Prometheus) -> None:
    groups = prometheus.api("rules")["groups"]
    rules = [rule for group in groups for rule in group["rules"]]
    assert len([rule for rule in rules if rule["type"] == "alerting"]) >= 5
    assert [rule["name"] for rule in rules if rule.get("lastError")] == []
