"""psycopg: loaders that only look like its own, statements that are cancelled, and the socket's number."""

import psycopg
import pytest

from tests.internals import Internal, changed
from tests.support.databases import Server

_LENIENT, _INTERRUPTING = "exporter/database/lenient_text.py", "exporter/database/interrupting.py"

INTERNALS = (
    Internal("psycopg", "psycopg.adapt:AdaptersMap.register_loader", f"{_LENIENT} reads texts",
             passes=("oid", "loader")),
    Internal("psycopg", "psycopg.abc:Loader.__init__", f"{_LENIENT} takes these", overrides=("oid", "context")),
    Internal("psycopg", "psycopg.abc:Loader.load", f"{_LENIENT} takes this", overrides=("data",)),
    Internal("psycopg", "psycopg.adapt:Loader.format", f"{_LENIENT} reads the format for text"),
    Internal("psycopg", "psycopg:ConnectionInfo.parameter_status", f"{_LENIENT} asks for the encoding",
             passes=("param_name",)),
    Internal("psycopg", "psycopg:Connection.cancel_safe", f"{_INTERRUPTING} ends statements", passes=("timeout",)),
    Internal("psycopg", "psycopg:Connection.fileno", f"{_INTERRUPTING} cuts connections", passes=()),
    Internal("psycopg", "psycopg:Connection.connect", "exporter/database/address.py prepares nothing",
             passes=("conninfo", "prepare_threshold")),
)  # fmt: skip


@pytest.mark.parametrize("internal", INTERNALS, ids=str)
def test_it_is_there_and_takes_what_it_took(internal: Internal) -> None:
    assert not internal.change(), internal.change()


class Loader:
    """A loader that inherits nothing."""

    format = 0

    def __init__(self, oid: int, context: object = None) -> None:
        self.oid, self.context = oid, context

    def load(self, data: "bytes | bytearray | memoryview") -> str:
        return f"{self.oid}: {bytes(data).decode()}"


@pytest.fixture
def connection(postgres_server: Server) -> "psycopg.Connection[tuple[object, ...]]":
    url = postgres_server.url.set(drivername="postgresql")
    return psycopg.connect(url.render_as_string(hide_password=False))


def test_any_class_may_load_a_type_and_0_stands_for_unknown_types(
    connection: "psycopg.Connection[tuple[object, ...]]",
) -> None:
    with connection:
        connection.execute("CREATE TYPE pg_temp.mood AS ENUM ('fine')")
        for name in ("text", "varchar", "bpchar", "name", 0):
            connection.adapters.register_loader(name, Loader)  # type: ignore[arg-type]  # that is the question
        row = connection.execute("SELECT 'a'::text, 'b'::name, 'fine'::pg_temp.mood").fetchone()
    assert row is not None
    assert row[:2] == ("25: a", "19: b"), changed("psycopg", f"a loader need not inherit: {_LENIENT}")
    assert str(row[2]).endswith(": fine"), changed("psycopg", f"0 is the loader of unknown types: {_LENIENT}")


def test_a_connection_tells_its_encoding_and_its_socket(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    with connection:
        encoding, number = connection.info.parameter_status("server_encoding"), connection.fileno()
    assert encoding == "UTF8", changed("psycopg", f"info has the parameters of the server: {_LENIENT}")
    assert number > 0, changed("psycopg", f"fileno() is the number of the socket: {_INTERRUPTING}")


def test_a_cancellation_that_nobody_answers_stops_only_its_own_thread() -> None:
    assert psycopg.Capabilities().has_cancel_safe(), (
        changed("psycopg", f"its libpq is 17 or newer: an older one cancels with every thread stopped: {_INTERRUPTING}")
    )  # fmt: skip
