"""The stack of compose.yaml: who waits for whom, who reaches whom, and its pieces on a real PostgreSQL."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import make_url

from tests.packaging import ROOT, documents
from tests.support import postgres
from tests.support.shop import series_of
from tests.support.tools import process

(COMPOSE,) = documents("compose.yaml")
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
TEXT = (ROOT / "compose.yaml").read_text(encoding="utf-8")

_VARIABLE = re.compile(r"\$\{(\w+):-([^}]*)\}")


def filled(text: str) -> str:
    """Return a value as compose makes it when nothing is set."""
    return _VARIABLE.sub(lambda found: found[2], text)


def before(name: str) -> set[str]:
    """Return the services that have to be there before this one starts."""
    direct = set(SERVICES[name].get("depends_on", {}))
    return direct.union(*map(before, direct))


def test_everybody_waits_for_what_it_needs() -> None:
    assert before("grafana") == SERVICES.keys() - {"grafana"}
    assert before("exporter") == {"postgres", "shop", "reader"}


@pytest.mark.parametrize("name", SERVICES)
def test_what_is_waited_for_can_come_to_pass(name: str) -> None:
    for needed, how in SERVICES[name].get("depends_on", {}).items():
        ends = SERVICES[needed]["restart"] == "no"
        assert how["condition"] == ("service_completed_successfully" if ends else "service_healthy")


def test_the_database_is_reached_by_those_who_use_it_and_by_nobody_outside() -> None:
    assert COMPOSE["networks"]["database"] == {"internal": True}
    on_it = {name for name, service in SERVICES.items() if "database" in service["networks"]}
    assert on_it == {"postgres", "shop", "reader", "exporter"}
    assert "ports" not in SERVICES["postgres"]
    assert [name for name in on_it - {"exporter"} if SERVICES[name]["networks"] != ["database"]] == []


def test_passwords_can_be_changed_and_are_the_same_wherever_they_stand() -> None:
    variables = [found for found in _VARIABLE.findall(TEXT) if found[0].endswith("_PASSWORD")]
    assert set(variables) == {("SHOP_PASSWORD", "shop"), ("READER_PASSWORD", "reader")}
    url = make_url(filled(SERVICES["shop"]["environment"]["ORION_EXPORTER_DATABASE_URL"]))
    assert (url.username, url.password, url.database) == ("shop", "shop", "shop")
    assert url.host in SERVICES


def test_the_exporter_reads_with_the_role_that_may_only_read() -> None:
    url = make_url(filled(SERVICES["exporter"]["environment"]["ORION_EXPORTER_DATABASE_URL"]))
    assert f"CREATE ROLE {url.username};" in (ROOT / "deploy/sql/postgresql.sql").read_text(encoding="utf-8")
    assert url.password == filled(SERVICES["reader"]["environment"]["READER_PASSWORD"])


@pytest.mark.parametrize("name", ["prometheus", "alertmanager", "grafana", "exporter"])
def test_a_page_is_at_its_usual_port(name: str) -> None:
    ports = {"prometheus": 9090, "alertmanager": 9093, "grafana": 3000, "exporter": 9797}
    assert SERVICES[name]["ports"] == [f"127.0.0.1:{ports[name]}:{ports[name]}"]


def test_nobody_signs_in_to_grafana_with_a_password_that_everybody_knows() -> None:
    environment = SERVICES["grafana"]["environment"]
    assert environment["GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION"] == "true"
    assert environment["GF_AUTH_ANONYMOUS_ORG_ROLE"] == "Viewer"


def provisioned() -> dict[str, dict[str, Any]]:
    text = (ROOT / "grafana/provisioning/datasources/orion.yml").read_text(encoding="utf-8")
    return {each["type"]: each for each in yaml.safe_load(text)["datasources"]}


def test_grafana_is_told_where_its_sources_are() -> None:
    given = SERVICES["grafana"]["environment"]
    addresses = {type_: given[each["url"].strip("${}")] for type_, each in provisioned().items()}
    assert addresses == {"prometheus": "http://prometheus:9090", "alertmanager": "http://alertmanager:9093"}


def test_grafana_shows_the_rules_of_prometheus_and_sends_nothing_itself() -> None:
    sources = provisioned()
    assert sources["prometheus"]["jsonData"]["manageAlerts"] is True
    assert sources["prometheus"]["jsonData"]["alertmanagerUid"] == sources["alertmanager"]["uid"]
    assert sources["alertmanager"]["jsonData"] == {"implementation": "prometheus", "handleGrafanaManagedAlerts": False}
    assert not (ROOT / "grafana/provisioning/alerting").exists()


def test_grafana_finds_the_dashboards_where_they_are_mounted() -> None:
    (provider,) = documents("grafana/provisioning/dashboards/orion.yml")[0]["providers"]
    assert f"./grafana/dashboards:{provider['options']['path']}:ro" in SERVICES["grafana"]["volumes"]


@pytest.fixture(scope="module")
def cluster() -> Iterator[postgres.Cluster]:
    """A separate server, because a role belongs to the server, not to a database."""
    with postgres.cluster() as made, made.started():
        yield made


def orion(command: str, url: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "exporter", *command.split()],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=ROOT,
        env={**os.environ, "ORION_EXPORTER_DATABASE_URL": url},
    )


def test_the_pieces_fit_on_a_real_server(cluster: postgres.Cluster, tmp_path: Path) -> None:
    owner = cluster.server.url.set(drivername="postgresql")
    url = owner.render_as_string(hide_password=False)
    ready = lambda: orion("check", url).returncode == 0  # noqa: E731 - the health check of `shop`
    log = tmp_path / "log"
    command = [sys.executable, "-m", "exporter", *SERVICES["shop"]["command"]]
    with process(command, log=log, up=ready, env={**os.environ, "ORION_EXPORTER_DATABASE_URL": url}):
        made = subprocess.run(
            [cluster.binaries / "psql", *(_on_this_machine(part) for part in SERVICES["reader"]["command"][1:])],
            capture_output=True,
            text=True,
            check=False,
            env={
                **os.environ,
                "PGHOST": "127.0.0.1",
                "PGPORT": str(owner.port),
                "PGDATABASE": str(owner.database),
                "PGUSER": str(owner.username),
                "PGPASSWORD": cluster.password,
                "READER_PASSWORD": "it's",
            },
        )
        assert made.returncode == 0, made.stderr
        read = orion(
            "once", owner.set(username="orion_exporter", password="it's").render_as_string(hide_password=False)
        )
    assert (read.returncode, read.stderr) == (0, "")
    found = series_of(read.stdout)
    assert found["orion_exporter_provider_up", frozenset({("category", "orders")})] == 1
    assert sum(value for (name, _), value in found.items() if name == "orion_orders") > 10_000


def _on_this_machine(argument: str) -> str:
    for mount in SERVICES["reader"]["volumes"]:
        source, target, _ = mount.split(":")
        argument = argument.replace(target, str(ROOT / source))
    return str(argument)
