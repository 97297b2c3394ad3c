-- The first order is the newest. Every order has a post, which only reserves its id.
INSERT INTO wp_posts (ID, post_author, post_type, post_status, post_date_gmt, post_modified_gmt)
SELECT 1000000 + seq, 1, 'shop_order_placehold', 'draft', '2026-11-26 11:00:00', '2026-11-26 11:00:00'
FROM seq_1_to_{{orders}};

INSERT INTO wp_wc_orders (id, status, currency, type, tax_amount, total_amount, customer_id, billing_email,
  date_created_gmt, date_updated_gmt, parent_order_id, payment_method, payment_method_title, ip_address, user_agent)
SELECT 1000000 + seq, CASE
    WHEN seq <= {{orders / 100}} THEN ELT(seq % 3 + 1, 'wc-processing', 'wc-pending', 'wc-on-hold')
    WHEN seq % 20 < 16 THEN 'wc-completed'
    ELSE ELT(seq % 20 - 15, 'wc-cancelled', 'wc-cancelled', 'wc-refunded', 'wc-failed')
  END,
  IF(seq % 10 = 0, 'EUR', 'USD'), 'shop_order', 1, 10 + seq % 500, 1000 + seq * 7919 % {{orders / 5}},
  CONCAT('u', seq * 7919 % {{orders / 5}}, '@example.com'),
  '2026-11-26 11:00:00' - INTERVAL seq * 63072000 DIV {{orders}} SECOND,
  '2026-11-26 11:00:00' - INTERVAL seq * 60000000 DIV {{orders}} SECOND, 0,
  ELT(seq % 4 + 1, 'stripe', 'ppcp-gateway', 'bacs', 'cod'), 'Card', '127.0.0.1',
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36'
FROM seq_1_to_{{orders}};

INSERT INTO wp_wc_orders (id, status, currency, type, tax_amount, total_amount, customer_id, date_created_gmt,
  date_updated_gmt, parent_order_id)
SELECT 10000000 + seq, 'wc-completed', 'USD', 'shop_order_refund', 0, -5, NULL,
  '2026-11-26 11:00:00' - INTERVAL seq * 1261440000 DIV {{orders}} SECOND,
  '2026-11-26 11:00:00' - INTERVAL seq * 1261440000 DIV {{orders}} SECOND, 1000000 + seq * 20
FROM seq_1_to_{{orders / 20}};

INSERT INTO wp_wc_orders (id, status, currency, type, tax_amount, total_amount, customer_id, date_created_gmt,
  date_updated_gmt, parent_order_id)
SELECT 11000000 + seq, 'wc-checkout-draft', 'USD', 'shop_order', 0, 5, 0,
  '2026-11-26 11:00:00' - INTERVAL seq MINUTE, '2026-11-26 11:10:00' - INTERVAL seq MINUTE, 0
FROM seq_1_to_{{orders / 200}};

INSERT INTO wp_wc_order_operational_data (order_id, created_via, woocommerce_version, order_key, date_paid_gmt,
  date_completed_gmt, shipping_total_amount)
SELECT 1000000 + seq, 'checkout', '11.0.1', CONCAT('wc_order_', seq),
  IF(seq % 20 IN (16, 19) OR seq <= {{orders / 100}} AND seq % 3 > 0, NULL,
    '2026-11-26 11:00:00' - INTERVAL GREATEST(seq * 63072000 DIV {{orders}} - 60, 0) SECOND),
  IF(seq % 20 < 16 AND seq > {{orders / 100}},
    '2026-11-26 11:00:00' - INTERVAL GREATEST(seq * 63072000 DIV {{orders}} - seq % 300000, 0) SECOND, NULL), 5
FROM seq_1_to_{{orders}};

INSERT INTO wp_woocommerce_order_items (order_item_id, order_item_name, order_item_type, order_id)
SELECT 1000000 + seq, CONCAT('Product ', seq % {{orders / 50}}), 'line_item', 1000000 + (seq * 4 + 4) DIV 5
FROM seq_1_to_{{orders * 5 / 4}};

INSERT INTO wp_woocommerce_order_items (order_item_id, order_item_name, order_item_type, order_id)
SELECT 10000000 + seq, 'Flat rate', 'shipping', 1000000 + seq FROM seq_1_to_{{orders}};

INSERT INTO wp_woocommerce_order_items (order_item_id, order_item_name, order_item_type, order_id)
SELECT 20000000 + seq, 'Draft', 'line_item', 11000000 + seq FROM seq_1_to_{{orders / 200}};

INSERT INTO wp_wc_order_product_lookup (order_item_id, order_id, product_id, variation_id, customer_id, date_created,
  product_qty)
SELECT 1000000 + seq, 1000000 + (seq * 4 + 4) DIV 5, 100000 + seq % {{orders / 50}},
  IF(seq % {{orders / 50}} % 4 = 0, 200000 + seq % {{orders / 50}}, 0), 1, '2026-01-01', 1
FROM seq_1_to_{{orders * 5 / 4}};

-- Nine values of each line; a product in four has variations.
INSERT INTO wp_woocommerce_order_itemmeta (order_item_id, meta_key, meta_value)
SELECT 1000000 + (seq + 8) DIV 9,
  ELT(seq % 9 + 1, '_line_tax_data', '_product_id', '_variation_id', '_qty', '_tax_class', '_line_subtotal',
    '_line_subtotal_tax', '_line_total', '_line_tax'),
  ELT(seq % 9 + 1, 'a:2:{s:5:"total";a:0:{}s:8:"subtotal";a:0:{}}', 100000 + (seq + 8) DIV 9 % {{orders / 50}},
    IF((seq + 8) DIV 9 % {{orders / 50}} % 4 = 0, 200000 + (seq + 8) DIV 9 % {{orders / 50}}, 0), 1, '', 10 + seq % 500,
    0, 10 + seq % 500, 0)
FROM seq_1_to_{{orders * 45 / 4}};

INSERT INTO wp_woocommerce_order_itemmeta (order_item_id, meta_key, meta_value)
SELECT 10000000 + (seq + 1) DIV 2, ELT(seq % 2 + 1, 'method_id', 'cost'), ELT(seq % 2 + 1, 'flat_rate', '5')
FROM seq_1_to_{{orders * 2}};

INSERT INTO wp_posts (ID, post_author, post_type, post_status, post_date_gmt, post_modified_gmt, post_title,
  post_content)
SELECT 100000 + seq, 1, 'product', 'publish', '2026-11-26 11:00:00' - INTERVAL seq * 100 SECOND,
  '2026-11-26 11:00:00' - INTERVAL seq * 90 SECOND, CONCAT('P', seq), 'Text'
FROM seq_1_to_{{orders / 50}};

INSERT INTO wp_posts (ID, post_author, post_type, post_status, post_date_gmt, post_modified_gmt, post_title,
  post_content, post_parent)
SELECT 200000 + seq * 4, 1, 'product_variation', 'publish', '2026-11-26 11:00:00' - INTERVAL seq * 100 SECOND,
  '2026-11-26 11:00:00' - INTERVAL seq * 90 SECOND, CONCAT('V', seq), '', 100000 + seq * 4
FROM seq_1_to_{{orders / 200}};

-- A product in twenty is virtual.
INSERT INTO wp_postmeta (post_id, meta_key, meta_value)
SELECT p.ID, ELT(k.seq, '_virtual', '_price', '_manage_stock', '_stock', '_sku', '_tax_status', '_weight',
    '_downloadable'),
  ELT(k.seq, IF(p.ID % 20 = 7, 'yes', 'no'), 10, 'yes', p.ID % 100, p.ID, 'taxable', '1', 'no')
FROM wp_posts p JOIN seq_1_to_8 k WHERE p.ID BETWEEN 100001 AND 999999;

INSERT INTO wp_wc_product_meta_lookup (product_id, `virtual`, min_price, max_price, stock_quantity)
SELECT ID, ID % 20 = 7, 10, 10, ID % 100 FROM wp_posts WHERE ID BETWEEN 100001 AND 999999;

INSERT INTO wp_users (ID, user_login, user_nicename, user_registered, display_name)
SELECT 1000 + seq, CONCAT('c', seq), CONCAT('c', seq), '2025-01-01' + INTERVAL seq MINUTE, CONCAT('C', seq)
FROM seq_1_to_{{orders / 5}};

INSERT INTO wp_usermeta (user_id, meta_key, meta_value)
SELECT 1001 + (seq - 1) DIV 5, ELT(seq % 5 + 1, 'wp_capabilities', 'nickname', 'billing_email', 'last_update', 'locale'),
  ELT(seq % 5 + 1, 'a:1:{s:8:"customer";b:1;}', CONCAT('c', seq), 'c@example.com', '1764000000', '')
FROM seq_1_to_{{orders}};

INSERT INTO wp_actionscheduler_actions (hook, status, scheduled_date_gmt, scheduled_date_local, args, schedule, group_id,
  attempts, last_attempt_gmt, last_attempt_local)
SELECT ELT(seq % 5 + 1, 'wc-admin_import_orders', 'woocommerce_cleanup', 'mail', 'wc_sync', 'wc_hooks'),
  IF(seq < 2000, 'pending', IF(seq % 50 = 0, 'failed', 'complete')), '2026-11-26 11:00:00' - INTERVAL seq * 5 SECOND,
  '2026-11-26 11:00:00' - INTERVAL seq * 5 SECOND, CONCAT('[', seq, ']'), '', 1, 1,
  IF(seq < 2000, '0000-00-00 00:00:00', '2026-11-26 11:00:00' - INTERVAL seq * 5 - 30 SECOND), '0000-00-00'
FROM seq_1_to_{{orders / 2}};
