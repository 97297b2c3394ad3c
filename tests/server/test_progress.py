"""Whether scrapes are being sent: not before and after them, and not while one waits for its client."""

import asyncio

from exporter.server.progress import STALLED_SECONDS, Progress


def test_it_is_made_from_the_beginning_of_a_scrape_to_its_end() -> None:
    async def main() -> None:
        progress = Progress()
        assert not progress.is_made()
        with progress.sending():
            assert progress.is_made()
            with progress.sending():
                pass
            assert progress.is_made()
        assert not progress.is_made()

    asyncio.run(main())


def test_a_scrape_that_waits_for_its_client_makes_none() -> None:
    async def main() -> None:
        progress, loop = Progress(), asyncio.get_running_loop()
        with progress.sending():
            stalled = loop.create_future()
            loop.call_later(2 * STALLED_SECONDS, stalled.set_result, None)
            await stalled
            assert not progress.is_made()
            progress.moved()
            assert progress.is_made()

    asyncio.run(main())
