"""The orders, returns, carts and subscriptions of the OpenCart shop; all times are those of New York."""

from typing import NamedTuple


class Order(NamedTuple):
    """An order with the statuses that it has had; `total` is in dollars, whatever the currency."""

    id: int
    store: int
    status: int
    total: float
    currency: str
    method: str
    created: str
    history: tuple[tuple[int, str], ...] = ()
    customer: int = 1
    is_shipped: bool = True


ORDERS = (
    Order(1001, 0, 1, 50, "USD", "bank_transfer", "2026-11-25 09:00:00", ((1, "2026-11-25 09:00:00"),)),
    # Paid two days and 50 minutes ago, and not shipped.
    Order(1002, 0, 2, 100, "EUR", "paypal", "2026-11-24 06:00:00",
          ((1, "2026-11-24 06:00:00"), (2, "2026-11-24 06:10:00"))),
    Order(1003, 0, 3, 40, "USD", "paypal", "2026-11-10 10:00:00",
          ((2, "2026-11-10 10:00:00"), (3, "2026-11-11 20:00:00"))),
    # Before the change of the clocks on 1 November.
    Order(1004, 1, 5, 60, "GBP", "paypal", "2026-10-20 10:00:00",
          ((2, "2026-10-20 10:00:00"), (3, "2026-10-23 08:00:00"), (5, "2026-10-26 08:00:00")), 2),
    # Complete without having been `shipped`.
    Order(1005, 1, 5, 20, "USD", "cod", "2026-11-02 10:00:00",
          ((2, "2026-11-02 10:00:00"), (5, "2026-11-02 20:00:00")), 2),
    Order(1006, 0, 7, 10, "USD", "paypal", "2026-11-03 10:00:00",
          ((1, "2026-11-03 10:00:00"), (7, "2026-11-04 10:00:00"))),
    Order(1007, 0, 8, 11, "USD", "paypal", "2026-11-04 10:00:00", ((8, "2026-11-04 10:00:00"),)),
    # The bank took the money back, and gave it again.
    Order(1008, 0, 9, 12, "USD", "paypal", "2026-11-25 20:00:00",
          ((2, "2026-11-25 20:00:00"), (12, "2026-11-25 21:00:00"), (9, "2026-11-25 22:00:00"))),
    Order(1009, 0, 10, 13, "USD", "paypal", "2026-11-05 10:00:00", ((10, "2026-11-05 10:00:00"),)),
    # Refunded after it had been shipped, and came back.
    Order(1010, 0, 11, 14, "USD", "paypal", "2026-09-01 10:00:00",
          ((2, "2026-09-01 10:00:00"), (3, "2026-09-06 10:00:00"), (11, "2026-09-20 10:00:00"))),
    Order(1011, 1, 12, 15, "USD", "paypal", "2026-09-02 10:00:00",
          ((2, "2026-09-02 10:00:00"), (12, "2026-09-03 10:00:00")), 2),
    Order(1012, 1, 13, 16, "USD", "paypal", "2026-09-03 10:00:00",
          ((2, "2026-09-03 10:00:00"), (3, "2026-09-13 10:00:00"), (13, "2026-09-20 10:00:00")), 2),
    Order(1013, 0, 14, 17, "USD", "bank_transfer", "2026-09-04 10:00:00",
          ((1, "2026-09-04 10:00:00"), (14, "2026-09-24 10:00:00"))),
    # Downloads only.
    Order(1014, 0, 15, 18, "USD", "paypal", "2026-09-05 10:00:00", ((15, "2026-09-05 10:00:00"),), is_shipped=False),
    Order(1015, 0, 16, 19, "USD", "paypal", "2026-09-06 10:00:00",
          ((1, "2026-09-06 10:00:00"), (16, "2026-09-07 10:00:00"))),
    # Statuses that the shop added.
    Order(1016, 0, 17, 21, "USD", "paypal", "2026-09-07 10:00:00", ((17, "2026-09-07 10:00:00"),)),
    Order(1017, 1, 18, 22, "USD", "paypal", "2026-09-08 10:00:00", ((18, "2026-09-08 10:00:00"),), 2),
    Order(1018, 0, 19, 23, "USD", "paypal", "2026-09-09 10:00:00",
          ((2, "2026-09-09 10:00:00"), (19, "2026-09-09 12:00:00"))),
    # Nobody confirmed these, so they are no orders: the last rows of their stores.
    Order(1019, 0, 0, 999, "USD", "paypal", "2026-11-26 06:00:00"),
    Order(1020, 1, 0, 500, "EUR", "", "2026-11-26 06:30:00", customer=4),
    # A guest, before the change of the clocks, and a currency without decimals.
    Order(1021, 1, 1, 24, "INR", "bank_transfer", "2026-10-30 12:00:00", ((1, "2026-10-30 12:00:00"),), 0),
    Order(1022, 1, 2, 10.33, "JPY", "paypal", "2026-06-01 10:00:00", ((2, "2026-06-01 10:00:00"),), 2),
)  # fmt: skip

RETURNS = (
    # id, order, product, units, status, action, created
    (1, 1003, 43, 1, 2, 0, "2026-11-20 10:00:00"),
    (2, 1002, 43, 1, 1, 0, "2026-11-25 10:00:00"),
    (3, 1004, 43, 2, 3, 4, "2026-11-01 10:00:00"),
    # Replaced, and of an order that is counted itself.
    (4, 1005, 43, 1, 3, 3, "2026-11-10 10:00:00"),
    (5, 1010, 43, 1, 3, 4, "2026-09-15 10:00:00"),
    # Of an order that does not exist: visitors enter the number by hand.
    (6, 424242, 43, 1, 4, 0, "2026-11-12 10:00:00"),
    (7, 1004, 43, 1, 4, 1, "2026-11-02 10:00:00"),
)

CARTS = (
    # store, customer, session, product, units, last change
    (0, 1, "s1", 43, 1, "2026-11-26 06:30:00"),
    (0, 1, "s1", 40, 2, "2026-11-26 06:50:00"),
    (0, 0, "g1", 30, 1, "2026-11-26 05:00:00"),
    (1, 0, "g1", 30, 3, "2026-11-20 10:00:00"),
    (0, 3, "s3", 43, 9, "2026-09-01 10:00:00"),
)

SUBSCRIPTIONS = (
    # id, status, next charge
    (1, 2, "2026-11-26 05:30:00"),
    (2, 2, "2026-12-01 00:00:00"),
    (3, 4, "2026-11-01 00:00:00"),
    (4, 6, "2026-11-02 00:00:00"),
    (5, 5, "2026-11-03 00:00:00"),
)
