INSERT INTO ps_customer (id_customer, id_shop, id_shop_group, email, active, is_guest, deleted, firstname, lastname,
  passwd, date_add, date_upd)
SELECT 1000 + seq, 1, 1, CONCAT(seq, '@example.com'), 1, seq % 7 = 0, 0, 'a', 'b', 'x',
  '2024-01-01' + INTERVAL seq * 200 SECOND, '2024-01-01'
FROM seq_1_to_{{orders / 3}};

INSERT INTO ps_product (id_product, id_shop_default, active, state, price, is_virtual, date_add, date_upd, product_type)
SELECT 1000 + seq, 1, 1, 1, 10, seq % 50 = 7, '2024-01-01', '2025-01-01' + INTERVAL seq MINUTE,
  IF(seq % 2, 'standard', 'combinations')
FROM seq_1_to_{{orders / 20}};

INSERT INTO ps_product_shop (id_product, id_shop, active, price, date_add, date_upd, low_stock_threshold)
SELECT id_product, 1, 1, 10, date_add, date_upd, 0 FROM ps_product WHERE id_product > 1000;

INSERT INTO ps_category_product (id_category, id_product)
SELECT 2, id_product FROM ps_product WHERE id_product > 1000 AND id_product % 100 = 0;

INSERT INTO ps_image (id_image, id_product, cover)
SELECT id_product, id_product, 1 FROM ps_product WHERE id_product > 1000;

INSERT INTO ps_image_shop (id_image, id_product, id_shop, cover)
SELECT id_product, id_product, 1, 1 FROM ps_product WHERE id_product > 1000;

INSERT INTO ps_product_attribute_shop (id_product, id_product_attribute, id_shop, price, low_stock_threshold)
SELECT 1000 + 2 * (1 + (seq - 1) DIV 4), 10000 + seq, 1, 0, 0 FROM seq_1_to_{{orders / 10}};

INSERT INTO ps_stock_available (id_product, id_product_attribute, id_shop, id_shop_group, quantity, reserved_quantity)
SELECT id_product, id_product_attribute, 1, 0, id_product_attribute % 30, id_product_attribute % 3
FROM ps_product_attribute_shop WHERE id_product_attribute > 10000;

INSERT INTO ps_stock_available (id_product, id_product_attribute, id_shop, id_shop_group, quantity)
SELECT id_product, 0, 1, 0, 20 FROM ps_product WHERE id_product > 1000;

-- One order in a hundred is open, the last ones; one in fifty has the reference of the one before it, from which it was split.
INSERT INTO ps_orders (id_order, reference, id_shop, id_shop_group, id_carrier, id_lang, id_customer, id_cart,
  id_currency, id_address_delivery, id_address_invoice, current_state, payment, module, total_products, total_paid,
  total_paid_tax_incl, total_paid_tax_excl, invoice_date, delivery_date, valid, date_add, date_upd)
SELECT 1000 + seq, LPAD(CONV(IF(seq % 50 = 0, seq - 1, seq), 10, 36), 9, '0'), 1, 1, 1, 1,
  1001 + (seq * 7919) % {{orders / 3}}, 1000 + seq, 1, 1, 1,
  IF(seq > {{orders}} * 0.99, ELT(1 + seq % 8, 2, 3, 10, 11, 9, 4, 2, 14),
    ELT(1 + seq % 20, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 4, 4, 6, 6, 7, 8)),
  'Pay', ELT(1 + seq % 4, 'ps_checkout', 'ps_wirepayment', 'ps_checkpayment', 'ps_checkout'), 40, 50, 50 + seq % 100, 40,
  0, 0, 1, '2026-11-26 12:00:00' - INTERVAL ({{orders}} - seq) * 63072000 DIV {{orders}} SECOND,
  '2026-11-26 12:00:00' - INTERVAL ({{orders}} - seq) * 63072000 DIV {{orders}} SECOND
FROM seq_1_to_{{orders}};

INSERT INTO ps_order_detail (id_order_detail, id_order, id_shop, product_id, product_attribute_id, product_name,
  product_quantity, product_weight, tax_name, unit_price_tax_incl)
SELECT 1000000 + seq, 1001 + (seq - 1) DIV 2, 1, 1001 + (seq * 31) % {{orders / 20}}, 0, 'A product', 1, 0, '', 25
FROM seq_1_to_{{orders * 2}};

INSERT INTO ps_order_history (id_employee, id_order, id_order_state, date_add)
SELECT 1, o.id_order, h.state, LEAST(o.date_add + INTERVAL h.hours + o.id_order % 90 HOUR, '2026-11-26 12:00:00')
FROM ps_orders o JOIN (
  SELECT 10 AS state, 0 AS hours UNION ALL SELECT 2, 2 UNION ALL SELECT 4, 30 UNION ALL SELECT 5, 60
) h WHERE o.id_order > 1000 AND (o.current_state = 5 OR h.state < 5 AND o.current_state IN (4, 7)
  OR h.state = 2 AND o.current_state IN (2, 3, 11, 9));

INSERT INTO ps_order_history (id_employee, id_order, id_order_state, date_add)
SELECT 1, id_order, current_state, LEAST(date_add + INTERVAL 170 HOUR, '2026-11-26 12:00:00')
FROM ps_orders WHERE id_order > 1000 AND current_state NOT IN (2, 4, 5);

INSERT INTO ps_order_payment (order_reference, id_currency, amount, payment_method, date_add)
SELECT reference, 1, total_paid_tax_incl, 'Pay', LEAST(date_add + INTERVAL 2 HOUR, '2026-11-26 12:00:00')
FROM ps_orders WHERE id_order > 1000 AND current_state IN (2, 3, 4, 5, 7, 9, 11) AND id_order % 50 <> 0;

INSERT INTO ps_order_slip (id_customer, id_order, total_products_tax_excl, total_products_tax_incl,
  total_shipping_tax_excl, total_shipping_tax_incl, amount, partial, date_add, date_upd)
SELECT id_customer, id_order, 20, 25, 0, 0, 20, 1, LEAST(date_add + INTERVAL 5 DAY, '2026-11-26 12:00:00'), date_add
FROM ps_orders WHERE id_order > 1000 AND current_state IN (5, 7) AND id_order % 20 IN (3, 4);

INSERT INTO ps_order_return (id_customer, id_order, state, question, date_add, date_upd)
SELECT id_customer, id_order, 1 + id_order % 5, '', LEAST(date_add + INTERVAL 4 DAY, '2026-11-26 12:00:00'), date_add
FROM ps_orders WHERE id_order > 1000 AND current_state = 5 AND id_order % 21 = 3;

INSERT INTO ps_order_return_detail (id_order_return, id_order_detail, product_quantity)
SELECT id_order_return, 1000000 + 2 * (id_order - 1000), 1 FROM ps_order_return WHERE id_order > 1000;

INSERT INTO ps_cart (id_cart, id_shop, id_shop_group, id_carrier, delivery_option, id_lang, id_address_delivery,
  id_address_invoice, id_currency, id_customer, id_guest, date_add, date_upd)
SELECT 1000 + seq, 1, 1, 1, '', 1, 1, 1, 1, 0, 1,
  '2026-11-26 12:00:00' - INTERVAL ({{orders * 2}} - seq) * 31536000 DIV {{orders}} SECOND,
  '2026-11-26 12:15:00' - INTERVAL ({{orders * 2}} - seq) * 31536000 DIV {{orders}} SECOND
FROM seq_1_to_{{orders * 2}};

INSERT INTO ps_cart_product (id_cart, id_product, id_shop, id_product_attribute, quantity, date_add)
SELECT 1000 + seq, 1001 + (seq * 31) % {{orders / 20}}, 1, 0, 1, '2025-01-01' FROM seq_1_to_{{orders * 2}};
