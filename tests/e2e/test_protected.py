"""A real Prometheus scrapes over TLS, with a client's certificate and a password, and is kept out without them."""

import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme

from tests.e2e.conftest import COMMAND, get
from tests.server.certificates import VERIFIED, Certificates
from tests.server.secured import Secured, basic
from tests.support import handmade
from tests.support.tools import free_port, process, tool

USER, PASSWORD = "dave", "dave123"
HASH = "$2y$10$2UXri9cIDdgeKjBo4Rlpx.U3ZLDV8X1IxKmsfOvhcM5oXQt/mLmXq"
WEB = f"{VERIFIED}  client_allowed_sans: [prometheus.example]\nbasic_auth_users:\n  {USER}: {HASH}\n"
PATIENCE_SECONDS = 30

JOBS = {
    "good": ("prometheus.example", PASSWORD),
    "wrong-password": ("prometheus.example", "dave124"),
    "other-name": ("grafana.example", PASSWORD),
    "other-authority": ("mallory.example", PASSWORD),
    "no-certificate": ("", PASSWORD),
}
"""Scrape job -> the name in the client's certificate, and the password."""


def scrape_config(folder: Path, address: str) -> str:
    jobs = []
    for job, (name, password) in JOBS.items():
        tls: dict[str, str] = {"ca_file": f"{folder}/ca.pem"}
        if name:
            tls |= {"cert_file": f"{folder}/{name}.pem", "key_file": f"{folder}/{name}.pem"}
        jobs.append(
            {
                "job_name": job,
                "scheme": "https",
                "tls_config": tls,
                "static_configs": [{"targets": [address]}],
                "basic_auth": {"username": USER, "password": password},
            }
        )
    return json.dumps({"global": {"scrape_interval": "1s", "scrape_timeout": "1s"}, "scrape_configs": jobs})


class Scraped:
    """A protected exporter, and the Prometheus that scrapes it."""

    def __init__(self, certificates: Certificates) -> None:
        self.certificates = certificates
        self.exporter = Secured("127.0.0.1", free_port())
        self.prometheus = f"127.0.0.1:{free_port()}"
        self.log = certificates.folder / "exporter.log"

    def targets(self) -> dict[str, dict[str, Any]]:
        """Return what Prometheus reports about each job's target."""
        _, text = get(f"http://{self.prometheus}/api/v1/targets?state=active")
        return {each["labels"]["job"]: each for each in json.loads(text)["data"]["activeTargets"]}

    def eventually(self, holds: Callable[[dict[str, dict[str, Any]]], bool]) -> bool:
        """Wait for Prometheus, which scrapes when it likes."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not holds(self.targets()) and time.monotonic() < deadline:
            time.sleep(0.1)
        return holds(self.targets())

    def scraped(self) -> bool:
        """Wait until each job has been scraped, and the good one has brought the shop's series."""
        return self.eventually(
            lambda targets: (
                len(self.count("orion_orders")) > 0
                and [target["health"] in {"up", "down"} for target in targets.values()] == [True] * len(JOBS)
            )
        )

    def count(self, name: str) -> dict[str, int]:
        """Return how many series of a name each job has brought."""
        _, text = get(f"http://{self.prometheus}/api/v1/query?query=count({name})by(job)")
        results = json.loads(text)["data"]["result"]
        return {each["metric"]["job"]: int(each["value"][1]) for each in results}


@pytest.fixture(scope="module")
def scraped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scraped]:
    folder = tmp_path_factory.mktemp("protected")
    certificates = Certificates(folder)
    for name in ("prometheus.example", "grafana.example"):
        certificates.client(name)
    certificates.client("mallory.example", trustme.CA())
    running = Scraped(certificates)
    url = handmade.in_file(folder / "shop.sqlite")
    address = f"127.0.0.1:{running.exporter.port}"
    (folder / "prometheus.yml").write_text(scrape_config(folder, address))
    command = [*COMMAND, "serve", f"--web.listen-address={address}", f"--web.config.file={certificates.write(WEB)}"]
    environment = {**os.environ, "ORION_EXPORTER_DATABASE_URL": url}
    prometheus: list[str | Path] = [
        tool("prometheus"),
        f"--config.file={folder}/prometheus.yml",
        f"--storage.tsdb.path={folder}/data",
        f"--web.listen-address={running.prometheus}",
    ]
    with (
        process(command, log=running.log, env=environment, up=lambda: "msg=listening" in running.log.read_text()),
        process(prometheus, log=folder / "log", up=lambda: get(f"http://{running.prometheus}/-/ready")[0] == 200),
    ):
        assert running.scraped(), running.targets()
        yield running


def test_only_who_has_certificate_name_and_password_comes_in(scraped: Scraped) -> None:
    targets = scraped.targets()
    assert {job: target["health"] for job, target in targets.items()} == {
        job: "up" if job == "good" else "down" for job in JOBS
    }
    assert targets["wrong-password"]["lastError"] == "server returned HTTP status 401 Unauthorized"
    assert targets["no-certificate"]["lastError"].endswith("remote error: tls: certificate required")
    assert targets["other-authority"]["lastError"].endswith("remote error: tls: unknown certificate authority")
    assert "HTTP status" not in targets["other-name"]["lastError"]  # the connection just ends


def test_prometheus_has_the_series_of_a_scrape(scraped: Scraped) -> None:
    client = scraped.certificates.client("prometheus.example")
    body = scraped.exporter.get(client, basic(USER, PASSWORD)).text
    assert scraped.count("orion_orders") == {"good": body.count("\norion_orders{")}


def test_the_log_tells_where_and_what_is_asked_and_nothing_secret(scraped: Scraped) -> None:
    log = scraped.log.read_text()
    assert f'url=https://127.0.0.1:{scraped.exporter.port}/ clients="certificate and password"' in log
    assert 'msg="client rejected by client_allowed_sans" names=grafana.example' in log
    assert not any(secret in log for secret in (PASSWORD, HASH, "PRIVATE", "Traceback"))


def test_it_goes_on_through_a_rotation_without_a_restart(scraped: Scraped) -> None:
    scraped.certificates.write_server()
    assert scraped.eventually(lambda _: "web configuration reloaded" in scraped.log.read_text())
    before = scraped.targets()["good"]["lastScrape"]
    assert scraped.eventually(
        lambda targets: targets["good"]["lastScrape"] > before and targets["good"]["health"] == "up"
    ), scraped.targets()["good"]
