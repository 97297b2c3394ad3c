"""Whatever is raised while connecting is a failure of the connection: one line, what to do, and no secret."""

import secrets
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from threading import Thread

import pytest
from pymysql.err import OperationalError
from sqlalchemy import URL, make_url, text
from sqlalchemy.exc import DBAPIError

from exporter.config.connection import ConnectionTarget
from exporter.database.connecting import ConnectError, connecting
from exporter.database.engine import Database as Reader
from exporter.database.failures import failure_of
from exporter.database.limits import Limits
from tests.support.databases import Database, Dialect, MakeDatabase
from tests.support.random_shop import NOW
from tests.support.shop import Exporter

PASSWORD = "swordfish"


@pytest.fixture
def reading() -> Iterator[Callable[[URL], Exporter]]:
    """Return a function: an exporter of a URL after a refresh of one category."""
    with ExitStack() as opened:

        def make(url: URL) -> Exporter:
            exporter = Exporter(url.render_as_string(hide_password=False), NOW)
            return opened.enter_context(closing(exporter)).refresh("orders")

        yield make


@pytest.fixture(params=["postgresql", "mariadb"])
def dialect(request: pytest.FixtureRequest) -> Dialect:
    """Those that have roles."""
    chosen: Dialect = request.param
    return chosen


@pytest.fixture
def role(database: Database) -> Iterator[URL]:
    """A role with the password, and the right to connect."""
    name = f"r{secrets.token_hex(4)}"
    mariadb = database.dialect == "mariadb"
    execute(
        database,
        f"CREATE USER {name} IDENTIFIED BY '{PASSWORD}'" if mariadb else f"CREATE USER {name} PASSWORD '{PASSWORD}'",
    )
    if mariadb:
        execute(database, f"GRANT SELECT ON *.* TO {name}")
    try:
        yield make_url(database.url).set(username=name, password=PASSWORD)
    finally:
        execute(database, f"DROP USER {name}")


def execute(database: Database, *statements: str) -> None:
    with database.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def failed(exporter: Exporter) -> str:
    """Return the message of the failure, which is one of the connection, in one line and without the password."""
    failure = exporter.store["orders"].failure
    assert failure is not None
    assert failure.reason == "connection", failure
    assert exporter.store.database_up is False
    assert failure.message.endswith(
        "; check that the database server is running and the settings under database are correct"
    )
    assert "\n" not in failure.message
    assert PASSWORD not in failure.message
    return failure.message


def test_a_limit_of_connections(database: Database, role: URL, reading: Callable[[URL], Exporter]) -> None:
    limit = "CONNECTION LIMIT 1" if database.dialect == "postgresql" else "WITH MAX_USER_CONNECTIONS 1"
    execute(database, f"ALTER USER {role.username} {limit}")
    exporter = reading(role)  # there are no tables, so that only the connection succeeds
    assert exporter.store.database_up is True
    assert "connection" in failed(reading(role))


@pytest.mark.parametrize("change", ["ACCOUNT LOCK", "PASSWORD EXPIRE"])
def test_an_account_that_is_locked_or_whose_password_expired(
    make_database: MakeDatabase, reading: Callable[[URL], Exporter], change: str
) -> None:
    database = make_database("mariadb")
    name = f"r{secrets.token_hex(4)}"
    execute(database, f"CREATE USER {name} IDENTIFIED BY '{PASSWORD}' {change}", f"GRANT SELECT ON *.* TO {name}")
    try:
        url = make_url(database.url).set(username=name, password=PASSWORD)
        assert ("locked" if change == "ACCOUNT LOCK" else "SET PASSWORD") in failed(reading(url))
    finally:
        execute(database, f"DROP USER {name}")


TLS = {"postgresql": "sslrootcert", "mariadb": "ssl_ca"}


def test_options_that_the_driver_does_not_know(role: URL, reading: Callable[[URL], Exporter]) -> None:
    assert "colour" in failed(reading(role.update_query_dict({"colour": "blue"})))


def test_tls_files_that_do_not_exist_or_do_not_fit(
    database: Database, role: URL, reading: Callable[[URL], Exporter], tmp_path: Path
) -> None:
    option, file = TLS[database.dialect], tmp_path / "ca.pem"
    url = role.update_query_dict({option: str(file)} | ({"sslmode": "verify-ca"} if option == "sslrootcert" else {}))
    assert f"{option}: cannot read {file}; check that the file exists" in failed(reading(url))
    file.write_text("not a certificate")
    failed(reading(url))


def test_a_password_that_cannot_be_encoded(database: Database, role: URL) -> None:
    password = "sword\udcffish"  # a byte of the environment that is not UTF-8
    target = ConnectionTarget(role.drivername, role.username, password, role.host, role.port, role.database)
    with closing(Reader(lambda: target)) as reader, pytest.raises(ConnectError) as raised, reader.read():
        pass
    failure = failure_of(raised.value)
    assert failure.reason == "connection"
    assert ("cannot be encoded" if database.dialect == "postgresql" else "Access denied") in failure.message


def test_a_file_that_is_missing_and_a_folder_in_its_place(reading: Callable[[URL], Exporter], tmp_path: Path) -> None:
    for path in (tmp_path / "none.sqlite", tmp_path):
        said = failed(reading(URL.create("sqlite", database=str(path))))
        assert f"database file {path}; check that it exists and is readable" in said


@pytest.mark.parametrize("code", [1040, 1203, 1226, 1820, 1862, 3118, 4151])
def test_a_limit_or_lock_that_a_later_statement_meets(code: int) -> None:
    error = DBAPIError("SELECT 1", None, OperationalError(code, "no more"))
    assert failure_of(error).reason == "connection"


@pytest.mark.parametrize("driver", ["postgresql+psycopg", "mysql+pymysql"])
def test_a_server_that_accepts_a_connection_and_stays_silent(driver: str) -> None:
    failures: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as silent:
        target = ConnectionTarget(driver, "reader", PASSWORD, "127.0.0.1", silent.getsockname()[1], "shop")
        reader = Reader(lambda: target, Limits(connect=1.0))

        def connect() -> None:
            with pytest.raises(ConnectError) as raised, reader.read():
                pass
            failures.append(str(raised.value))

        thread = Thread(target=connect, daemon=True)
        thread.start()
        thread.join(60)  # a statement of PyMySQL may take five times as long
        assert not thread.is_alive()
    silences = {"connection timeout expired", "the server accepts the connection, but does not respond"}
    assert failures
    assert silences.issuperset(failures)


def test_secrets_of_options_are_masked() -> None:
    url = make_url("mysql+pymysql://reader:swordfish@h/shop?ssl_key_password=marlin")
    with pytest.raises(ConnectError) as raised, connecting(url):
        raise TypeError("unexpected swordfish and marlin\nsecond line")
    assert failure_of(raised.value).message == (
        "unexpected *** and ***; check database.options and the options in the URL"
    )


@pytest.mark.parametrize("password", ["pässwort", "p€ss", "пароль", "a:b@c/d?e#f %"])
def test_passwords_of_any_character(database: Database, role: URL, password: str) -> None:
    # As the client of MariaDB does on a terminal in UTF-8, with utf8mb4 as the character set of the connection.
    password_is = "IDENTIFIED BY" if database.dialect == "mariadb" else "PASSWORD"
    with database.engine.begin() as connection:
        connection.exec_driver_sql(f"ALTER USER {role.username} {password_is} '{password}'".replace("%", "%%"))
    target = ConnectionTarget(role.drivername, role.username, password, role.host, role.port, role.database)
    whole = role.set(password=password).render_as_string(hide_password=False)
    for each in (target, ConnectionTarget(role.drivername, url=whole)):
        with closing(Reader(partial(_same, each))) as reader, reader.read() as db:
            assert db.scalar(text("SELECT 1")) == 1


def _same(target: ConnectionTarget) -> ConnectionTarget:
    return target
