"""The tables of Shopware 6.6: the columns that the preset reads, with their types."""

TABLES = """
CREATE TABLE currency (id BINARY(16) PRIMARY KEY, iso_code CHAR(3) NOT NULL);
CREATE TABLE sales_channel (id BINARY(16) PRIMARY KEY, type_id BINARY(16) NOT NULL, active TINYINT(1) NOT NULL);
CREATE TABLE sales_channel_translation (sales_channel_id BINARY(16) NOT NULL, language_id BINARY(16) NOT NULL,
  name VARCHAR(255), PRIMARY KEY (sales_channel_id, language_id));
CREATE TABLE `user` (id BINARY(16) PRIMARY KEY, active TINYINT(1) NOT NULL, admin TINYINT(1));
CREATE TABLE customer (id BINARY(16) PRIMARY KEY, sales_channel_id BINARY(16) NOT NULL, active TINYINT(1) NOT NULL,
  guest TINYINT(1) NOT NULL, last_order_date DATETIME(3), created_at DATETIME(3) NOT NULL);
CREATE TABLE landing_page (id BINARY(16), version_id BINARY(16), active TINYINT(1), created_at DATETIME(3) NOT NULL,
  updated_at DATETIME(3), PRIMARY KEY (id, version_id));
CREATE TABLE landing_page_sales_channel (landing_page_id BINARY(16), landing_page_version_id BINARY(16),
  sales_channel_id BINARY(16), PRIMARY KEY (landing_page_id, landing_page_version_id, sales_channel_id));
CREATE TABLE landing_page_translation (landing_page_id BINARY(16), landing_page_version_id BINARY(16),
  language_id BINARY(16), name VARCHAR(255), url VARCHAR(255),
  PRIMARY KEY (landing_page_id, landing_page_version_id, language_id));
CREATE TABLE media (id BINARY(16) PRIMARY KEY, mime_type VARCHAR(255), file_size INT UNSIGNED, uploaded_at DATETIME(3),
  created_at DATETIME(3) NOT NULL);
CREATE TABLE product (id BINARY(16), version_id BINARY(16), parent_id BINARY(16), active TINYINT UNSIGNED, price JSON,
  stock INT NOT NULL, available_stock INT, child_count INT, mark_as_topseller TINYINT UNSIGNED,
  created_at DATETIME(3) NOT NULL, updated_at DATETIME(3), PRIMARY KEY (id, version_id));
CREATE TABLE product_visibility (id BINARY(16) PRIMARY KEY, product_id BINARY(16) NOT NULL,
  product_version_id BINARY(16) NOT NULL, sales_channel_id BINARY(16) NOT NULL, visibility INT NOT NULL);
CREATE TABLE state_machine_state (id BINARY(16) PRIMARY KEY, technical_name VARCHAR(255) NOT NULL);
CREATE TABLE state_machine_history (id BINARY(16) PRIMARY KEY, referenced_id BINARY(16) NOT NULL,
  referenced_version_id BINARY(16) NOT NULL, entity_name VARCHAR(100) NOT NULL, to_state_id BINARY(16) NOT NULL,
  created_at DATETIME(3) NOT NULL);
CREATE TABLE `order` (id BINARY(16), version_id BINARY(16), state_id BINARY(16) NOT NULL,
  currency_id BINARY(16) NOT NULL, sales_channel_id BINARY(16) NOT NULL, price JSON NOT NULL,
  order_date_time DATETIME(3) NOT NULL,
  amount_total DOUBLE GENERATED ALWAYS AS (JSON_UNQUOTE(JSON_EXTRACT(price, '$.totalPrice'))) VIRTUAL,
  PRIMARY KEY (id, version_id));
CREATE TABLE payment_method (id BINARY(16) PRIMARY KEY, technical_name VARCHAR(255));
CREATE TABLE order_transaction (id BINARY(16), version_id BINARY(16), order_id BINARY(16) NOT NULL,
  order_version_id BINARY(16) NOT NULL, state_id BINARY(16) NOT NULL, payment_method_id BINARY(16) NOT NULL,
  amount JSON NOT NULL, created_at DATETIME(3) NOT NULL, updated_at DATETIME(3), PRIMARY KEY (id, version_id));
CREATE TABLE order_transaction_capture (id BINARY(16), version_id BINARY(16),
  order_transaction_id BINARY(16) NOT NULL, PRIMARY KEY (id, version_id));
CREATE TABLE order_transaction_capture_refund (id BINARY(16), version_id BINARY(16), capture_id BINARY(16) NOT NULL,
  state_id BINARY(16) NOT NULL, amount JSON NOT NULL, created_at DATETIME(3) NOT NULL, PRIMARY KEY (id, version_id));
CREATE TABLE order_delivery (id BINARY(16), version_id BINARY(16), order_id BINARY(16) NOT NULL,
  order_version_id BINARY(16) NOT NULL, state_id BINARY(16) NOT NULL, shipping_costs JSON NOT NULL,
  PRIMARY KEY (id, version_id));
CREATE TABLE cart (token VARCHAR(50) PRIMARY KEY, payload LONGBLOB, created_at DATETIME(3) NOT NULL,
  updated_at DATETIME(3));
CREATE TABLE scheduled_task (id BINARY(16) PRIMARY KEY, name VARCHAR(255) NOT NULL, status VARCHAR(255) NOT NULL,
  last_execution_time DATETIME(3), next_execution_time DATETIME(3) NOT NULL, updated_at DATETIME(3));
CREATE TABLE messenger_messages (id BIGINT PRIMARY KEY AUTO_INCREMENT, queue_name VARCHAR(190) NOT NULL,
  available_at DATETIME NOT NULL, delivered_at DATETIME);
"""
