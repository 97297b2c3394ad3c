-- The role that orion-exporter reads PostgreSQL with: it may log in and read these columns, and nothing else.
-- How to apply it, and how the role gets its password: docs/DATABASE.md. It can be applied again at any time.
--
-- Leave out the lines of modules that your shop does not have. Other schema than "public": change it here, and
--   ALTER ROLE orion_exporter SET search_path = shop;
-- Where a table has row-level security, a policy must let the role see every row, or the providers that read it fail:
--   CREATE POLICY orion_exporter ON orders FOR SELECT TO orion_exporter USING (true);
-- Up to version 14 every role may create tables in "public", unless somebody has said this, as one should:
--   REVOKE CREATE ON SCHEMA public FROM PUBLIC;

BEGIN;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'orion_exporter') THEN
        CREATE ROLE orion_exporter;
    END IF;
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO orion_exporter', current_database());
END
$$;

-- Two refreshes at once (refresh.workers) take up to four connections, questions about a period take two, and a rollout
-- may see two exporters.
ALTER ROLE orion_exporter LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOREPLICATION CONNECTION LIMIT 14;
ALTER ROLE orion_exporter SET default_transaction_read_only = on;

SET LOCAL search_path = public;
GRANT USAGE ON SCHEMA public TO orion_exporter;

-- What an older version needed is taken back.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM orion_exporter;

-- Who is who: without these four, nothing works.
GRANT SELECT (id, code, name, is_active) ON platforms TO orion_exporter;
GRANT SELECT (id, code, name, is_active, is_verified) ON vendors TO orion_exporter;
GRANT SELECT (vendor_id, platform_id, is_active, is_primary) ON vendor_platforms TO orion_exporter;
GRANT SELECT (platform_id, module, is_enabled) ON platform_modules TO orion_exporter;

-- tenancy
GRANT SELECT (role, is_active) ON users TO orion_exporter;
GRANT SELECT (vendor_id, is_active, invitation_accepted_at) ON vendor_users TO orion_exporter;
GRANT SELECT (vendor_id, platform_id, is_active, is_verified, ssl_expires_at) ON vendor_domains TO orion_exporter;

-- customers
GRANT SELECT (vendor_id, platform_id, is_active, created_at, last_order_at) ON customers TO orion_exporter;

-- cms
GRANT SELECT (platform_id, vendor_id, is_published) ON content_pages TO orion_exporter;
GRANT SELECT (vendor_id, media_type, size_bytes, created_at) ON media_files TO orion_exporter;

-- catalog
GRANT SELECT (id, vendor_id, is_active, is_featured, price_cents, created_at, updated_at)
    ON products TO orion_exporter;

-- inventory
GRANT SELECT (id, vendor_id, quantity, reserved_quantity, reorder_point, updated_at)
    ON inventory TO orion_exporter;

-- orders
GRANT SELECT (id, vendor_id, platform_id, status, total_cents, currency, created_at, updated_at)
    ON orders TO orion_exporter;

-- marketplace
GRANT SELECT (vendor_id, marketplace, status, imported_count, updated_count, error_count, created_at, started_at,
              completed_at)
    ON marketplace_import_jobs TO orion_exporter;
GRANT SELECT (id, vendor_id, marketplace, is_published, created_at, updated_at)
    ON marketplace_products TO orion_exporter;

-- carts
GRANT SELECT (platform_id, value_cents, currency, created_at, updated_at)
    ON carts TO orion_exporter;

-- payments
GRANT SELECT (id, platform_id, method, status, amount_cents, currency, created_at, paid_at, updated_at)
    ON payments TO orion_exporter;

-- refunds
GRANT SELECT (id, vendor_id, platform_id, status, amount_cents, currency, created_at, updated_at)
    ON refunds TO orion_exporter;

-- shipments
GRANT SELECT (id, vendor_id, platform_id, status, ready_at, due_at, shipped_at, updated_at)
    ON shipments TO orion_exporter;

-- payouts
GRANT SELECT (id, vendor_id, status, amount_cents, currency, due_at, updated_at)
    ON payouts TO orion_exporter;

-- jobs
GRANT SELECT (queue, status, due_at, started_at, finished_at)
    ON jobs TO orion_exporter;

-- Only where the shop keeps thresholds of alerts in a table of its own (docs/ALERTS.md):
-- GRANT SELECT (alert, platform_id, vendor_id, value) ON alert_thresholds TO orion_exporter;

-- Only where runbooks are written as pages of the shop; the texts of all pages can be read then:
-- GRANT SELECT (slug, title, body, updated_at) ON content_pages TO orion_exporter;

COMMIT;
