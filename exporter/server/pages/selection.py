"""Selects providers by query string: `collect[]=orders&collect[]=cms`, or `exclude[]=orders`, like node_exporter.

https://github.com/prometheus/node_exporter#filtering-enabled-collectors
"""

from collections.abc import Iterable, Sequence

from exporter.server.answers import quoted
from exporter.server.fields import TooManyParametersError, parameters_of

_COLLECT, _EXCLUDE = "collect[]", "exclude[]"


class SelectionError(ValueError):
    """An invalid query string; the message contains the valid names."""


def selected(query: bytes, known: Sequence[str]) -> Sequence[str]:
    """Return the categories that a query string selects; all of `known` if it is empty.

    Raises SelectionError for too many parameters, other ones, unknown names, and a combination of both filters. It is
    strict because a misspelt filter would otherwise collect everything.
    """
    if not query:
        return known
    try:
        given = parameters_of(query)
    except TooManyParametersError as error:
        raise SelectionError(str(error)) from None
    for parameter, name in given:
        _check(parameter, name, known)
    collect = {name for parameter, name in given if parameter == _COLLECT}
    exclude = {name for parameter, name in given if parameter == _EXCLUDE}
    if collect and exclude:
        raise SelectionError(f"{_COLLECT} and {_EXCLUDE} cannot be combined; use one or the other")
    return [name for name in known if (name in collect if collect else name not in exclude)]


def _check(parameter: str, name: str, known: Iterable[str]) -> None:
    if parameter not in {_COLLECT, _EXCLUDE}:
        raise SelectionError(f"unknown parameter {quoted(parameter)}; use {_COLLECT} or {_EXCLUDE}")
    if name not in known:
        raise SelectionError(f"{parameter}={quoted(name)}: unknown provider; use one of {', '.join(known)}")
