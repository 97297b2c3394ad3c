"""Labels, memberships, and where a row is reported."""
