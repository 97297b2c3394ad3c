"""Refreshes that read only what has changed since the last one."""
