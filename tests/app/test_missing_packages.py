"""Without a package that a login needs, a command ends with one line that names the extra."""

import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import URL, make_url
from sqlalchemy.exc import OperationalError

from tests.app.conftest import Run
from tests.support import mysql_login
from tests.support.databases import Database, MakeDatabase
from tests.support.mysql_login import MySQL

INSTALL = "; run pip install 'orion-exporter[mysql]'"
CRYPTOGRAPHY = f"'cryptography' package is required for sha256_password or caching_sha2_password auth methods{INSTALL}"
PYNACL = f"'pynacl' package is required for ed25519_password auth method{INSTALL}"


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Return a function: the commands of the test do not find this module."""

    def hide(module: str) -> None:
        (tmp_path / "sitecustomize.py").write_text(f"import sys; sys.modules[{module!r}] = None\n")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    return hide


@contextmanager
def ed25519(database: Database) -> Iterator[URL]:
    name, password = f"r{secrets.token_hex(4)}", "swordfish"
    with suppress(OperationalError), database.engine.begin() as connection:  # it is loaded
        connection.exec_driver_sql("INSTALL SONAME 'auth_ed25519'")
    with database.engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE USER {name} IDENTIFIED VIA ed25519 USING PASSWORD('{password}')")
    try:
        yield make_url(database.url).set(username=name, password=password)
    finally:
        with database.engine.begin() as connection:
            connection.exec_driver_sql(f"DROP USER {name}")


@pytest.fixture(params=["caching_sha2_password", "sha256_password", "ed25519"])
def login(request: pytest.FixtureRequest, make_database: MakeDatabase) -> Iterator[tuple[str, str, str]]:
    """The module that a login needs, the URL of a server with it, and what is said without the module."""
    database, plugin = make_database("mariadb"), request.param
    server = MySQL(make_url(database.url), plugin, plugin)
    with ed25519(database) if plugin == "ed25519" else mysql_login.before(server) as url:
        module, said = ("nacl", PYNACL) if plugin == "ed25519" else ("cryptography", CRYPTOGRAPHY)
        yield module, url.render_as_string(hide_password=False), said
    assert server.passwords == []


def test_a_package_that_a_login_needs(run: Run, without: Callable[[str], None], login: tuple[str, str, str]) -> None:
    module, url, said = login
    without(module)
    check, once = run("check", DATABASE_URL=url), run("once", DATABASE_URL=url)
    assert (check.returncode, check.stderr) == (1, "")
    assert said in check.stdout.splitlines()[-1]
    assert once.returncode == 1
    assert re.search(r"^orion_exporter_database_up\S* 0", once.stdout, re.MULTILINE)
    errors = [line for line in once.stderr.splitlines() if "level=error" in line]
    assert errors
    assert all(said in line and "reason=connection" in line for line in errors)
    assert "Traceback" not in check.stdout + once.stderr


@pytest.mark.parametrize("module", ["duckdb", "duckdb_engine"])
def test_duckdb(run: Run, without: Callable[[str], None], module: str) -> None:
    without(module)
    result = run("check", DATABASE_URL="sqlite:///a", DATABASES_WAREHOUSE_URL="duckdb:////srv/a.duckdb")
    assert result.returncode == 2
    (line,) = result.stderr.splitlines()
    assert line.endswith(
        "databases.warehouse: driver duckdb is not installed; run pip install 'orion-exporter[duckdb]'"
    )


def test_the_driver_itself(run: Run, without: Callable[[str], None]) -> None:
    without("pymysql")
    result = run("check", DATABASE_URL="mysql://127.0.0.1:1/shop")
    assert result.returncode == 2
    (line,) = result.stderr.splitlines()
    assert line.endswith("driver mysql+pymysql is not installed" + INSTALL)
