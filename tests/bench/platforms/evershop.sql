SET timezone = 'UTC';
CREATE FUNCTION pg_temp.ago(seconds double precision) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
SELECT TIMESTAMPTZ '2026-11-26 12:00+00' - seconds * interval '1 second' $$;
INSERT INTO customer (customer_id, status, group_id, email, password, full_name, created_at) OVERRIDING SYSTEM VALUE
SELECT g+1000, CASE WHEN g%10=0 THEN 0 ELSE 1 END, 1, 'u'||g|| '@example.com', '', 'u'||g,
  pg_temp.ago(g*63072000.0/{{orders}}*5) FROM generate_series(1,{{orders / 5}}) g;
INSERT INTO product (product_id, sku, price, status, visibility, created_at, updated_at) OVERRIDING SYSTEM VALUE
SELECT g+1000, 'p'||g, g%90+5, g%6>0, TRUE, pg_temp.ago(g*600), pg_temp.ago(g*300) FROM
  generate_series(1,{{orders / 25}}) g;
INSERT INTO product_inventory (product_inventory_product_id, qty, manage_stock, stock_availability)
SELECT g+1000, g%100, g%8<>7, TRUE FROM generate_series(1,{{orders / 25}}) g;
INSERT INTO product_image (product_image_product_id, is_main, origin_image)
SELECT g/2+1000, g%2=0, 'x' FROM generate_series(2,{{orders / 25}}*2+1) g;
INSERT INTO product_collection (collection_id, product_id)
SELECT 1, g+1000 FROM generate_series(1,{{orders / 25}},20) g;
INSERT INTO cart (cart_id, currency, status, total_qty, created_at, updated_at, sub_total_with_discount_incl_tax)
  OVERRIDING SYSTEM VALUE
SELECT g+100000, 'EUR', g>{{orders}}, 2, pg_temp.ago(CASE WHEN g>{{orders}} THEN g-{{orders}} ELSE g
  END*63072000.0/{{orders}}), pg_temp.ago(CASE WHEN g>{{orders}} THEN g-{{orders}} ELSE g
  END*63072000.0/{{orders}}-900), 10+g%500 FROM generate_series(1,{{orders * 2}}) g;
INSERT INTO cart_item (cart_id, product_id, product_sku, product_name, qty, created_at, updated_at)
SELECT g/2+100000, g%({{orders / 25}})+1001, 'x', 'x', 1, pg_temp.ago(g%({{orders * 2}})/2*63072000.0/{{orders}}),
  pg_temp.ago(g%({{orders * 2}})/2*63072000.0/{{orders}}) FROM generate_series(2,{{orders * 4}}+1) g;
INSERT INTO "order" (order_id, order_number, cart_id, status, payment_status, shipment_status, currency,
  customer_id, payment_method, payment_method_name, total_qty, grand_total, created_at, updated_at) OVERRIDING
  SYSTEM VALUE
SELECT g+100000, 'b'||g, g+100000, CASE WHEN g<={{orders / 50}} THEN (ARRAY['processing','new','processing'])[g%3+1]
  WHEN g%20=3 THEN 'canceled' WHEN g%40=5 THEN 'closed' WHEN g%200=7 THEN 'processing' ELSE 'completed' END, CASE
  WHEN g<={{orders / 50}} THEN (ARRAY['stripe_captured','pending','paid'])[g%3+1] WHEN g%20=3 THEN 'canceled' WHEN
  g%40=5 THEN 'stripe_refunded' WHEN g%40=6 THEN 'stripe_partial_refunded' ELSE
  (ARRAY['stripe_captured','paypal_captured','paid'])[g%3+1] END, CASE WHEN g<={{orders / 50}} THEN 'pending' WHEN
  g%20=3 THEN 'canceled' WHEN g%200=7 THEN 'shipped' ELSE 'delivered' END, CASE WHEN g%4=0 THEN 'USD' ELSE 'EUR'
  END, CASE WHEN g%3>0 THEN g%({{orders / 5}})+1001 END, (ARRAY['stripe','paypal','cod'])[g%3+1], 'x', 2, 10+g%500,
  pg_temp.ago(g*63072000.0/{{orders}}+1800), pg_temp.ago(g*63072000.0/{{orders}}+1800) FROM
  generate_series(1,{{orders}}) g;
INSERT INTO order_item (order_item_id, order_item_order_id, product_id, product_sku, product_name, qty,
  no_shipping_required) OVERRIDING SYSTEM VALUE
SELECT g+200000, g/2+100000, g%({{orders / 25}})+1001, 'x', 'x', 1+g%2, FALSE FROM
  generate_series(2,{{orders * 2}}+1) g;
INSERT INTO order_activity (order_activity_order_id, comment, created_at)
SELECT g/4+100000, CASE g%4 WHEN 0 THEN 'Order has been created' WHEN 1 THEN CASE WHEN g/4%3=0 THEN
  'Captured the payment. Transaction ID: '||g WHEN g/4%40 IN (5,6) THEN 'Refunded '||g%100|| '.5 eur' ELSE
  'Customer paid using card' END WHEN 2 THEN 'Shipment status changed' ELSE 'Email sent' END,
  pg_temp.ago(g/4*63072000.0/{{orders}}-g%4*600) FROM generate_series(4,{{orders * 4}}+3) g;
INSERT INTO payment_transaction (payment_transaction_order_id, amount, transaction_type, payment_action,
  transaction_id, created_at)
SELECT g+100000, 10+g%500, 'online', 'capture', 't'||g, pg_temp.ago(g*63072000.0/{{orders}}-60) FROM
  generate_series(1,{{orders}}) g WHERE g%20<>3;
INSERT INTO shipment (shipment_id, shipment_order_id, status, carrier, created_at, shipped_at, delivered_at)
  OVERRIDING SYSTEM VALUE
SELECT g+100000, g+100000, CASE WHEN g%200=7 THEN 'shipped' WHEN g%50=1 THEN 'canceled' ELSE 'delivered' END,
  'custom', pg_temp.ago(g*63072000.0/{{orders}}-7200-g%200000), CASE WHEN g%2=0 THEN
  pg_temp.ago(g*63072000.0/{{orders}}-9000-g%200000) END, pg_temp.ago(g*63072000.0/{{orders}}-99000-g%200000) FROM
  generate_series({{orders / 50}}+1,{{orders}}) g WHERE g%20<>3;
INSERT INTO shipment_item (shipment_id, order_item_id, qty)
SELECT g/2+100000, g+200000, 1+g%2 FROM generate_series({{orders / 50}}*2+2,{{orders * 2}}+1) g WHERE g/2%20<>3;
INSERT INTO event (name, status, created_at, started_at)
SELECT (ARRAY['order_placed','product_updated','inventory_updated'])[g%3+1], CASE WHEN g%10=0 THEN 'failed' ELSE
  'pending' END, pg_temp.ago(g*60), CASE WHEN g%10=0 THEN pg_temp.ago(g*60-10) END FROM
  generate_series(1,{{orders / 20}}) g;
