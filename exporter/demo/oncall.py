"""The configuration of the on-call team: threshold overrides and a custom runbook."""

from exporter.demo import schema
from exporter.demo.tenants import Seller
from exporter.demo.world import DAY, World

_STOCK_RUNBOOK = """\
**Bazaar** is restocked by the hub in Bettembourg, Monday to Saturday.

1. Check the calendar of the hub for an announced delivery.
2. If there is none, call the vendor before noon.
3. If nothing arrives within a week, hide the products.
"""


class OnCall:
    """Writes the overrides and the runbook. `sellers` are sorted by size; large ones may have more open orders."""

    def __init__(self, world: World, sellers: list[Seller]) -> None:
        self._world = world
        largest, second, third = (seller.id for seller in sellers[:3])
        # Warehouses are closed at weekends.
        self._threshold("OrionOpenOrdersHigh", 200.0)
        self._threshold("OrionOpenOrdersHigh", 900.0, vendor=largest)
        self._threshold("OrionOpenOrdersHigh", 400.0, vendor=second)
        self._threshold("OrionOpenOrdersHigh", 150.0, vendor=second, platform=2)
        self._threshold("OrionOrdersStalled", 4 * DAY)
        self._threshold("OrionOutOfStockShareHigh", 0.35, platform=3)
        self._threshold("OrionPaymentsFailing", 0.4, platform=3)
        self._threshold("OrionRefundsWaiting", 5 * DAY)
        self._threshold("OrionStockOversold", 5.0)
        self._threshold("OrionStockUnitsLow", 200.0, vendor=third)
        world.changes.add(
            schema.content_pages,
            platform_id=1,
            vendor_id=None,
            slug="runbook-OrionStockUnitsLow",
            title="Bazaar: low stock",
            body=_STOCK_RUNBOOK,
            is_published=True,
            updated_at=world.stamp(),
        )

    def _threshold(self, alert: str, value: float, vendor: int | None = None, platform: int | None = None) -> None:
        self._world.changes.add(
            schema.alert_thresholds, alert=alert, platform_id=platform, vendor_id=vendor, value=value
        )
