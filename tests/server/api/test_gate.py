"""Answers are made one at a time, and what else is ready comes between them."""

import asyncio
from itertools import pairwise

from exporter.server.api.gate import ITERATIONS, PATIENCE_SECONDS, Gate


def test_everything_else_comes_between_two_turns() -> None:
    happened: list[str] = []

    async def answer(name: str, gate: Gate) -> None:
        await gate.turn()
        happened.append(name)

    async def other() -> None:
        for _ in range(10 * ITERATIONS):
            happened.append("other")
            await asyncio.sleep(0)

    async def main() -> None:
        gate = Gate()
        await asyncio.gather(other(), *(answer(name, gate) for name in ("a", "b", "c")))

    asyncio.run(main())
    answers = [at for at, name in enumerate(happened) if name != "other"]
    assert [happened[at] for at in answers] == ["a", "b", "c"]
    assert [later - earlier > ITERATIONS for earlier, later in pairwise(answers)] == [True, True]


def test_who_leaves_while_waiting_gives_the_turn_to_the_next() -> None:
    async def main(iterations: int) -> list[str]:
        gate, happened = Gate(), list[str]()

        async def answer(name: str) -> None:
            await gate.turn()
            happened.append(name)

        tasks = [asyncio.create_task(answer(name)) for name in ("a", "b", "c", "d")]
        for _ in range(iterations):
            await asyncio.sleep(0)
        leaves = "b" not in happened and tasks[1].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert leaves == ("b" not in happened)
        await gate.turn()  # and it is open afterwards
        return happened

    # B is cancelled before it waits, while it waits, and between being called and running.
    orders = [asyncio.run(main(iterations)) for iterations in range(3 * ITERATIONS)]
    assert {"".join(each) for each in orders} == {"acd", "abcd"}


def test_answers_wait_for_scrapes_but_not_for_ever() -> None:
    async def main() -> None:
        is_scraped, happened = True, list[float]()
        gate, loop = Gate(lambda: is_scraped), asyncio.get_running_loop()

        async def answer() -> None:
            await gate.turn()
            happened.append(loop.time())

        began = loop.time()
        await asyncio.gather(*(answer() for _ in range(3)))
        assert happened[-1] - began >= 3 * PATIENCE_SECONDS
        is_scraped = False
        await gate.turn()
        waiting = [asyncio.create_task(answer()) for _ in range(3)]
        for _ in range(3 * ITERATIONS + 3):
            await asyncio.sleep(0)
        assert all(each.done() for each in waiting)

    asyncio.run(main())
