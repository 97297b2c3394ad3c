INSERT INTO oc_customer (customer_id, store_id, status, date_added)
SELECT 100000 + seq, 0, 1, '2025-01-01' + INTERVAL seq MINUTE FROM seq_1_to_{{orders / 3}};

INSERT INTO oc_product (product_id, master_id, model, quantity, subtract, status, price, date_added, date_modified)
SELECT 100000 + seq, IF(seq % 10 > 5, 100001 + 10 * (seq DIV 10), 0), 'M', seq % 40, 1, 1, 10, '2025-01-01', '2025-01-01'
FROM seq_1_to_{{orders / 5}};

INSERT INTO oc_product_to_store (product_id, store_id) SELECT product_id, 0 FROM oc_product WHERE product_id > 100000;

-- Status 0 is a checkout that was not finished.
INSERT INTO oc_order (order_id, store_id, customer_id, total, order_status_id, currency_code, currency_value,
  payment_method, shipping_method, date_added, date_modified)
SELECT 100000 + seq, 0, 100001 + (seq * 7919) % {{orders / 3}}, 50 + seq % 100,
  IF(seq > {{orders}} * 0.99, ELT(1 + seq % 6, 1, 2, 3, 5, 0, 2),
    ELT(1 + seq % 20, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 3, 3, 7, 8, 11, 0, 0, 16)),
  ELT(1 + seq % 3, 'USD', 'EUR', 'GBP'), 0.9, '{"name":"Pay","code":"paypal.paypal"}',
  '{"name":"Flat","code":"flat.flat","cost":5}',
  '2026-11-26 06:00:00' - INTERVAL ({{orders}} - seq) * 63072000 DIV {{orders}} SECOND,
  '2026-11-26 06:00:00' - INTERVAL ({{orders}} - seq) * 63072000 DIV {{orders}} SECOND
FROM seq_1_to_{{orders}};

INSERT INTO oc_order_product (order_id, product_id, quantity, price, tax)
SELECT 100001 + (seq - 1) DIV 2, 100001 + (seq * 31) % {{orders / 5}}, 1, 20, 2 FROM seq_1_to_{{orders * 2}};

INSERT INTO oc_order_history (order_id, order_status_id, date_added)
SELECT o.order_id, h.status, LEAST(o.date_added + INTERVAL h.hours + o.order_id % 90 HOUR, '2026-11-26 06:00:00')
FROM oc_order o JOIN (
  SELECT 1 AS status, 0 AS hours UNION ALL SELECT 2, 2 UNION ALL SELECT 3, 30 UNION ALL SELECT 5, 60
) h WHERE o.order_id > 100000 AND o.order_status_id > 0
  AND (o.order_status_id = 5 OR h.status <= o.order_status_id AND h.status < 4);

INSERT INTO oc_return (order_id, product_id, quantity, return_status_id, return_action_id, date_added)
SELECT order_id, 100001 + (order_id * 31) % {{orders / 5}}, 1, 1 + order_id % 3, 1 + order_id % 4,
  LEAST(date_added + INTERVAL 5 DAY, '2026-11-26 06:00:00')
FROM oc_order WHERE order_id > 100000 AND order_id % 20 = 3;

INSERT INTO oc_cart (store_id, customer_id, session_id, product_id, quantity, `option`, date_added)
SELECT 0, 0, CONCAT('s', seq DIV 2), 100001 + seq % {{orders / 5}}, 1, '[]', '2026-11-26 06:00:00' - INTERVAL seq MINUTE
FROM seq_1_to_{{orders}};
