"""Files that are read again when they change."""

import errno
import hashlib
import os
import stat
from pathlib import Path

_LARGEST = 4 * 1024 * 1024
"""Maximum number of bytes read from a file; ten times the size of a system's CA bundle."""

_EXHAUSTED = {os.strerror(errno.EMFILE), os.strerror(errno.ENFILE)}


class Files:
    """The files that were read, with digests of their content, because content can change without size and mtime."""

    def __init__(self) -> None:
        self._seen: dict[Path, bytes | str] = {}
        self._next = 0

    def read(self, path: Path) -> bytes:
        """Return the content of a regular file. Raises OSError."""
        self._seen[path] = _digest(path)
        return _content(path)

    def changed(self, most: int | None = None) -> bool:
        """Return whether any file has changed; False while the process is out of file descriptors.

        With `most`, only so many files are looked at, and the next call looks at the following ones.
        """
        paths = list(self._seen)
        if most is not None and most < len(paths):
            begin, self._next = self._next, (self._next + most) % len(paths)
            paths = [*paths, *paths][begin : begin + most]
        now = {path: _digest(path) for path in paths}
        return any(self._seen[path] != of for path, of in now.items()) and not _EXHAUSTED & set(now.values())


def _content(path: Path) -> bytes:
    """Return the content. Raises OSError, also for a pipe or device: reading one could block the event loop forever."""
    # Without O_NONBLOCK, opening a pipe would wait until somebody writes to it.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "not a regular file")
    with os.fdopen(descriptor, "rb") as file:
        return file.read(_LARGEST)


def _digest(path: Path) -> bytes | str:
    try:
        return hashlib.sha256(_content(path)).digest()
    except OSError as error:
        return error.strerror or str(error)
