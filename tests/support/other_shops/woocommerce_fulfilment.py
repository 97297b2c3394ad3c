"""WooCommerce, from the cart to the payout: how orders are paid and sent, drafts, refunds, actions and withdrawals."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, text

from tests.support.other_shops import insert

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
"""A present for the shops: a day after the orders of the dump."""

NEVER = "0000-00-00 00:00:00"
"""The time of what has none."""


class Handled(NamedTuple):
    """How an order was paid and completed, days ago; and the ids of its products, or of the product and variation."""

    order: int
    method: str
    paid: float | None
    completed: float | None
    lines: tuple[int | tuple[int, int], ...]


class Draft(NamedTuple):
    """An order that is none: the kind of its only line, and how many hours ago it was created and changed."""

    id: int
    status: str
    currency: str
    line: str
    created: float
    changed: float | None


class Action(NamedTuple):
    """An action: its hook and status, and how many hours ago it was due and attempted; None is a zero date."""

    hook: str
    status: str
    due: float | None
    attempted: float | None


DELETED = 999
"""A product that is not there any more."""

HANDLED = (
    Handled(301, "stripe", 2.9, None, (202, (210, 212), 203)),
    # Of a virtual product and one that is not.
    Handled(302, "stripe", 2.5, 1.25, (202, (210, 212))),
    # Completed by mistake, and reopened.
    Handled(303, "stripe", 2.5, 2, (203,)),
    # Without a date, as orders are that were imported.
    Handled(304, "stripe", None, 30, (201,)),
    Handled(305, "bacs", None, None, (204,)),
    # Paid once, and to be paid again.
    Handled(306, "bacs", 44, None, (206,)),
    Handled(307, "paypal", 9.5, None, ((210, 211), 206)),
    # Of a virtual product and a virtual variation.
    Handled(308, "paypal", 9.5, None, (202, (210, 211))),
    # Sent before it was paid.
    Handled(309, "paypal", 8.5, 9, (206,)),
    Handled(310, "stripe", 20, 17, (204,)),
    Handled(311, "cod", None, None, (DELETED,)),
    Handled(312, "stripe", None, None, (203,)),
    Handled(313, "stripe", 0, None, (201,)),
    Handled(314, "stripe", 12, None, (206,)),
)
VIRTUAL = (202, 211)

DRAFTS = (
    Draft(331, "wc-checkout-draft", "EUR", "line_item", 2, 0.5),
    Draft(332, "wc-checkout-draft", "USD", "line_item", 3, 1.5),
    Draft(333, "wc-checkout-draft", "USD", "line_item", 24 * 31, 24 * 31),
    Draft(334, "wc-checkout-draft", "USD", "shipping", 2, 0.5),
    # The staff has begun to write an order.
    Draft(335, "auto-draft", "USD", "line_item", 2, 0.5),
)
"""Drafts of 7.00: the first two are carts, as are the drafts that are there without them."""

ACTIONS = (
    Action("wc_import", "pending", -2, None),
    Action("wc_import", "pending", 5, None),
    Action("wc_import", "pending", 3, None),
    Action("wc_import", "pending", 24 * 31, None),
    # To be run as soon as possible.
    Action("wc_import", "pending", None, None),
    Action("wc_import", "in-progress", 1, 0.5),
    Action("wc_import", "in-progress", 24 * 40, 24 * 40),
    Action("wc_import", "in-progress", 1, None),
    Action("wc_import", "complete", 9, 8),
    Action("wc_import", "complete", 10, 9),
    Action("wc_import", "complete", 10, None),
    Action("wc_import", "failed", 7, 6),
    Action("wc_import", "canceled", 7, None),
    Action("mail", "failed", 20, 20),
    # Far ahead, so that it is scheduled whenever the tests run.
    Action("mail", "pending", -24 * 365 * 50, None),
)

REQUESTS = (
    # order, vendor, amount, days ago, status: 0 pending, 1 approved, 2 cancelled
    (303, 102, "3.00", 2, 0),
    (305, 102, "4.00", 1, 0),
    (306, 103, "2.00", 31, 0),
    # The refund 322 of WooCommerce.
    (303, 102, "5.00", 4, 1),
    (302, 101, "4.50", 3, 2),
    # Of an order in the trash.
    (313, 101, "1.00", 3, 0),
)

WITHDRAWALS = (
    # vendor, amount, days ago, status: 0 pending, 1 approved, 2 cancelled
    (101, "30.00", 3, 0),
    (101, "11.00", 6, 0),
    (102, "12.00", 31, 0),
    (101, "20.50", 20, 1),
    (102, "5.00", 8, 2),
)


def ago(days: float) -> datetime:
    """Return a moment before NOW, in UTC and naive."""
    return (NOW - timedelta(days=days)).replace(tzinfo=None)


def add_to_dump(connection: Connection) -> None:
    """Say how the orders of the dump were paid, and add drafts and actions."""
    methods = {21: "bacs", 22: "stripe", 23: "bacs", 24: "cod", 26: "paypal", 29: "stripe"}
    for order, method in methods.items():
        _update(connection, "wc_orders", "id", order, payment_method=method)
    # One was paid before it was put on hold, and one after it was sent.
    _update(connection, "wc_order_operational_data", "order_id", 23, date_paid_gmt=ago(0.5))
    _update(
        connection, "wc_order_operational_data", "order_id", 24, date_completed_gmt=ago(0.25), date_paid_gmt=ago(0.2)
    )
    _add_drafts_and_actions(connection)


def add_to_dokan(connection: Connection) -> None:
    """Say how the orders of vendors were paid and completed, and add lines, drafts, requests and withdrawals."""
    for each in HANDLED:
        _handle(connection, each)
    for product in VIRTUAL:
        _meta(connection, "postmeta", "post_id", product, {"_virtual": "yes"})
        _update(connection, "wc_product_meta_lookup", "product_id", product, virtual=1)
    _add_drafts_and_actions(connection)
    # Of the split order 307, and of one in the trash.
    for number, order, amount in ((325, 307, "-2.00"), (326, 313, "-6.00")):
        insert(connection, "wp_wc_orders", id=number, status="wc-completed", currency="USD", type="shop_order_refund",
               total_amount=amount, parent_order_id=order, date_created_gmt=ago(1))  # fmt: skip
    for order, vendor, amount, days, status in REQUESTS:
        insert(connection, "wp_dokan_refund", order_id=order, seller_id=vendor, refund_amount=amount, date=ago(days),
               status=status, method="")  # fmt: skip
    for vendor, amount, days, status in WITHDRAWALS:
        insert(connection, "wp_dokan_withdraw", user_id=vendor, amount=amount, date=ago(days), status=status,
               method="paypal", note="", ip="")  # fmt: skip


def _handle(connection: Connection, order: Handled) -> None:
    _update(connection, "wc_orders", "id", order.order, payment_method=order.method)
    moments = {"date_paid_gmt": order.paid, "date_completed_gmt": order.completed}
    insert(connection, "wp_wc_order_operational_data", order_id=order.order,
           **{name: days if days is None else ago(days) for name, days in moments.items()})  # fmt: skip
    for line in order.lines:
        _line(connection, order.order, "line_item", line if isinstance(line, tuple) else (line, 0))
    _line(connection, order.order, "shipping", None)


def _line(connection: Connection, order: int, kind: str, product: tuple[int, int] | None) -> None:
    insert(connection, "wp_woocommerce_order_items", order_item_name="", order_item_type=kind, order_id=order)
    item = connection.execute(text("SELECT LAST_INSERT_ID()")).scalar_one()
    if product is not None:
        names = dict(zip(("_product_id", "_variation_id"), product, strict=True))
        _meta(connection, "woocommerce_order_itemmeta", "order_item_id", item, names)


def _add_drafts_and_actions(connection: Connection) -> None:
    for draft in DRAFTS:
        changed = draft.changed if draft.changed is None else ago(draft.changed / 24)
        insert(connection, "wp_wc_orders", id=draft.id, status=draft.status, currency=draft.currency,
               type="shop_order", total_amount="7.00", parent_order_id=0, payment_method="",
               date_created_gmt=ago(draft.created / 24), date_updated_gmt=changed)  # fmt: skip
        _line(connection, draft.id, draft.line, (201, 0) if draft.line == "line_item" else None)
    for action in ACTIONS:
        due, attempted = (NEVER if each is None else ago(each / 24) for each in (action.due, action.attempted))
        insert(connection, "wp_actionscheduler_actions", hook=action.hook, status=action.status,
               scheduled_date_gmt=due, last_attempt_gmt=attempted)  # fmt: skip


def _meta(connection: Connection, table: str, owner: str, number: int, values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        insert(connection, f"wp_{table}", **{owner: number, "meta_key": key, "meta_value": value})


def _update(connection: Connection, table: str, key: str, number: int, **values: Any) -> None:
    pairs = ", ".join(f"{name} = :{name}" for name in values)
    connection.execute(text(f"UPDATE wp_{table} SET {pairs} WHERE {key} = :number"), values | {"number": number})
