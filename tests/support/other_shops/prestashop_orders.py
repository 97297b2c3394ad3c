"""The orders, refunds, returns and carts of the PrestaShop shop; all times are those of Paris."""

from typing import NamedTuple

USD, EUR, JPY = 1, 2, 3
CHECKOUT, WIRE, CASH = "ps_checkout", "ps_wirepayment", "ps_cashondelivery"


class Order(NamedTuple):
    """An order with the states that it has had, and the payments that its reference has."""

    id: int
    reference: str
    shop: int
    state: int
    total: int
    currency: int
    module: str
    customer: int
    created: str
    history: tuple[tuple[int, str], ...] = ()
    payments: tuple[tuple[int, str], ...] = ()
    products: tuple[int, ...] = (6,)


class Slip(NamedTuple):
    """A credit slip; old ones have an amount only."""

    order: int
    products: int | None
    before_tax: int | None
    shipping: int | None
    amount: int
    created: str


class Return(NamedTuple):
    """A return of goods, in the state that PrestaShop has it."""

    id: int
    order: int
    state: int
    units: int
    created: str


class Cart(NamedTuple):
    """A cart that has not become an order, with the product, combination and units of each line."""

    id: int
    shop: int
    currency: int
    customer: int
    created: str
    updated: str
    lines: tuple[tuple[int, int, int], ...]


ORDERS = (
    # Paid two days and an hour ago, and not shipped.
    Order(101, "PAIDPAIDA", 1, 2, 100, USD, CHECKOUT, 2, "2026-11-24 10:00:00",
          ((14, "2026-11-24 10:00:00"), (2, "2026-11-24 10:05:00")), ((100, "2026-11-24 10:05:00"),)),
    # One basket that was split: one payment, and the carrier of the second does not exist any more.
    Order(102, "SPLITSPLT", 1, 4, 40, USD, CHECKOUT, 2, "2026-11-20 09:00:00",
          ((2, "2026-11-20 09:00:00"), (3, "2026-11-20 12:00:00"), (4, "2026-11-21 15:00:00")),
          ((65, "2026-11-20 09:00:00"),)),
    Order(103, "SPLITSPLT", 1, 3, 25, USD, CHECKOUT, 2, "2026-11-20 09:00:00",
          ((2, "2026-11-20 09:00:00"), (3, "2026-11-20 09:30:00"))),
    Order(104, "DELIVERED", 1, 5, 60, USD, WIRE, 2, "2026-11-01 08:00:00",
          ((10, "2026-11-01 08:00:00"), (2, "2026-11-03 08:00:00"), (4, "2026-11-03 20:00:00"),
           (5, "2026-11-06 10:00:00")), ((60, "2026-11-03 08:00:00"),)),
    # Refunded before it was shipped.
    Order(105, "REFUNDEDA", 1, 7, 50, USD, CHECKOUT, 2, "2026-10-28 10:00:00",
          ((2, "2026-10-28 10:00:00"), (7, "2026-10-29 10:00:00")), ((50, "2026-10-28 10:00:00"),)),
    # A state that is paid and no sale: on backorder.
    Order(106, "BACKORDER", 1, 9, 80, USD, CHECKOUT, 2, "2026-11-25 10:00:00",
          ((9, "2026-11-25 10:00:00"),), ((80, "2026-11-25 10:00:00"),)),
    # A guest, and a customer who was deleted.
    Order(107, "UNPAIDBAC", 1, 12, 30, USD, WIRE, 11, "2026-11-10 10:00:00", ((12, "2026-11-10 10:00:00"),)),
    Order(108, "CASHCASHA", 1, 13, 45, USD, CASH, 12, "2026-11-25 18:00:00", ((13, "2026-11-25 18:00:00"),)),
    # In the summer, when Paris is two hours ahead.
    Order(109, "REMOTEPAY", 2, 11, 90, EUR, CHECKOUT, 10, "2026-07-10 14:00:00",
          ((11, "2026-07-10 14:00:00"),), ((90, "2026-07-10 14:00:00"),)),
    Order(110, "WAITINGPP", 2, 14, 20, EUR, CHECKOUT, 10, "2026-10-20 23:30:00", ((14, "2026-10-20 23:30:00"),)),
    Order(111, "PARTREFUN", 2, 15, 70, EUR, CHECKOUT, 10, "2026-07-01 10:00:00",
          ((2, "2026-07-01 10:00:00"), (4, "2026-07-04 09:00:00"), (15, "2026-07-09 10:00:00")),
          ((70, "2026-07-01 10:00:00"),)),
    Order(112, "PARTPAIDA", 2, 16, 200, EUR, CHECKOUT, 10, "2026-07-20 10:00:00",
          ((16, "2026-07-20 10:00:00"),), ((50, "2026-07-20 10:00:00"),)),
    Order(113, "AUTHORIZE", 2, 17, 33, EUR, CHECKOUT, 10, "2026-07-21 10:00:00", ((17, "2026-07-21 10:00:00"),)),
    # States of modules: paid, shipped, nothing, and one that was deleted (of goods that are not shipped).
    Order(114, "PACKEDPAC", 2, 20, 11, EUR, CHECKOUT, 10, "2026-07-22 10:00:00", ((20, "2026-07-22 10:00:00"),)),
    Order(115, "COURIERED", 2, 21, 12, EUR, CHECKOUT, 10, "2026-07-22 10:00:00",
          ((2, "2026-07-22 10:00:00"), (21, "2026-07-30 10:00:00"))),
    Order(116, "INSTALMEN", 2, 22, 13, EUR, "instalments", 10, "2026-07-23 10:00:00", ((22, "2026-07-23 10:00:00"),)),
    Order(117, "VIRTUALLY", 2, 23, 14, EUR, CHECKOUT, 10, "2026-07-24 10:00:00",
          ((23, "2026-07-24 10:00:00"),), products=(12,)),
    # Cancelled after it had been delivered and came back.
    Order(118, "CAMEBACKA", 2, 6, 55, EUR, WIRE, 10, "2026-06-01 10:00:00",
          ((2, "2026-06-01 10:00:00"), (4, "2026-06-06 10:00:00"), (5, "2026-06-08 10:00:00"),
           (6, "2026-06-20 10:00:00")), ((55, "2026-06-01 10:00:00"),)),
    # The shop failed before the order had a state.
    Order(119, "STATELESS", 2, 0, 5, EUR, CHECKOUT, 10, "2026-06-02 10:00:00"),
    # In a shop that is not active, in a currency that was deleted.
    Order(120, "OUTLETOUT", 3, 5, 3000, JPY, WIRE, 14, "2025-12-24 11:00:00",
          ((5, "2025-12-24 11:00:00"),), ((3000, "2025-12-24 11:00:00"),)),
    Order(121, "PAYMENTER", 1, 8, 9, USD, CHECKOUT, 2, "2026-11-26 11:00:00", ((8, "2026-11-26 11:00:00"),)),
    Order(122, "CANCELLED", 1, 6, 8, USD, WIRE, 2, "2026-11-26 10:00:00",
          ((10, "2026-11-26 10:00:00"), (6, "2026-11-26 10:30:00"))),
    # Refunded by the bank, without a credit slip.
    Order(123, "NOSLIPNOS", 1, 7, 70, USD, WIRE, 2, "2026-11-12 10:00:00",
          ((2, "2026-11-12 10:00:00"), (4, "2026-11-12 18:00:00"), (7, "2026-11-15 10:00:00"))),
)  # fmt: skip

SLIPS = (
    Slip(104, 15, 12, 5, 12, "2026-11-08 10:00:00"),
    Slip(105, 50, 40, 0, 40, "2026-10-29 10:00:00"),
    # Of an old version.
    Slip(111, None, None, None, 25, "2026-07-09 10:00:00"),
    # Goods of 55 euros for which the shop chose to give back 40.
    Slip(118, 55, 44, 0, 40, "2026-06-20 10:00:00"),
)

RETURNS = (
    Return(1, 104, 1, 2, "2026-11-20 10:00:00"),
    Return(2, 102, 2, 1, "2026-11-23 10:00:00"),
    Return(3, 111, 3, 1, "2026-07-08 10:00:00"),
    Return(4, 104, 4, 1, "2026-11-10 10:00:00"),
    Return(5, 118, 5, 1, "2026-06-18 10:00:00"),
    Return(6, 118, 9, 1, "2026-06-19 10:00:00"),
)
"""State 9 is one that the shop added."""

CARTS = (
    Cart(201, 1, USD, 0, "2026-11-26 12:00:00", "2026-11-26 12:40:00", ((6, 0, 2),)),
    Cart(202, 1, USD, 2, "2026-11-23 10:00:00", "2026-11-24 10:00:00", ((1, 1, 1), (10, 24, 1))),
    Cart(203, 2, EUR, 10, "2026-11-16 10:00:00", "2026-11-16 10:00:00", ((6, 0, 1), (5, 19, 2))),
    Cart(204, 2, USD, 0, "2026-11-26 12:50:00", "2026-11-26 12:50:00", ((6, 0, 1),)),
    # Empty, and forgotten.
    Cart(205, 1, USD, 0, "2026-11-26 12:00:00", "2026-11-26 12:00:00", ()),
    Cart(206, 1, USD, 2, "2026-09-01 10:00:00", "2026-09-01 10:00:00", ((6, 0, 9),)),
)
