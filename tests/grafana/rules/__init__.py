"""The Prometheus rules: one case for each alert, tried by promtool; and Alertmanager's configuration."""
