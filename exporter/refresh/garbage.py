"""Collects what refreshes leave behind, as the thresholds of Python's collector are too high for that."""

import gc

_FULL_EVERY = 100
"""Refreshes after which objects that survived an earlier collection are looked at, too; that takes 20 times as long."""

_RECENT, _ALL = 1, 2
"""Generations of Python's collector."""


class Garbage:
    """Collects reference cycles after each refresh.

    A refresh leaves about 1,200 objects in cycles, and a scrape some more. Python's own collector runs when 100,000
    objects are waiting, which can be 10 MB (see `exporter.app.process`).
    """

    def __init__(self) -> None:
        self._refreshes = 0

    def collect(self) -> None:
        """Collect cycles; to be called after each refresh, in its thread."""
        self._refreshes += 1
        gc.collect(_RECENT if self._refreshes % _FULL_EVERY else _ALL)
