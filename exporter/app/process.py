"""What is set for the whole process, so that a refresh holds up no scrape and leaves no memory behind."""

import ctypes
import gc
import sys
from contextlib import suppress

_SWITCH_SECONDS = 0.001
"""How long a thread keeps the interpreter from others that want it; a scrape asks for it several times."""

_GC_THRESHOLDS = (100_000, 50, 100)
"""A refresh makes a hundred thousand rows and drops them again: looking for cycles in them cost as much as the rest."""

_MALLOPT = {-8: 1, -3: 256 * 1024}
"""M_ARENA_MAX and M_MMAP_THRESHOLD of glibc's <malloc.h>. Left alone each thread has a heap of its own, and what was
freed in it is of use to no other: with two workers that was 12 of 164 MB."""


def prepare() -> None:
    """Set it; to be called once everything is imported and before threads start."""
    sys.setswitchinterval(_SWITCH_SECONDS)
    gc.collect()
    gc.freeze()  # the collector need not walk what never becomes garbage
    gc.set_threshold(*_GC_THRESHOLDS)
    with suppress(AttributeError, OSError, TypeError):  # another C library has no such thing
        mallopt = ctypes.CDLL(None).mallopt
        for parameter, value in _MALLOPT.items():
            mallopt(parameter, value)
