"""Finds tokens in URLs, where they do not belong: proxies, servers and browsers store and log URLs.

https://www.rfc-editor.org/rfc/rfc6750#section-2.3
"""

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from starlette.types import Scope

from exporter.server.fields import TooManyParametersError, parameters_of

_NAMES = frozenset({"token", "access_token"})
_SCHEME = "bearer "
_SHORTEST = 20
"""Shorter texts are no tokens: 256 bits need more."""
_MOST = 64
"""Maximum number of longer texts, so that looking them up takes no noticeable time."""
_WORD = re.compile(rf"[A-Za-z0-9._~+/-]{{{_SHORTEST},}}=*")
"""What may be a token within a text, such as that in `Bearer TOKEN`, `user:TOKEN@host` or `path;TOKEN`."""
_SEPARATORS = re.compile(r"[/.~+=]+")
"""Characters that a token may have, and that may as well stand between one and something else."""


def has_token(scope: Scope, is_token: Callable[[bytes], bool]) -> bool:
    """Return whether the URL has a parameter for a token, or a token anywhere in its path or query.

    Raises TooManyParametersError, also for too many texts that may be tokens.
    """
    parameters = parameters_of(scope["query_string"]) if scope["query_string"] else []
    if any(name.lower() in _NAMES for name, _ in parameters):
        return True
    texts = [*scope["path"].split("/"), *(text for each in parameters for text in each)]
    words = [word for text in texts if len(text) >= _SHORTEST for word in dict.fromkeys(_words(text))]
    if len(words) > _MOST:
        raise TooManyParametersError(f"more than {_MOST} texts of {_SHORTEST} characters in the URL; send fewer")
    return any(is_token(word.encode()) for word in words)


def _words(text: str) -> Iterator[str]:
    """Yield what may be a token in a text, also if it is encoded twice, or if a plus sign has become a space."""
    for read in (text, unquote(text)):
        each = read[len(_SCHEME) :] if read.lower().startswith(_SCHEME) else read
        for spelled in (each, each.replace(" ", "+")):
            for word in _WORD.findall(spelled):
                yield word
                yield from (part for part in _SEPARATORS.split(word) if len(part) >= _SHORTEST)
