"""`orion-exporter token`, what `check` says about tokens, and a reload that revokes one while the exporter runs."""

import hashlib
import os
import re
import signal
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from exporter.app.commands import COMMANDS
from exporter.cli import _parser
from exporter.config.configuration import load
from exporter.config.token_settings import TokenScope, TokenSettings
from tests.app.conftest import Run
from tests.e2e.conftest import COMMAND, get
from tests.faults.conftest import eventually
from tests.support.tools import free_port, process


class Printed(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def token(self) -> str:
        return self.out.splitlines()[0]

    @property
    def lines(self) -> str:
        return self.out.partition("\n\n")[2]


Command = Callable[..., Printed]


@pytest.fixture
def command(shop: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command with a configuration file that has the shop and more lines."""

    def run_it(name: str, *arguments: str, more: str = "", statements: Sequence[str] = ()) -> Printed:
        with closing(sqlite3.connect(shop.removeprefix("sqlite:///"))) as connection, connection:
            for each in statements:
                connection.execute(each)
        path = tmp_path / "orion-exporter.yaml"
        path.write_text(f"database: {{url: '{shop}'}}\n{more}")
        capsys.readouterr()
        code = COMMANDS[name](_parser().parse_args([name, f"--config.file={path}", *arguments]))
        return Printed(code, *capsys.readouterr())

    return run_it


def settings(printed: Printed, path: Path) -> TokenSettings:
    """Return the token of the lines that were printed, as the exporter reads them."""
    path.write_text(printed.lines)
    (token,) = load(path, {}).settings.web.tokens
    return token


def test_a_token_is_printed_once_with_the_lines_of_the_configuration(command: Command, tmp_path: Path) -> None:
    printed = command("token", "--vendor", "acme", "--name", "acme-dashboard")
    token = printed.token
    assert re.fullmatch(r"orion_[A-Za-z0-9_-]{43}", token)
    assert (printed.code, printed.err, printed.out.count(token)) == (0, "", 1)
    assert yaml.safe_load(printed.lines) == {
        "web": {
            "tokens": [
                {
                    "name": "acme-dashboard",
                    "scope": {"vendor": "1"},
                    "sha256": hashlib.sha256(token.encode()).hexdigest(),
                }
            ]
        }
    }
    assert "# acme (Acme & Sons), active\n" in printed.lines
    assert settings(printed, tmp_path / "new.yaml").scope == TokenScope("vendor", "1")
    assert command("token", "--vendor", "acme", "--name", "acme-dashboard").token != token


def test_the_first_token_comes_with_what_changes_for_other_clients(command: Command) -> None:
    first = command("token", "--all", "--name", "first")
    assert first.out.endswith('set "authorization" in its scrape configuration.\n')
    assert "first token" not in command("token", "--all", "--name", "second", more=first.lines).out
    assert "first token" not in command("token", "--all", "--name", "x", more="web: {config_file: web.yml}\n").out


@pytest.mark.parametrize(
    ("arguments", "scope"),
    [
        (["--platform", "de"], TokenScope("platform", "1")),
        (["--all"], TokenScope("all")),
        (["--vendor", "crumb"], TokenScope("vendor", "3")),
    ],
)
def test_scopes(command: Command, tmp_path: Path, arguments: list[str], scope: TokenScope) -> None:
    printed = command("token", "--name", "x", *arguments)
    assert settings(printed, tmp_path / "new.yaml").scope == scope


def test_the_first_party_has_its_own_scope(command: Command, tmp_path: Path) -> None:
    vendors = "SELECT id, code, name, is_active, is_verified FROM vendors"
    more = f"preset: orion\nrelations: {{vendors: {{sql: '{vendors}', first_party: {{code: house, name: We}}}}}}\n"
    printed = command("token", "--vendor", "house", "--name", "we", more=more)
    assert settings(printed, tmp_path / "new.yaml").scope == TokenScope("vendor", "")
    assert "scope: first_party  # house (We), active\n" in printed.lines


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("acm", "no vendor has this code; did you mean acme (Acme & Sons)?"),
        ("Acme and Sons", "no vendor has this code; did you mean acme (Acme & Sons)?"),
        ("zzzzzz", "no vendor has this code; orion_vendor_info lists all codes"),
        ("twin", "this code is reserved or not unique; give one of twin-2 (Bolt), twin-3 (Crumb)"),
        ("1", "no vendor has this code; orion_vendor_info lists all codes"),
    ],
)
def test_a_code_that_is_not_one_vendor_s_is_refused_with_those_near(command: Command, code: str, message: str) -> None:
    twins = ["UPDATE vendors SET code = 'twin' WHERE id > 1"]
    printed = command("token", "--vendor", code, "--name", "x", statements=twins)
    assert (printed.code, printed.out) == (2, "")
    assert printed.err == f"orion-exporter: --vendor {code}: {message}\n"
    assert command("token", "--vendor", "twin-3", "--name", "x").code == 0


def test_an_id_of_any_text_is_written_so_that_it_is_read_back(command: Command, tmp_path: Path) -> None:
    odd = "a\"b'${X} \\ é: #"
    statements = [
        "CREATE TABLE sellers AS SELECT '' AS id, code, name, is_active, is_verified FROM vendors WHERE id = 1",
        "UPDATE sellers SET id = '{}'".format(odd.replace("'", "''")),
        "DELETE FROM vendor_platforms",
    ]
    more = "preset: orion\nrelations: {vendors: {sql: 'SELECT id, code, name, is_active, is_verified FROM sellers'}}\n"
    printed = command("token", "--vendor", "acme", "--name", "x", more=more, statements=statements)
    assert printed.err == ""
    assert settings(printed, tmp_path / "new.yaml").scope == TokenScope("vendor", odd)


def test_names_are_used_once(command: Command) -> None:
    tokens = f"web: {{tokens: [{{name: taken, scope: all, sha256: {'a' * 64}}}]}}\n"
    printed = command("token", "--all", "--name", "taken", more=tokens)
    assert (printed.code, printed.out) == (2, "")
    assert printed.err == "orion-exporter: --name taken: web.tokens has this name already; use another one\n"
    assert command("token", "--all", "--name", "a b").code == 2


def test_for_everything_no_database_is_needed(run: Run) -> None:
    result = run("token", "--all", "--name", "prometheus")
    assert (result.returncode, result.stderr) == (0, "")
    assert "    scope: all\n" in result.stdout


def test_check_names_tokens_of_nobody_and_files_that_cannot_be_used(command: Command, tmp_path: Path) -> None:
    scopes = ("all", "first_party", "{vendor: 1}", "{vendor: 17}", "{platform: 1}", "{platform: acme}")
    lines = [f"  - {{name: t{number}, scope: {scope}, sha256: {number:064}}}\n" for number, scope in enumerate(scopes)]
    more = "web:\n  tokens:\n" + "".join(lines)
    printed = command("check", more=more)
    path = tmp_path / "orion-exporter.yaml"
    remedy = "or correct its scope (orion-exporter token looks ids up)"
    assert [line for line in printed.out.splitlines() if " web: " in line] == [
        f"hint     web: {path}:5:16: web.tokens[1].scope: there is no first party; remove t1, {remedy}",
        f"hint     web: {path}:7:16: web.tokens[3].scope: there is no vendor with the id 17; remove t3, {remedy}",
        f"hint     web: {path}:9:16: web.tokens[5].scope: there is no platform with the id acme; remove t5, {remedy}",
    ]
    printed = command("check", more="web: {tokens: [{name: x, scope: all, sha256_file: /nowhere}]}\n")
    assert printed.code == 1
    (line,) = [line for line in printed.out.splitlines() if line.startswith("problem  web")]
    assert line.endswith("web.tokens[0].sha256_file: cannot read /nowhere: No such file or directory")


def test_check_warns_of_tokens_without_tls(command: Command) -> None:
    tokens = f"web: {{listen_addresses: [':9797'], tokens: [{{name: x, scope: all, sha256: {'a' * 64}}}]}}\n"
    (line,) = [line for line in command("check", more=tokens).out.splitlines() if line.startswith("hint     web")]
    assert line == "hint     web: tokens for :9797 are sent unencrypted; add tls_server_config to the web configuration"


def test_serve_does_not_start_with_a_file_that_cannot_be_used(run: Run, shop: str, tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("web: {tokens: [{name: x, scope: all, sha256_file: /nowhere}]}\n")
    result = run("serve", "--config.file=config.yaml", DATABASE_URL=shop)
    assert (result.returncode, result.stdout) == (2, "")
    where = "config.yaml:1:38: web.tokens[0].sha256_file"
    assert result.stderr == f"orion-exporter: {where}: cannot read /nowhere: No such file or directory\n"


def test_a_reload_creates_and_revokes_tokens(command: Command, shop: str, tmp_path: Path) -> None:
    mine, theirs = (command("token", f"--{scope}", "--name", name) for scope, name in (("all", "mine"), ("all", "t")))
    path, log, address = tmp_path / "live.yaml", tmp_path / "log", f"127.0.0.1:{free_port()}"

    def write(*printed: Printed) -> None:
        lines = [each.lines.partition("  tokens:\n")[2] for each in printed]
        tokens = "  tokens:\n" + "".join(lines) if lines else ""
        path.write_text(f"database: {{url: '{shop}'}}\nweb:\n  listen_addresses: ['{address}']\n{tokens}")

    def statuses() -> list[int]:
        sent = [f"Bearer {mine.token}", f"Bearer {theirs.token}"]
        answers = (get(f"http://{address}/metrics", Authorization=each) for each in sent)
        return [get(f"http://{address}/metrics")[0], *(status for status, _ in answers)]

    write(mine, theirs)
    with process(
        [*COMMAND, "serve", f"--config.file={path}"],
        log=log,
        env=dict(os.environ),
        up=lambda: get(f"http://{address}/healthz")[0] == 200,
    ) as server:
        assert statuses() == [401, 200, 200]
        for tokens, expected in (((mine,), [401, 200, 401]), ((theirs,), [401, 401, 200]), ((), [401, 401, 401])):
            write(*tokens)
            server.send_signal(signal.SIGHUP)
            eventually(lambda wanted=expected: statuses() == wanted)  # type: ignore[misc]
        write(mine, theirs)
        server.send_signal(signal.SIGHUP)
        eventually(lambda: statuses() == [401, 200, 200])
        write(mine)
        path.write_text(path.read_text() + "providers: {orders: {options: {nothing: 1}}}\n")
        server.send_signal(signal.SIGHUP)  # what is wrong elsewhere does not keep a token that is revoked
        eventually(lambda: statuses() == [401, 200, 401])
        eventually(lambda: "configuration reload failed" in log.read_text())
    text = log.read_text()
    assert "take effect after a restart" not in text
    assert "clients=token" in text
    assert 'msg="the last token was removed; credentials stay required until a restart"' in text
    assert not [each.token for each in (mine, theirs) if each.token in text]
