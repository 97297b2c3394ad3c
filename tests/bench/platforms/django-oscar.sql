SET timezone = 'UTC';
CREATE FUNCTION pg_temp.ago(seconds double precision) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
SELECT TIMESTAMPTZ '2026-03-01 12:00+00' - seconds * interval '1 second' $$;
INSERT INTO auth_user (id, username, email, is_active, date_joined)
SELECT g+10000, 'u'||g, 'u'||g|| '@example.com', g%50>0, pg_temp.ago(g*63072000.0/{{orders}}*5) FROM
  generate_series(1,{{orders / 5}}) g;
INSERT INTO catalogue_product (id, structure, title, slug, is_public, is_discountable, date_created, date_updated,
  product_class_id)
SELECT g+10000, 'standalone', 'p'||g, 'p'||g, g%20>0, TRUE, pg_temp.ago(g*600), pg_temp.ago(g*300), (SELECT
  array_agg(id ORDER BY id) FROM catalogue_productclass)[g%2+1] FROM generate_series(1,{{orders / 25}}) g;
INSERT INTO catalogue_productimage (id, product_id, original, caption, display_order, date_created)
SELECT g+10000, g/2+10000, 'x', '', g%2, pg_temp.ago(g*600) FROM generate_series(2,{{orders / 25}}*2+1) g;
INSERT INTO partner_stockrecord (id, product_id, partner_id, partner_sku, price_currency, price, num_in_stock,
  num_allocated, low_stock_threshold, date_created, date_updated)
SELECT g+10000, g+10000, (SELECT array_agg(id ORDER BY id) FROM partner_partner)[g%3+1], 'k'||g, 'EUR', g%90+5,
  g%100, g%4, 5, pg_temp.ago(g*600), pg_temp.ago(g*100) FROM generate_series(1,{{orders / 25}}) g;
INSERT INTO basket_basket (id, status, date_created, owner_id)
SELECT g+100000, CASE WHEN g%2=0 THEN 'Submitted' WHEN g%20=1 THEN 'Saved' ELSE 'Open' END,
  pg_temp.ago(g/2*63072000.0/{{orders}}+600), g%({{orders / 5}})+10001 FROM generate_series(2,{{orders * 2}}+1) g;
INSERT INTO basket_line (id, line_reference, quantity, price_currency, price_excl_tax, price_incl_tax, date_created,
  date_updated, basket_id, product_id, stockrecord_id)
SELECT g+100000, 'l'||g, g%3+1, 'EUR', 10, 12, pg_temp.ago(g/4*63072000.0/{{orders}}+300),
  pg_temp.ago(g/4*63072000.0/{{orders}}+300), g/2+100000, g%({{orders / 25}})+10001, g%({{orders / 25}})+10001 FROM
  generate_series(4,{{orders * 4}}+3) g;
INSERT INTO order_order (id, number, currency, total_incl_tax, total_excl_tax, status, date_placed, basket_id,
  site_id, user_id)
SELECT g+100000, 'b'||g, CASE WHEN g%3=0 THEN 'USD' ELSE 'EUR' END, 12+g%500, 10+g%500, CASE WHEN
  g<={{orders / 200}} THEN 'Pending' WHEN g<={{orders / 50}} THEN 'Being processed' WHEN g%20=3 THEN 'Cancelled'
  WHEN g%300=7 THEN 'Being processed' ELSE 'Complete' END, pg_temp.ago(g*63072000.0/{{orders}}), g*2+100000, (SELECT
  array_agg(id ORDER BY id) FROM django_site)[g%2+1], CASE WHEN g%3>0 THEN g%({{orders / 5}})+10001 END FROM
  generate_series(1,{{orders}}) g;
INSERT INTO order_line (id, order_id, partner_id, partner_name, partner_sku, title, quantity, line_price_incl_tax,
  line_price_excl_tax, status, product_id, stockrecord_id)
SELECT o.id*2+k, o.id, (SELECT array_agg(id ORDER BY id) FROM partner_partner)[(o.id+k)%3+1], 'x', 'x', 'x', 1+k, 6,
  5, CASE WHEN o.status='Complete' AND o.id%20=8 AND k=0 THEN 'Returned' WHEN o.status='Being processed' AND
  o.id%4=0 AND k=1 THEN 'Shipped' ELSE o.status END, (o.id+k)%({{orders / 25}})+10001,
  (o.id+k)%({{orders / 25}})+10001 FROM order_order o CROSS JOIN generate_series(0,1) k WHERE o.id>100000;
INSERT INTO order_shippingevent (id, notes, date_created, event_type_id, order_id)
SELECT o.id, '', o.date_placed + (o.id%250000+7200)*interval '1 second', (SELECT min(id) FROM
  order_shippingeventtype WHERE code='shipped'), o.id FROM order_order o WHERE o.id>100000 AND (o.status='Complete'
  OR o.status='Being processed' AND o.id%4=0);
INSERT INTO order_shippingeventquantity (id, quantity, event_id, line_id)
SELECT e.id*2+k, 1+k, e.id, e.id*2+k FROM order_shippingevent e JOIN order_order o ON o.id=e.order_id CROSS JOIN
  generate_series(0,1) k WHERE e.id>100000 AND (o.status='Complete' OR k=1);
INSERT INTO payment_source (id, currency, amount_allocated, amount_debited, amount_refunded, order_id,
  source_type_id)
SELECT o.id, o.currency, o.total_incl_tax, CASE WHEN o.status IN ('Pending','Cancelled') THEN 0 ELSE
  o.total_incl_tax END, CASE WHEN o.status='Complete' AND o.id%20=8 THEN 6 ELSE 0 END, o.id, (SELECT min(id) FROM
  payment_sourcetype) FROM order_order o WHERE o.id>100000;
INSERT INTO payment_transaction (id, txn_type, amount, date_created, source_id)
SELECT s.id*3+k, (ARRAY['Authorise','Debit','Refund'])[k+1], CASE k WHEN 2 THEN 6 ELSE s.amount_allocated END,
  o.date_placed + k*3600*interval '1 second', s.id FROM payment_source s JOIN order_order o ON o.id=s.order_id CROSS
  JOIN generate_series(0,2) k WHERE s.id>100000 AND (k=0 OR k=1 AND s.amount_debited>0 OR k=2 AND
  s.amount_refunded>0);
