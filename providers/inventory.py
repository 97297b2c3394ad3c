"""Inventory: units in stock, reserved units, and items that are out of stock, low or oversold."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, DateTime, Integer, Numeric, String, case, cast, func, literal, null

from exporter.contracts import Alert, MetricDefinition
from exporter.query import AnyId, Query, QueryMetricsProvider, column, count, latest, optional, relation, total

inventory = relation(
    "inventory",
    "a stock item: a product or variant of a vendor, at one location if there are several",
    column("id", AnyId, "identifies the row; for changed-only refreshes", optional=True),
    column("vendor_id", AnyId, "the vendor whose stock it is; NULL is the first party"),
    column("platform_id", AnyId, "the platform that sells it", extension=True, absent="it is on all of its vendor's"),
    column("quantity", Integer, "the units in stock"),
    column("reserved_quantity", Integer, "the units that are sold but still in stock"),
    column(
        "reorder_point",
        Integer,
        "the number of available units at which stock is low; NULL takes the option",
        optional=True,
        absent="all items take the option",
    ),
    column("updated_at", DateTime, "when the row was last written"),
    platform_row="a stock item on a platform",
    example="SELECT a.seller_id AS vendor_id, s.on_hand AS quantity, s.held AS reserved_quantity, "
    "a.order_below AS reorder_point, s.counted_at AS updated_at FROM shelf AS s "
    "JOIN article AS a ON a.id = s.article_id",
)

_WIDE = Numeric(38, 10).with_variant(Numeric(65, 10), "postgresql", "mysql", "mariadb", "sqlite")
"""What the difference of any two integers fits into; other databases have at most 38 digits."""

DAY = 86_400.0
UNITS = MetricDefinition(
    "inventory.units",
    "stock_units",
    "Units in stock",
    "Number of units in stock (relation inventory, column quantity).",
    icon="boxes",
)
RESERVED = MetricDefinition(
    "inventory.reserved",
    "stock_reserved_units",
    "Reserved units",
    "Number of reserved units (relation inventory, column reserved_quantity).",
    icon="lock",
)
ITEMS = MetricDefinition(
    "inventory.items",
    "stock_items",
    "Stock items",
    "Number of stock items, by level of available units, which is quantity minus reserved: out is zero or less, low is "
    "at most the reorder point (relation inventory, columns quantity, reserved_quantity and reorder_point).",
    labels={"level": ("out", "low", "ok")},
    icon="layers",
)
OVERSOLD = MetricDefinition(
    "inventory.oversold",
    "stock_oversold_items",
    "Oversold items",
    "Number of stock items with more units reserved than in stock "
    "(relation inventory, columns quantity and reserved_quantity).",
    icon="alert-triangle",
)
LAST_UPDATED = MetricDefinition(
    "inventory.last_updated",
    "stock_last_updated_timestamp_seconds",
    "Last change",
    "Unix time of the last change of a stock item (relation inventory, column updated_at).",
    fold="max",
    unit="s",
    icon="clock",
)


@dataclass(frozen=True)
class InventoryMetricsProvider(QueryMetricsProvider):
    """Metrics of stock. `reorder_point` is the default for items without one; stock at or below it is low."""

    metrics_category = "inventory"
    team = "stock"
    alerts = (
        Alert("OrionStockUnitsLow", UNITS, default=10, below=True),
        Alert("OrionLowStockShareHigh", ITEMS.where(level="low"), default=0.3, unit="1", severity="info", for_="30m"),
        Alert("OrionOutOfStockShareHigh", ITEMS.where(level="out"), default=0.2, unit="1", for_="30m"),
        Alert("OrionStockOversold", OVERSOLD, default=0),
        Alert("OrionStockJump", UNITS, default=0.5, unit="1", severity="info", for_="5m"),
        Alert("OrionStockStale", LAST_UPDATED, default=2 * DAY, unit="s", for_="30m"),
    )
    reorder_point: int = 5

    def queries(self) -> Iterator[Query]:
        """Count stock by level."""
        i = inventory.c
        yield Query(
            vendor=i.vendor_id,
            platform=i.platform_id,
            updated_at=i.updated_at,
            primary_key=i.id,
            by={"level": self._level()},
            values={
                UNITS: total(i.quantity),
                RESERVED: total(i.reserved_quantity),
                ITEMS: count(),
                OVERSOLD: count(i.reserved_quantity > i.quantity),
                LAST_UPDATED: latest(i.updated_at),
            },
        )

    def _level(self) -> ColumnElement[str | None]:
        given = func.coalesce(inventory.c.reorder_point, self.reorder_point)
        return optional(_level(given), otherwise=_level(literal(self.reorder_point)))


def _level(enough: ColumnElement[int]) -> ColumnElement[str | None]:
    i = inventory.c
    # The difference is computed only where the type of its operands, which may be unsigned, has room for it.
    wide = cast(i.quantity, _WIDE) - i.reserved_quantity
    low = case((i.reserved_quantity >= 0, i.quantity - i.reserved_quantity <= enough), else_=wide <= enough)
    return case(
        (i.quantity <= i.reserved_quantity, "out"),
        (low, "low"),
        (i.quantity > i.reserved_quantity, "ok"),
        else_=null().cast(String),
    )
