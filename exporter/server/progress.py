"""Whether scrapes are being sent, so that what can wait lets them pass first."""

import asyncio
import math
from collections.abc import Iterator
from contextlib import contextmanager

STALLED_SECONDS = 0.02
"""A scrape whose part has not been taken for this long waits for its client, and nobody needs to wait for it.

A client on the same machine takes 10 MB in 4 ms."""


class Progress:
    """The scrapes that are being sent; used in the event loop only."""

    def __init__(self) -> None:
        self._sending = 0
        self._moved = -math.inf

    @contextmanager
    def sending(self) -> Iterator[None]:
        """Count a scrape while it is sent."""
        self._sending += 1
        self.moved()
        try:
            yield
        finally:
            self._sending -= 1

    def moved(self) -> None:
        """Note that a part of a scrape has been sent."""
        self._moved = asyncio.get_running_loop().time()

    def is_made(self) -> bool:
        """Return whether scrapes are being sent, and their clients read them."""
        return self._sending > 0 and asyncio.get_running_loop().time() < self._moved + STALLED_SECONDS
