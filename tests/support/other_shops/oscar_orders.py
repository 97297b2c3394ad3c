"""What becomes of an order in the Oscar shop: payment, shipping, cancellations and returns, by Oscar's own handler.

It can only be imported after `django.setup()`.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from oscar.apps.order.processing import EventHandler
from oscar.core.loading import get_model
from oscar.test import factories

from tests.support.other_shops.oscar import NOW

HOURS_TO_SHIP = (0, 30, 60, 90, 130, 200)

handler = EventHandler()


def process(order: Any, fate: float) -> None:
    """Take an order as far as its fate, from 0 to 1: waiting, cancelled, in part shipped, complete, or sent back."""
    card, _ = get_model("payment", "SourceType").objects.get_or_create(name="Card")
    source = order.sources.create(source_type=card, currency=order.currency)
    source.allocate(order.total_incl_tax)
    if fate < 0.15:
        return
    if fate < 0.27:
        handler.handle_order_status_change(order, "Cancelled")
        handler.cancel_stock_allocations(order)
        return
    handler.handle_order_status_change(order, "Being processed")
    source.debit()
    lines = list(order.lines.all())
    if fate < 0.4 or 0.55 < fate < 0.65:
        cancel(lines[: len(lines) // 2], source)
    if fate < 0.55:
        ship(order, [line for line in lines[1:] if line.status == "Being processed"])
        return
    ship(order, [line for line in lines if line.status == "Being processed"])
    handler.handle_order_status_change(order, "Complete")
    if fate > 0.9:
        give_back(lines[-1 - len(lines) // 2 :], source)


def cancel(lines: Sequence[Any], source: Any) -> None:
    """Cancel lines that have not been shipped, with the money back."""
    for line in lines:
        line.set_status("Cancelled")
        handler.cancel_stock_allocations(line.order, [line])
        source.refund(line.line_price_incl_tax)


def ship(order: Any, lines: Sequence[Any]) -> None:
    """Ship lines; what is short in stock stays allocated, as in a shop that counts wrongly."""
    if lines:
        event = factories.ShippingEventTypeFactory(name="Shipped")
        handler.handle_shipping_event(order, event, lines, [line.quantity for line in lines])
    for line in lines:
        line.set_status("Shipped")
        if handler.are_stock_allocations_available([line.stockrecord], [line.quantity]):
            handler.consume_stock_allocations(order, [line])


def give_back(lines: Sequence[Any], source: Any) -> None:
    """Take lines back that were shipped, with the money back."""
    for line in lines:
        line.refresh_from_db()
        if line.status == "Shipped":
            line.set_status("Returned")
            source.refund(line.line_price_incl_tax)


def pay_otherwise() -> None:
    """Take a part of one payment, and nothing of two others, of which one is older than a month."""
    waiting = get_model("order", "Order").objects.filter(status="Pending").order_by("date_placed")
    first, second, last = waiting[0].sources.get(), waiting[1].sources.get(), waiting.last().sources.get()
    first.debit(first.amount_allocated / 2)
    for source in (second, last):
        source.transactions.all().delete()
        source.amount_allocated = 0
        source.save()


def ship_later() -> None:
    """Let the shipping of orders take some time, up to longer than a week."""
    for order in get_model("order", "Order").objects.filter(date_placed__lt=NOW - timedelta(days=12)):
        later = timedelta(hours=HOURS_TO_SHIP[order.pk % len(HOURS_TO_SHIP)])
        for event in order.shipping_events.all():
            get_model("order", "ShippingEvent").objects.filter(pk=event.pk).update(
                date_created=event.date_created + later
            )
