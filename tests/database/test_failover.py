"""A connection is replaced where its target changed, and after five minutes; neither costs a statement."""

from contextlib import closing
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from exporter.config.connection import DatabaseSettings
from exporter.database.engine import MAX_AGE_SECONDS
from exporter.database.engine import Database as Reader
from tests.support.clock import FakeClock
from tests.support.databases import Database, MakeDatabase

PID = {"postgresql": "SELECT pg_backend_pid()", "mariadb": "SELECT CONNECTION_ID()"}


def number(reader: Reader, statement: str) -> int:
    with reader.read() as db:
        return int(db.scalar(text(statement)) or 0)


def with_number(database: Database, value: int) -> Database:
    with database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE things (id integer)"))
        connection.execute(text(f"INSERT INTO things VALUES ({value})"))
    return database


def test_a_url_file_that_changes_is_followed(database: Database, make_database: MakeDatabase, tmp_path: Path) -> None:
    old, new = with_number(database, 1), with_number(make_database(database.dialect), 501)
    file = tmp_path / "url"
    file.write_text(old.url)
    with closing(Reader(DatabaseSettings(url_file=file).target)) as reader:
        assert number(reader, "SELECT id FROM things") == 1
        file.write_text(new.url)
        assert number(reader, "SELECT id FROM things") == 501
        file.unlink()
        assert number(reader, "SELECT id FROM things") == 501, "an open connection is used while the file is replaced"


@pytest.mark.parametrize("dialect", ["postgresql", "mariadb"])
def test_a_connection_is_replaced_after_five_minutes(database: Database, clock: FakeClock) -> None:
    target = DatabaseSettings(url=SecretStr(database.url)).target
    with closing(Reader(target, clock=clock)) as reader:
        first = number(reader, PID[database.dialect])
        clock.advance(MAX_AGE_SECONDS)
        assert number(reader, PID[database.dialect]) == first
        clock.advance(1)
        assert number(reader, PID[database.dialect]) != first
