"""Process-wide tuning, so that refreshes neither delay scrapes nor fragment memory."""

import ctypes
import gc
import sys
from contextlib import suppress

_SWITCH_SECONDS = 0.001
"""Interval after which a thread must release the GIL (default: 0.005); a scrape needs the GIL several times."""

_GC_THRESHOLDS = (100_000, 50, 100)
"""High thresholds, because a refresh creates a hundred thousand rows; garbage collection took half of its time."""

_MALLOPT = {-8: 1, -3: 256 * 1024}
"""M_ARENA_MAX and M_MMAP_THRESHOLD of glibc's <malloc.h>. By default each thread has its own arena, whose free memory
other threads cannot use: 12 of 164 MB with two workers."""


def prepare() -> None:
    """Apply the settings. Call it once, after all imports and before threads start."""
    sys.setswitchinterval(_SWITCH_SECONDS)
    gc.collect()
    gc.freeze()  # modules and classes never become garbage
    gc.set_threshold(*_GC_THRESHOLDS)
    with suppress(AttributeError, OSError, TypeError):  # not available in other C libraries
        mallopt = ctypes.CDLL(None).mallopt
        for parameter, value in _MALLOPT.items():
            mallopt(parameter, value)
