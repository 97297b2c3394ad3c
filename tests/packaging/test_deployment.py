"""Compose, Kubernetes and systemd: what they point at exists, agrees with the rest, and asks for no privilege."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from exporter.config.settings import validate
from tests.packaging import ROOT, documents, pyproject
from tests.packaging.dockerfile import final

(COMPOSE,) = documents("compose.yaml")
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
UNIT = (ROOT / "deploy/systemd/orion-exporter.service").read_text(encoding="utf-8")
IMAGE = f"orion-exporter:{pyproject()['project']['version']}"


def manifest(name: str) -> dict[str, Any]:
    (found,) = documents(f"deploy/kubernetes/{name}.yaml")
    return found


def pod() -> dict[str, Any]:
    spec: dict[str, Any] = manifest("deployment")["spec"]["template"]["spec"]
    return spec


def bind_mounts() -> Iterator[Path]:
    for service in SERVICES.values():
        volumes = (volume.split(":")[0] for volume in service.get("volumes", []))
        yield from (ROOT / volume for volume in volumes if volume.startswith("."))


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_hardened_watched_and_bound_to_loopback(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))
    # The exporter's own image brings its health check; what ends by itself is waited for.
    assert "healthcheck" in service or "serve" in service["command"] or service["restart"] == "no"


@pytest.mark.parametrize("name", SERVICES)
def test_an_image_has_a_version(name: str) -> None:
    assert re.search(r":v?\d+\.\d+(\.\d+)?$", SERVICES[name]["image"])


def test_the_exporters_image_is_this_version() -> None:
    assert SERVICES["exporter"]["image"] == IMAGE
    assert pod()["containers"][0]["image"] == IMAGE


def test_what_compose_mounts_exists() -> None:
    mounts = list(bind_mounts())
    assert mounts
    assert [path for path in mounts if not path.exists()] == []


def test_prometheus_in_compose_differs_only_in_where_the_others_are() -> None:
    plain = (ROOT / "grafana/prometheus/prometheus.yml").read_text(encoding="utf-8")
    elsewhere = plain.replace("localhost:9797", "exporter:9797").replace("localhost:9093", "alertmanager:9093")
    (compose,) = documents("deploy/compose/prometheus.yml")
    assert compose == yaml.safe_load(elsewhere)
    assert {"exporter", "alertmanager"} <= SERVICES.keys()


def test_kubernetes_runs_one_instance_at_a_time() -> None:
    spec = manifest("deployment")["spec"]
    assert spec["replicas"] == 1
    assert spec["strategy"] == {"type": "Recreate"}


def test_the_pod_is_neither_root_nor_able_to_write() -> None:
    (container,) = pod()["containers"]
    assert pod()["securityContext"]["runAsNonRoot"] is True
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    assert container["securityContext"]["allowPrivilegeEscalation"] is False
    assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}


def test_the_pod_runs_as_the_user_of_the_image_and_is_confined_by_the_runtime() -> None:
    (user,) = final("USER")
    context = pod()["securityContext"]
    assert f"{context['runAsUser']}:{context['runAsGroup']}" == user
    assert context["seccompProfile"] == {"type": "RuntimeDefault"}
    assert pod()["automountServiceAccountToken"] is False
    assert not {"hostNetwork", "hostPID", "hostIPC", "hostUsers"} & pod().keys()


def test_the_pod_writes_to_memory_only_and_keeps_secrets_from_others() -> None:
    (container,) = pod()["containers"]
    volumes = {each["name"]: each for each in pod()["volumes"]}
    writable = [volumes[mount["name"]] for mount in container["volumeMounts"] if not mount.get("readOnly")]
    assert [each["emptyDir"]["medium"] for each in writable] == ["Memory"]
    assert volumes["secrets"]["secret"]["defaultMode"] == 0o440
    assert pod()["securityContext"]["fsGroup"] == pod()["securityContext"]["runAsGroup"]


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_gives_itself_no_privilege(name: str) -> None:
    assert not {"privileged", "cap_add", "devices", "network_mode", "pid", "ipc"} & SERVICES[name].keys()
    assert not SERVICES[name].get("user", "999").startswith(("0", "root"))
    mounts = [volume for volume in SERVICES[name].get("volumes", []) if volume.startswith((".", "/"))]
    assert [volume for volume in mounts if not volume.endswith(":ro")] == []


def test_the_exporter_writes_to_memory_only() -> None:
    assert SERVICES["exporter"]["tmpfs"] == ["/tmp"]
    assert "volumes" not in SERVICES["exporter"]


def test_a_database_that_is_down_does_not_restart_the_pod() -> None:
    (container,) = pod()["containers"]
    assert container["livenessProbe"]["httpGet"]["path"] == "/healthz"
    assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"


def test_the_service_and_its_monitor_find_the_pod() -> None:
    labels = manifest("deployment")["spec"]["template"]["metadata"]["labels"].items()
    service, monitor = manifest("service"), manifest("servicemonitor")
    assert service["spec"]["selector"].items() <= labels
    assert monitor["spec"]["selector"]["matchLabels"].items() <= service["metadata"]["labels"].items()
    assert monitor["spec"]["endpoints"][0]["port"] == service["spec"]["ports"][0]["name"]


def test_every_file_of_the_kustomization_exists() -> None:
    kustomization = manifest("kustomization")
    files = kustomization["resources"] + kustomization["configMapGenerator"][0]["files"]
    assert [name for name in files if not (ROOT / "deploy/kubernetes" / name).is_file()] == []


def test_the_configuration_of_the_pod_is_valid_and_reads_the_mounted_secret() -> None:
    settings, problems = validate(manifest("config"))
    assert problems == []
    (container,) = pod()["containers"]
    mounts = [mount["mountPath"] for mount in container["volumeMounts"]]
    assert str(settings.database.password_file).startswith(tuple(mounts))


@pytest.mark.parametrize(
    "setting", ["DynamicUser=yes", "ProtectSystem=strict", "NoNewPrivileges=yes", "CapabilityBoundingSet=", "Type=exec"]
)
def test_the_unit_is_hardened(setting: str) -> None:
    assert setting in UNIT.splitlines()


def test_the_unit_starts_the_command_of_the_distribution() -> None:
    (start,) = re.findall(r"^ExecStart=(.*)$", UNIT, re.MULTILINE)
    assert start.split()[0].endswith(tuple(f"/{name}" for name in pyproject()["project"]["scripts"]))
