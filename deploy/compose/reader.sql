-- For psql: what the exporter's role has here beyond deploy/sql/postgresql.sql. Its password is from the environment, so
-- that it stands in no command line; the demo shop keeps thresholds and runbooks of its own.
\getenv password READER_PASSWORD
ALTER ROLE orion_exporter PASSWORD :'password';
GRANT SELECT (alert, platform_id, vendor_id, value) ON alert_thresholds TO orion_exporter;
GRANT SELECT (slug, title, body, updated_at) ON content_pages TO orion_exporter;
