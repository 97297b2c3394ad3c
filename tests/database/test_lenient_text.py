"""Bytes that are not UTF-8 cost a character, and neither a sample nor a category."""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import URL, create_engine

from tests.support import handmade
from tests.support.databases import Server
from tests.support.shop import Exporter, series_of

# \377 is 0xFF, which no UTF-8 has.
BAD_STATUS, BAD_NAME = "UPDATE orders SET status = {} WHERE id = 1", "UPDATE vendors SET name = {} WHERE id = 1"


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    path = tmp_path / "shop.sqlite"
    url = handmade.in_file(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement, text in ((BAD_STATUS, "bad"), (BAD_NAME, "Acme")):
            connection.execute(statement.format(f"CAST(X'{text.encode().hex()}FF' AS TEXT)"))
    return url


@pytest.fixture
def postgresql_url(postgres_server: Server) -> Iterator[str]:
    """A database of the one encoding in which PostgreSQL takes any bytes."""
    name = f"shop_{secrets.token_hex(6)}"
    administrator = _address(postgres_server.url)
    with psycopg.connect(administrator, autocommit=True) as connection:
        # Built as bytes, because only a name is variable.
        how = "ENCODING 'SQL_ASCII' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"
        connection.execute(f"CREATE DATABASE {name} {how}".encode())
        url = postgres_server.url.set(database=name)
        engine = create_engine(url, client_encoding="utf8")
        handmade.build(engine)
        engine.dispose()
        with psycopg.connect(_address(url), autocommit=True) as shop:
            for statement, text in ((BAD_STATUS, "bad"), (BAD_NAME, "Acme")):
                shop.execute(statement.format(rf"E'{text}\377'").encode())
        yield url.render_as_string(hide_password=False)
        connection.execute(postgres_server.drop.format(name=name).encode())


def _address(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_what_is_not_utf_8_costs_a_character(request: pytest.FixtureRequest, dialect: str) -> None:
    with closing(Exporter(request.getfixturevalue(f"{dialect}_url"), handmade.NOW)) as exporter:
        assert exporter.refresh().failures() == {}
        found = series_of(exporter.text())
    labels = {"category": "orders", "vendor": "acme", "platform": "de", "status": "bad�"}
    assert found["orion_orders", frozenset(labels.items())] == 1
    names = {dict(labels)["name"] for name, labels in found if name == "orion_vendor_info"}
    assert names == {"Acme�", "Bolt", "Crumb"}
