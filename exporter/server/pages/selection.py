"""Which providers a scrape asks for: `collect[]=orders&collect[]=cms`, or all but those of `exclude[]=orders`."""

from collections.abc import Iterable, Sequence
from urllib.parse import parse_qsl

_COLLECT, _EXCLUDE = "collect[]", "exclude[]"
_SHOWN = 80


class SelectionError(ValueError):
    """A query string that cannot be answered; its text says why, and what is known."""


def selected(query: bytes, known: Sequence[str]) -> Sequence[str]:
    """Return the categories that a query string asks for, all of `known` if it is empty.

    Raises SelectionError for any other parameter, a name that is not known, and both filters at once. Nothing is
    guessed: a filter that is misspelt would else collect everything.
    """
    if not query:
        return known
    given = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    for parameter, name in given:
        _check(parameter, name, known)
    collect = {name for parameter, name in given if parameter == _COLLECT}
    exclude = {name for parameter, name in given if parameter == _EXCLUDE}
    if collect and exclude:
        raise SelectionError(f"{_COLLECT} and {_EXCLUDE} exclude each other; use one of them")
    return [name for name in known if (name in collect if collect else name not in exclude)]


def _check(parameter: str, name: str, known: Iterable[str]) -> None:
    if parameter not in {_COLLECT, _EXCLUDE}:
        raise SelectionError(f"unknown parameter {_quoted(parameter)}; known: {_COLLECT}, {_EXCLUDE}")
    if name not in known:
        raise SelectionError(f"{parameter}={_quoted(name)} names no provider; known: {', '.join(known)}")


def _quoted(text: str) -> str:
    return ascii(text if len(text) <= _SHOWN else text[:_SHOWN] + "…")
