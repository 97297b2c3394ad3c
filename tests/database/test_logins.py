"""The logins of MySQL 8 and of MariaDB: with the extra they work, and what is missing is one line."""

import secrets
from collections.abc import Iterator
from contextlib import closing, suppress

import pytest
from sqlalchemy import URL, make_url, text
from sqlalchemy.exc import OperationalError

from exporter.config.connection import ConnectionTarget
from exporter.database.connecting import ConnectError
from exporter.database.engine import Database as Reader
from exporter.database.failures import failure_of
from tests.support import mysql_login
from tests.support.databases import Database, MakeDatabase
from tests.support.mysql_login import MySQL

PASSWORDS = ["swordfish", "pässwort€ a:b@c/d?e#f %", "x" * 150]
SHA2 = ["caching_sha2_password", "sha256_password"]
KNOWN = "; use a user that is identified with caching_sha2_password, ed25519 or mysql_native_password"


@pytest.fixture
def database(make_database: MakeDatabase) -> Database:
    """A database of MariaDB, with the plugin that Debian has and does not load."""
    database = make_database("mariadb")
    with suppress(OperationalError):  # it is loaded
        execute(database, "INSTALL SONAME 'auth_ed25519'")
    return database


@pytest.fixture
def user(database: Database) -> Iterator[URL]:
    """A user with the default login of MariaDB."""
    name = f"r{secrets.token_hex(4)}"
    execute(database, f"CREATE USER {name}", f"GRANT SELECT ON *.* TO {name}")
    try:
        yield make_url(database.url).set(username=name)
    finally:
        execute(database, f"DROP USER {name}")


def execute(database: Database, *statements: str) -> None:
    with database.engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement.replace("%", "%%"))


def with_password(database: Database, user: URL, password: str) -> URL:
    execute(database, f"ALTER USER {user.username} IDENTIFIED BY '{password}'")
    return user.set(password=password)


def read(url: URL) -> object:
    """Return what the server answers to the exporter."""
    target = ConnectionTarget(url.drivername, url=url.render_as_string(hide_password=False))
    with closing(Reader(lambda: target)) as reader, reader.read() as db:
        return db.scalar(text("SELECT CONCAT(DATABASE(), ' ', SUBSTRING_INDEX(USER(), '@', 1))"))


def refused(url: URL) -> str:
    """Return why there is no connection: one line."""
    with pytest.raises(ConnectError) as raised:
        read(url)
    failure = failure_of(raised.value)
    assert failure.reason == "connection"
    assert "\n" not in failure.message
    return failure.message


@pytest.mark.parametrize("password", PASSWORDS)
@pytest.mark.parametrize("plugin", SHA2)
@pytest.mark.parametrize("default", [*SHA2, "mysql_native_password"])
def test_a_login_of_mysql(database: Database, user: URL, plugin: str, default: str, password: str) -> None:
    server = MySQL(with_password(database, user, password), plugin, default)
    with mysql_login.before(server) as url:
        assert read(url) == f"{url.database} {url.username}"
        assert refused(url.set(password="wrong")) == "Access denied"
    assert server.passwords == [password, "wrong"]


def test_a_login_that_the_server_remembers_sends_no_password(database: Database, user: URL) -> None:
    server = MySQL(with_password(database, user, PASSWORDS[1]), cached=True)
    with mysql_login.before(server) as url:
        assert read(url) == f"{url.database} {url.username}"
        assert server.passwords == []
        assert refused(url.set(password="wrong")) == "Access denied"
    assert server.passwords == ["wrong"]


def test_a_public_key_that_is_given_is_the_one_that_is_used(database: Database, user: URL) -> None:
    """Then nobody in between gets the password by sending another key."""
    server = MySQL(with_password(database, user, "swordfish"))
    others = MySQL(server.database).public_key
    with mysql_login.before(server) as url:
        given = [url.update_query_dict({"server_public_key": key.decode()}) for key in (server.public_key, others)]
        assert read(given[0]) == f"{url.database} {url.username}"
        assert refused(given[1]) == "Access denied"
    assert server.passwords == ["swordfish"]


@pytest.mark.parametrize("password", PASSWORDS)
def test_the_ed25519_login_of_mariadb(database: Database, user: URL, password: str) -> None:
    execute(database, f"ALTER USER {user.username} IDENTIFIED VIA ed25519 USING PASSWORD('{password}')")
    assert read(user.set(password=password)) == f"{user.database} {user.username}"
    assert "Access denied" in refused(user.set(password="wrong"))


@pytest.mark.parametrize("plugin", ["auth_gssapi_client", "authentication_kerberos_client", "parsec", "dialog"])
@pytest.mark.parametrize("default", ["caching_sha2_password", "mysql_native_password"])
def test_a_login_that_the_driver_does_not_know(database: Database, plugin: str, default: str) -> None:
    with mysql_login.before(MySQL(make_url(database.url), plugin, default)) as url:
        assert refused(url) == f"PyMySQL does not support the login {plugin}{KNOWN}"


def test_a_login_of_mysql_4(database: Database) -> None:
    with mysql_login.before(MySQL(make_url(database.url), "mysql_old_password")) as url:
        assert refused(url) == f"PyMySQL does not support the login mysql_old_password{KNOWN}"
