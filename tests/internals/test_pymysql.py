"""PyMySQL: the socket of a connection, which has no public name, and the number of its thread on the server."""

import os
import socket

import pymysql
import pytest
from sqlalchemy import create_engine

from exporter.database.connecting import open_driver
from tests.internals import Internal, changed
from tests.support.databases import Server

_CONNECTING = "exporter/database/connecting.py"
_INTERRUPTING, _ADDRESS = "exporter/database/interrupting.py", "exporter/database/address.py"

INTERNALS = (
    Internal("pymysql", "pymysql.connections:Connection.thread_id", f"{_INTERRUPTING} kills queries", passes=()),
    Internal("pymysql", "pymysql.connections:Connection", f"{_ADDRESS} sets deadlines",
             passes=("connect_timeout", "charset", "program_name", "read_timeout", "write_timeout")),
)  # fmt: skip


@pytest.mark.parametrize("internal", INTERNALS, ids=str)
def test_it_is_there_and_takes_what_it_took(internal: Internal) -> None:
    assert not internal.change(), internal.change()


def test_a_connection_has_its_socket_and_can_be_cut_by_it(mariadb_server: Server) -> None:
    url = mariadb_server.url
    connection = pymysql.connect(host=url.host, port=url.port or 0, user=url.username, password=str(url.password))
    number = connection.thread_id()  # type: ignore[no-untyped-call]  # types-pymysql
    assert isinstance(number, int), changed("pymysql", f"thread_id() is a number: {_INTERRUPTING}")
    found = vars(connection).get("_sock")
    assert isinstance(found, socket.socket), changed("pymysql", f"_sock is the socket: {_INTERRUPTING} cut")
    with socket.socket(fileno=os.dup(found.fileno())) as copy:
        copy.shutdown(socket.SHUT_RDWR)
    with pytest.raises(pymysql.err.OperationalError):
        connection.ping(reconnect=False)
    assert not hasattr(connection, "cancel_safe"), changed(
        "pymysql", f"cancel_safe is psycopg's alone: {_INTERRUPTING} cancel"
    )
    assert not hasattr(connection, "fileno"), changed("pymysql", f"fileno is psycopg's alone: {_INTERRUPTING} cut")


def test_time_limits_of_statements_begin_after_the_handshake(mariadb_server: Server) -> None:
    limits = {"connect_timeout": 2, "read_timeout": 300, "write_timeout": 200}
    url = mariadb_server.url.update_query_dict({"write_timeout": "100"})  # which the user gave
    connection = open_driver(create_engine(url).dialect, url, limits)
    assert vars(connection)["_read_timeout"] == 300, changed("pymysql", f"_read_timeout: {_CONNECTING} open_driver")
    assert vars(connection)["_write_timeout"] == 100, changed("pymysql", f"_write_timeout: {_CONNECTING} open_driver")
    found = vars(connection)["_sock"]
    assert found.gettimeout() == 2, "of the handshake"
    connection.ping(reconnect=False)
    assert found.gettimeout() == 300, changed("pymysql", f"it reads _read_timeout: {_CONNECTING} open_driver")
    connection.close()
