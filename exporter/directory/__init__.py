"""Knows platforms, vendors and memberships: turns ids into labels, and decides where a row is reported."""
