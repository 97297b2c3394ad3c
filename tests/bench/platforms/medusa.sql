SET timezone = 'UTC';
CREATE FUNCTION pg_temp.ago(seconds double precision) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
SELECT TIMESTAMPTZ '2026-11-26 12:00+00' - seconds * interval '1 second' $$;
INSERT INTO customer (id, email, has_account, created_at)
SELECT 'c'||g, 'c'||g|| '@bulk.example', g%2=0, pg_temp.ago(g*100) FROM generate_series(1,({{orders / 5}})) g;
INSERT INTO product (id, title, handle, status, updated_at)
SELECT 'p'||g, 'p'||g, 'bulk-p'||g, CASE WHEN g%10=0 THEN 'draft' ELSE 'published' END, pg_temp.ago(g*10) FROM
  generate_series(1,({{orders / 10}})) g;
INSERT INTO image (id, product_id, url)
SELECT 'i'||g, 'p'||(g/2+1), 'u'||g FROM generate_series(1,(2*({{orders / 10}}))) g;
INSERT INTO product_variant (id, product_id, title, manage_inventory, sku)
SELECT 'v'||g, 'p'||(g/2+1), 'v'||g, TRUE, 'bulk-s'||g FROM generate_series(1,(2*({{orders / 10}}))) g;
INSERT INTO product_sales_channel (product_id, sales_channel_id, id)
SELECT 'p'||(g/2+1), (SELECT array_agg(id ORDER BY id) FROM sales_channel WHERE deleted_at IS NULL AND NOT
  is_disabled)[g%2+1], 'x'||g FROM generate_series(1,(2*({{orders / 10}}))) g;
INSERT INTO product_variant_price_set (variant_id, price_set_id, id)
SELECT 'v'||g, 'ps'||g, 'x'||g FROM generate_series(1,(2*({{orders / 10}}))) g;
INSERT INTO price (id, price_set_id, currency_code, amount, raw_amount)
SELECT 'pr'||g, 'ps'||(g/2), 'eur', 10, '{}' FROM generate_series(1,(2*(2*({{orders / 10}})))) g;
INSERT INTO inventory_item (id, sku)
SELECT 'ii'||g, 'bulk-s'||g FROM generate_series(1,(2*({{orders / 10}}))) g;
INSERT INTO product_variant_inventory_item (variant_id, inventory_item_id, id, required_quantity)
SELECT 'v'||g, 'ii'||g, 'x'||g, 1 FROM generate_series(1,(2*({{orders / 10}}))) g;
INSERT INTO inventory_level (id, inventory_item_id, location_id, stocked_quantity, reserved_quantity)
SELECT 'il'||g, 'ii'||(g/2), (SELECT array_agg(id ORDER BY id) FROM stock_location WHERE deleted_at IS NULL)[g%2+1],
  g%100, g%3 FROM generate_series(1,(2*(2*({{orders / 10}})))) g;
INSERT INTO "order" (id, display_id, sales_channel_id, status, version, is_draft_order, currency_code, customer_id,
  created_at, updated_at, custom_display_id)
SELECT 'o'||g, g+1000, CASE WHEN g%50>0 THEN (SELECT array_agg(id ORDER BY id) FROM sales_channel WHERE deleted_at
  IS NULL AND NOT is_disabled)[g%2+1] END, (CASE WHEN g%20=1 THEN 'canceled' WHEN g%20<10 THEN 'completed' ELSE
  'pending' END)::order_status_enum, CASE WHEN g%4=0 THEN 2 ELSE 1 END, g%100=99, CASE g%3 WHEN 0 THEN 'usd' ELSE
  'eur' END, 'c'||(g%({{orders / 5}})+1), pg_temp.ago(g*63072000.0/{{orders}}),
  pg_temp.ago(g*63072000.0/{{orders}}-g%90*3600), 'd'||g FROM generate_series(1,{{orders}}) g;
INSERT INTO order_summary (id, order_id, version, totals)
SELECT 'os'||g, 'o'||g, CASE WHEN g%4=0 THEN 2 ELSE 1 END,
  jsonb_build_object('current_order_total',10+g%500,'original_order_total',10+g%500,'paid_total',CASE WHEN g%20=3
  THEN 0 ELSE 10+g%500 END,'refunded_total',CASE WHEN g%40=5 THEN 10+g%500 ELSE 0
  END,'transaction_total',10+g%500,'pending_difference',CASE WHEN g%20=3 THEN 10 ELSE 0
  END,'accounting_total',10+g%500,'raw_current_order_total',jsonb_build_object('value','10','precision',20),'raw_paid_total',jsonb_build_object('value','10','precision',20),'credit_line_total',0)
  FROM generate_series(1,{{orders}}) g;
INSERT INTO order_summary (id, order_id, version, totals)
SELECT 'ost'||g, 'o'||(g*4), 1,
  jsonb_build_object('current_order_total',10+g%500,'original_order_total',10+g%500,'paid_total',CASE WHEN g%20=3
  THEN 0 ELSE 10+g%500 END,'refunded_total',CASE WHEN g%40=5 THEN 10+g%500 ELSE 0
  END,'transaction_total',10+g%500,'pending_difference',CASE WHEN g%20=3 THEN 10 ELSE 0
  END,'accounting_total',10+g%500,'raw_current_order_total',jsonb_build_object('value','10','precision',20),'raw_paid_total',jsonb_build_object('value','10','precision',20),'credit_line_total',0)
  FROM generate_series(1,({{orders / 4}})) g;
INSERT INTO order_line_item (id, unit_price, requires_shipping, title, product_id)
SELECT 'ol'||g, 10, TRUE, 'x', 'p'||(g%({{orders / 10}})+1) FROM generate_series(1,({{orders * 2}})) g;
INSERT INTO order_item (id, order_id, item_id, version, quantity, fulfilled_quantity, unit_price)
SELECT 'oi'||g, 'o'||(g/2), 'ol'||g, CASE WHEN (g/2)%4=0 THEN 2 ELSE 1 END, 2, CASE WHEN g/2 <= {{orders / 50}} THEN
  0 ELSE 2 END, 10 FROM generate_series(1,({{orders * 2}})) g;
INSERT INTO order_item (id, order_id, item_id, version, quantity, fulfilled_quantity)
SELECT 'oit'||g, 'o'||(g*4), 'ol'||(g*8), 1, 2, 0 FROM generate_series(1,({{orders / 4}})) g;
INSERT INTO fulfillment (id, location_id, packed_at, shipped_at, delivered_at, requires_shipping, canceled_at)
SELECT 'f'||g, (SELECT array_agg(id ORDER BY id) FROM stock_location WHERE deleted_at IS NULL)[g%2+1], now(),
  pg_temp.ago((g+{{orders / 50}})*63072000.0/{{orders}}-g%300000), CASE WHEN g%3>0 THEN
  pg_temp.ago((g+{{orders / 50}})*63072000.0/{{orders}}-g%300000-90000) END, TRUE, CASE WHEN g%50=0 THEN now() END
  FROM generate_series(1,({{orders}}-({{orders / 50}}))) g;
INSERT INTO order_fulfillment (order_id, fulfillment_id, id)
SELECT 'o'||(g+{{orders / 50}}), 'f'||g, 'x'||g FROM generate_series(1,({{orders}}-({{orders / 50}}))) g;
INSERT INTO payment_collection (id, currency_code, amount, status)
SELECT 'pc'||g, 'eur', 10, CASE WHEN g%20=3 THEN 'authorized' ELSE 'completed' END FROM
  generate_series(1,({{orders}}+({{orders * 2}}))) g;
INSERT INTO order_payment_collection (order_id, payment_collection_id, id)
SELECT 'o'||g, 'pc'||g, 'x'||g FROM generate_series(1,{{orders}}) g;
INSERT INTO payment_session (id, currency_code, amount, provider_id, status, payment_collection_id, created_at)
SELECT 'ps'||g, 'eur', 10+g%500, (ARRAY['pp_stripe_stripe','pp_system_default'])[g%2+1], CASE WHEN g>{{orders}} THEN
  CASE WHEN g%10=0 THEN 'error' ELSE 'pending' END WHEN g%20=3 THEN 'pending' ELSE 'authorized' END, 'pc'||g,
  pg_temp.ago(g*63072000.0/{{orders}}) FROM generate_series(1,({{orders}}+({{orders / 2}}))) g;
INSERT INTO payment (id, amount, currency_code, provider_id, payment_collection_id, payment_session_id, created_at)
SELECT 'pay'||g, 10+g%500, 'eur', 'pp', 'pc'||g, 'ps'||g, pg_temp.ago(g*63072000.0/{{orders}}-60) FROM
  generate_series(1,{{orders}}) g;
INSERT INTO capture (id, payment_id, amount, created_at)
SELECT 'cap'||g, 'pay'||g, CASE WHEN g%20=4 THEN 1 ELSE 10+g%500 END, pg_temp.ago(g*63072000.0/{{orders}}-120) FROM
  generate_series(1,{{orders}}) g;
INSERT INTO refund (id, payment_id, amount, created_at)
SELECT 'ref'||g, 'pay'||(g*40), 5, pg_temp.ago(g*63072000.0/{{orders}}) FROM generate_series(1,({{orders / 40}})) g;
INSERT INTO "return" (id, order_id, status, order_version, display_id, created_at)
SELECT 'ret'||g, 'o'||(g*40), (ARRAY['requested','received','canceled','open'])[g%4+1]::return_status_enum, 1, g,
  pg_temp.ago(g*63072000.0/{{orders}}) FROM generate_series(1,({{orders / 40}})) g;
INSERT INTO return_item (id, return_id, item_id, quantity)
SELECT 'ri'||g, 'ret'||g, 'ol'||(g*80), 1 FROM generate_series(1,({{orders / 40}})) g;
INSERT INTO cart (id, sales_channel_id, currency_code, completed_at, created_at, updated_at)
SELECT 'k'||g, (SELECT array_agg(id ORDER BY id) FROM sales_channel WHERE deleted_at IS NULL AND NOT
  is_disabled)[g%2+1], 'eur', CASE WHEN g%2=0 THEN now() END, pg_temp.ago(g*300), pg_temp.ago(g*299) FROM
  generate_series(1,({{orders * 2}})) g;
INSERT INTO cart_line_item (id, cart_id, title, quantity, unit_price, updated_at)
SELECT 'kl'||g, 'k'||(g/2), 'x', 1, 10, pg_temp.ago(g*149) FROM generate_series(1,(2*({{orders * 2}}))) g;
INSERT INTO cart_payment_collection (cart_id, payment_collection_id, id)
SELECT 'k'||g, 'pc'||(g+{{orders}}), 'x'||g FROM generate_series(1,({{orders * 2}})) g;
INSERT INTO workflow_execution (id, workflow_id, transaction_id, run_id, state, created_at, updated_at)
SELECT 'w'||g, (ARRAY['complete-cart','import-products','sync'])[g%3+1], 't'||g, 'r'||g,
  (ARRAY['done','failed','invoking','not_started','reverted'])[CASE WHEN g%100<5 THEN g%5+1 ELSE 1 END],
  now()-g*interval '1 minute', now()-g*interval '1 minute' FROM generate_series(1,({{orders / 2}})) g;
INSERT INTO notification (id, status, created_at, updated_at, "to", channel)
SELECT 'n'||g, CASE WHEN g%100=0 THEN 'failure' ELSE 'success' END, now()-g*interval '1 minute', now()-g*interval
  '1 minute', 'a', 'email' FROM generate_series(1,{{orders}}) g;
