"""The servers answer, and every test gets a separate database that leaves nothing behind."""

import os
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import OperationalError

from tests.support import postgres
from tests.support.databases import Database, Dialect, MakeDatabase, Server, on_server
from tests.support.folders import account, memory, run_as, server_folder


def test_a_fresh_database_is_empty_and_may_be_written(database: Database) -> None:
    assert inspect(database.engine).get_table_names() == []
    with database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE things (id integer)"))
        connection.execute(text("INSERT INTO things VALUES (1)"))
    again = create_engine(database.url)
    try:
        with again.connect() as connection:
            assert connection.scalar(text("SELECT count(*) FROM things")) == 1
    finally:
        again.dispose()


def test_two_databases_of_one_dialect_share_nothing(make_database: MakeDatabase, database: Database) -> None:
    other = make_database(database.dialect)
    with other.engine.begin() as connection:
        connection.execute(text("CREATE TABLE things (id integer)"))
    assert inspect(database.engine).get_table_names() == []


@pytest.mark.parametrize(
    ("dialect", "question", "answer"),
    [
        ("sqlite", "SELECT sqlite_version()", "3."),
        ("postgresql", "SHOW server_version", "18."),
        ("mariadb", "SELECT version()", "MariaDB"),
    ],
)
def test_each_server_says_what_it_is(make_database: MakeDatabase, dialect: Dialect, question: str, answer: str) -> None:
    with make_database(dialect).engine.connect() as connection:
        assert answer in str(connection.scalar(text(question)))


def test_text_is_unicode_everywhere(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE words (word varchar(50))"))
        connection.execute(text("INSERT INTO words VALUES (:word)"), {"word": "🛒 Größe"})
        assert connection.scalar(text("SELECT word FROM words")) == "🛒 Größe"


@pytest.fixture(params=["postgresql", "mariadb"])
def server(request: pytest.FixtureRequest) -> Server:
    name = {"postgresql": "postgres_server", "mariadb": "mariadb_server"}[request.param]
    started: Server = request.getfixturevalue(name)
    return started


def test_a_database_is_dropped_even_if_a_transaction_is_left_open(server: Server) -> None:
    with on_server(server) as database:
        with database.engine.begin() as connection:
            connection.execute(text("CREATE TABLE things (id integer)"))
        forgotten = create_engine(database.url)
        left_open = forgotten.connect()
        left_open.execute(text("SELECT * FROM things"))
    left_open.invalidate()
    with pytest.raises(OperationalError):
        forgotten.connect()
    forgotten.dispose()


def test_loopback_asks_for_the_password(server: Server) -> None:
    stranger = create_engine(server.url.set(password="wrong"))
    with pytest.raises(OperationalError):
        stranger.connect()
    stranger.dispose()


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user starts servers as themselves")
def test_root_starts_a_server_as_nobody(server: Server) -> None:
    owner = account()
    assert owner is not None
    assert server.socket.stat().st_uid == server.socket.parent.stat().st_uid == owner.uid != 0


def test_no_stranger_can_enter_a_server_s_folder() -> None:
    with server_folder("test", account()) as folder:
        assert folder.stat().st_mode & 0o777 == 0o700
        assert len(str(folder)) < 60
    assert not folder.exists()


def test_the_socket_of_postgres_is_where_the_server_says(postgres_server: Server) -> None:
    host, port = postgres_server.socket.parent, postgres_server.url.port
    with psycopg.connect(host=str(host), port=port, user="postgres", dbname="postgres") as connection:
        assert connection.execute("SELECT inet_client_addr()").fetchone() == (None,)


def test_a_copy_of_the_binaries_starts_where_the_original_may_not_be_read() -> None:
    with server_folder("copy", account()) as folder:
        programs = postgres.programs(folder, account(), readable=lambda _: False)
        if account() is not None:
            assert programs.is_relative_to(folder)
        done = run_as(account(), [programs / "initdb", "--version"], folder)
        assert "18." in done.stdout


def test_data_is_in_memory_where_there_is_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.support.folders.MEMORY", tmp_path)
    monkeypatch.setattr("tests.support.folders.ROOM_BYTES", 0)
    assert memory() == str(tmp_path)
    monkeypatch.setattr("tests.support.folders.ROOM_BYTES", 10**18)
    assert memory() == "/tmp"
    monkeypatch.setattr("tests.support.folders.ROOM_BYTES", 0)
    monkeypatch.setattr("tests.support.folders.MEMORY", tmp_path / "none")
    assert memory() == "/tmp"
