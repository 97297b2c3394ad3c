"""Bytes, budgets, and the exporter's own metrics."""
