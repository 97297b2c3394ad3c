-- The user that orion-exporter reads MariaDB or MySQL with: it may connect and read these columns, and nothing else.
-- How to apply it, and how the user gets its password: docs/DATABASE.md. It can be applied again at any time.
--
-- Leave out the lines of modules that your shop does not have. Where it is known from which machine the exporter
-- connects, put that machine in the place of '%', here and where the password is set.

-- Two refreshes at once (refresh.workers) take up to four connections, questions about a period take two, a rollout may
-- see two exporters, and ending a statement that takes too long needs one more. Locked until it gets its password.
CREATE USER IF NOT EXISTS 'orion_exporter'@'%' WITH MAX_USER_CONNECTIONS 14 ACCOUNT LOCK;

-- What an older version needed is taken back. A refresh may fail between here and the last line, and recovers.
REVOKE ALL PRIVILEGES, GRANT OPTION FROM 'orion_exporter'@'%';

-- Who is who: without these four, nothing works.
GRANT SELECT (id, code, name, is_active) ON platforms TO 'orion_exporter'@'%';
GRANT SELECT (id, code, name, is_active, is_verified) ON vendors TO 'orion_exporter'@'%';
GRANT SELECT (vendor_id, platform_id, is_active, is_primary) ON vendor_platforms TO 'orion_exporter'@'%';
GRANT SELECT (platform_id, module, is_enabled) ON platform_modules TO 'orion_exporter'@'%';

-- SHOW VIEW lets nobody read a row. MariaDB asks for it before it tells which indexes a table has: with them a refresh
-- may read only what has changed, and `orion-exporter check` names those that are missing.

-- tenancy
GRANT SELECT (role, is_active), SHOW VIEW ON users TO 'orion_exporter'@'%';
GRANT SELECT (vendor_id, is_active, invitation_accepted_at), SHOW VIEW ON vendor_users TO 'orion_exporter'@'%';
GRANT SELECT (vendor_id, platform_id, is_active, is_verified, ssl_expires_at), SHOW VIEW
    ON vendor_domains TO 'orion_exporter'@'%';

-- customers
GRANT SELECT (vendor_id, platform_id, is_active, created_at, last_order_at), SHOW VIEW
    ON customers TO 'orion_exporter'@'%';

-- cms
GRANT SELECT (platform_id, vendor_id, is_published), SHOW VIEW ON content_pages TO 'orion_exporter'@'%';
GRANT SELECT (vendor_id, media_type, size_bytes, created_at), SHOW VIEW ON media_files TO 'orion_exporter'@'%';

-- catalog
GRANT SELECT (id, vendor_id, is_active, is_featured, price_cents, created_at, updated_at), SHOW VIEW
    ON products TO 'orion_exporter'@'%';

-- inventory
GRANT SELECT (id, vendor_id, quantity, reserved_quantity, reorder_point, updated_at), SHOW VIEW
    ON inventory TO 'orion_exporter'@'%';

-- orders
GRANT SELECT (id, vendor_id, platform_id, status, total_cents, currency, created_at, updated_at), SHOW VIEW
    ON orders TO 'orion_exporter'@'%';

-- marketplace
GRANT SELECT (vendor_id, marketplace, status, imported_count, updated_count, error_count, created_at, started_at,
              completed_at), SHOW VIEW
    ON marketplace_import_jobs TO 'orion_exporter'@'%';
GRANT SELECT (id, vendor_id, marketplace, is_published, created_at, updated_at), SHOW VIEW
    ON marketplace_products TO 'orion_exporter'@'%';

-- carts
GRANT SELECT (platform_id, value_cents, currency, created_at, updated_at), SHOW VIEW
    ON carts TO 'orion_exporter'@'%';

-- payments
GRANT SELECT (id, platform_id, method, status, amount_cents, currency, created_at, paid_at, updated_at), SHOW VIEW
    ON payments TO 'orion_exporter'@'%';

-- refunds
GRANT SELECT (id, vendor_id, platform_id, status, amount_cents, currency, created_at, updated_at), SHOW VIEW
    ON refunds TO 'orion_exporter'@'%';

-- shipments
GRANT SELECT (id, vendor_id, platform_id, status, ready_at, due_at, shipped_at, updated_at), SHOW VIEW
    ON shipments TO 'orion_exporter'@'%';

-- payouts
GRANT SELECT (id, vendor_id, status, amount_cents, currency, due_at, updated_at), SHOW VIEW
    ON payouts TO 'orion_exporter'@'%';

-- jobs
GRANT SELECT (queue, status, due_at, started_at, finished_at), SHOW VIEW
    ON jobs TO 'orion_exporter'@'%';

-- Only where the shop keeps thresholds of alerts in a table of its own (docs/ALERTS.md):
-- GRANT SELECT (alert, platform_id, vendor_id, value) ON alert_thresholds TO 'orion_exporter'@'%';

-- Only where runbooks are written as pages of the shop; the texts of all pages can be read then:
-- GRANT SELECT (slug, title, body, updated_at) ON content_pages TO 'orion_exporter'@'%';
