-- The shop made by hand has no secondary indexes; these are Magento's, as far as they are about columns that it has.
ALTER TABLE sales_order ADD KEY (state), ADD KEY (store_id), ADD KEY (created_at), ADD KEY (customer_id),
  ADD KEY (updated_at);
ALTER TABLE sales_order_payment ADD KEY (parent_id);
ALTER TABLE sales_invoice ADD KEY (order_id), ADD KEY (state), ADD KEY (created_at);
ALTER TABLE sales_creditmemo ADD KEY (order_id), ADD KEY (store_id), ADD KEY (state), ADD KEY (created_at),
  ADD KEY (updated_at);
ALTER TABLE sales_shipment ADD KEY (order_id), ADD KEY (store_id), ADD KEY (created_at), ADD KEY (updated_at);
ALTER TABLE quote ADD KEY (store_id, updated_at);
ALTER TABLE customer_entity ADD KEY (website_id);
ALTER TABLE catalog_product_entity ADD KEY (sku);
ALTER TABLE catalog_product_website ADD KEY (website_id);
ALTER TABLE catalog_product_entity_int ADD KEY (attribute_id), ADD KEY (store_id);
ALTER TABLE catalog_product_entity_decimal ADD KEY (attribute_id), ADD KEY (store_id);
ALTER TABLE catalog_product_relation ADD KEY (child_id);
ALTER TABLE inventory_source_item ADD KEY (sku, source_code, quantity);
ALTER TABLE cron_schedule ADD KEY (job_code), ADD KEY (scheduled_at, status);

INSERT INTO customer_entity (entity_id, website_id, is_active, created_at)
SELECT 100000 + seq, 1, 1, '2025-01-02' + INTERVAL seq MINUTE FROM seq_1_to_{{orders / 3}};

INSERT INTO catalog_product_entity (entity_id, type_id, sku, created_at, updated_at)
SELECT 100000 + seq, IF(seq % 5, 'simple', 'configurable'), CONCAT('sku-', seq), '2025-01-02', '2026-01-02'
FROM seq_1_to_{{orders / 5}};

INSERT INTO catalog_product_website (product_id, website_id)
SELECT entity_id, 1 FROM catalog_product_entity WHERE entity_id > 100000;

INSERT INTO catalog_product_entity_int (attribute_id, store_id, entity_id, value)
SELECT a.id, 0, p.entity_id, IF(p.entity_id % 10, 1, 2)
FROM catalog_product_entity p JOIN (SELECT 97 AS id UNION ALL SELECT 99) a WHERE p.entity_id > 100000;

INSERT INTO catalog_product_entity_decimal (attribute_id, store_id, entity_id, value)
SELECT 77, 0, entity_id, 10 FROM catalog_product_entity WHERE entity_id > 100000 AND type_id = 'simple';

INSERT INTO catalog_product_relation (parent_id, child_id)
SELECT 100005 + (entity_id - 100001) DIV 5 * 5, entity_id FROM catalog_product_entity
WHERE entity_id > 100000 AND type_id = 'simple';

INSERT INTO cataloginventory_stock_item (item_id, product_id, stock_id, qty, use_config_notify_stock_qty,
  use_config_manage_stock, manage_stock)
SELECT entity_id, entity_id, 1, entity_id % 40, 1, 1, 1 FROM catalog_product_entity WHERE entity_id > 100000;

INSERT INTO inventory_source_item (source_code, sku, quantity, status)
SELECT s.source_code, p.sku, p.entity_id % 40, 1
FROM catalog_product_entity p JOIN inventory_source s WHERE p.entity_id > 100000 AND p.type_id = 'simple';

INSERT INTO inventory_reservation (stock_id, sku, quantity)
SELECT 1, CONCAT('sku-', 1 + seq % {{orders / 5}}), IF(seq % 2, -1, 1) FROM seq_1_to_{{orders * 2}};

INSERT INTO marketplace_userdata (entity_id, is_seller, seller_id, shop_url, store_id)
SELECT 1000 + seq, 1, 1000 + seq, CONCAT('seller-', seq), 0 FROM seq_1_to_200;

INSERT INTO marketplace_product (entity_id, mageproduct_id, seller_id, status)
SELECT entity_id, entity_id, 1001 + entity_id % 200, 1 FROM catalog_product_entity WHERE entity_id > 100000;

INSERT INTO sales_order (entity_id, state, store_id, customer_id, base_grand_total, grand_total, base_currency_code,
  order_currency_code, base_total_paid, base_total_refunded, total_refunded, created_at, updated_at)
SELECT 100000 + seq, IF(seq > {{orders}} * 0.99, ELT(1 + seq % 4, 'new', 'pending_payment', 'processing', 'holded'),
    ELT(1 + seq % 10, 'complete', 'complete', 'complete', 'complete', 'complete', 'complete', 'complete', 'complete',
      'closed', 'canceled')),
  1, 100001 + seq * 7919 % {{orders / 3}}, 50 + seq % 100, 50 + seq % 100, 'USD', IF(seq % 4, 'USD', 'EUR'),
  IF(seq % 10 = 9, NULL, 50 + seq % 100), IF(seq % 10 = 8, 20, NULL), IF(seq % 10 = 8, 20, NULL),
  '2026-11-26 10:00:00' - INTERVAL ({{orders}} - seq) * 60000000 DIV {{orders}} SECOND,
  '2026-11-26 10:00:00' - INTERVAL ({{orders}} - seq) * 59000000 DIV {{orders}} SECOND
FROM seq_1_to_{{orders}};

INSERT INTO sales_order_item (item_id, order_id, is_virtual, qty_ordered, qty_shipped, qty_refunded, qty_canceled,
  base_row_total, base_tax_amount)
SELECT 100000 + seq, 100001 + (seq - 1) DIV 2, 0, 1, IF((seq - 1) DIV 2 >= {{orders}} * 0.99 - 1, 0, 1), 0, 0, 20, 5
FROM seq_1_to_{{orders * 2}};

INSERT INTO sales_order_payment (entity_id, parent_id, method, base_amount_ordered, amount_ordered, base_amount_paid)
SELECT entity_id, entity_id, ELT(1 + entity_id % 3, 'checkmo', 'braintree', 'paypal'), base_grand_total, grand_total,
  base_total_paid
FROM sales_order WHERE entity_id > 100000;

INSERT INTO sales_invoice (entity_id, order_id, state, created_at)
SELECT entity_id, entity_id, 2, created_at + INTERVAL 1 HOUR
FROM sales_order WHERE entity_id > 100000 AND state IN ('complete', 'closed', 'processing');

INSERT INTO sales_shipment (entity_id, order_id, store_id, created_at, updated_at)
SELECT entity_id, entity_id, store_id, created_at + INTERVAL 2 + entity_id % 90 HOUR, updated_at
FROM sales_order WHERE entity_id > 100000 AND state IN ('complete', 'closed');

INSERT INTO sales_creditmemo (entity_id, order_id, store_id, state, base_grand_total, grand_total, base_currency_code,
  order_currency_code, created_at, updated_at)
SELECT entity_id, entity_id, store_id, 3, 20, 20, base_currency_code, order_currency_code,
  created_at + INTERVAL 9 DAY, created_at + INTERVAL 9 DAY
FROM sales_order WHERE entity_id > 100000 AND state = 'closed';

INSERT INTO marketplace_orders (entity_id, order_id, seller_id, shipment_id, is_canceled)
SELECT entity_id, entity_id, 1001 + entity_id % 200, IF(state IN ('complete', 'closed'), entity_id, 0),
  state = 'canceled'
FROM sales_order WHERE entity_id > 100000;

INSERT INTO marketplace_saleslist (entity_id, order_id, order_item_id, seller_id, cpprostatus, paid_status,
  total_amount, total_tax, actual_seller_amount, updated_at)
SELECT i.item_id, i.order_id, i.item_id, 1001 + i.order_id % 200, o.state = 'complete', o.state = 'complete', 20, 5, 22,
  o.created_at
FROM sales_order_item i JOIN sales_order o ON o.entity_id = i.order_id WHERE i.item_id > 100000;

INSERT INTO quote (entity_id, store_id, is_active, items_count, base_subtotal, subtotal, base_currency_code,
  quote_currency_code, created_at, updated_at)
SELECT 100000 + seq, 1, seq % 2, 2, 40, 40, 'USD', 'USD',
  '2026-11-26 10:00:00' - INTERVAL seq * 30000000 DIV {{orders}} SECOND,
  '2026-11-26 10:30:00' - INTERVAL seq * 30000000 DIV {{orders}} SECOND
FROM seq_1_to_{{orders * 2}};

INSERT INTO cron_schedule (schedule_id, job_code, status, scheduled_at, executed_at, finished_at)
SELECT 100000 + seq, CONCAT('job_', seq % 50), IF(seq < 100, 'pending', IF(seq % 100, 'success', 'error')),
  '2026-11-26 11:00:00' - INTERVAL seq SECOND, IF(seq < 100, NULL, '2026-11-26 11:00:00' - INTERVAL seq SECOND),
  IF(seq < 100, NULL, '2026-11-26 11:00:01' - INTERVAL seq SECOND)
FROM seq_1_to_{{orders / 5}};
