"""`--web.config.file` on the command line: refused where it is wrong, checked by `check`, told at the start."""

import os
from pathlib import Path

import pytest

from tests.app.conftest import Run
from tests.e2e.conftest import COMMAND, get
from tests.server.certificates import TLS, VERIFIED, Certificates
from tests.support.tools import free_port, process

USERS = "basic_auth_users: {dave: $2y$10$2UXri9cIDdgeKjBo4Rlpx.U3ZLDV8X1IxKmsfOvhcM5oXQt/mLmXq}\n"
OPEN = (
    ":9797 is accessible without authentication; require passwords or client certificates with --web.config.file, "
    "or tokens with web.tokens"
)


@pytest.mark.parametrize("command", ["serve", "demo", "check"])
def test_help_has_the_flag(run: Run, command: str) -> None:
    assert "--web.config.file FILE" in run(command, "--help").stdout


def test_serve_refuses_a_bad_file(run: Run, shop: str, tmp_path: Path) -> None:
    (tmp_path / "web.yml").write_text("tls_server_config:\n  cert_file: a\n")
    result = run("serve", "--web.config.file=web.yml", DATABASE_URL=shop)
    assert (result.returncode, result.stdout) == (2, "")
    missing = "is required for TLS; set key_file, or key with its content"
    assert result.stderr == f"orion-exporter: web.yml:1:1: tls_server_config.key_file: {missing}\n"


def test_check_looks_at_the_file_too(run: Run, shop: str, tmp_path: Path) -> None:
    path = Certificates(tmp_path).write(VERIFIED + USERS)
    result = run("check", f"--web.config.file={path}", DATABASE_URL=shop)
    assert result.returncode == 0
    assert f"ok       web: {path}: https; clients: certificate and password" in result.stdout.splitlines()
    path.write_text("basic_auth_users: {dave: dave123}\n")
    result = run("check", DATABASE_URL=shop, WEB_CONFIG_FILE=str(path))
    assert result.returncode == 1
    assert f"problem  web: {path}:1:20: basic_auth_users.dave: must be a bcrypt hash" in result.stdout
    assert "dave123" not in result.stdout + result.stderr


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (None, OPEN),
        (USERS, "passwords for :9797 are sent unencrypted; add tls_server_config to the web configuration"),
        (
            TLS + "  client_auth_type: RequireAndVerifyClientCert\n",
            "client certificates of every CA that the system trusts are accepted; restrict them with client_ca_file",
        ),
        (TLS + USERS, ""),
    ],
)
def test_check_hints_at_an_open_door(run: Run, shop: str, tmp_path: Path, text: str | None, hint: str) -> None:
    given = {"WEB_CONFIG_FILE": str(Certificates(tmp_path).write(text))} if text else {}
    result = run("check", DATABASE_URL=shop, WEB_LISTEN_ADDRESSES="127.0.0.1:9797,:9797,[::1]:9797", **given)
    assert result.returncode == 0
    assert [line for line in result.stdout.splitlines() if line.startswith("hint     web")] == (
        [f"hint     web: {hint}"] if hint else []
    )


@pytest.mark.parametrize(("host", "warned"), [("127.0.0.1", False), ("localhost", False), ("", True)])
def test_serve_says_where_it_listens_and_warns_of_an_open_door(
    shop: str, tmp_path: Path, host: str, warned: bool
) -> None:
    port, log = free_port(), tmp_path / "log"
    with process(
        [*COMMAND, "serve", f"--web.listen-address={host}:{port}"],
        log=log,
        env={**os.environ, "ORION_EXPORTER_DATABASE_URL": shop},
        up=lambda: get(f"http://127.0.0.1:{port}/healthz")[0] == 200,
    ):
        lines = log.read_text().splitlines()
    assert [line for line in lines if "msg=listening" in line and f":{port}/ clients=anyone" in line]
    warnings = [line for line in lines if "level=warning" in line]
    assert (len(warnings) == 1 and "accessible without authentication" in warnings[0]) == warned
    assert warned or not warnings
