"""Platforms, vendors and memberships: from ids to labels, and where a row is reported."""
