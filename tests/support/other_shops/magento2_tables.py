"""The tables of Magento 2.4 and of Webkul's marketplace: the columns that the preset reads, with their types."""

TABLES = """
CREATE TABLE store_website (website_id smallint unsigned PRIMARY KEY, code varchar(32), name varchar(64));
CREATE TABLE store (store_id smallint unsigned PRIMARY KEY, website_id smallint unsigned NOT NULL,
  is_active smallint unsigned NOT NULL);
CREATE TABLE admin_user (user_id int unsigned PRIMARY KEY, is_active smallint NOT NULL);
CREATE TABLE authorization_role (role_id int unsigned PRIMARY KEY, parent_id int unsigned NOT NULL,
  role_type varchar(1) NOT NULL, user_id int unsigned NOT NULL, user_type varchar(16), role_name varchar(50));
CREATE TABLE core_config_data (config_id int unsigned PRIMARY KEY AUTO_INCREMENT, scope varchar(8) NOT NULL,
  scope_id int NOT NULL, path varchar(255) NOT NULL, value text);
CREATE TABLE customer_entity (entity_id int unsigned PRIMARY KEY, website_id smallint unsigned,
  is_active smallint unsigned NOT NULL, created_at timestamp NOT NULL);
CREATE TABLE cms_page (page_id smallint PRIMARY KEY, identifier varchar(100), title varchar(255), content mediumtext,
  is_active smallint NOT NULL, update_time timestamp NOT NULL);
CREATE TABLE cms_page_store (page_id smallint NOT NULL, store_id smallint unsigned NOT NULL,
  PRIMARY KEY (page_id, store_id));
CREATE TABLE cron_schedule (schedule_id int unsigned PRIMARY KEY, job_code varchar(255) NOT NULL,
  status varchar(7) NOT NULL, scheduled_at timestamp NULL, executed_at timestamp NULL, finished_at timestamp NULL);
CREATE TABLE eav_entity_type (entity_type_id smallint unsigned PRIMARY KEY, entity_type_code varchar(50) NOT NULL);
CREATE TABLE eav_attribute (attribute_id smallint unsigned PRIMARY KEY, entity_type_id smallint unsigned NOT NULL,
  attribute_code varchar(255));
CREATE TABLE catalog_product_entity (entity_id int unsigned PRIMARY KEY, type_id varchar(32) NOT NULL,
  sku varchar(64) NOT NULL, created_at timestamp NOT NULL, updated_at timestamp NOT NULL);
CREATE TABLE catalog_product_website (product_id int unsigned NOT NULL, website_id smallint unsigned NOT NULL,
  PRIMARY KEY (product_id, website_id));
CREATE TABLE catalog_product_entity_int (value_id int PRIMARY KEY AUTO_INCREMENT,
  attribute_id smallint unsigned NOT NULL, store_id smallint unsigned NOT NULL, entity_id int unsigned NOT NULL,
  value int, UNIQUE (entity_id, attribute_id, store_id));
CREATE TABLE catalog_product_entity_decimal (value_id int PRIMARY KEY AUTO_INCREMENT,
  attribute_id smallint unsigned NOT NULL, store_id smallint unsigned NOT NULL, entity_id int unsigned NOT NULL,
  value decimal(20,6), UNIQUE (entity_id, attribute_id, store_id));
CREATE TABLE catalog_product_relation (parent_id int unsigned NOT NULL, child_id int unsigned NOT NULL,
  PRIMARY KEY (parent_id, child_id));
CREATE TABLE catalog_product_entity_media_gallery (value_id int unsigned PRIMARY KEY, media_type varchar(32) NOT NULL);
CREATE TABLE cataloginventory_stock_item (item_id int unsigned PRIMARY KEY, product_id int unsigned NOT NULL,
  stock_id smallint unsigned NOT NULL, qty decimal(12,4), use_config_notify_stock_qty smallint unsigned NOT NULL,
  notify_stock_qty decimal(12,4), use_config_manage_stock smallint unsigned NOT NULL,
  manage_stock smallint unsigned NOT NULL, UNIQUE (product_id, stock_id));
CREATE TABLE inventory_source (source_code varchar(255) PRIMARY KEY, name varchar(255) NOT NULL,
  enabled smallint unsigned NOT NULL);
CREATE TABLE inventory_source_item (source_item_id int unsigned PRIMARY KEY AUTO_INCREMENT,
  source_code varchar(255) NOT NULL, sku varchar(64) NOT NULL, quantity decimal(12,4) NOT NULL,
  status smallint unsigned NOT NULL, UNIQUE (source_code, sku));
CREATE TABLE inventory_source_stock_link (link_id int unsigned PRIMARY KEY AUTO_INCREMENT,
  stock_id int unsigned NOT NULL, source_code varchar(255) NOT NULL);
CREATE TABLE inventory_stock_sales_channel (type varchar(64) NOT NULL, code varchar(64) NOT NULL,
  stock_id int unsigned NOT NULL, PRIMARY KEY (type, code));
CREATE TABLE inventory_reservation (reservation_id int unsigned PRIMARY KEY AUTO_INCREMENT,
  stock_id int unsigned NOT NULL, sku varchar(64) NOT NULL, quantity decimal(10,4) NOT NULL,
  KEY (stock_id, sku, quantity));
CREATE TABLE inventory_low_stock_notification_configuration (source_code varchar(255) NOT NULL,
  sku varchar(64) NOT NULL, notify_stock_qty decimal(12,4), PRIMARY KEY (source_code, sku));
CREATE TABLE sales_order (entity_id int unsigned PRIMARY KEY, state varchar(32), store_id smallint unsigned,
  customer_id int unsigned, base_grand_total decimal(20,4), grand_total decimal(20,4), base_currency_code varchar(3),
  order_currency_code varchar(3), base_total_paid decimal(20,4), base_total_refunded decimal(20,4),
  total_refunded decimal(20,4), created_at timestamp NOT NULL, updated_at timestamp NOT NULL);
CREATE TABLE sales_order_item (item_id int unsigned PRIMARY KEY, order_id int unsigned NOT NULL,
  parent_item_id int unsigned, is_virtual smallint unsigned, qty_ordered decimal(12,4), qty_shipped decimal(12,4),
  qty_refunded decimal(12,4), qty_canceled decimal(12,4), base_row_total decimal(20,4) NOT NULL,
  base_tax_amount decimal(20,4), KEY (order_id));
CREATE TABLE sales_order_payment (entity_id int unsigned PRIMARY KEY, parent_id int unsigned NOT NULL,
  method varchar(128), base_amount_ordered decimal(20,4), amount_ordered decimal(20,4), base_amount_paid decimal(20,4),
  base_amount_authorized decimal(20,4));
CREATE TABLE sales_invoice (entity_id int unsigned PRIMARY KEY, order_id int unsigned NOT NULL, state int,
  created_at timestamp NOT NULL);
CREATE TABLE sales_creditmemo (entity_id int unsigned PRIMARY KEY, order_id int unsigned NOT NULL,
  store_id smallint unsigned, state int, base_grand_total decimal(20,4), grand_total decimal(20,4),
  base_currency_code varchar(3), order_currency_code varchar(3), created_at timestamp NOT NULL,
  updated_at timestamp NOT NULL);
CREATE TABLE sales_shipment (entity_id int unsigned PRIMARY KEY, order_id int unsigned NOT NULL,
  store_id smallint unsigned, created_at timestamp NOT NULL, updated_at timestamp NOT NULL);
CREATE TABLE quote (entity_id int unsigned PRIMARY KEY, store_id smallint unsigned NOT NULL,
  is_active smallint unsigned, items_count int unsigned, base_subtotal decimal(20,4), subtotal decimal(20,4),
  base_currency_code varchar(255), quote_currency_code varchar(255), created_at timestamp NOT NULL,
  updated_at timestamp NOT NULL);
CREATE TABLE marketplace_userdata (entity_id int unsigned PRIMARY KEY, is_seller int unsigned NOT NULL,
  seller_id int unsigned NOT NULL, shop_url text, shop_title text, store_id int unsigned NOT NULL);
CREATE TABLE marketplace_product (entity_id int unsigned PRIMARY KEY, mageproduct_id int unsigned NOT NULL,
  seller_id int unsigned NOT NULL, status int unsigned NOT NULL);
CREATE TABLE marketplace_orders (entity_id int unsigned PRIMARY KEY, order_id int unsigned NOT NULL,
  seller_id int unsigned NOT NULL, shipment_id varchar(255) NOT NULL, is_canceled int unsigned NOT NULL);
CREATE TABLE marketplace_saleslist (entity_id int unsigned PRIMARY KEY, order_id int unsigned NOT NULL,
  order_item_id int unsigned NOT NULL, seller_id int unsigned NOT NULL, cpprostatus int unsigned NOT NULL,
  paid_status int unsigned NOT NULL, total_amount decimal(12,4) NOT NULL, total_tax decimal(12,4) NOT NULL,
  actual_seller_amount decimal(12,4) NOT NULL, updated_at timestamp NULL);
"""
