"""The tables of Spree 6 on PostgreSQL: the columns that the preset reads, with their types."""

TABLES = """
CREATE TABLE spree_stores (id bigint PRIMARY KEY, name varchar, code varchar, deleted_at timestamp);
CREATE TABLE spree_channels (id bigint PRIMARY KEY, store_id bigint NOT NULL, name varchar NOT NULL,
  code varchar NOT NULL, active boolean NOT NULL, "default" boolean NOT NULL, UNIQUE (store_id, code));
CREATE TABLE spree_sellers (id bigint PRIMARY KEY, store_id bigint NOT NULL, name varchar NOT NULL,
  slug varchar NOT NULL, status varchar NOT NULL, deleted_at timestamp, UNIQUE (store_id, slug));
CREATE TABLE spree_admin_users (id bigint PRIMARY KEY, email varchar NOT NULL, locked_at timestamp);
CREATE TABLE spree_roles (id bigint PRIMARY KEY, name varchar, resource_type varchar NOT NULL,
  resource_id bigint NOT NULL);
CREATE TABLE spree_role_users (id bigint PRIMARY KEY, role_id bigint, user_id bigint, created_at timestamp);
CREATE TABLE spree_customers (id bigint PRIMARY KEY, email varchar NOT NULL, locked_at timestamp,
  created_at timestamp NOT NULL);
CREATE TABLE spree_media (id bigint PRIMARY KEY, media_type varchar, created_at timestamp NOT NULL);
CREATE TABLE spree_products (id bigint PRIMARY KEY, seller_id bigint, status varchar NOT NULL, deleted_at timestamp,
  created_at timestamp NOT NULL, updated_at timestamp NOT NULL);
CREATE TABLE spree_product_publications (id bigint PRIMARY KEY, product_id bigint NOT NULL,
  channel_id bigint NOT NULL, UNIQUE (product_id, channel_id));
CREATE TABLE spree_variants (id bigint PRIMARY KEY, product_id bigint, is_master boolean, track_inventory boolean,
  seller_id bigint, deleted_at timestamp);
CREATE TABLE spree_prices (id bigint PRIMARY KEY, variant_id bigint NOT NULL, amount numeric(10,2), currency varchar,
  price_list_id bigint, deleted_at timestamp);
CREATE TABLE spree_stock_levels (id bigint PRIMARY KEY, stock_location_id bigint, variant_id bigint,
  count_on_hand integer NOT NULL, deleted_at timestamp, updated_at timestamp NOT NULL);
CREATE TABLE spree_stock_reservations (id bigint PRIMARY KEY, stock_level_id bigint NOT NULL,
  quantity integer NOT NULL, expires_at timestamp NOT NULL);
CREATE TABLE spree_orders (id bigint PRIMARY KEY, status varchar NOT NULL, payment_status varchar,
  fulfillment_status varchar, total numeric(10,2) NOT NULL, currency varchar, store_id bigint, channel_id bigint,
  seller_id bigint, order_group_id bigint, customer_id bigint, completed_at timestamp, updated_at timestamp NOT NULL);
CREATE TABLE spree_carts (id bigint PRIMARY KEY, channel_id bigint NOT NULL, currency varchar NOT NULL,
  item_total numeric(10,2), total_quantity integer, completed_at timestamp, created_at timestamp NOT NULL,
  updated_at timestamp NOT NULL);
CREATE TABLE spree_payment_methods (id bigint PRIMARY KEY, type varchar);
CREATE TABLE spree_payments (id bigint PRIMARY KEY, order_id bigint, order_group_id bigint, cart_id bigint,
  payment_method_id bigint, status varchar, amount numeric(10,2) NOT NULL, created_at timestamp NOT NULL,
  updated_at timestamp NOT NULL);
CREATE TABLE spree_payment_capture_events (id bigint PRIMARY KEY, payment_id bigint, created_at timestamp NOT NULL);
CREATE TABLE spree_refunds (id bigint PRIMARY KEY, order_id bigint, amount numeric(10,2) NOT NULL,
  created_at timestamp NOT NULL, updated_at timestamp NOT NULL);
CREATE TABLE spree_returns (id bigint PRIMARY KEY, order_id bigint NOT NULL, status varchar NOT NULL,
  created_at timestamp NOT NULL, updated_at timestamp NOT NULL);
CREATE TABLE spree_return_line_items (id bigint PRIMARY KEY, return_id bigint NOT NULL,
  pre_tax_amount numeric(10,2) NOT NULL);
CREATE TABLE spree_fulfillments (id bigint PRIMARY KEY, order_id bigint, status varchar, fulfilled_at timestamp,
  delivered_at timestamp, updated_at timestamp NOT NULL);
CREATE TABLE spree_webhook_deliveries (id bigint PRIMARY KEY, success boolean, delivered_at timestamp,
  created_at timestamp NOT NULL);
CREATE TABLE spree_imports (id bigint PRIMARY KEY, status varchar NOT NULL, created_at timestamp NOT NULL,
  updated_at timestamp NOT NULL);
"""
