"""Questions about a period: few at a time, in turn, each within its deadline, and none that nobody awaits."""

import asyncio

import pytest

from exporter.contracts.failures import Failure
from exporter.server.api.asking import Answer, BusyError, GoneError, TooSlowError, UnavailableError
from exporter.server.api.kept import KEPT_SECONDS
from exporter.server.api.questions import CANCEL_SECONDS, MAX_ABANDONED, MAX_CANCELS
from tests.server.asked import SECONDS, Asked, question, run, until


def test_one_caller_has_one_running_and_two_waiting() -> None:
    async def of(asked: Asked) -> None:
        first, second, third, fourth = [asked.ask(question(number)) for number in range(4)]
        await until(fourth.done)
        with pytest.raises(BusyError, match="at most 1 is answered and 2 wait for each caller; wait for an answer"):
            await fourth
        for task, number in ((first, 0), (second, 1), (third, 2)):
            await asked.gate.until(question(number))
            asked.gate.let()
            await task
        assert asked.gate.most == 1

    run(of)


def test_equal_questions_are_read_once_also_of_different_callers() -> None:
    async def of(asked: Asked) -> None:
        tasks = [asked.ask(question(1), caller) for caller in ("alice", "alice", "alice", "alice", "bob", "carol")]
        await asked.gate.until(question(1))
        asked.gate.let()
        answers = await asyncio.gather(*tasks)
        assert len(asked.gate.reads) == 1
        assert all(each is answers[0] for each in answers)

    run(of)


@pytest.mark.parametrize("other", [question(2), question(1, platform=1), question(1, categories=frozenset({"orders"}))])
def test_what_another_scope_asks_is_another_question(other: object) -> None:
    async def of(asked: Asked) -> None:
        mine = await asked.answered(question(1))
        theirs = await asked.answered(other, "bob")  # type: ignore[arg-type]  # the parameter
        assert theirs is not mine
        assert len(asked.gate.reads) == 2

    run(of)


def test_an_answer_is_kept_for_a_minute() -> None:
    async def of(asked: Asked) -> None:
        first = await asked.answered(question(1))
        asked.clock.advance(KEPT_SECONDS - 1)
        assert await asked.answered(question(1), "bob") is first
        asked.clock.advance(1)
        assert await asked.answered(question(1)) is not first
        assert len(asked.gate.reads) == 2

    run(of)


def test_a_new_configuration_has_new_answers() -> None:
    async def of(asked: Asked) -> None:
        first = await asked.answered(question(1))
        before = asked.ask(question(2))
        await asked.gate.until(question(2))
        asked.gate.version = "second"
        after = asked.ask(question(2), "bob")
        await asked.gate.until(question(2), question(2))
        asked.gate.let()
        assert await before is not await after
        assert await asked.answered(question(2)) is await after
        assert await asked.answered(question(1)) is not first

    run(of)


def test_a_failure_is_not_kept(caplog: pytest.LogCaptureFixture) -> None:
    async def of(asked: Asked) -> None:
        asked.gate.failure = Failure("connection", "secret address")
        for _ in range(2):
            with pytest.raises(UnavailableError, match=r"cannot be read at present \(reason: connection\); try again"):
                await asked.answered(question(1))
        asked.gate.failure, asked.gate.failures = None, {"cms": Failure("schema", "no table")}
        assert (await asked.answered(question(1))).failures
        asked.gate.failures = {}
        assert not (await asked.answered(question(1))).failures
        assert len(asked.gate.reads) == 4

    run(of)
    assert sum(each.levelname == "ERROR" for each in caplog.records) == 1  # not one for each question


def test_the_deadline_includes_the_waiting() -> None:
    async def of(asked: Asked) -> None:
        running, waiting = asked.ask(question(1)), asked.ask(question(2))
        await asked.gate.until(question(1))
        asked.time.over(SECONDS)
        for task in (running, waiting):
            with pytest.raises(TooSlowError, match="no answer within 10 s; ask for fewer categories or a shorter"):
                await task
        await asked.gate.until()
        assert asked.gate.reads == asked.gate.cancelled == [question(1)]
        await asked.answered(question(3))

    run(of)


def test_who_joins_a_read_does_not_prolong_it() -> None:
    async def of(asked: Asked) -> None:
        gone = asyncio.Event()
        first = asked.ask(question(1), gone=gone.wait)
        await asked.gate.until(question(1))
        late = asked.ask(question(1), "bob")
        await asyncio.sleep(0)
        gone.set()
        with pytest.raises(GoneError):
            await first
        assert not late.done()
        asked.time.over(SECONDS)
        with pytest.raises(TooSlowError):
            await late
        await asked.gate.until()

    run(of)


def test_a_client_that_leaves_ends_its_read() -> None:
    async def of(asked: Asked) -> None:
        gone = asyncio.Event()
        running, waiting = asked.ask(question(1), gone=gone.wait), asked.ask(question(2), gone=gone.wait)
        stays = asked.ask(question(3))
        await asked.gate.until(question(1))
        gone.set()
        for task in (running, waiting):
            with pytest.raises(GoneError):
                await task
        await asked.gate.until(question(3))
        asked.gate.let()
        await stays
        assert asked.gate.cancelled == [question(1)]
        assert asked.gate.reads == [question(1), question(3)]

    run(of)


def test_a_request_that_is_cancelled_ends_its_read() -> None:
    async def of(asked: Asked) -> None:
        running = asked.ask(question(1))
        await asked.gate.until(question(1))
        running.cancel()
        await asked.gate.until()
        assert asked.gate.cancelled == [question(1)]

    run(of)


def test_while_one_of_two_stays_the_read_goes_on() -> None:
    async def of(asked: Asked) -> None:
        gone = asyncio.Event()
        leaves, stays = asked.ask(question(1), gone=gone.wait), asked.ask(question(1), "bob")
        await asked.gate.until(question(1))
        gone.set()
        with pytest.raises(GoneError):
            await leaves
        asked.gate.let()
        assert isinstance(await stays, Answer)
        assert asked.gate.cancelled == []

    run(of)


def test_what_a_caller_has_left_counts_until_it_ends() -> None:
    async def of(asked: Asked) -> None:
        asked.gate.deaf = True
        gone = asyncio.Event()
        left = asked.ask(question(1), gone=gone.wait)
        await asked.gate.until(question(1))
        gone.set()
        with pytest.raises(GoneError):
            await left
        again, bob = asked.ask(question(2)), asked.ask(question(3), "bob")
        await asked.gate.until(question(1), question(3))
        asked.gate.let()
        await asyncio.gather(bob, asked.answered(question(2), "carol"))
        await again

    run(of)


def test_a_read_that_never_ends_does_not_keep_its_place() -> None:
    async def of(asked: Asked) -> None:
        asked.gate.deaf = True
        for number in range(MAX_ABANDONED):
            task = asked.ask(question(number))
            await until(lambda at=number: question(at) in asked.gate.running.values())  # type: ignore[misc]
            asked.time.over(SECONDS)
            with pytest.raises(TooSlowError):
                await task
            for tries in range(MAX_CANCELS):
                await until(lambda at=number, of=tries: asked.gate.cancelled.count(question(at)) > of)  # type: ignore[misc]
                await asyncio.sleep(0.005)
                asked.time.over(CANCEL_SECONDS)
            await until(lambda at=number: question(at) in asked.gate.abandoned)  # type: ignore[misc]
        last = asked.ask(question(9))
        await until(lambda: question(9) in asked.gate.running.values())
        asked.gate.let()
        await last

    run(of)


def test_an_error_of_the_reader_is_a_failure() -> None:
    async def of(asked: Asked) -> None:
        asked.gate.read = lambda *_: 1 / 0  # type: ignore[method-assign,assignment]
        with pytest.raises(UnavailableError, match="internal"):
            await asked.ask(question(1))

    run(of)
