"""Refreshes that read only what has changed."""
