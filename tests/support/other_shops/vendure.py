"""Vendure 3.7.3 with its example plugin for marketplaces, on PostgreSQL."""

from sqlalchemy import Engine, text

from tests.support.databases import Database, SharedDatabase
from tests.support.other_shops import load

CHANGES = (
    # Carts: two that are being changed, one older than a month, one that is not active any more, one without units.
    """UPDATE "order" SET "updatedAt" = '2026-11-22 23:30' WHERE id IN (2, 25)""",
    """UPDATE "order" SET "createdAt" = '2026-10-20' WHERE id = 26""",
    """UPDATE "order" SET active = FALSE WHERE id = 31""",
    """UPDATE order_line SET quantity = 0 WHERE "orderId" = 42""",
    # Declined payments, in the other states.
    """UPDATE payment SET state = 'Error' WHERE id = 126""",
    """UPDATE payment SET state = 'Cancelled' WHERE id = 257""",
    """UPDATE payment SET state = 'Created', "createdAt" = '2026-11-20' WHERE id = 288""",
    """UPDATE payment SET state = 'Created', "createdAt" = '2026-10-20' WHERE id = 456""",
    # Pending refunds: two that failed, one older than a month; and one of a Seller order.
    """UPDATE refund SET state = 'Failed' WHERE id IN (2, 6)""",
    """UPDATE refund SET "createdAt" = '2026-10-20' WHERE id = 7""",
    """UPDATE refund SET "createdAt" = '2026-11-20' WHERE id IN (8, 9)""",
    """INSERT INTO refund
      (method, state, metadata, "createdAt", "paymentId", items, shipping, adjustment, total)
    SELECT 'connected-payment-method', 'Pending', '{}', '2026-11-21', min(p.id), 500, 0, 0, 500
    FROM payment p JOIN "order" o ON o.id = p."orderId"
    JOIN order_channels_channel x ON x."orderId" = o.id JOIN channel c ON c.id = x."channelId"
    WHERE o.type = 'Seller' AND c.code = (
      SELECT min(c.code) FROM channel c JOIN order_channels_channel x ON x."channelId" = c.id
      JOIN "order" o ON o.id = x."orderId" WHERE o.type = 'Seller' AND c."sellerId" > 1
    )""",
    # Fulfillments that are Pending: 18 was cancelled, and 42 has just been created.
    """UPDATE fulfillment SET state = CASE id WHEN 18 THEN 'Cancelled' ELSE 'Created' END WHERE id IN (18, 42)""",
    # The first that arrived was never marked as shipped, and the second was paid for after that.
    """DELETE FROM history_entry WHERE type = 'ORDER_FULFILLMENT_TRANSITION' AND data = (
      SELECT '{"fulfillmentId":' || min(id) || ',"from":"Pending","to":"Shipped"}'
      FROM fulfillment WHERE state = 'Delivered'
    )""",
    """UPDATE payment SET "updatedAt" = "updatedAt" + interval '20 minutes' WHERE "orderId" = (
      SELECT x."orderId" FROM fulfillment f JOIN order_fulfillments_fulfillment x ON x."fulfillmentId" = f.id
      WHERE f.state = 'Delivered' ORDER BY f.id OFFSET 1 LIMIT 1
    )""",
)
"""Changes of the dump that no number of orders depends on."""

WAITS = ("30 hours", "60 hours", "5 days", "8 days")
"""How long before it was shipped the order of each of the first fulfillments was paid."""

_EARLIER = """
UPDATE payment SET "createdAt" = "createdAt" - interval '{wait}', "updatedAt" = "updatedAt" - interval '{wait}'
WHERE state = 'Settled' AND "orderId" = ({order})
"""
_SHIPPED = """
SELECT x."orderId" FROM fulfillment f JOIN order_fulfillments_fulfillment x ON x."fulfillmentId" = f.id
JOIN "order" o ON o.id = x."orderId" WHERE o.type = 'Regular' AND f.state = 'Shipped' AND o.state = 'Shipped'
ORDER BY f.id OFFSET {number} LIMIT 1
"""
_JOBS = """
INSERT INTO job_record
  ("queueName", state, progress, "isSettled", retries, attempts, "createdAt", "startedAt", "settledAt")
VALUES
  ('send-email', 'PENDING', 0, FALSE, 5, 0, '2026-11-22 20:00', NULL, NULL),
  ('send-email', 'PENDING', 0, FALSE, 5, 0, '2026-10-20 20:00', NULL, NULL),
  ('send-email', 'RETRYING', 0, FALSE, 5, 2, '2026-11-22 18:00', '2026-11-22 18:01', NULL),
  ('send-email', 'RUNNING', 0, FALSE, 5, 1, '2026-11-22 17:00', '2026-11-22 23:00', NULL),
  ('send-email', 'RUNNING', 0, FALSE, 5, 1, '2026-10-20 17:00', '2026-10-20 17:01', NULL),
  ('send-email', 'FAILED', 0, TRUE, 5, 5, '2026-11-22 16:00', '2026-11-22 16:01', '2026-11-22 22:00'),
  ('send-email', 'COMPLETED', 100, TRUE, 5, 1, '2026-11-22 15:00', '2026-11-22 15:01', '2026-11-22 15:02'),
  ('send-email', 'CANCELLED', 0, TRUE, 5, 1, '2026-11-22 14:00', '2026-11-22 14:01', '2026-11-22 23:30')
"""
_TASKS = """
INSERT INTO scheduled_task_record ("taskId", enabled, "lockedAt", "lastExecutedAt", "manuallyTriggeredAt", "lastResult")
VALUES
  ('clean-sessions', TRUE, NULL, '2026-11-22 23:10', NULL, '{"deleted": 3}'),
  ('clean-jobs', TRUE, '2026-11-22 23:50', '2026-11-21 23:50', NULL, '""'),
  ('clean-carts', TRUE, NULL, '2026-11-22 23:20', NULL, '{"error": "Task timed out"}'),
  ('index-all', FALSE, NULL, '2026-11-01 00:00', '2026-11-01 00:01', '"error"'),
  ('report', TRUE, NULL, NULL, '2026-11-22 23:55', NULL)
"""


def vendure(shared_database: SharedDatabase) -> Database:
    """Return the database of this shop that all tests share; its engine cannot write."""
    return shared_database("postgresql", load_vendure)


def load_vendure(engine: Engine) -> None:
    """Make the shop of the dump in an empty database, with what it has none of from the cart to the payout."""
    load(engine, "vendure")
    with engine.begin() as connection:
        for statement in CHANGES:
            connection.execute(text(statement))
        for number, wait in enumerate(WAITS):
            connection.execute(text(_EARLIER.format(wait=wait, order=_SHIPPED.format(number=number))))
        # Of orders of which nothing is in a fulfillment that is not cancelled.
        for order, wait in ((61, "3 days"), (161, "40 days")):
            connection.execute(text(_EARLIER.format(wait=wait, order=order)))
        connection.execute(text(_JOBS))
        connection.execute(text(_TASKS))
