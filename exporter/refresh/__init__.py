"""Schedules the refreshes of providers, and isolates their failures."""
