"""Loyalty cards for orion-exporter."""
