"""Reads files that are read again while the exporter runs, and that must not block it."""

import errno
import os
import stat
from pathlib import Path

_LARGEST = 4 * 1024 * 1024
"""Maximum number of bytes read from a file; ten times the size of a system's CA bundle."""


def content_of(path: Path) -> bytes:
    """Return the content of a regular file. Raises OSError, also for a pipe or device, which could block forever."""
    # Without O_NONBLOCK, opening a pipe would wait until somebody writes to it.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "not a regular file")
    with os.fdopen(descriptor, "rb") as file:
        return file.read(_LARGEST)
