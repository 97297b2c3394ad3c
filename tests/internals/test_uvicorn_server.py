"""uvicorn's server: the steps that exporter/server/run.py replaces, and what it leaves to them."""

import asyncio
import socket
from collections.abc import Generator
from contextlib import contextmanager

import pytest
import uvicorn
from starlette.responses import PlainTextResponse
from uvicorn.protocols.http.h11_impl import H11Protocol

from tests.internals import Internal, changed
from tests.internals.loops import run_instantly
from tests.internals.uvicorn_options import OPTIONS

_RUN = "exporter/server/run.py"
_SERVER = "uvicorn.server:Server"

INTERNALS = (
    Internal("uvicorn", "uvicorn:Config", f"{_RUN} tells it everything", passes=("app", "http", *OPTIONS)),
    Internal("uvicorn", f"{_SERVER}.run", f"{_RUN} runs it on its own sockets", passes=("sockets",)),
    Internal("uvicorn", f"{_SERVER}.capture_signals", f"{_RUN} takes signals through the loop", overrides=()),
    Internal("uvicorn", f"{_SERVER}.startup", f"{_RUN} takes connections itself", overrides=("sockets",)),
    Internal("uvicorn", f"{_SERVER}.on_tick", f"{_RUN} reads the web configuration again", overrides=("counter",)),
    Internal("uvicorn", f"{_SERVER}.shutdown", f"{_RUN} drops stalled readers", overrides=("sockets",)),
)


@pytest.mark.parametrize("internal", INTERNALS, ids=str)
def test_it_is_there_and_takes_what_it_took(internal: Internal) -> None:
    assert not internal.change(), internal.change()


class Recorded(uvicorn.Server):
    """A server that notes its steps, listens nowhere and ends at the tick number `last`."""

    def __init__(self, last: int = 0) -> None:
        super().__init__(uvicorn.Config(PlainTextResponse("hello"), http=H11Protocol, **OPTIONS))
        self.last = last
        self.steps: list[tuple[str, object]] = []
        self.ticks: list[float] = []

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        self.steps.append(("capture_signals", None))
        yield
        self.steps.append(("captured", None))

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self.steps.append(("startup", sockets))
        await super().startup([])

    async def on_tick(self, counter: int) -> bool:
        self.steps.append(("on_tick", counter))
        self.ticks.append(asyncio.get_running_loop().time())
        self.should_exit = counter == self.last
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.steps.append(("shutdown", sockets))
        await super().shutdown(sockets)


def test_the_server_runs_the_steps_that_are_overridden_in_this_order() -> None:
    server = Recorded()
    with socket.socket() as given:
        server.run([given])
        assert server.steps == [
            ("capture_signals", None), ("startup", [given]), ("on_tick", 0), ("shutdown", [given]), ("captured", None),
        ], changed("uvicorn", f"Server.run calls them so; {_RUN} overrides them")  # fmt: skip
        assert given.fileno() == -1, changed("uvicorn", f"Server.shutdown closes the sockets; {_RUN} leaves it to that")


def test_a_start_without_sockets_listens_nowhere_and_leaves_room_for_acceptors() -> None:
    server = Recorded()
    server.run([])
    assert server.started, changed("uvicorn", f"Server.startup([]) is enough of a start; {_RUN} calls it so")
    assert server.servers == [], changed("uvicorn", f"Server.servers are what listens; {_RUN} puts its acceptors there")
    assert server.lifespan.state == {}, changed("uvicorn", f"Server.lifespan.state is empty; {_RUN} hands it on")


def test_a_second_has_ten_ticks() -> None:
    server = Recorded(last=20)
    run_instantly(server.serve([]))
    assert server.ticks == pytest.approx([number / 10 for number in range(21)]), (
        changed("uvicorn", f"there are ten ticks a second; {_RUN} counts them (_TICKS_PER_SECOND)")
    )  # fmt: skip


class StandIn:
    """What Server.shutdown sees of a listening server, or of a connection that does not end."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def close(self) -> None:
        self.calls.append("close")

    def shutdown(self) -> None:
        self.calls.append("shutdown")

    async def wait_closed(self) -> None:
        self.calls.append("wait_closed")


@pytest.mark.parametrize("force", [False, True])
def test_a_stop_waits_for_connections_unless_it_is_forced(*, force: bool) -> None:
    server, acceptor, connection = Recorded(), StandIn(), StandIn()
    left: list[float] = []

    async def stop() -> None:
        loop = asyncio.get_running_loop()
        await server.startup()
        server.servers, server.force_exit = [acceptor], force  # type: ignore[list-item]  # as run.py does
        server.server_state.connections = {connection}  # type: ignore[arg-type]
        loop.call_later(0.95, server.server_state.connections.clear)
        await server.shutdown([])
        left.append(loop.time())

    server.config.load()
    server.lifespan = server.config.lifespan_class(server.config)
    run_instantly(stop())
    assert acceptor.calls == ["close", "wait_closed"], changed("uvicorn", "this is all that an acceptor must have")
    assert connection.calls == ["shutdown"], changed("uvicorn", f"connections are told to end; {_RUN} relies on it")
    assert (left[0] < 0.5) == force, changed("uvicorn", f"it waits for connections, unless force_exit; {_RUN} sets it")
