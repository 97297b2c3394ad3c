"""What a page omits while everybody may see it: paths of files, and values of the options of databases."""

import re
from collections.abc import Collection

_OMITTED = "***"
_PATH = re.compile(r"(?<![\w:/.*)\]<~-])/(?:[^\s/'\"<>;:,()]+/)+[^\s/'\"<>;:,()]+")
"""An absolute path below the root. Addresses have none: their slashes follow a colon, a host or a port."""


def discreet(text: str, confidential: Collection[str]) -> str:
    """Return a text without `confidential` words, and without absolute paths."""
    words = sorted(filter(None, confidential), key=len, reverse=True)  # a path may contain another one
    if words:
        text = re.sub(r"(?<!\w)(?:{})(?!\w)".format("|".join(map(re.escape, words))), _OMITTED, text)
    return _PATH.sub(_OMITTED, text)
