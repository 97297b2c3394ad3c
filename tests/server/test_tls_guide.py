"""The guide to TLS and passwords works as written."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

from exporter.config.configuration import load
from exporter.server.access.hosts import AllowedHosts
from exporter.server.access.protection import Protection
from tests.server.certificates import Certificates
from tests.server.secured import basic, secured
from tests.support.tools import tool

GUIDE = (Path(__file__).parents[2] / "docs" / "how-to" / "tls.md").read_text(encoding="utf-8")
WEB, PROMETHEUS, PROXIED = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
(COMMANDS,) = re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)


def test_the_web_configuration(tmp_path: Path) -> None:
    certificates = Certificates(tmp_path)
    client = certificates.client("prometheus.example")
    with secured(Protection(certificates.write(WEB))) as address:
        assert address.get(client, basic("prometheus", "change me")).status == 200
        assert address.get(client).status == 401


def test_the_host_of_a_proxy(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(PROXIED)
    hosts = AllowedHosts(load(tmp_path / "config.yaml", {}).settings.web.allowed_hosts)
    assert (hosts.allow("shop.example"), hosts.allow("other.example")) == (True, False)


def test_the_certificate(tmp_path: Path) -> None:
    command, _, _ = COMMANDS.partition("  #")
    assert command.startswith("openssl ")
    _, *arguments = shlex.split(command.replace("\\\n", " "))
    subprocess.run([str(tool("openssl")), *arguments], check=True, capture_output=True, cwd=tmp_path)
    (tmp_path / "web.yml").write_text("tls_server_config: {cert_file: server.crt, key_file: server.key}\n")
    assert Protection(tmp_path / "web.yml").context is not None


def test_the_hash(tmp_path: Path) -> None:
    (line,) = [line for line in COMMANDS.splitlines() if line.startswith("python -c")]
    (code,) = re.findall(r"'(.*)'", line)
    code = code.replace("getpass.getpass()", "'secret'")
    hashed = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    (tmp_path / "web.yml").write_text(f"basic_auth_users: {{prometheus: {hashed.strip()}}}\n")
    with secured(Protection(tmp_path / "web.yml")) as address:
        assert address.get(headers=basic("prometheus", "secret")).status == 200


def test_prometheus_takes_its_part(tmp_path: Path) -> None:
    certificates = Certificates(tmp_path)
    for name, source in (("prometheus.crt", "server.crt"), ("prometheus.key", "server.key"), ("password", "ca.pem")):
        (tmp_path / name).write_bytes(certificates.path(source).read_bytes())
    (tmp_path / "prometheus.yml").write_text(PROMETHEUS)
    command = [str(tool("promtool")), "check", "config", "prometheus.yml"]
    checked = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")
