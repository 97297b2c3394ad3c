"""Finds tokens in URLs, where they do not belong: proxies, servers and browsers store and log URLs.

https://www.rfc-editor.org/rfc/rfc6750#section-2.3
"""

from collections.abc import Callable, Iterator

from starlette.types import Scope

from exporter.server.fields import TooManyParametersError, parameters_of

_NAMES = frozenset({"token", "access_token"})
_SCHEME = "bearer "
_SHORTEST = 20
"""Shorter texts are no tokens: 256 bits need more."""
_MOST = 64
"""Maximum number of longer texts, so that looking them up takes no noticeable time."""


def has_token(scope: Scope, is_token: Callable[[bytes], bool]) -> bool:
    """Return whether the URL has a parameter for a token, or a token anywhere in its path or query.

    Raises TooManyParametersError, also for too many texts that may be tokens.
    """
    parameters = parameters_of(scope["query_string"]) if scope["query_string"] else []
    if any(name.lower() in _NAMES for name, _ in parameters):
        return True
    texts = [*scope["path"].split("/"), *(text for each in parameters for text in each)]
    texts = [text for text in texts if len(text) >= _SHORTEST]
    if len(texts) > _MOST:
        raise TooManyParametersError(f"more than {_MOST} texts of {_SHORTEST} characters in the URL; send fewer")
    return any(is_token(each) for text in texts for each in _read(text))


def _read(text: str) -> Iterator[bytes]:
    """Yield what may be the token in a text: the text, or what follows the name of the scheme."""
    if text.lower().startswith(_SCHEME):
        text = text[len(_SCHEME) :].strip()
    yield text.encode("utf-8", "replace")
    if " " in text:  # a plus sign in a query stands for it
        yield text.replace(" ", "+").encode("utf-8", "replace")
