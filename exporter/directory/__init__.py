"""Platforms, vendors and memberships: maps ids to labels, and rows to the series that report them."""
