SET timezone = 'UTC';
CREATE FUNCTION pg_temp.ago(seconds double precision) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
SELECT TIMESTAMPTZ '2026-11-26 12:00+00' - seconds * interval '1 second' $$;
INSERT INTO account_user (id, email, is_active, date_joined, uuid)
SELECT g+10000, 'u'||g|| '@example.com', g%50>0, pg_temp.ago(g*63072000.0/{{orders}}*5), gen_random_uuid() FROM
  generate_series(1,{{orders / 5}}) g;
INSERT INTO product_product (id, name, slug, product_type_id, updated_at)
SELECT g+10000, 'p'||g, 'p'||g, 18, pg_temp.ago(g*600) FROM generate_series(1,{{orders / 50}}) g;
INSERT INTO product_productvariant (id, product_id, track_inventory, is_preorder, sku)
SELECT g+10000, (g+1)/2+10000, TRUE, FALSE, 's'||g FROM generate_series(1,{{orders / 25}}) g;
INSERT INTO product_productchannellisting (product_id, channel_id, is_published, published_at,
  available_for_purchase_at)
SELECT g/2+10000, g%2+1, g%20>0, TIMESTAMPTZ '2026-01-01', TIMESTAMPTZ '2026-01-01' FROM
  generate_series(2,{{orders / 25}}+1) g;
INSERT INTO product_productvariantchannellisting (variant_id, channel_id, price_amount)
SELECT g/2+10000, g%2+1, g%100+1 FROM generate_series(2,{{orders / 25}}*2+1) g;
INSERT INTO product_productmedia (product_id, type, to_remove)
SELECT g/2+10000, 'IMAGE', FALSE FROM generate_series(2,{{orders / 25}}+1) g;
INSERT INTO warehouse_stock (id, product_variant_id, warehouse_id, quantity, quantity_allocated)
SELECT g+10000, g/4+10000, w.id, g%200, 0 FROM generate_series(4,{{orders / 25}}*4+3) g JOIN (SELECT id,
  row_number() OVER (ORDER BY id)-1 AS n FROM warehouse_warehouse) w ON w.n=g%4;
INSERT INTO order_order (id, number, channel_id, status, currency, total_gross_amount, total_charged_amount,
  charge_status, user_id, created_at, updated_at, checkout_token, user_email)
SELECT CAST(lpad(to_hex(g+1048576),32,'0') AS uuid), g+100000, CASE WHEN g%3=0 THEN 2 ELSE 1 END, CASE WHEN g <=
  {{orders / 100}} THEN (ARRAY['unfulfilled','unconfirmed','partially fulfilled'])[g%3+1] WHEN g%20=15 THEN
  'canceled' WHEN g%20=16 THEN 'returned' WHEN g%20=17 THEN 'partially_returned' WHEN g%200=18 THEN 'unfulfilled'
  WHEN g%20=19 THEN 'expired' ELSE 'fulfilled' END, CASE WHEN g%3=0 THEN 'PLN' ELSE 'USD' END, 10+g%500, CASE WHEN
  g%20 IN (15,19) THEN 0 ELSE 10+g%500 END, CASE WHEN g%20 IN (15,19) THEN 'none' ELSE 'full' END, CASE WHEN g%4>0
  THEN g%({{orders / 5}})+10001 END, pg_temp.ago(g*63072000.0/{{orders}}),
  pg_temp.ago(g*63072000.0/{{orders}}-3600*(g%90)), CAST(gen_random_uuid() AS text), 'u'||g%1000|| '@example.com'
  FROM generate_series(1,{{orders}}) g;
INSERT INTO order_orderline (id, order_id, quantity, quantity_fulfilled, is_shipping_required, currency, variant_id)
SELECT gen_random_uuid(), CAST(lpad(to_hex(g/2+1048576),32,'0') AS uuid), 2, CASE WHEN g/2 <= {{orders / 100}} THEN
  0 ELSE 2 END, TRUE, 'USD', g%({{orders / 25}})+10001 FROM generate_series(2,{{orders * 2}}+1) g;
INSERT INTO order_orderevent (id, order_id, type, date)
SELECT g+100000, CAST(lpad(to_hex(g/4+1048576),32,'0') AS uuid),
  (ARRAY['placed','order_fully_paid','fulfillment_fulfilled_items','email_sent'])[g%4+1],
  pg_temp.ago(g/4*63072000.0/{{orders}}-60) FROM generate_series(4,{{orders * 4}}+3) g;
INSERT INTO order_fulfillment (order_id, status, created_at)
SELECT CAST(lpad(to_hex(g+1048576),32,'0') AS uuid), CASE WHEN g%20 IN (16,17) THEN 'returned' WHEN g%100=1 THEN
  'canceled' ELSE 'fulfilled' END, pg_temp.ago(g*63072000.0/{{orders}}-7200-g%300000) FROM
  generate_series({{orders / 100}}+1,{{orders}}) g WHERE g%20 NOT IN (15,19);
INSERT INTO payment_payment (id, gateway, is_active, total, captured_amount, charge_status, currency, created_at,
  order_id)
SELECT g+10000, (ARRAY['adyen','stripe','cash'])[g%3+1], TRUE, 10+g%500, 10+g%500, CASE g%20 WHEN 0 THEN
  'not-charged' WHEN 1 THEN 'refused' WHEN 2 THEN 'fully-refunded' ELSE 'fully-charged' END, 'USD',
  pg_temp.ago(g*63072000.0/{{orders}}), CAST(lpad(to_hex(g+1048576),32,'0') AS uuid) FROM
  generate_series(1,{{orders / 2}}) g;
INSERT INTO payment_transaction (id, payment_id, kind, is_success, amount, currency, action_required, created_at,
  token)
SELECT g+10000, g/2+10000, CASE WHEN g/2%20=2 AND g%2=1 THEN 'refund' WHEN g%2=0 THEN 'auth' ELSE 'capture' END,
  TRUE, 5, 'USD', FALSE, pg_temp.ago(g/2*63072000.0/{{orders}}-20), '' FROM generate_series(2,{{orders}}+1) g;
INSERT INTO payment_transactionitem (id, order_id, app_identifier, currency, charged_value, created_at, token,
  available_actions)
SELECT g+10000, CAST(lpad(to_hex(g+1048576),32,'0') AS uuid), 'app.stripe', 'USD', CASE WHEN g%20=0 THEN 0 ELSE
  10+g%500 END, pg_temp.ago(g*63072000.0/{{orders}}), gen_random_uuid(), '{}' FROM
  generate_series({{orders / 2}}+1,{{orders}}) g;
INSERT INTO payment_transactionevent (id, transaction_id, type, amount_value, currency, created_at, psp_reference)
SELECT g+10000, g/3+10000, CASE WHEN g%3=0 THEN 'charge_request' WHEN g%3=1 THEN 'charge_success' WHEN g%60=5 THEN
  'refund_success' ELSE 'info' END, 5, 'USD', pg_temp.ago(g/3*63072000.0/{{orders}}), 'r'||g FROM
  generate_series({{orders / 2}}*3+3,{{orders * 3}}+2) g;
INSERT INTO order_ordergrantedrefund (id, order_id, status, amount_value, currency, created_at)
SELECT g+10000, CAST(lpad(to_hex(g*50+1048576),32,'0') AS uuid), 'success', 5, 'USD',
  pg_temp.ago(g*50*63072000.0/{{orders}}) FROM generate_series(1,{{orders / 50}}) g;
INSERT INTO checkout_checkout (token, channel_id, currency, country, total_gross_amount, created_at, last_change)
SELECT CAST(lpad(to_hex(g+1048576),32,'f') AS uuid), g%2+1, CASE g%2 WHEN 1 THEN 'PLN' ELSE 'USD' END, 'PL', g%3*50,
  pg_temp.ago(g*100), pg_temp.ago(g*99) FROM generate_series(1,{{orders / 20}}) g;
INSERT INTO checkout_checkoutline (id, checkout_id, variant_id, quantity, currency, undiscounted_unit_price_amount)
SELECT gen_random_uuid(), CAST(lpad(to_hex(g/2+1048576),32,'f') AS uuid), g%({{orders / 25}})+10001, 2, 'USD', 10
  FROM generate_series(2,{{orders / 20}}*2+1) g;
INSERT INTO core_eventdelivery (id, webhook_id, event_type, status, created_at)
SELECT g+10000, 901, 'order_created', CASE g%100 WHEN 0 THEN 'pending' WHEN 1 THEN 'success' ELSE 'failed' END,
  pg_temp.ago(g*6) FROM generate_series(1,{{orders / 5}}) g;
INSERT INTO core_eventdeliveryattempt (id, delivery_id, status, created_at)
SELECT g+10000, g/3+10000, 'failed', pg_temp.ago(g*2) FROM generate_series(3,{{orders / 5}}*3+2) g;
INSERT INTO warehouse_allocation (stock_id, order_line_id, quantity_allocated)
SELECT g%({{orders / 25}}*4)+10004, l.id, 1 FROM (SELECT id, row_number() OVER () g FROM order_orderline WHERE
  quantity_fulfilled=0) l;
