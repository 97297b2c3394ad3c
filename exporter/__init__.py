"""A Prometheus exporter for modular, multi-vendor, multi-platform commerce applications."""
