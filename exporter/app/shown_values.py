"""Which parameters of statements `orion-exporter explain` prints: none that come from the data of the shop."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from exporter.collection.provider import Provider
from exporter.collection.sources import ThresholdsSource
from exporter.database.columns.flags import NO, YES
from exporter.directory.directory import TENANCY
from exporter.exposition.shelf import SLUG_PREFIX

_OF_FLAGS = (*YES, *NO, "\x00", "integer", "real")
"""What texts are compared with that are read as flags."""

_TIME = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d")

Known = frozenset[str]
"""Values that are known without the data of the shop, in a form that does not depend on the driver."""


def known(*values: object) -> Known:
    """Return values as known ones; None is not one."""
    return frozenset(_plain(each) for each in (*values, TENANCY, *_OF_FLAGS) if each is not None)


def known_to(provider: Provider) -> Known:
    """Return the values that statements of a provider have as parameters because its code or options say so."""
    return known(*_constants(provider))


def is_shown(value: object, known_values: Known) -> bool:
    """Whether a parameter may be printed: it is known, or a time, which is the exporter's."""
    if isinstance(value, list | tuple):
        return all(is_shown(each, known_values) for each in value)
    is_time = isinstance(value, datetime) or (isinstance(value, str) and bool(_TIME.match(value)))
    return value is None or isinstance(value, bool) or is_time or _plain(value) in known_values


def _plain(value: object) -> str:
    text = value.hex() if isinstance(value, bytes) else str(value)
    return text.replace("-", "").rstrip(" ").casefold()


def _constants(provider: Provider) -> Iterator[Any]:
    source = provider.source
    for query in source.queries:
        for value in query.select().compile().params.values():
            yield from value if isinstance(value, Iterable) and not isinstance(value, str | bytes) else [value]
    for definition in source.definitions:
        for values in definition.labels.values():
            yield from values
    if isinstance(source, ThresholdsSource):
        yield from (SLUG_PREFIX + alert for alert in source.provider.alerts)
