"""What a user can get wrong ends a command with one line that says what to do, and never with a traceback."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.conftest import Run

HOSTS = "database: {driver: postgresql, host: '127.0.0.1,127.0.0.1', name: shop, options: {port: '1,2,3'}}\n"
NUMBER = "database: {driver: mysql, host: 127.0.0.1, name: shop, options: {connect_timeout: soon}}\n"


@pytest.mark.parametrize("command", ["check", "once", "plan", "serve", "shop"])
@pytest.mark.parametrize(("text", "said"), [(HOSTS, "number of hosts and ports"), (NUMBER, "invalid literal for int")])
def test_options_that_sqlalchemy_rejects(run: Run, tmp_path: Path, command: str, text: str, said: str) -> None:
    (tmp_path / "shop.yaml").write_text(text)
    result = run(command, "--config.file=shop.yaml")
    assert (result.returncode, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"orion-exporter: shop.yaml:1:1: database: {said}")
    assert line.endswith("; check the address, and the options in database.options or the URL")


@pytest.mark.parametrize("command", ["check", "metrics", "demo"])
@pytest.mark.parametrize("content", [b"\xff\xfe", b"database: " + b"[" * 5000, None])
def test_files_that_cannot_be_read(run: Run, tmp_path: Path, command: str, content: bytes | None) -> None:
    file = tmp_path / "shop.yaml"
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    result = run(command, "--config.file=shop.yaml")
    assert (result.returncode, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("orion-exporter: shop.yaml: ")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite:///.", "unable to open a directory"),
        ("mysql://127.0.0.1:1/shop?colour=blue", "check database.options and the options in the URL"),
        ("mysql://127.0.0.1:1/shop?charset=none", "check database.options and the options in the URL"),
        ("mysql://127.0.0.1:1/shop?ssl_ca=none.pem", "ssl_ca: cannot read none.pem; check that the file exists"),
        ("postgresql://127.0.0.1:1/shop?colour=blue", "colour"),
    ],
)
def test_urls_that_the_driver_rejects(run: Run, url: str, said: str) -> None:
    check = run("check", DATABASE_URL=url)
    assert (check.returncode, check.stderr) == (1, "")
    assert said in check.stdout.splitlines()[-1]
    once = run("once", DATABASE_URL=url)
    assert once.returncode == 1
    assert "orion_exporter_database_up 0" in once.stdout or 'database_up{database="main"} 0' in once.stdout
    assert all(
        said in line and "reason=connection" in line for line in once.stderr.splitlines() if "level=error" in line
    )
    assert "Traceback" not in once.stderr


@pytest.mark.parametrize("speed", ["0", "-1", "nan", "inf"])
def test_speeds_that_do_not_exist(run: Run, speed: str) -> None:
    result = run("demo", "--once", f"--speed={speed}")
    assert (result.returncode, result.stderr) == (
        2,
        f"orion-exporter: --speed {speed}: must be greater than 0 and finite\n",
    )


def test_a_port_that_is_in_use(run: Run, shop: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run("serve", f"--web.listen-address=127.0.0.1:{taken.getsockname()[1]}", DATABASE_URL=shop)
    assert result.returncode == 1
    assert 'msg="cannot listen"' in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("command", ["metrics", "schema"])
def test_an_output_that_cannot_be_written(tmp_path: Path, command: str) -> None:
    shell = f"{sys.executable} -m exporter {command}"

    def of(redirected: str) -> tuple[int, str]:
        done = subprocess.run(  # noqa: S602
            shell + redirected, shell=True, stderr=subprocess.PIPE, text=True, check=False, cwd=tmp_path
        )
        return done.returncode, done.stderr

    full = "orion-exporter: No space left on device; check permissions and free space\n"
    assert of(" > /dev/full") == (1, full)
    assert of(" >&-") == (0, "")
    assert of(" | true") == (0, "")
