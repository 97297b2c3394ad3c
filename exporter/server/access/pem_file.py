"""Provides content as a file to OpenSSL, which loads some things only from files."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def as_file(content: bytes) -> Iterator[str]:
    """Provide content as a file, by its path: in memory on Linux, because the file system may be read-only."""
    if sys.platform == "linux":
        with os.fdopen(os.memfd_create("pem"), "wb") as file:
            file.write(content)
            file.flush()
            yield f"/proc/self/fd/{file.fileno()}"
    else:
        with tempfile.NamedTemporaryFile() as file:  # readable only by its owner
            file.write(content)
            file.flush()
            yield file.name
