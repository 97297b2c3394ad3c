SET timezone = 'UTC';
CREATE FUNCTION pg_temp.ago(seconds double precision) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
SELECT TIMESTAMPTZ '2026-11-26 12:00+00' - seconds * interval '1 second' $$;
INSERT INTO spree_sellers (id, store_id, name, slug, status)
SELECT g+100, 1, 's'||g, 's'||g, 'approved' FROM generate_series(1,100) g;
INSERT INTO spree_customers (id, email, created_at)
SELECT g+1000, 'u'||g|| '@example.com', pg_temp.ago(g*63072000.0/{{orders}}*5) FROM
  generate_series(1,{{orders / 5}}) g;
INSERT INTO spree_products (id, seller_id, status, created_at, updated_at)
SELECT g+1000, CASE WHEN g%3>0 THEN g%100+101 END, CASE WHEN g%10=0 THEN 'draft' ELSE 'active' END,
  pg_temp.ago(g*600), pg_temp.ago(g*300) FROM generate_series(1,{{orders / 25}}) g;
INSERT INTO spree_product_publications (id, product_id, channel_id)
SELECT g+1000, g/2+1000, g%2+1 FROM generate_series(2,{{orders / 25}}*2+1) g;
INSERT INTO spree_media (id, media_type, created_at)
SELECT g+1000, 'image', pg_temp.ago(g*300) FROM generate_series(1,{{orders / 25}}*2) g;
INSERT INTO spree_variants (id, product_id, is_master, track_inventory)
SELECT g+1000, g/3+1000, g%3=0, TRUE FROM generate_series(3,{{orders / 25}}*3+2) g;
INSERT INTO spree_prices (id, variant_id, amount, currency)
SELECT g+1000, g+1000, g%90+5, 'USD' FROM generate_series(3,{{orders / 25}}*3+2) g;
INSERT INTO spree_stock_levels (id, stock_location_id, variant_id, count_on_hand, updated_at)
SELECT g+1000, 1, g+1000, g%100, pg_temp.ago(g*200) FROM generate_series(3,{{orders / 25}}*3+2) g;
INSERT INTO spree_stock_reservations (id, stock_level_id, quantity, expires_at)
SELECT g+1000, g%({{orders / 25}})+1003, 1, '2999-01-01' FROM generate_series(1,{{orders / 100}}) g;
INSERT INTO spree_orders (id, status, payment_status, fulfillment_status, total, currency, store_id, channel_id,
  seller_id, order_group_id, customer_id, completed_at, updated_at)
SELECT g+100000, CASE WHEN g%20=3 THEN 'canceled' ELSE 'placed' END, CASE WHEN g%20=3 THEN 'void' WHEN g%40=5 THEN
  'refunded' WHEN g%200=7 THEN 'balance_due' ELSE 'paid' END, CASE WHEN g<={{orders / 100}} THEN NULL WHEN g%200=9
  THEN 'partial' WHEN g<={{orders / 25}} THEN 'shipped' ELSE 'delivered' END, 10+g%500, CASE WHEN g%3=0 THEN 'EUR'
  ELSE 'USD' END, 1, CASE WHEN g%50>0 THEN g%2+1 END, CASE WHEN g%3>0 THEN g%100+101 END, CASE WHEN g%10<4 THEN
  g/10*2+g%10/2+100000 END, g%({{orders / 5}})+1001, pg_temp.ago(g*63072000.0/{{orders}}),
  pg_temp.ago(g*63072000.0/{{orders}}-g%90*3600) FROM generate_series(1,{{orders}}) g;
INSERT INTO spree_carts (id, channel_id, currency, item_total, total_quantity, completed_at, created_at, updated_at)
SELECT g+100000, g%2+1, 'USD', g%300, 1+g%4, CASE WHEN g%2=0 THEN pg_temp.ago(g/2*63072000.0/{{orders}}) END,
  pg_temp.ago(g/2*63072000.0/{{orders}}+900), pg_temp.ago(g/2*63072000.0/{{orders}}) FROM
  generate_series(2,{{orders * 2}}+1) g;
INSERT INTO spree_payment_methods (id, type)
SELECT g+100, 'Spree::Gateway'||g FROM generate_series(1,3) g;
INSERT INTO spree_payments (id, order_id, order_group_id, payment_method_id, status, amount, created_at, updated_at)
SELECT o.id, CASE WHEN o.order_group_id IS NULL THEN o.id END, o.order_group_id, o.id%3+101, CASE WHEN o.id%20=3
  THEN 'void' WHEN o.id%30=4 THEN 'failed' ELSE 'completed' END, o.total, o.completed_at, o.completed_at FROM
  spree_orders o WHERE o.id>100000 AND (o.order_group_id IS NULL OR o.id%2=0);
INSERT INTO spree_payment_capture_events (id, payment_id, created_at)
SELECT p.id, p.id, p.created_at + interval '1 minute' FROM spree_payments p WHERE p.id>100000 AND
  p.status='completed';
INSERT INTO spree_refunds (id, order_id, amount, created_at, updated_at)
SELECT o.id, o.id, o.total, o.completed_at + interval '3 days', o.completed_at + interval '3 days' FROM spree_orders
  o WHERE o.id>100000 AND o.payment_status='refunded';
INSERT INTO spree_returns (id, order_id, status, created_at, updated_at)
SELECT o.id, o.id, (ARRAY['requested','received','canceled','refunded'])[o.id/40%4+1], o.completed_at + interval
  '3 days', o.completed_at + interval '3 days' FROM spree_orders o WHERE o.id>100000 AND o.id%40=5;
INSERT INTO spree_return_line_items (id, return_id, pre_tax_amount)
SELECT r.id, r.id, 5 FROM spree_returns r WHERE r.id>100000;
INSERT INTO spree_fulfillments (id, order_id, status, fulfilled_at, delivered_at, updated_at)
SELECT o.id, o.id, CASE WHEN o.status='canceled' THEN 'canceled' WHEN o.fulfillment_status IN
  ('shipped','delivered') THEN o.fulfillment_status ELSE 'ready' END, CASE WHEN o.fulfillment_status IN
  ('shipped','delivered') THEN o.completed_at + o.id%250000 * interval '1 second' END, CASE WHEN
  o.fulfillment_status='delivered' THEN o.completed_at + (o.id%250000+90000) * interval '1 second' END, o.updated_at
  FROM spree_orders o WHERE o.id>100000;
INSERT INTO spree_webhook_deliveries (id, success, delivered_at, created_at)
SELECT g+100000, g%50>0, CASE WHEN g%100<>1 THEN pg_temp.ago(g*300-5) END, pg_temp.ago(g*300) FROM
  generate_series(1,{{orders * 2}}) g;
INSERT INTO spree_imports (id, status, created_at, updated_at)
SELECT g+1000, CASE WHEN g%20=0 THEN 'failed' ELSE 'completed' END, pg_temp.ago(g*86400), pg_temp.ago(g*86400-600)
  FROM generate_series(1,700) g;
