"""Immutable snapshots, their exposition format, the state of all providers, and the exporter's own metrics."""
