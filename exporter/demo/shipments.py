"""Shipments: each order leaves in one parcel, once it is paid."""

from exporter.demo import schema
from exporter.demo.archive import Archive
from exporter.demo.order import Order
from exporter.demo.rhythm import time_to_ship
from exporter.demo.world import World


class Shipments:
    """The parcels of orders."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._archive = Archive(world, schema.shipments)

    def ready(self, order: Order, ago: float = 0.0) -> None:
        """Add the parcel of an order that can be shipped since `ago` seconds."""
        order.shipment = self._world.changes.add(
            schema.shipments,
            vendor_id=order.vendor,
            platform_id=order.platform,
            order_id=order.id,
            status="ready",
            ready_at=self._world.stamp(ago),
            due_at=self._world.stamp(ago - time_to_ship(self._world.now)),
            shipped_at=None,
            delivered_at=None,
            updated_at=self._world.stamp(ago),
        )
        self._archive.note(order.shipment)

    def shipped(self, order: Order) -> None:
        """Let the parcel leave."""
        self._write(order, "shipped", "shipped_at")

    def delivered(self, order: Order) -> None:
        """Let the parcel arrive."""
        self._write(order, "delivered", "delivered_at")

    def returned(self, order: Order) -> None:
        """Let the parcel come back."""
        self._write(order, "returned")

    def cancel(self, order: Order) -> None:
        """Keep the parcel, if there is one."""
        if order.shipment:
            self._write(order, "cancelled")

    def _write(self, order: Order, status: str, *times: str) -> None:
        now = self._world.stamp()
        columns = dict.fromkeys((*times, "updated_at"), now)
        self._world.changes.change(schema.shipments, order.shipment, status=status, **columns)
