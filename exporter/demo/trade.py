"""Orders: from pending to delivered, cancelled or refunded, with a daily and weekly rhythm."""

from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from exporter.demo import schema
from exporter.demo.archive import Archive
from exporter.demo.customers import Customers
from exporter.demo.names import PLATFORMS
from exporter.demo.order import Order
from exporter.demo.payments import Payments
from exporter.demo.payouts import Payouts
from exporter.demo.refunds import Refunds
from exporter.demo.rhythm import next_visit, working_moment
from exporter.demo.shipments import Shipments
from exporter.demo.stock import Line, Stock
from exporter.demo.tenants import Seller
from exporter.demo.world import DAY, HOUR, MINUTE, World, chance

ORDERS_PER_DAY = 760
# An order whose id is a multiple of this is forgotten: one in three weeks.
_FORGOTTEN = 17_000
# The longest wait, as a multiple of the mean.
_LONGEST = 3
_CANCELLED = 0.04
_CANCELLED_LATE = 0.015
_REFUNDED = 0.05
_RETURNED_WHOLE = 0.6
_ATTEMPTS = 2
# When a customer asks for a refund, as a share of the time until it is paid.
_ASKED = 0.6
# Exchange rates: one euro in each currency.
_RATES = {"EUR": 1.0, "CHF": 0.94, "USD": 1.09}


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """The parts of the demo that take part in an order."""

    payments: Payments
    shipments: Shipments
    refunds: Refunds
    payouts: Payouts


class Trade:
    """Creates and fulfils orders. Only orders with pending events are kept in memory."""

    def __init__(
        self, world: World, sellers: list[Seller], stock: Stock, customers: Customers, fulfilment: Fulfilment
    ) -> None:
        self._world = world
        self._fulfilment = fulfilment
        self._sellers = sellers
        self._stock = stock
        self._customers = customers
        self._visits = world.random("visits")
        self._rng = world.random("orders")
        self._until = list(accumulate(seller.share for seller in sellers))
        self._archive = Archive(world, schema.orders)
        self.visitors = 1.0
        """The number of visitors, relative to the usual number."""
        self._next_visit()

    def _next_visit(self) -> None:
        self._world.at(next_visit(self._visits, self._world.now, ORDERS_PER_DAY), self._visit)

    def _visit(self) -> None:
        self._next_visit()
        seller = self._sellers[bisect(self._until, self._visits.random() * self._until[-1])]
        platform = seller.pick_platform(self._rng)
        if platform is None or seller.is_closed(self._world.now) or self._visits.random() >= self.visitors:
            return
        lines = self._stock.basket(self._rng, seller)
        if lines:
            self._await_payment(self._place(seller, platform, lines))

    def order(self, seller: Seller, lines: list[Line]) -> None:
        """Place an order on the vendor's first platform."""
        self._await_payment(self._place(seller, seller.platforms[0], lines))

    def forget(self, seller: Seller, lines: list[Line]) -> None:
        """Add an order from four to six days ago (wall-clock time) that is never processed."""
        self._place(seller, seller.platforms[0], lines, ago=self._rng.uniform(4, 6) * DAY)

    def leave(self, seller: Seller, lines: list[Line]) -> None:
        """Add an order that was paid four to six days ago (wall-clock time) and is never shipped."""
        ago = self._rng.uniform(4, 6) * DAY
        order = self._place(seller, seller.platforms[0], lines, ago=ago)
        self._fulfilment.payments.succeed(order)
        self._fulfilment.shipments.ready(order, ago)
        self._write(order, "processing")

    def _place(self, seller: Seller, platform: int, lines: list[Line], ago: float = 0.0) -> Order:
        self._stock.reserve(lines)
        code, _, currency = PLATFORMS[platform - 1]
        currency = currency or seller.currency
        total = _total(lines, _RATES[currency] / _RATES[seller.currency])
        number = self._world.changes.add(
            schema.orders,
            vendor_id=seller.id,
            platform_id=platform,
            customer_id=self._customers.buyer(seller),
            order_number=f"{code[:2].upper()}-{self._rng.randrange(10**8):08}",
            status="pending",
            total_cents=total,
            currency=currency,
            created_at=self._world.stamp(ago),
            updated_at=self._world.stamp(ago),
        )
        self._archive.note(number)
        order = Order(number, seller.id, platform, lines, total, currency)
        self._fulfilment.payments.begin(order, ago)
        return order

    def _await_payment(self, order: Order) -> None:
        rng = self._rng
        if order.id % _FORGOTTEN == 0:
            self._world.after(rng.uniform(25, 40) * DAY, self._cancel, order)
        elif chance(rng, _CANCELLED):
            self._world.after(_wait(rng, 5 * HOUR), self._cancel, order)
        else:
            self._world.after(_wait(rng, 2.5 * HOUR), self._process, order)

    def _process(self, order: Order) -> None:
        rng = self._rng
        if not self._fulfilment.payments.succeed(order):
            self._world.after(HOUR, self._cancel, order)
            return
        self._write(order, "processing")
        self._fulfilment.shipments.ready(order)
        if chance(rng, _CANCELLED_LATE):
            self._world.after(_wait(rng, 6 * HOUR), self._cancel, order)
        else:
            self._world.at(working_moment(rng, self._world.now + _wait(rng, 8 * HOUR)), self._ship, order)

    def _ship(self, order: Order) -> None:
        if self._stock.ship(order.lines):
            self._write(order, "shipped")
            self._fulfilment.shipments.shipped(order)
            self._world.after(self._rng.uniform(0.8, 4) * DAY, self._deliver, order)
        elif order.attempts < _ATTEMPTS:
            order.attempts += 1
            self._world.after(12 * HOUR, self._ship, order)
        else:
            self._cancel(order)

    def _deliver(self, order: Order) -> None:
        self._write(order, "delivered")
        for part in (self._fulfilment.shipments, self._fulfilment.payments):
            part.delivered(order)
        self._fulfilment.payouts.earn(order)
        self._fulfilment.refunds.perhaps_reject(order)
        if chance(self._rng, _REFUNDED):
            wait = self._rng.uniform(1, 13) * DAY
            self._world.after(wait * _ASKED, self._fulfilment.refunds.request, order, wait * (1 - _ASKED))
            self._world.after(wait, self._refund, order)

    def _cancel(self, order: Order) -> None:
        self._stock.release(order.lines)
        self._write(order, "cancelled")
        if self._fulfilment.payments.cancel(order):
            self._fulfilment.refunds.give_back(order)
        self._fulfilment.shipments.cancel(order)

    def _refund(self, order: Order) -> None:
        if chance(self._rng, _RETURNED_WHOLE):
            self._stock.take_back(order.lines)
            self._fulfilment.shipments.returned(order)
        self._write(order, "refunded")

    def _write(self, order: Order, status: str) -> None:
        self._world.changes.change(schema.orders, order.id, status=status, updated_at=self._world.stamp())


def _total(lines: list[Line], rate: float) -> int:
    return round(sum((line.item.product.price or 0) * line.units for line in lines) * rate)


def _wait(rng: Random, mean: float) -> float:
    return 5 * MINUTE + min(rng.expovariate(1 / mean), _LONGEST * mean)
