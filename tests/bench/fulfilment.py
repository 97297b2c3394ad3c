"""The rows of the modules from the cart to the payout, and of jobs, made inside the database from the orders."""

STATEMENTS = (
    """
    INSERT INTO carts (id, platform_id, value_cents, currency, created_at, updated_at)
    SELECT id, platform_id, total_cents, currency, created_at, updated_at
    FROM orders WHERE created_at > now() AT TIME ZONE 'UTC' - interval '60 days' AND id % 5 < 2
    """,
    """
    INSERT INTO payments
        (id, platform_id, order_id, method, status, amount_cents, currency, created_at, paid_at, updated_at)
    SELECT id, platform_id, id, (ARRAY['card', 'invoice', 'paypal', 'twint'])[1 + id % 4],
        CASE WHEN status = 'pending' THEN 'pending' WHEN id % 31 = 0 THEN 'failed' ELSE 'paid' END,
        total_cents, currency, created_at,
        CASE WHEN status <> 'pending' AND id % 31 > 0 THEN created_at + interval '5 minutes' END, updated_at
    FROM orders
    """,
    """
    INSERT INTO shipments (id, vendor_id, platform_id, order_id, status, ready_at, shipped_at, delivered_at, updated_at)
    SELECT id, vendor_id, platform_id, id, CASE status WHEN 'processing' THEN 'ready' ELSE status END, created_at,
        CASE WHEN status <> 'processing' THEN created_at + id % 200 * interval '1 hour' END,
        CASE WHEN status = 'delivered' THEN created_at + (id % 200 + 30) * interval '1 hour' END, updated_at
    FROM orders WHERE status IN ('processing', 'shipped', 'delivered')
    """,
    """
    INSERT INTO refunds (id, vendor_id, platform_id, order_id, status, amount_cents, currency, created_at, updated_at)
    SELECT id, vendor_id, platform_id, id, (ARRAY['requested', 'approved', 'paid', 'rejected'])[1 + id % 4],
        total_cents, currency, created_at, updated_at
    FROM orders WHERE status = 'refunded' OR id % 50 = 0
    """,
    """
    INSERT INTO payouts (id, vendor_id, status, amount_cents, currency, due_at, updated_at)
    SELECT row_number() OVER (), vendors.id,
        CASE WHEN month > 1 THEN 'paid' WHEN month = 1 THEN 'processing' ELSE 'due' END, 100000,
        (ARRAY['EUR', 'USD', 'CHF'])[1 + month % 3], made - month * interval '30 days', made
    FROM vendors, generate_series(0, 11) month, (SELECT now() AT TIME ZONE 'UTC' AS made) today
    """,
    """
    INSERT INTO jobs (id, queue, status, due_at, started_at, finished_at)
    SELECT id, 'queue-' || id % 20, CASE id % 100 WHEN 0 THEN 'failed' WHEN 1 THEN 'pending' ELSE 'completed' END,
        created_at, created_at, created_at + interval '3 seconds'
    FROM orders WHERE id % 10 = 0
    """,
)
"""Each is executed once, after the orders were made."""
