"""Snapshots of the numbers, their bytes in the formats of Prometheus, and the exporter's own metrics."""
