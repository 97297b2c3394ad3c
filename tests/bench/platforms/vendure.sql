SET timezone = 'UTC';
CREATE FUNCTION pg_temp.ago(seconds double precision) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
SELECT TIMESTAMPTZ '2026-11-23 00:00+00' - seconds * interval '1 second' $$;
INSERT INTO "user" (id, identifier, "createdAt")
SELECT g+10000, 'u'||g|| '@example.com', pg_temp.ago(g*63072000.0/{{orders}}*5) FROM
  generate_series(1,{{orders / 5}}) g;
INSERT INTO customer (id, "emailAddress", "userId", "createdAt")
SELECT g+10000, 'u'||g|| '@example.com', g+10000, pg_temp.ago(g*63072000.0/{{orders}}*5) FROM
  generate_series(1,{{orders / 5}}) g;
INSERT INTO customer_channels_channel ("customerId", "channelId")
SELECT g+10000, 1 FROM generate_series(1,{{orders / 5}}) g UNION ALL SELECT g+10000, g%3+2 FROM
  generate_series(1,{{orders / 5}}) g WHERE g%5<2;
INSERT INTO asset (id, type, "fileSize", "createdAt")
SELECT g+10000, 'IMAGE', g%1000000, pg_temp.ago(g*600) FROM generate_series(1,{{orders / 50}}) g;
INSERT INTO asset_channels_channel ("assetId", "channelId")
SELECT g+10000, 1 FROM generate_series(1,{{orders / 50}}) g UNION ALL SELECT g+10000, (SELECT array_agg(id ORDER BY
  id) FROM channel WHERE "sellerId">1)[g%43+1] FROM generate_series(1,{{orders / 50}}) g;
INSERT INTO product (id, enabled, "featuredAssetId", "createdAt", "updatedAt", "deletedAt")
SELECT g+10000, g%20>0, g+10000, pg_temp.ago(g*600), pg_temp.ago(g*300), CASE WHEN g%25=0 THEN pg_temp.ago(g*100)
  END FROM generate_series(1,{{orders / 50}}) g;
INSERT INTO product_asset ("assetId", "position", "productId")
SELECT g+10000, 0, g+10000 FROM generate_series(1,{{orders / 50}}) g UNION ALL SELECT g%({{orders / 50}})+10001, 1,
  g+10000 FROM generate_series(1,{{orders / 50}}) g;
INSERT INTO product_channels_channel ("productId", "channelId")
SELECT g+10000, 1 FROM generate_series(1,{{orders / 50}}) g UNION ALL SELECT g+10000, (SELECT array_agg(id ORDER BY
  id) FROM channel WHERE "sellerId">1)[g%43+1] FROM generate_series(1,{{orders / 50}}) g UNION ALL SELECT g+10000,
  g%3+2 FROM generate_series(1,{{orders / 50}}) g WHERE g%5<2;
INSERT INTO product_variant (id, "productId", sku, "updatedAt", "deletedAt")
SELECT g+10000, g/2+10000, 's'||g, pg_temp.ago(g*300), CASE WHEN g/2%25=0 THEN pg_temp.ago(g*100) END FROM
  generate_series(2,{{orders / 25}}+1) g;
INSERT INTO product_variant_channels_channel ("productVariantId", "channelId")
SELECT g+10000, 1 FROM generate_series(2,{{orders / 25}}+1) g UNION ALL SELECT g+10000, (SELECT array_agg(id ORDER
  BY id) FROM channel WHERE "sellerId">1)[g/2%43+1] FROM generate_series(2,{{orders / 25}}+1) g UNION ALL SELECT
  g+10000, g/2%3+2 FROM generate_series(2,{{orders / 25}}+1) g WHERE g/2%5<2;
INSERT INTO product_variant_price ("currencyCode", "channelId", price, "variantId")
SELECT 'USD', x."channelId", g%9000, x."productVariantId" FROM (SELECT *, "productVariantId" AS g FROM
  product_variant_channels_channel WHERE "productVariantId">10000) x;
INSERT INTO stock_level ("stockOnHand", "stockAllocated", "productVariantId", "stockLocationId", "updatedAt")
SELECT g%100, g%5, g/2+10000, CASE g%2 WHEN 0 THEN 1 ELSE g/2%40+2 END, pg_temp.ago(g*100) FROM
  generate_series(4,{{orders / 25}}*2+3) g;
CREATE TEMP TABLE made AS
SELECT g, g+1000000 AS id, CAST(NULL AS int) AS parent, CASE WHEN g%5<2 THEN 'Aggregate' ELSE 'Regular' END AS type,
  g*63072000.0/{{orders}} AS age, CASE WHEN g%3=0 THEN 'EUR' ELSE 'USD' END AS currency, CASE WHEN
  g<={{orders / 100}} THEN (ARRAY['PaymentSettled','PaymentSettled','PartiallyShipped','PaymentAuthorized'])[g%4+1]
  WHEN g<={{orders / 33}} THEN 'Shipped' WHEN g%20=3 THEN 'Cancelled' WHEN g%200=18 THEN 'Shipped' WHEN g%1000=19
  THEN 'PaymentSettled' ELSE 'Delivered' END AS state FROM generate_series(1,{{orders}}) g;
INSERT INTO made
SELECT g, 10000000+2*g+k, id, 'Seller', age, currency, CASE state WHEN 'PaymentAuthorized' THEN 'PaymentSettled'
  WHEN 'Cancelled' THEN 'Delivered' ELSE state END FROM made CROSS JOIN generate_series(0,1) k WHERE
  type='Aggregate' AND k<=g%5;
ANALYZE made;
INSERT INTO "order" (id, "createdAt", "updatedAt", type, code, state, active, "orderPlacedAt", "currencyCode",
  "aggregateOrderId", "customerId", "subTotal", "subTotalWithTax", shipping, "shippingWithTax")
SELECT id, pg_temp.ago(age+1800), pg_temp.ago(age-CASE state WHEN 'Delivered' THEN 400000 ELSE 3600 END), type,
  'c'||id, state, FALSE, pg_temp.ago(age), currency, parent, CASE WHEN type<>'Seller' THEN g%({{orders / 5}})+10001
  END, 1000+g%50000, 1200+g%60000, 500, 600 FROM made;
INSERT INTO "order" (id, "createdAt", "updatedAt", type, code, state, active, "currencyCode", "customerId",
  "subTotal", "subTotalWithTax")
SELECT g+20000000, pg_temp.ago(g*63072000.0/{{orders}}*4), pg_temp.ago(g*63072000.0/{{orders}}*4-600), 'Regular',
  'k'||g, 'AddingItems', TRUE, 'USD', g%({{orders / 5}})+10001, 1000, 1200 FROM generate_series(1,{{orders / 4}}) g;
INSERT INTO order_channels_channel ("orderId", "channelId")
SELECT id, 1 FROM made UNION ALL SELECT id, g%3+2 FROM made WHERE type<>'Seller' AND g%10<4 UNION ALL SELECT id,
  (SELECT array_agg(id ORDER BY id) FROM channel WHERE "sellerId">1)[(g+id)%43+1] FROM made WHERE type='Seller'
  UNION ALL SELECT g+20000000, 1 FROM generate_series(1,{{orders / 4}}) g UNION ALL SELECT g+20000000, g%3+2 FROM
  generate_series(1,{{orders / 4}}) g WHERE g%10<4;
INSERT INTO order_line (id, "createdAt", "updatedAt", quantity, "orderPlacedQuantity", "listPrice",
  "initialListPrice", adjustments, "taxLines", "productVariantId", "orderId")
SELECT id*2+k, pg_temp.ago(age), pg_temp.ago(age), CASE state WHEN 'Cancelled' THEN 0 ELSE 1+k END, 1+k, 5000, 5000,
  '[]', '[{"description":"Standard Tax Europe","taxRate":20}]', g%({{orders / 25}})+10002, id FROM made CROSS JOIN
  generate_series(0,1) k;
INSERT INTO order_line (id, quantity, "listPrice", adjustments, "taxLines", "productVariantId", "orderId")
SELECT (g+20000000)*2, g%20, 5000, '[]', '[]', g%({{orders / 25}})+10002, g+20000000 FROM
  generate_series(1,{{orders / 4}}) g;
INSERT INTO payment (id, "createdAt", "updatedAt", method, state, metadata, amount, "orderId")
SELECT id, pg_temp.ago(age-5), pg_temp.ago(age-65), CASE WHEN type='Seller' THEN 'connected-payment-method' WHEN
  g%3=0 THEN 'paypal' ELSE 'card' END, CASE state WHEN 'PaymentAuthorized' THEN 'Authorized' WHEN 'Cancelled' THEN
  CASE g%40 WHEN 3 THEN 'Cancelled' ELSE 'Settled' END ELSE 'Settled' END, '{}', 1800+g%60000, id FROM made UNION
  ALL SELECT id+30000000, pg_temp.ago(age+60), pg_temp.ago(age+60), 'card', 'Declined', '{}', 1800+g%60000, id FROM
  made WHERE type<>'Seller' AND g%10=7;
INSERT INTO refund (id, "createdAt", "updatedAt", method, state, metadata, "paymentId", items, shipping, adjustment,
  total)
SELECT id, pg_temp.ago(age-90000), pg_temp.ago(age-95000), 'card', CASE g%200 WHEN 23 THEN 'Pending' WHEN 43 THEN
  'Failed' ELSE 'Settled' END, '{}', id, 500, 0, 0, 500+g%500 FROM made WHERE g%20=3;
INSERT INTO fulfillment (id, "createdAt", "updatedAt", state, method, "handlerCode")
SELECT id, pg_temp.ago(age-7200), pg_temp.ago(age-300000), CASE WHEN state<>'Delivered' THEN 'Shipped' WHEN g%100=1
  THEN 'Cancelled' ELSE 'Delivered' END, 'UPS', 'manual-fulfillment' FROM made WHERE type<>'Aggregate' AND state IN
  ('PartiallyShipped','Shipped','Delivered');
INSERT INTO order_fulfillments_fulfillment ("orderId", "fulfillmentId")
SELECT id, id FROM fulfillment WHERE id>=1000000;
INSERT INTO order_line_reference (id, quantity, "fulfillmentId", "orderLineId", discriminator)
SELECT m.id*2+k, 1+k, m.id, m.id*2+k, 'FulfillmentLine' FROM made m CROSS JOIN generate_series(0,1) k WHERE
  type<>'Aggregate' AND (state IN ('Shipped','Delivered') OR state='PartiallyShipped' AND k=0);
INSERT INTO order_line_reference (id, quantity, "refundId", "orderLineId", discriminator)
SELECT 50000000+id, 1, id, id*2, 'RefundLine' FROM refund WHERE id>=1000000;
INSERT INTO history_entry ("createdAt", "updatedAt", type, "isPublic", data, discriminator, "orderId")
SELECT pg_temp.ago(age-s.k*20), pg_temp.ago(age-s.k*20), s.type, TRUE, s.data, 'OrderHistoryEntry', id FROM made
  CROSS JOIN (VALUES
  (-2,'ORDER_STATE_TRANSITION','{"from":"Created","to":"AddingItems"}'),(-1,'ORDER_STATE_TRANSITION','{"from":"AddingItems","to":"ArrangingPayment"}'),(1,'ORDER_PAYMENT_TRANSITION','{"paymentId":12345678,"from":"Created","to":"Settled"}'),(2,'ORDER_STATE_TRANSITION','{"from":"ArrangingPayment","to":"PaymentSettled"}'))
  s(k,type,data) WHERE made.type<>'Seller' OR k>0;
INSERT INTO history_entry ("createdAt", "updatedAt", type, "isPublic", data, discriminator, "administratorId",
  "orderId")
SELECT pg_temp.ago(GREATEST(f.age-s.k*7200-CASE WHEN s.k>1 THEN f.id%400000 ELSE 0 END,0)),
  pg_temp.ago(GREATEST(f.age-s.k*7200,0)), s.type, TRUE, '{"fulfillmentId":'||f.id||s.data, 'OrderHistoryEntry', 1,
  f.id FROM (SELECT m.*, f.state AS parcel FROM made m JOIN fulfillment f ON f.id=m.id) f CROSS JOIN (VALUES
  (1,'ORDER_FULFILLMENT','}'),(1,'ORDER_FULFILLMENT_TRANSITION',',"from":"Created","to":"Pending"}'),(2,'ORDER_FULFILLMENT_TRANSITION',',"from":"Pending","to":"Shipped"}'),(3,'ORDER_FULFILLMENT_TRANSITION',',"from":"Shipped","to":"Delivered"}'))
  s(k,type,data) WHERE k<3 OR f.parcel='Delivered';
INSERT INTO history_entry (type, "isPublic", data, discriminator, "customerId")
SELECT 'CUSTOMER_REGISTERED', TRUE, '{"strategy":"native"}', 'CustomerHistoryEntry', g+10000 FROM
  generate_series(1,{{orders / 5}}) g;
INSERT INTO job_record ("queueName", state, progress, "isSettled", retries, attempts, "createdAt", "startedAt",
  "settledAt")
SELECT (ARRAY['send-email','update-search-index','apply-collection-filters'])[g%3+1], CASE g%100 WHEN 0 THEN
  'FAILED' WHEN 1 THEN 'PENDING' ELSE 'COMPLETED' END, 100, TRUE, 5, 1, pg_temp.ago(g*20), pg_temp.ago(g*20-1), CASE
  WHEN g%100<>1 THEN pg_temp.ago(g*20-3) END FROM generate_series(1,{{orders / 10}}) g;
DROP TABLE made;
