"""What the peers ask the database: a statement for each set of labels, joined with the names."""

from collections.abc import Mapping
from dataclasses import dataclass

_OPEN = "o.status IN ('pending', 'processing')"
_PAID = "o.status NOT IN ('cancelled', 'refunded')"
_YOUNG = "o.created_at > now() AT TIME ZONE 'UTC' - interval '30 days'"
_FROM = """
FROM orders o JOIN vendors v ON v.id = o.vendor_id JOIN platforms p ON p.id = o.platform_id
GROUP BY """


@dataclass(frozen=True, slots=True)
class Question:
    """A statement of a peer: the labels beyond vendor, platform and category, and an expression for each metric."""

    by: str
    values: Mapping[str, str]

    @property
    def labels(self) -> list[str]:
        """The names of the labels."""
        return ["vendor", "platform", "category", *([self.by] if self.by else [])]

    def sql(self) -> str:
        """Return the statement; its columns are called as the labels and the metrics."""
        by = [f"o.{self.by} AS {self.by}"] if self.by else []
        values = [f"{expression} AS {name}" for name, expression in self.values.items()]
        columns = ["v.code AS vendor", "p.code AS platform", "'orders' AS category", *by, *values]
        return f"SELECT {', '.join(columns)}{_FROM}{', '.join(str(i + 1) for i in range(len(self.labels)))}"


def _seconds(moment: str) -> str:
    return f"floor(extract(epoch FROM {moment}))::float8"


_COUNTS = {
    "orion_orders_open": f"count(*) FILTER (WHERE {_OPEN})",
    "orion_order_last_created_timestamp_seconds": _seconds("max(o.created_at)"),
    "orion_order_oldest_open_timestamp_seconds": _seconds(f"min(o.created_at) FILTER (WHERE {_OPEN} AND {_YOUNG})"),
}
_MONEY = {
    "orion_order_value": "sum(o.total_cents)::float8 / 100",
    "orion_order_revenue": f"coalesce(sum(o.total_cents) FILTER (WHERE {_PAID}), 0)::float8 / 100",
}
QUESTIONS = (
    Question("status", {"orion_orders": "count(*)"}),
    Question("", _COUNTS),
    Question("currency", _MONEY),
)
"""The vendor scope of the exporter's own family of order metrics."""
