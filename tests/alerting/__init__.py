"""Thresholds of alerts and their runbooks."""
