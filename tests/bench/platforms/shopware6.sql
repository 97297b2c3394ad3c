-- The shop made by hand has no secondary indexes; these are Shopware's, as far as they are about columns that it has.
ALTER TABLE `order` ADD KEY (state_id), ADD KEY (currency_id), ADD KEY (sales_channel_id),
  ADD KEY (order_date_time, currency_id);
ALTER TABLE order_transaction ADD KEY (order_id, order_version_id), ADD KEY (state_id), ADD KEY (payment_method_id);
ALTER TABLE order_transaction_capture ADD KEY (order_transaction_id);
ALTER TABLE order_transaction_capture_refund ADD KEY (capture_id), ADD KEY (state_id);
ALTER TABLE order_delivery ADD KEY (order_id, order_version_id), ADD KEY (state_id);
ALTER TABLE state_machine_history ADD KEY (referenced_id, referenced_version_id), ADD KEY (to_state_id);
ALTER TABLE product ADD KEY (parent_id, version_id);
ALTER TABLE product_visibility ADD UNIQUE KEY (product_id, product_version_id, sales_channel_id),
  ADD KEY (sales_channel_id);
ALTER TABLE customer ADD KEY (sales_channel_id);
ALTER TABLE cart ADD KEY (created_at);
ALTER TABLE messenger_messages ADD KEY (queue_name), ADD KEY (available_at), ADD KEY (delivered_at);

INSERT INTO customer (id, sales_channel_id, active, guest, last_order_date, created_at)
SELECT UNHEX(LPAD(HEX(1000000 + seq), 32, 'C')), c.id, 1, seq % 4 = 0, '2026-11-20 10:00:00',
  '2025-01-02' + INTERVAL seq MINUTE
FROM seq_1_to_{{orders / 3}} JOIN (SELECT MIN(id) AS id FROM sales_channel) c;

INSERT INTO product (id, version_id, parent_id, active, price, stock, available_stock, child_count, created_at)
SELECT UNHEX(LPAD(HEX(1000000 + seq), 32, 'D')), p.version_id,
  IF(seq % 5, UNHEX(LPAD(HEX(1000000 + seq - seq % 5), 32, 'D')), NULL), 1, p.price, seq % 40, seq % 40,
  IF(seq % 5, 0, 4), '2025-01-02'
FROM seq_1_to_{{orders / 5}} JOIN (
  SELECT p.version_id, p.price FROM product p JOIN product_visibility v ON v.product_id = p.id
    AND v.product_version_id = p.version_id
  WHERE p.price IS NOT NULL AND p.version_id = UNHEX('0FA91CE3E96A4BC2BE4BD9CE752C3425') LIMIT 1
) p;

INSERT INTO product_visibility (id, product_id, product_version_id, sales_channel_id, visibility)
SELECT p.id, p.id, p.version_id, c.id, 30
FROM product p JOIN (SELECT MIN(id) AS id FROM sales_channel) c
WHERE p.created_at = '2025-01-02' AND p.parent_id IS NULL;

-- The ids of states are those of the shop made by hand.
INSERT INTO `order` (id, version_id, state_id, currency_id, sales_channel_id, price, order_date_time)
SELECT UNHEX(LPAD(HEX(1000000 + seq), 32, 'E')), UNHEX('0FA91CE3E96A4BC2BE4BD9CE752C3425'),
  UNHEX(RPAD(IF(seq > {{orders}} * 0.99, ELT(1 + seq % 2, 'A1', 'A2'), IF(seq % 10, 'A3', 'A4')), 32, '0')), e.id, c.id,
  CONCAT('{"totalPrice": ', 50 + seq % 100, ', "netPrice": ', 40 + seq % 100, '}'),
  '2026-11-26 10:00:00' - INTERVAL ({{orders}} - seq) * 60000000 DIV {{orders}} SECOND
FROM seq_1_to_{{orders}} JOIN (SELECT MIN(id) AS id FROM sales_channel) c JOIN (SELECT MIN(id) AS id FROM currency) e;

INSERT INTO order_transaction (id, version_id, order_id, order_version_id, state_id, payment_method_id, amount,
  created_at)
SELECT UNHEX(LPAD(HEX(1000000 + seq), 32, 'F')), UNHEX('0FA91CE3E96A4BC2BE4BD9CE752C3425'),
  UNHEX(LPAD(HEX(1000000 + seq), 32, 'E')), UNHEX('0FA91CE3E96A4BC2BE4BD9CE752C3425'),
  UNHEX(RPAD(IF(seq > {{orders}} * 0.99, ELT(1 + seq % 2, 'B1', 'B5'), IF(seq % 10, 'B5', 'BB')), 32, '0')),
  UNHEX(RPAD(ELT(1 + seq % 2, 'F1', 'F2'), 32, '0')), CONCAT('{"totalPrice": ', 50 + seq % 100, '}'),
  '2026-11-26 10:00:00' - INTERVAL ({{orders}} - seq) * 60000000 DIV {{orders}} SECOND
FROM seq_1_to_{{orders}};

INSERT INTO order_delivery (id, version_id, order_id, order_version_id, state_id, shipping_costs)
SELECT UNHEX(LPAD(HEX(1000000 + seq), 32, 'B')), UNHEX('0FA91CE3E96A4BC2BE4BD9CE752C3425'),
  UNHEX(LPAD(HEX(1000000 + seq), 32, 'E')), UNHEX('0FA91CE3E96A4BC2BE4BD9CE752C3425'),
  UNHEX(RPAD(IF(seq > {{orders}} * 0.99, 'C1', IF(seq % 10, IF(seq % 20 = 1, 'C4', 'C2'), 'C6')), 32, '0')),
  '{"totalPrice": 5}'
FROM seq_1_to_{{orders}};

INSERT INTO state_machine_history (id, referenced_id, referenced_version_id, entity_name, to_state_id, created_at)
SELECT UNHEX(LPAD(HEX(1000000 + seq), 32, '1')), UNHEX(LPAD(HEX(1000000 + seq), 32, 'F')),
  UNHEX('0FA91CE3E96A4BC2BE4BD9CE752C3425'), 'order_transaction', UNHEX(RPAD('B5', 32, '0')),
  '2026-11-26 10:00:00' - INTERVAL ({{orders}} - seq) * 60000000 DIV {{orders}} SECOND
FROM seq_1_to_{{orders}} WHERE seq % 10;

INSERT INTO state_machine_history (id, referenced_id, referenced_version_id, entity_name, to_state_id, created_at)
SELECT UNHEX(LPAD(HEX(1000000 + seq), 32, '2')), UNHEX(LPAD(HEX(1000000 + seq), 32, 'B')),
  UNHEX('0FA91CE3E96A4BC2BE4BD9CE752C3425'), 'order_delivery', UNHEX(RPAD('C2', 32, '0')),
  '2026-11-26 11:00:00' - INTERVAL ({{orders}} - seq) * 59000000 DIV {{orders}} SECOND
FROM seq_1_to_{{orders}} WHERE seq % 10 AND seq <= {{orders}} * 0.99;

INSERT INTO order_transaction_capture (id, version_id, order_transaction_id)
SELECT UNHEX(LPAD(HEX(1000000 + seq), 32, '3')), UNHEX('0FA91CE3E96A4BC2BE4BD9CE752C3425'),
  UNHEX(LPAD(HEX(1000000 + seq), 32, 'F'))
FROM seq_1_to_{{orders}} WHERE seq % 20 = 1;

INSERT INTO order_transaction_capture_refund (id, version_id, capture_id, state_id, amount, created_at)
SELECT UNHEX(LPAD(HEX(1000000 + seq), 32, '4')), UNHEX('0FA91CE3E96A4BC2BE4BD9CE752C3425'),
  UNHEX(LPAD(HEX(1000000 + seq), 32, '3')), UNHEX(RPAD('D3', 32, '0')), '{"totalPrice": 5}',
  '2026-11-26 10:00:00' - INTERVAL ({{orders}} - seq) * 50000000 DIV {{orders}} SECOND
FROM seq_1_to_{{orders}} WHERE seq % 20 = 1;

INSERT INTO cart (token, payload, created_at, updated_at)
SELECT CONCAT('cart-', seq), '', '2026-11-26 10:00:00' - INTERVAL seq MINUTE, '2026-11-26 10:30:00' - INTERVAL seq MINUTE
FROM seq_1_to_{{orders}};

INSERT INTO messenger_messages (queue_name, available_at)
SELECT IF(seq % 10, 'async', 'failed'), '2026-11-26 11:00:00' - INTERVAL seq SECOND FROM seq_1_to_{{orders / 50}};
