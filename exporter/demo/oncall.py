"""What the people on call have agreed: thresholds that differ, and a runbook of their own."""

from exporter.demo import schema
from exporter.demo.tenants import Seller
from exporter.demo.world import World

_STOCK_RUNBOOK = """\
The shelves of **Bazaar** are refilled by the hub in Bettembourg, Monday to Saturday.

1. Look whether the vendor has announced a delivery: the calendar of the hub shows it.
2. Call the vendor before noon if it has not.
3. Nothing in sight for a week? Hide the products, so that nobody waits for them.
"""


class OnCall:
    """Writes what was agreed. `sellers` are by size: the largest ones have more open orders and nobody minds."""

    def __init__(self, world: World, sellers: list[Seller]) -> None:
        self._world = world
        largest, second, third = (seller.id for seller in sellers[:3])
        self._threshold("OrionOpenOrdersHigh", 400.0, vendor=largest)
        self._threshold("OrionOpenOrdersHigh", 250.0, vendor=second)
        self._threshold("OrionOpenOrdersHigh", 60.0, vendor=second, platform=2)
        self._threshold("OrionOutOfStockShareHigh", 0.35, platform=3)
        self._threshold("OrionStockOversold", 5.0)
        self._threshold("OrionStockUnitsLow", 200.0, vendor=third)
        world.changes.add(
            schema.content_pages,
            platform_id=1,
            vendor_id=None,
            slug="runbook-OrionStockUnitsLow",
            title="Bazaar: few units in stock",
            body=_STOCK_RUNBOOK,
            is_published=True,
            updated_at=world.stamp(),
        )

    def _threshold(self, alert: str, value: float, vendor: int | None = None, platform: int | None = None) -> None:
        self._world.changes.add(
            schema.alert_thresholds, alert=alert, platform_id=platform, vendor_id=vendor, value=value
        )
