"""Statistics of vendors and platforms, and the series that they must agree with."""

from collections.abc import Iterator
from functools import lru_cache

from exporter.contracts.metrics import MetricsProviderProtocol
from exporter.testing.comparing import Numbers, folded, samples_of
from tests.support.shop import Exporter

_samples_of = lru_cache(maxsize=16)(samples_of)  # one text answers for many vendors


def exposed(exporter: Exporter, category: str, prefix: str, **chosen: str) -> Numbers:
    """Return the series with these labels as statistics would say them, folded over the labels of the scope."""
    provider = next(each for each in exporter.providers if each.category == category)
    definitions = {prefix + each.name: each for each in provider.definitions}
    return folded(_samples_of(exporter.text(category)), definitions, **chosen)


def implementations(exporter: Exporter) -> Iterator[tuple[str, MetricsProviderProtocol]]:
    for provider in exporter.providers:
        assert provider.source.statistics is not None
        yield provider.category, provider.source.statistics
