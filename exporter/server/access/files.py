"""Files that are read again when they change."""

import errno
import hashlib
import os
from pathlib import Path

from exporter.config.regular_file import content_of

_EXHAUSTED = {os.strerror(errno.EMFILE), os.strerror(errno.ENFILE)}


class Files:
    """The files that were read, with digests of their content, because content can change without size and mtime."""

    def __init__(self) -> None:
        self._seen: dict[Path, bytes | str] = {}
        self._next = 0

    def read(self, path: Path) -> bytes:
        """Return the content of a regular file. Raises OSError."""
        self._seen[path] = _digest(path)
        return content_of(path)

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


def _digest(path: Path) -> bytes | str:
    try:
        return hashlib.sha256(content_of(path)).digest()
    except OSError as error:
        return error.strerror or str(error)
