"""A provider that the configuration declares."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exporter.contracts.alerts import Alert
from exporter.query import Query, QueryMetricsProvider


@dataclass(frozen=True, eq=False, kw_only=True)
class DeclaredProvider(QueryMetricsProvider):
    """A provider with the queries of its declaration, which are the same as those of a coded one."""

    metrics_category: str
    asked: Sequence[Query]
    alerts: Sequence[Alert] = ()
    team: str = ""
    declaration: Mapping[str, Any]
    """Its settings, by which a reload recognises that it did not change."""

    def queries(self) -> Iterator[Query]:
        """Yield its queries, one for each set of labels."""
        yield from self.asked
